-- What became of leavers, as parts of everyone of the same group (population). Where a table tells international students
-- apart, only the two groups stand here; where it does not, everyone together ('alle'). Outcomes of jobs and benefits lie
-- within one another: those that add up to everyone are marked, of the others it is told what they are a part of.
with leavers as (
    select
        *,
        bool_or(student_origin <> 'alle') over (partition by dataset_id) as has_origins
    from {{ ref("int_leavers") }}
),

used as (
    select * from leavers
    where student_origin <> 'alle' or not has_origins
),

-- what CBS calls the whole that an outcome is a part of
wholes as (
    select distinct dataset_id, outcome_kind, outcome_code, outcome_nl from used
    where not is_total
),

populations as (
    select
        dataset_id, study_year, education_sector, diploma, student_origin, breakdown, field_nl, years_after, persons,
        persons_lower, persons_upper
    from used
    where is_total
),

outcomes as (
    select
        used.study_year,
        used.education_sector,
        used.diploma,
        used.student_origin,
        used.breakdown,
        used.isced_code,
        used.field_nl,
        used.years_after,
        used.moment_nl,
        used.outcome_kind,
        used.outcome_nl,
        wholes.outcome_nl as part_of_nl,
        used.part_of = 'totaal' as adds_up,
        used.at_work,
        used.position,
        used.persons,
        used.persons_lower,
        used.persons_upper,
        populations.persons as population,
        used.status,
        used.dataset_id
    from used
    left join populations
        on used.dataset_id = populations.dataset_id
        and used.study_year = populations.study_year
        and used.education_sector = populations.education_sector
        and used.diploma = populations.diploma
        and used.student_origin = populations.student_origin
        and used.breakdown = populations.breakdown
        and used.field_nl is not distinct from populations.field_nl
        and used.years_after = populations.years_after
    left join wholes
        on used.dataset_id = wholes.dataset_id
        and used.outcome_kind = wholes.outcome_kind
        and used.part_of = wholes.outcome_code
    where not used.is_total and used.persons is not null
),

opgaven as (
    select opgave_id, delineation, isced_code from {{ ref("int_opgave_field") }}
    where weight = 1
),

together as (
    select 'nederland' as opgave_id, 'nvt' as delineation, 'observed' as method, outcomes.* from outcomes
    union all
    select opgaven.opgave_id, opgaven.delineation, 'via_field', outcomes.*
    from outcomes
    inner join opgaven on outcomes.isced_code = opgaven.isced_code
)

select
    opgave_id,
    delineation,
    study_year,
    education_sector,
    diploma,
    student_origin,
    breakdown,
    field_nl,
    years_after,
    moment_nl,
    outcome_kind,
    outcome_nl,
    part_of_nl,
    adds_up,
    position,
    persons,
    persons_lower,
    persons_upper,
    persons as weight_lower,
    persons as weight_upper,
    persons_lower as total_lower,
    persons_upper as total_upper,
    population,
    {{ rounded("persons / nullif(population, 0) * 100", 1) }} as share_pct,
    method,
    case
        when at_work then 'Van wie werk heeft.'
        else 'Van iedereen die het onderwijs verliet.'
    end || case
        when adds_up then ''
        else ' Een deel van ' || coalesce(part_of_nl, 'een andere uitkomst') || ': niet bij de andere uitkomsten op te tellen.'
    end || case
        when student_origin = 'internationaal' then ' Internationale studenten die vertrekken schrijven zich niet altijd '
            || 'meteen uit: wie geen werk en geen uitkering heeft kan al weg zijn.'
        else ''
    end || case
        when opgave_id = 'nederland' then ''
        else ' Alleen het vakgebied dat geheel bij de opgave hoort; de opgave is groter.'
    end as caveat_nl,
    status,
    dataset_id
from together
