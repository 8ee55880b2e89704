-- Employed persons per region: of the region as a whole, and per opgave by way of the occupation (86112NED). The table stops
-- at some level of the BRC; the finest one it has in a period is read, each occupation for the part of it that the opgave
-- employs in the whole country. A region in which one of those occupations has no figure gives no row.
with cells as (
    select
        *,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        case brc_level when 'beroepsgroep' then 3 when 'beroepssegment' then 2 when 'beroepsklasse' then 1 end as fineness
    from {{ ref("stg_cbs__employed_by_occupation_and_region") }}
    where measure ilike 'Werkzame beroepsbevolking%'
),

totals as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, region_code, region_name, region_kind, period_start, frequency,
        persons as value,
        {{ bound_lower("persons", "rounding_half") }} as value_lower,
        {{ bound_upper("persons", "rounding_half") }} as value_upper,
        'observed' as method, status, dataset_id
    from cells
    where {{ is_total("Beroep", "occupation") }} and persons is not null
),

finest as (
    select * replace (persons as value) from cells where brc_code is not null
    qualify fineness = max(fineness) over (partition by dataset_id, period_start, frequency)
),

opgaven as (
    {{ per_opgave(
        ref("int_opgave_occupation"), "finest",
        on={"brc_edition": "brc_edition", "brc_level": "brc_level", "brc_code": "brc_code"},
        keys=[
            "dataset_id", "brc_edition", "brc_level", "region_code", "region_name", "region_kind", "period_start", "frequency"
        ],
        count="value",
        by=["opgave_id", "delineation", "method"],
        dated="weight_period",
    ) }}
)

select * from totals
union all by name
select * from opgaven
