-- Hoeveel baanopeningen verwacht ROA tot 2030, en hoeveel diploma's worden er per jaar voor de opgave behaald?
-- Baanopeningen zijn een prognose voor de hele periode tot de horizon, diploma's een jaarcijfer van hbo en wo, elk in het
-- nieuwste volledige jaar: zet ze naast elkaar, deel ze niet. Een diploma is geen persoon die gaat werken: wie het onderwijs
-- verlaat staat in leavers. Niet elke baanopening vraagt een hbo- of wo-diploma. Leeg is geen nul: opgave_coverage zegt of
-- de opgave daar niet af te bakenen is.
with openings as (
    select *
    from {{ ref("fct_labour_market") }}
    where measure = 'job_openings'
    qualify period_start = max(period_start) over ()
),

diplomas as (
    select *
    from {{ ref("opgave_scorecard") }}
    where indicator_id in ('graduates.hbo', 'graduates.wo') and series is not null
    qualify period_start = max(period_start) over (partition by indicator_id)
),

by_sector as (
    select
        opgave_id,
        delineation,
        max(case when indicator_id = 'graduates.hbo' then round(value) end) as diplomas_hbo,
        max(case when indicator_id = 'graduates.wo' then round(value) end) as diplomas_wo,
        string_agg(distinct year(period_start)::varchar, ', ') as study_year,
        string_agg(distinct dataset_id, ', ' order by dataset_id) as dataset_ids
    from diplomas
    group by opgave_id, delineation
)

select
    opgave.name_nl as opgave,
    delineation,
    openings.value as job_openings_to_horizon,
    openings.value_lower as job_openings_lower,
    openings.value_upper as job_openings_upper,
    year(openings.period_start) as horizon,
    by_sector.diplomas_hbo,
    by_sector.diplomas_wo,
    by_sector.study_year,
    openings.status as forecast_status,
    openings.dataset_id as forecast_dataset_id,
    by_sector.dataset_ids as diplomas_dataset_ids
from openings
full join by_sector using (opgave_id, delineation)
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
order by opgave.sort_order, delineation desc
