-- Hoeveel baanopeningen verwacht ROA, en hoeveel diploma's worden er per jaar voor de opgave behaald?
-- Baanopeningen zijn een prognose voor de hele periode tot de horizon, diploma's een jaarcijfer van hbo en wo, elk in het
-- nieuwste volledige jaar: zet ze naast elkaar, deel ze niet. van en tot zijn intervallen van 95 %: bij diploma's van alles
-- wat bekend is, bij baanopeningen van de afbakening alleen, want hoe zeker de prognose zelf is zegt ROA niet. Een diploma is
-- geen persoon die gaat werken: wie het onderwijs verlaat staat in leavers. Niet elke baanopening vraagt een hbo- of
-- wo-diploma. Leeg is geen nul: opgave_coverage zegt of de opgave daar niet af te bakenen is.
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
        round(max(value) filter (where indicator_id = 'graduates.hbo')) as hbo,
        round(max(total_lower) filter (where indicator_id = 'graduates.hbo')) as hbo_van,
        round(max(total_upper) filter (where indicator_id = 'graduates.hbo')) as hbo_tot,
        round(max(value) filter (where indicator_id = 'graduates.wo')) as wo,
        round(max(total_lower) filter (where indicator_id = 'graduates.wo')) as wo_van,
        round(max(total_upper) filter (where indicator_id = 'graduates.wo')) as wo_tot,
        string_agg(distinct year(period_start)::varchar, ', ') as study_year,
        string_agg(distinct dataset_id, ', ' order by dataset_id) as dataset_ids
    from diplomas
    group by opgave_id, delineation
)

select
    opgave.name_nl as opgave,
    delineation as afbakening,
    openings.value as baanopeningen,
    round(openings.weight_lower) as baanopeningen_van,
    round(openings.weight_upper) as baanopeningen_tot,
    year(openings.period_start) as horizon,
    by_sector.hbo as diplomas_hbo,
    by_sector.hbo_van,
    by_sector.hbo_tot,
    by_sector.wo as diplomas_wo,
    by_sector.wo_van,
    by_sector.wo_tot,
    by_sector.study_year as studiejaar_vanaf,
    status.label_nl as status_prognose,
    openings.dataset_id as bron_prognose,
    by_sector.dataset_ids as bron_diplomas
from openings
full join by_sector using (opgave_id, delineation)
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
left join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = openings.status
order by opgave.sort_order, delineation desc
