-- International students in higher education: people with a foreign nationality whose earlier education was abroad. One
-- row per published figure, in breakdowns that each tell everyone: choose one.
--   totaal           by sort of education; `ho` is hbo and wo together, a student in both once
--   herkomst         part of the world of the nationality; in the table as it was seen hbo and wo together (`ho`)
--   nationaliteit    single nationalities, as herkomst
--   studierichting   broad field and phase
--   eerstejaars      first-years only: a part of the students, in no other breakdown
with nationality as (
    select
        dataset_id, snapshot_id, study_year, education_sector, nationality, status,
        {{ in_units("value", "unit") }} as students,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half,
        -- null for a single nationality
        {{ cbs_word("Nationaliteit", "nationality") }} as part_of_the_world
    from {{ ref("stg_cbs__international_students_nationality") }}
    where gender = 'totaal' and {{ cbs_word("Measure", "measure") }} = 'international'
),

by_field as (
    select
        dataset_id, snapshot_id, study_year, education_sector, isced_code, field, status,
        replace({{ cbs_word("Opleidingsfase", "level") }}, '_phase', '') as phase,
        {{ cbs_word("Verblijfsjaar", "stage") }} as stage,
        {{ cbs_word("Measure", "measure") }} as who,
        {{ in_units("value", "unit") }} as students,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half
    from {{ ref("stg_cbs__international_students_field") }}
    where gender = 'totaal'
),

by_group as (
    select
        dataset_id, snapshot_id, study_year, education_sector, isced_code, field, phase, stage, status, rounding_half,
        max(students) filter (where who = 'international') as students,
        max(by_field.students) filter (where who = 'enrolled') as all_students
    from by_field
    where phase is not null and stage is not null
    group by all
),

broken_down as (
    select
        dataset_id, snapshot_id, study_year, education_sector, students, all_students, rounding_half, status,
        case
            when stage = 'eerstejaars' then 'eerstejaars'
            when {{ is_total("Studierichting", "field") }} then 'totaal'
            else 'studierichting'
        end as breakdown,
        isced_code as field_code,
        {{ field_name("field") }} as field_nl,
        phase,
        cast(null as varchar) as origin,
        cast(null as varchar) as origin_nl
    from by_group
    where
        (stage in ('totaal', 'eerstejaars') and {{ is_total("Studierichting", "field") }} and phase = 'totaal')
        or (stage = 'totaal' and not {{ is_total("Studierichting", "field") }} and phase <> 'totaal')
    union all
    select
        dataset_id, snapshot_id, study_year, education_sector, students, null, rounding_half, status,
        case when part_of_the_world is null then 'nationaliteit' else 'herkomst' end,
        null, null, 'totaal',
        part_of_the_world,
        nationality
    from nationality
    where part_of_the_world is distinct from 'totaal'
)

select
    dataset_id,
    snapshot_id,
    study_year,
    education_sector,
    breakdown,
    field_code,
    field_nl,
    phase,
    origin,
    origin_nl,
    students,
    {{ bound_lower("students", "rounding_half") }} as students_lower,
    {{ bound_upper("students", "rounding_half") }} as students_upper,
    all_students,
    status
from broken_down
where education_sector is not null and students is not null
