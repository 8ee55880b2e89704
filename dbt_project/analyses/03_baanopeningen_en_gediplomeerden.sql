-- Hoeveel baanopeningen verwacht ROA tot 2030, en hoeveel mensen ronden per jaar een opleiding voor de opgave af?
-- Baanopeningen zijn een prognose voor de hele periode tot de horizon, gediplomeerden een jaarcijfer van hbo en wo: zet ze
-- naast elkaar, deel ze niet. Niet elke baanopening vraagt een hbo- of wo-diploma. Leeg: niet af te bakenen, geen nul.
with openings as (
    select *
    from {{ ref("fct_labour_market") }}
    where measure = 'job_openings'
    qualify period_start = max(period_start) over ()
),

graduates as (
    select
        opgave_id, delineation, study_year,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
        string_agg(distinct dataset_id, ', ' order by dataset_id) as dataset_ids
    from {{ ref("fct_education_output") }}
    where measure = 'graduates' and education_sector in ('hbo', 'wo') and is_complete
    group by opgave_id, delineation, study_year
    having count(distinct education_sector) = 2
    qualify study_year = max(study_year) over ()
)

select
    opgave.name_nl as opgave,
    delineation,
    openings.value as job_openings_to_horizon,
    openings.value_lower as job_openings_lower,
    openings.value_upper as job_openings_upper,
    year(openings.period_start) as horizon,
    round(graduates.persons) as graduates_in_study_year,
    round(graduates.persons_lower) as graduates_lower,
    round(graduates.persons_upper) as graduates_upper,
    graduates.study_year,
    openings.status as forecast_status,
    openings.dataset_id as forecast_dataset_id,
    graduates.dataset_ids as graduates_dataset_ids
from openings
full join graduates using (opgave_id, delineation)
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
order by opgave.sort_order, delineation desc
