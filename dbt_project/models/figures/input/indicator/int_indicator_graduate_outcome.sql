{{ config(materialized="ephemeral") }}
-- What became of people with a diploma, as indicators: how many leave education with one, who of them works a year later, and
-- who of the international ones is still in the Netherlands. Leavers are persons, and each leaves once. A share is
-- not added: an opgave has it only where one field is the whole of it.
with working as (
    select
        opgave_id, delineation, study_year, education_sector, student_origin, field_nl, status, dataset_id,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
        max(population) as population, any_value(caveat_nl) as caveat_nl
    from {{ ref("fct_graduate_outcome") }} as outcomes
    where
        outcome_kind = 'positie' and position in ('werk', 'werk_en_uitkering') and diploma = 'met_diploma'
        and years_after = 1 and (breakdown = 'totaal' or opgave_id <> 'nederland')
    group by opgave_id, delineation, study_year, education_sector, student_origin, field_nl, status, dataset_id
    -- both kinds of work are published, and one field is the opgave
    having count(*) = 2 and count(outcomes.persons) = 2
    qualify
        count(*) over (partition by opgave_id, delineation, study_year, education_sector, student_origin) = 1
),

-- the people of whom the positions are told, with CBS's rounding as it shows in those
leavers as (
    select
        opgave_id, delineation, study_year, education_sector, student_origin, field_nl, dataset_id,
        max(population) as population,
        max(outcomes.persons_upper - outcomes.persons) as half,
        {{ least_certain_of_all("status") }} as status,
        any_value(caveat_nl) as caveat_nl
    from {{ ref("fct_graduate_outcome") }} as outcomes
    where
        outcome_kind = 'positie' and diploma = 'met_diploma' and years_after = 1
        and (breakdown = 'totaal' or opgave_id <> 'nederland')
    group by opgave_id, delineation, study_year, education_sector, student_origin, field_nl, dataset_id
),

figures as (
    select
        'working_after_1y.' || education_sector || '.' || student_origin as indicator_id,
        opgave_id,
        delineation,
        make_date(study_year, 8, 1) as period_start,
        coalesce(field_nl, 'alle studierichtingen') as breakdown,
        {{ rounded("100 * persons / population", 1) }} as value,
        {{ rounded("100 * persons_lower / population", 1) }} as value_lower,
        least({{ rounded("100 * persons_upper / population", 1) }}, 100) as value_upper,
        'procent' as unit,
        status,
        dataset_id as series,
        dataset_id,
        caveat_nl
    from working
    where population > 0
    union all
    select
        'staying_after_1y.' || education_sector || '.' || student_origin,
        'nederland',
        'nvt',
        make_date(study_year, 8, 1),
        'alle studierichtingen',
        in_nl_pct,
        {{ rounded("100 * in_nl_lower / nullif(leavers, 0)", 1) }},
        least({{ rounded("100 * in_nl_upper / nullif(leavers, 0)", 1) }}, 100),
        'procent',
        status,
        dataset_id,
        dataset_id,
        caveat_nl
    from {{ ref("fct_international_stay") }}
    where breakdown = 'totaal' and student_origin = 'internationaal' and years_after = 1 and in_nl_pct is not null
    union all
    select
        'leavers.' || education_sector || '.' || student_origin,
        opgave_id,
        delineation,
        make_date(study_year, 8, 1),
        coalesce(field_nl, 'alle studierichtingen'),
        population,
        greatest(population - half, 0),
        population + half,
        'personen',
        status,
        dataset_id,
        dataset_id,
        caveat_nl
    from leavers
    where population is not null
)

select
    figures.*,
    {{ interval_of("figures", "value", digits=1) }},
    if(figures.opgave_id = 'nederland', 'observed', 'via_field') as method
from figures
{{ survey_join("figures.dataset_id", "figures.indicator_id", "'study_year'") }}
