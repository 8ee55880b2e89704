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
        'observed' as method, status, dataset_id, cast(null as varchar) as brc_level, cast(null as varchar) as brc_edition,
        cast(null as date) as weight_period
    from cells
    where {{ is_total("Beroep", "occupation") }} and persons is not null
),

finest as (
    select * from cells where brc_code is not null
    qualify fineness = max(fineness) over (partition by dataset_id, period_start, frequency)
),

places as (
    select distinct
        dataset_id, brc_edition, brc_level, region_code, region_name, region_kind, period_start, frequency, status
    from finest
),

joined as (
    select
        shares.opgave_id, shares.delineation, places.*, shares.weight_period,
        shares.share * finest.persons as value,
        shares.share * {{ bound_lower("finest.persons", "finest.rounding_half") }} as value_lower,
        shares.share * ({{ bound_upper("finest.persons", "finest.rounding_half") }}) as value_upper
    from {{ ref("int_opgave_occupation") }} as shares
    inner join places on places.brc_edition = shares.brc_edition and places.brc_level = shares.brc_level
    left join finest
        on finest.brc_code = shares.brc_code
        and finest.dataset_id = places.dataset_id
        and finest.region_code = places.region_code
        and finest.period_start = places.period_start
        and finest.frequency = places.frequency
)

select * from totals
union all
select
    opgave_id, delineation, region_code, region_name, region_kind, period_start, frequency,
    {{ rounded("sum(value)", 0) }}, {{ rounded("sum(value_lower)", 0) }}, {{ rounded("sum(value_upper)", 0) }},
    'via_occupation', status, dataset_id, brc_level, brc_edition, max(weight_period)
from joined
group by
    opgave_id, delineation, region_code, region_name, region_kind, period_start, frequency, status, dataset_id,
    brc_level, brc_edition
having count(value) = count(*)
