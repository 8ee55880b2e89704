{{ config(materialized="ephemeral") }}
-- DUO's forecast for mbo as indicators. Of its two cuts of the country by age and by sectorkamer one is taken: the other
-- tells the same students.
select
    measure || '_forecast.' || education_sector as indicator_id,
    opgave_id,
    delineation,
    make_date(study_year, 8, 1) as period_start,
    category as breakdown,
    persons as value,
    persons_lower as value_lower,
    persons_upper as value_upper,
    {{ interval_columns() }},
    method,
    {{ education_unit("measure") }} as unit,
    status,
    concat_ws(', ', dataset_id, edition, base_year) as series,
    dataset_id,
    caveat_nl
from {{ ref("fct_education_forecast") }}
where breakdown <> 'leeftijd' and method <> 'section_average'
