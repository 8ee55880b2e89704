{{ config(materialized="ephemeral") }}
-- Education output as indicators: one per measure and sector; doctorates are no part of the graduates of universities.
select
    measure || '.' || case when level = 'doctorate' then 'doctorate' else education_sector end as indicator_id,
    opgave_id,
    delineation,
    make_date(study_year, 8, 1) as period_start,
    concat_ws(', ', level, learning_path, method) as breakdown,
    persons as value,
    persons_lower as value_lower,
    persons_upper as value_upper,
    {{ interval_columns() }},
    method,
    unit,
    status,
    case when is_complete then dataset_id end as series,
    dataset_id,
    caveat_nl
from {{ ref("fct_education_output") }}
