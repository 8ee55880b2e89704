-- Our national education figures, to be held against what DUO and CBS publish elsewhere: whole sectors per study year,
-- DUO against CBS's count of the same students, and the population by level.
-- Where a second file of DUO tells the same year, it stands beside (the sharpest one, if there are more).
with national as (
    select
        education_sector, measure, study_year, learning_path, persons, persons_lower, persons_upper, dataset_id
    from {{ ref("fct_education_output") }}
    where opgave_id = 'nederland'
),

whole as (
    select
        education_sector, measure, study_year,
        {{ summed("persons", 2) }} as persons, {{ summed("persons_lower", 2) }} as persons_lower,
        {{ summed("persons_upper", 2) }} as persons_upper,
        min(dataset_id) as dataset_id
    from national
    group by all
),

bbl as (
    select
        study_year,
        {{ summed("persons", 2) }} as persons, {{ summed("persons_lower", 2) }} as persons_lower,
        {{ summed("persons_upper", 2) }} as persons_upper,
        min(dataset_id) as dataset_id
    from national
    where education_sector = 'mbo' and measure = 'enrolled' and learning_path = 'bbl'
    group by all
),

second_file as (
    select
        education_sector, measure, study_year, dataset_id,
        {{ summed("persons", 2) }} as persons, {{ summed("persons_lower", 2) }} as persons_lower,
        {{ summed("persons_upper", 2) }} as persons_upper
    from {{ ref("int_education_candidate") }} as candidates
    where is_complete and not is_chosen
    group by education_sector, measure, study_year, dataset_id
    qualify row_number() over (
        partition by education_sector, measure, study_year
        order by sum(candidates.persons_upper) - sum(candidates.persons_lower), dataset_id
    ) = 1
),

by_cbs as (
    select
        education_sector, measure, study_year, min(dataset_id) as dataset_id,
        {{ summed("persons", 2) }} as persons, {{ summed("persons_lower", 2) }} as persons_lower,
        {{ summed("persons_upper", 2) }} as persons_upper
    from {{ ref("fct_education_output_national") }}
    where measure in ('graduates', 'enrolled')
    group by all
),

-- higher education as a whole needs both sectors
ho as (
    select
        study_year, min(dataset_id) as dataset_id,
        {{ summed("persons", 2) }} as persons, {{ summed("persons_lower", 2) }} as persons_lower,
        {{ summed("persons_upper", 2) }} as persons_upper
    from by_cbs
    where measure = 'enrolled' and education_sector in ('hbo', 'wo')
    group by all
    having count(*) = 2
),

population as (
    select
        figure_id, {{ cbs_period("period_start", "frequency") }} as period,
        persons, persons_lower, persons_upper, dataset_id
    from (
        select
            'basisonderwijs_85313ned' as figure_id, period_start, frequency, persons, persons_lower, persons_upper,
            dataset_id
        from {{ ref("fct_population_education") }}
        where age = '15 tot 75 jaar' and breakdown = 'niveau' and level_nl ilike 'Basisonderwijs%'
        union all
        select distinct
            'bevolking_85313ned', period_start, frequency, population, population - 500, population + 500, dataset_id
        from {{ ref("fct_population_education") }}
        where age = '15 tot 75 jaar' and breakdown = 'niveau' and population is not null
    ) as listed
    where frequency = 'year'
),

figures as (
    select
        education_sector
        || case measure
            when 'graduates' then '_gediplomeerden'
            when 'enrolled' then '_studenten'
            when 'first_years' then '_eerstejaars'
            when 'first_years_in_sector' then '_eerstejaars_binnen_sector'
        end as figure_id,
        study_year, persons, persons_lower, persons_upper, dataset_id,
        null as published, null as published_lower, null as published_upper, null as publisher, null as source
    from whole
    where measure in ('graduates', 'enrolled', 'first_years', 'first_years_in_sector')
    union all
    -- the suppressed file, whichever was chosen for the mart: its bounds hold the total that DUO told unsuppressed
    select
        'mbo_studenten_per_instelling', study_year, sum(persons), sum(persons_lower), sum(persons_upper), dataset_id,
        null, null, null, null, null
    from {{ ref("int_education_candidate") }}
    where dataset_id = 'duo__mbo_studenten_per_instelling' and measure = 'enrolled'
    group by study_year, dataset_id
    union all
    select
        'mbo_studenten_bbl', study_year, persons, persons_lower, persons_upper, dataset_id, null, null, null, null, null
    from bbl
    union all
    select
        whole.education_sector || '_' || whole.measure || '_ander_bestand',
        whole.study_year, whole.persons, whole.persons_lower, whole.persons_upper, whole.dataset_id,
        second_file.persons, second_file.persons_lower, second_file.persons_upper, 'DUO', second_file.dataset_id
    from whole
    inner join second_file using (education_sector, measure, study_year)
    union all
    select
        whole.education_sector || '_' || whole.measure || '_cbs',
        whole.study_year, whole.persons, whole.persons_lower, whole.persons_upper, whole.dataset_id,
        by_cbs.persons, by_cbs.persons_lower, by_cbs.persons_upper, 'CBS', by_cbs.dataset_id
    from whole
    inner join by_cbs using (education_sector, measure, study_year)
    union all
    select
        'ho_ingeschrevenen_85421ned', study_year, persons, persons_lower, persons_upper, dataset_id,
        null, null, null, null, null
    from ho
)

select
    figure_id,
    study_year || 'SJ00' as period,
    cast(persons as double) as ours,
    cast(persons_lower as double) as ours_lower,
    cast(persons_upper as double) as ours_upper,
    dataset_id,
    cast(published as double) as published,
    cast(published_lower as double) as published_lower,
    cast(published_upper as double) as published_upper,
    cast(publisher as varchar) as publisher,
    cast(source as varchar) as source
from figures
union all
select
    figure_id, period, cast(persons as double), cast(persons_lower as double), cast(persons_upper as double), dataset_id,
    null, null, null, null, null
from population
