-- The tables about participation cell by cell, and beside them entrants of bbl and course participants, which have one
-- trait at a time and every other at its total.
with participation as (
    select
        year, population_group, breakdown, sex, age, labour_position, education_level, characteristic, sbi_code, form,
        persons, rounding_half, population, status, dataset_id
    from {{ ref("int_llo_uptake") }}
),

one_trait as (
    select * from {{ ref("int_llo_intake") }}
    union all by name
    select * from {{ ref("int_llo_courses") }}
    union all by name
    select * from {{ ref("int_llo_stap") }}
),

uptake as (
    select * from participation
    union all by name
    select
        *, 'totaal' as sex, 'totaal' as age, 'totaal' as labour_position, 'totaal' as education_level
    from one_trait
)

select
    year,
    population_group,
    breakdown,
    sex,
    age,
    labour_position,
    education_level,
    characteristic,
    sbi_code,
    form,
    persons,
    {{ bound_lower("persons", "rounding_half") }} as persons_lower,
    {{ bound_upper("persons", "rounding_half") }} as persons_upper,
    {{ interval_of(
        "uptake", "persons", lower=bound_lower("uptake.persons", "uptake.rounding_half"),
        upper=bound_upper("uptake.persons", "uptake.rounding_half"), weights=false
    ) }},
    population,
    {{ rounded("persons / nullif(population, 0) * 100", 2) }} as rate_pct,
    case when persons is null then 'niet gepubliceerd' end as missing_reason,
    status,
    uptake.dataset_id
from uptake
{{ survey_join("uptake.dataset_id", "uptake.form", "'year'") }}
