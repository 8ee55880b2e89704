{{ config(materialized="ephemeral") }}
-- Digital skills of people and ICT specialists as indicators.
select
    measure || '.year' as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    method as breakdown,
    value,
    value_lower,
    value_upper,
    {{ interval_columns(shares=false) }},
    method,
    unit,
    status,
    series,
    dataset_id,
    caveat_nl
from {{ ref("fct_digital_skills") }}
