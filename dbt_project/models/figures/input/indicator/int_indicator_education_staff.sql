{{ config(materialized="ephemeral") }}
-- Teachers and school leaders as indicators: one per function, its sectors side by side.
select
    'staff_fte.' || staff_function as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    school_sector as breakdown,
    fte as value,
    fte_lower as value_lower,
    fte_upper as value_upper,
    {{ interval_columns(shares=false) }},
    method,
    unit,
    status,
    dataset_id as series,
    dataset_id,
    caveat_nl
from {{ ref("fct_education_staff") }}
where staff_function in ('leraar', 'leidinggevende')
