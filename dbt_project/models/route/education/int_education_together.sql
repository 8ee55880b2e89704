-- The people of an opgave in one sector and study year, whatever their level, learning path or broad field: what the parts of
-- the scorecard's figure add up to, with what the weights leave unsure of the sum. The intervals of the parts cannot tell:
-- programmes have each their own weight, but programmes of one field the very same.
with programmes as (
    select
        dataset_id, study_year, education_sector, measure, code_system, programme_code,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
        {{ least_certain_of_all("status") }} as status
    from {{ ref("int_education_candidate") }}
    where is_chosen and level <> 'doctorate'
    group by all
),

fields as (
    select
        dataset_id, study_year, education_sector, measure || '_cbs' as measure, isced_code,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
        {{ least_certain_of_all("status") }} as status
    from {{ ref("int_education_field") }} as cells
    where is_finest and is_part and gender = 'totaal' and cells.measure <> 'doctorates' and cells.persons is not null
    group by all
),

carried as (
    {{ per_opgave(
        ref("int_programme_weight"), "programmes",
        on={"code_system": "code_system", "programme_code": "programme_code"},
        keys=["dataset_id", "study_year", "education_sector", "measure"],
        count="persons",
        half=none,
        digits=2,
        same_weight="weight_code",
        absent="zero",
    ) }}
    union all
    {{ per_opgave(
        ref("int_opgave_field"), "fields",
        on={"isced_code": "isced_code"},
        keys=["dataset_id", "study_year", "education_sector", "measure"],
        count="persons",
        half=none,
        digits=2,
        absent="zero",
    ) }}
)

select
    measure || '.' || education_sector as indicator_id,
    opgave_id,
    delineation,
    make_date(study_year, 8, 1) as period_start,
    dataset_id,
    persons as value,
    weight_lower,
    weight_upper,
    change_1y_weight,
    change_3y_weight
from carried
