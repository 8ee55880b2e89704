-- Hoeveel diploma's worden er per opgave behaald, en hoe verandert dat?
-- Diploma's per onderwijssector in het nieuwste volledige studiejaar, in kern en in breed: twee antwoorden, nooit op te
-- tellen. Geen personen: wie doorstudeert haalt er nog een. Met 95 % zekerheid ligt het ware aantal tussen van en tot:
-- afscherming, afronding en de gewichten van de afbakening samen. verandering_per_jaar is het gemiddelde over drie jaren van
-- hetzelfde bestand, en alleen aantoonbaar als zij groter is dan haar marge. actualiteit zegt of het cijfer ouder is dan u
-- mag verwachten.
with newest as (
    select *
    from {{ ref("opgave_scorecard") }}
    where indicator_id in ('graduates.mbo', 'graduates.hbo', 'graduates.wo')
    qualify period_start = max(period_start) over (partition by indicator_id)
)

select
    opgave.name_nl as opgave,
    newest.delineation as afbakening,
    split_part(newest.indicator_id, '.', 2) as onderwijs,
    year(newest.period_start) || '/' || right((year(newest.period_start) + 1)::varchar, 2) as studiejaar,
    round(newest.value) as diplomas,
    round(newest.total_lower) as van,
    round(newest.total_upper) as tot,
    round(newest.trend_3y) as verandering_per_jaar,
    newest.trend_3y_significant as aantoonbaar,
    status.label_nl as status,
    newest.lateness_nl as actualiteit,
    newest.dataset_id as bron
from newest
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = newest.status
order by newest.indicator_id, opgave.sort_order, newest.delineation desc
