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
    {{ interval_columns() }},
    method,
    unit,
    status,
    concat_ws(', ', dataset_id, second_dataset_id) as series,
    dataset_id,
    caveat_nl
from {{ ref("fct_productivity") }}
where value is not null and method <> 'section_average'
union all by name
-- the share of each class of productivity in all jobs: what a target for moving to productive work is set on
select
    'jobs_share_class_' || productivity_class || '.year' as indicator_id,
    'nederland' as opgave_id,
    'nvt' as delineation,
    make_date(year, 1, 1) as period_start,
    'klasse ' || productivity_class as breakdown,
    jobs_share_pct as value,
    {{ interval_of("shift", "jobs_share_pct", lower="shift.jobs_share_pct", upper="shift.jobs_share_pct", digits=2) }},
    'observed' as method,
    'procent' as unit,
    status,
    'indeling naar ' || reference_year as series,
    shift.dataset_id,
    caveat_nl
from {{ ref("productivity_shift") }} as shift
{{ survey_join("shift.dataset_id", "'jobs'", "'year'") }}
