-- Hoeveel diploma's worden er per opgave behaald, en hoe verandert dat?
-- Diploma's per onderwijssector in het nieuwste volledige studiejaar (2018 is 2018/'19), in kern en in breed: twee
-- antwoorden, nooit op te tellen. Geen personen: wie doorstudeert haalt er nog een. trend_3y is de gemiddelde verandering per
-- jaar over drie jaren van hetzelfde bestand. lateness zegt of het cijfer ouder is dan u mag verwachten.
with newest as (
    select *
    from {{ ref("opgave_scorecard") }}
    where indicator_id in ('graduates.mbo', 'graduates.hbo', 'graduates.wo')
    qualify period_start = max(period_start) over (partition by indicator_id)
)

select
    opgave.name_nl as opgave,
    newest.delineation,
    newest.indicator_id,
    year(newest.period_start) as study_year,
    round(newest.value) as diplomas,
    round(newest.value_lower) as diplomas_lower,
    round(newest.value_upper) as diplomas_upper,
    round(newest.trend_3y) as trend_3y,
    newest.status,
    newest.lateness_nl as lateness,
    newest.dataset_id
from newest
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
order by newest.indicator_id, opgave.sort_order, newest.delineation desc
