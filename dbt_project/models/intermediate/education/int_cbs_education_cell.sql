-- Students, graduates and doctorates of CBS by field of study, every table in one shape: totals and parts beside one
-- another, told apart by field_kind and level. A choice of one kind and of totals or parts is the reader's.
with cells as (
    select
        dataset_id, snapshot_id, study_year, education_sector, 'graduates' as measure,
        {{ cbs_education_level("level") }} as level, gender, isced_code, field, measure as measure_title, unit, value, status
    from {{ ref("stg_cbs__ho_graduates_field") }}
    union all
    select
        dataset_id, snapshot_id, study_year, education_sector,
        case when measure ilike '%eerstejaars%' then 'first_years' when measure ilike '%ingeschreven%' then 'enrolled' end,
        'totaal', gender, isced_code, field, measure, unit, value, status
    from {{ ref("stg_cbs__ho_students_field") }}
    union all
    select
        dataset_id, snapshot_id, study_year, 'wo', 'doctorates', 'doctorate', gender, isced_code, field, measure, unit,
        value, status
    from {{ ref("stg_cbs__wo_doctorates") }}
    where measure ilike 'promoties%'
    union all
    select
        dataset_id, snapshot_id, study_year, 'mbo', 'graduates', {{ cbs_education_level("level") }}, gender, isced_code, field,
        measure, unit, value, status
    from {{ ref("stg_cbs__mbo_graduates_field") }}
    where {{ cbs_learning_path("path") }} = 'totaal'
    union all
    select
        dataset_id, snapshot_id, study_year, 'mbo', 'enrolled', {{ cbs_education_level("level") }}, gender, isced_code, field,
        measure, unit, value, status
    from {{ ref("stg_cbs__mbo_students_field") }}
    where {{ cbs_learning_path("path") }} = 'totaal'
),

stepped as (
    select *, {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half
    from cells
)

select
    dataset_id,
    snapshot_id,
    study_year,
    education_sector,
    measure,
    level,
    gender,
    case
        when field ilike 'totaal%' then 'total'
        when field ilike '%onbekend%' then 'unknown'
        when length(isced_code) = 2 then 'broad'
        when length(isced_code) = 3 then 'narrow'
        when length(isced_code) = 4 then 'detailed'
        else 'other'
    end as field_kind,
    isced_code,
    regexp_replace(field, '^[0-9]{2,4} ', '') as field_nl,
    {{ in_units("value", "unit") }} as persons,
    {{ bound_lower(in_units("value", "unit"), "rounding_half") }} as persons_lower,
    {{ bound_upper(in_units("value", "unit"), "rounding_half") }} as persons_upper,
    status
from stepped
where education_sector in ('mbo', 'hbo', 'wo') and measure is not null and level is not null and gender is not null
