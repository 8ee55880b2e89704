{{ config(materialized="ephemeral") }}
-- Students and graduates of CBS by field of study as indicators: the second way to the people of fct_education_output,
-- with names of its own. Doctorates stand in fct_education_output already.
select
    measure || '_cbs.' || education_sector as indicator_id,
    opgave_id,
    delineation,
    make_date(study_year, 8, 1) as period_start,
    concat_ws(', ', level, field_code, field_nl) as breakdown,
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
from {{ ref("fct_education_output_field") }}
where measure <> 'doctorates'
