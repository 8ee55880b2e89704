-- International students in higher education: people with a foreign nationality whose earlier education was abroad. One
-- row per published figure, in breakdowns that each tell everyone: choose one.
--   totaal           by sort of education; `ho` is hbo and wo together, a student in both once
--   herkomst         within or outside EU/EFTA, where CBS publishes the two
--   nationaliteit    single nationalities, men and women together
--   studierichting   broad field and phase
--   eerstejaars      first-years only: a part of the students, in no other breakdown
with nationality as (
    select
        dataset_id, snapshot_id, study_year, education_sector, nationality, status,
        {{ in_units("value", "unit") }} as students,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half,
        case
            when nationality ilike 'totaal%' then 'totaal'
            when regexp_matches(nationality, '^(niet[- ]|buiten )', 'i') then 'buiten_eu_efta'
            when regexp_matches(nationality, '^(EU|EER|Europese Unie|Europese Economische Ruimte)([-/ ,(]|$)', 'i')
                then 'eu_efta'
            -- parts of the world and what is left of them; South Africa is a country
            when nationality ilike 'zuid-afrika%' then 'nationaliteit'
            when regexp_matches(
                nationality, '^(overig|onbekend|([a-z]+[- ])?(europa|azi[eë]|afrika|amerika|oceani[eë])([ (,]|$))', 'i'
            ) then 'groep'
            else 'nationaliteit'
        end as kind
    from {{ ref("stg_cbs__international_students_nationality") }}
    where gender = 'totaal' and measure ilike '%internationale studenten%' and measure not ilike '%niet-internationale%'
),

by_field as (
    select
        dataset_id, snapshot_id, study_year, education_sector, isced_code, field, status,
        {{ cbs_education_level("level") }} as phase,
        case
            when stage ilike 'totaal%' then 'totaal'
            when stage ilike 'eerstejaars%' then 'eerstejaars'
        end as stage,
        case
            when measure ilike '%niet-internationale%' then 'anderen'
            when measure ilike '%internationale%' then 'internationaal'
            when measure ilike '%ingeschreven%' then 'iedereen'
        end as who,
        {{ in_units("value", "unit") }} as students,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half
    from {{ ref("stg_cbs__international_students_field") }}
    where gender = 'totaal'
),

by_group as (
    select
        dataset_id, snapshot_id, study_year, education_sector, isced_code, field, phase, stage, status, rounding_half,
        max(students) filter (where who = 'internationaal') as students,
        max(by_field.students) filter (where who = 'iedereen') as all_students
    from by_field
    where phase is not null and stage is not null
    group by all
),

broken_down as (
    select
        dataset_id, snapshot_id, study_year, education_sector, students, all_students, rounding_half, status,
        case
            when stage = 'eerstejaars' then 'eerstejaars'
            when field ilike 'totaal%' then 'totaal'
            else 'studierichting'
        end as breakdown,
        isced_code as field_code,
        case when field not ilike 'totaal%' then regexp_replace(field, '^[0-9]{2,4} ', '') end as field_nl,
        phase,
        cast(null as varchar) as origin,
        cast(null as varchar) as origin_nl
    from by_group
    where
        (stage = 'totaal' and field ilike 'totaal%' and phase = 'totaal')
        or (stage = 'eerstejaars' and field ilike 'totaal%' and phase = 'totaal')
        or (stage = 'totaal' and field not ilike 'totaal%' and phase <> 'totaal')
    union all
    select
        dataset_id, snapshot_id, study_year, education_sector, students, null, rounding_half, status,
        case when kind = 'nationaliteit' then 'nationaliteit' else 'herkomst' end,
        null, null, 'totaal',
        case when kind <> 'nationaliteit' then kind end,
        nationality
    from nationality
    where kind in ('nationaliteit', 'eu_efta', 'buiten_eu_efta')
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
