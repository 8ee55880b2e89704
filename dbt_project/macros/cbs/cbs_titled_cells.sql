{#- The cells of a CBS table that was found by its title, whose dimensions are not known beforehand (`Codes` holds them).
    `category` is a title that must be in the wanted dimension: that dimension becomes the columns category_code and
    category. `breakdown` has the titles of all other dimensions where they are not a total, null where the cell is of
    everyone everywhere (the contract refuses a dimension without a known total). A dimension of one code breaks nothing
    down. -#}
{% macro cbs_titled_cells(table, category) %}
    with cells as (
        select * from {{ source("raw", table) }}
    ),

    code_lists as (
        select
            Dimension as dimension,
            trim(Identifier) as code,
            {{ collapse_whitespace("Title") }} as title,
            Status as status,
            count(*) over (partition by Dimension) as codes
        from {{ source("raw", "cbs__code") }}
        where dataset_id = '{{ table }}'
    ),

    wanted as (
        select min(dimension) as dimension from code_lists where lower(title) = '{{ category }}'
    ),

    places as (
        select Codes, place.key as dimension, trim(place.value) as code
        from (
            select Codes, unnest(map_entries(cast(cast(Codes as json) as map(varchar, varchar)))) as place
            from (select distinct Codes from cells)
        )
    ),

    titled as (
        select
            places.Codes,
            max(places.code) filter (where places.dimension = wanted.dimension) as category_code,
            max(code_lists.title) filter (where places.dimension = wanted.dimension) as category,
            string_agg(coalesce(code_lists.title, places.code), '; ' order by places.dimension) filter (
                where places.dimension is distinct from wanted.dimension
                and coalesce(code_lists.codes, 0) <> 1
                and not {{ is_total("AZW", "coalesce(code_lists.title, '')") }}
            ) as breakdown
        from places
        cross join wanted
        left join code_lists on code_lists.dimension = places.dimension and code_lists.code = places.code
        group by places.Codes
    )

    select
        cells._snapshot_id as snapshot_id,
        '{{ table }}' as dataset_id,
        measure.title as measure,
        measure.position as measure_position,
        measure.unit,
        measure.decimals,
        cells.Value as value,
        titled.category_code,
        titled.category,
        titled.breakdown,
        trim(cells.Perioden) as period_code,
        period.title as period_title,
        {{ period_start("cells.Perioden") }} as period_start,
        {{ period_frequency("cells.Perioden") }} as frequency,
        {{ period_status("period.status") }} as status
    from cells
    left join titled on titled.Codes = cells.Codes
    left join (
        select
            trim(Identifier) as code,
            {{ collapse_whitespace("Title") }} as title,
            Unit as unit,
            Decimals as decimals,
            "Index" as position
        from {{ source("raw", "cbs__measure") }}
        where dataset_id = '{{ table }}'
    ) as measure on measure.code = trim(cells.Measure)
    left join code_lists as period on period.dimension = 'Perioden' and period.code = trim(cells.Perioden)
{%- endmacro %}
