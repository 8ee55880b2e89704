-- Students, graduates and doctorates of CBS by field of study, every table in one shape: totals and parts beside one
-- another, told apart by field_kind and level. A choice of one kind and of totals or parts is the reader's.
with cells as (
    select
        dataset_id, snapshot_id, study_year, education_sector, 'graduates' as measure,
        {{ diploma_level("SoortDiploma", "level", "education_sector") }} as level, gender, isced_code, field, unit, value,
        status
    from {{ ref("stg_cbs__ho_graduates_field") }}
    where {{ cbs_word("Measure", "measure") }} = 'graduates'
    union all
    select
        dataset_id, snapshot_id, study_year, education_sector,
        {{ cbs_word("Measure", "measure") }},
        'totaal', gender, isced_code, field, unit, value, status
    from {{ ref("stg_cbs__ho_students_field") }}
    where {{ cbs_word("Measure", "measure") }} in ('enrolled', 'first_years')
    union all
    select
        dataset_id, snapshot_id, study_year, 'wo', 'doctorates', 'doctorate', gender, isced_code, field, unit,
        value, status
    from {{ ref("stg_cbs__wo_doctorates") }}
    where {{ cbs_word("Measure", "measure") }} = 'doctorates'
    union all
    select
        dataset_id, snapshot_id, study_year, 'mbo', 'graduates', {{ cbs_word("Niveau", "level") }}, gender, isced_code, field,
        unit, value, status
    from {{ ref("stg_cbs__mbo_graduates_field") }}
    where {{ cbs_word("Measure", "measure") }} = 'graduates' and {{ is_total("Leerweg", "path") }}
    union all
    select
        dataset_id, snapshot_id, study_year, 'mbo', 'enrolled', {{ cbs_word("Niveau", "level") }}, gender, isced_code, field,
        unit, value, status
    from {{ ref("stg_cbs__mbo_students_field") }}
    where {{ cbs_word("Measure", "measure") }} = 'enrolled' and {{ is_total("Leerweg", "path") }}
),

-- a level may be two categories (the bachelors of hbo and of wo), of which one cannot occur within a sector
added as (
    select
        dataset_id, snapshot_id, study_year, education_sector, measure, level, gender, isced_code, field, unit, status,
        sum(value) as value,
        greatest(count(cells.value), 1) as cells
    from cells
    where
        education_sector in ('mbo', 'hbo', 'wo')
        and level is not null
        and gender is not null
    group by all
),

stepped as (
    select
        *,
        cells * {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half
    from added
)

select
    dataset_id,
    snapshot_id,
    study_year,
    education_sector,
    measure,
    level,
    gender,
    {{ field_kind("field", "isced_code") }} as field_kind,
    isced_code,
    regexp_replace(field, '^[0-9]{2,4} ', '') as field_nl,
    {{ in_units("value", "unit") }} as persons,
    {{ bound_lower(in_units("value", "unit"), "rounding_half") }} as persons_lower,
    {{ bound_upper(in_units("value", "unit"), "rounding_half") }} as persons_upper,
    status
from stepped
