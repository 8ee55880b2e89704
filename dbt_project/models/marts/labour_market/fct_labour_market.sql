with national as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, period_start, frequency, measure, value,
        {{ bound_lower("value", "rounding_half") }} as value_lower,
        {{ bound_upper("value", "rounding_half") }} as value_upper,
        unit, 'observed' as method, status, dataset_id, cast(null as varchar) as second_dataset_id,
        cast(null as varchar) as code_edition, cast(null as varchar) as weighting,
        cast(null as bigint) as groups_total, cast(null as bigint) as groups_published, false as is_capped
    from {{ ref("int_labour_market_national") }}
),

tightness_national as (
    select
        'nederland', 'nvt', period_start, frequency, measure, value, value_lower, value_upper,
        unit, 'observed', status, dataset_id, second_dataset_id,
        null, null, null, null, false
    from {{ ref("int_tightness_national") }}
),

via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, 'via_occupation', status, dataset_id, null,
        'BRC 2014, editie ' || brc_edition, null, null, null, false
    from {{ ref("int_occupation_by_opgave") }}
),

via_industry as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, 'via_industry', status, dataset_id,
        case when measure <> 'jobs' then 'cbs__83583ned' end,
        'SBI 2008', case when measure <> 'jobs' then 'secties, naar rato van banen per afdeling' end, null, null, false
    from {{ ref("int_industry_by_opgave") }}
),

tightness_via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        'vacatures per kortdurend werkzoekende', 'via_occupation', status, dataset_id,
        case when weighting like 'gewogen naar%' then 'cbs__85276ned' end,
        'BRC 2014, editie ' || brc_edition, weighting, groups_total, groups_published, is_capped
    from {{ ref("int_tightness_by_opgave") }}
),

labour_market as (
    select * from national
    union all
    select * from tightness_national
    union all
    select * from via_occupation
    union all
    select * from via_industry
    union all
    select * from tightness_via_occupation
)

select
    opgave_id,
    delineation,
    period_start,
    frequency,
    measure,
    value,
    value_lower,
    value_upper,
    unit,
    method,
    status,
    dataset_id,
    second_dataset_id,
    code_edition,
    weighting,
    groups_total,
    groups_published,
    is_capped
from labour_market
