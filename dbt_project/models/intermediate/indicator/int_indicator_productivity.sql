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
where value is not null
