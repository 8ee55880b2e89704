{#- One row per published cell of a CBS table, with what the publisher's own code lists say about it.

    table       raw table name, which is also the dataset_id
    dimensions  {dimension as CBS names it: column name}; gives <column>_code, <column> (title) and <column>_description
    period      name of the time dimension (not always `Perioden`)
    measure     only for OData v3 tables: the one column that holds the figure

    Identifiers are joined, never typed: recordings carry placeholders (X9...) where CBS's own code is not known.
    Codes are trimmed on both sides, because v3 pads them. Values stay in the publisher's unit. -#}
{% macro cbs_cells(table, dimensions, period="Perioden", measure=none) %}
    select
        cell._snapshot_id as snapshot_id,
        '{{ table }}' as dataset_id,
        measure.code as measure_code,
        measure.title as measure,
        measure.unit,
        measure.decimals,
        -- some tables use one title for several measures: their place in the list and their group tell them apart
        measure.position as measure_position,
        measure.parent as measure_group,
        measure.parent_title as measure_group_title,
        {{ "cell." ~ measure if measure else "cell.Value" }} as value,
        {#- v3 does not say why a cell is empty #}
        {{ "cast(null as varchar)" if measure else cbs_value_attribute_code("cell.ValueAttribute") }} as value_attribute,
        {%- for dimension, column in dimensions.items() %}
        trim(cell.{{ dimension }}) as {{ column }}_code,
        {{ column }}.title as {{ column }},
        {{ column }}.description as {{ column }}_description,
        {%- endfor %}
        trim(cell.{{ period }}) as period_code,
        period.title as period_title,
        {{ period_start("cell." ~ period) }} as period_start,
        {{ period_frequency("cell." ~ period) }} as frequency,
        {{ period_status("period.status") }} as status
    from {{ source("raw", table) }} as cell
    left join (
        select
            trim(Identifier) as code,
            {{ collapse_whitespace("Title") }} as title,
            Unit as unit,
            Decimals as decimals,
            "Index" as position,
            MeasureGroupId as parent,
            {{ collapse_whitespace("MeasureGroupTitle") }} as parent_title
        from {{ source("raw", "cbs__measure") }}
        where dataset_id = '{{ table }}'
    ) as measure on measure.code = {{ "'" ~ measure ~ "'" if measure else "trim(cell.Measure)" }}
    {%- for dimension, column in dimensions.items() %}
    left join {{ cbs_code_list(table, dimension) }} as {{ column }} on {{ column }}.code = trim(cell.{{ dimension }})
    {%- endfor %}
    left join {{ cbs_code_list(table, period) }} as period on period.code = trim(cell.{{ period }})
{%- endmacro %}


{#- The code list of one dimension of one table: code, title, description, status (periods only). -#}
{% macro cbs_code_list(table, dimension) -%}
    (
        select
            trim(Identifier) as code,
            {{ collapse_whitespace("Title") }} as title,
            {{ collapse_whitespace("Description") }} as description,
            Status as status
        from {{ source("raw", "cbs__code") }}
        where dataset_id = '{{ table }}' and Dimension = '{{ dimension }}'
    )
{%- endmacro %}
