{{ config(materialized="ephemeral") }}
-- Productivity as indicators; where too few jobs of an opgave have a published figure there is none.
select
    measure || '.year' as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    method as breakdown,
    value,
    cast(null as double) as value_lower,
    cast(null as double) as value_upper,
    unit,
    status,
    concat_ws(', ', dataset_id, second_dataset_id) as series,
    dataset_id,
    caveat_nl
from {{ ref("fct_productivity") }}
where value is not null and method <> 'section_average'
union all
-- the share of each class of productivity in all jobs: what a target for moving to productive work is set on
select
    'jobs_share_class_' || productivity_class || '.year',
    'nederland',
    'nvt',
    make_date(year, 1, 1),
    'klasse ' || productivity_class,
    jobs_share_pct,
    null,
    null,
    'procent',
    status,
    'indeling naar ' || reference_year,
    dataset_id,
    caveat_nl
from {{ ref("productivity_shift") }}
