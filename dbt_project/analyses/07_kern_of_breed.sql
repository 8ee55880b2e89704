-- Hoeveel hangt een cijfer af van de afbakening: wat verschilt breed van kern?
-- Hbo-gediplomeerden en werkzame personen in de nieuwste periode. ratio is breed gedeeld door kern. Heeft kern geen
-- cijfer, dan is de opgave daar niet af te bakenen: dat is geen nul. growth_holds en rank_holds zeggen of groei en plaats
-- tussen de opgaven in beide gelijk zijn; most_moved_by is de rij van de kruistabel die breed het meest beweegt, met
-- de breedte van haar 95 %-interval in procent van het cijfer.
with newest as (
    select *
    from {{ ref("opgave_sensitivity") }}
    where indicator_id in ('graduates.hbo', 'employed.quarter') and delineation = 'breed'
    qualify period_start = max(period_start) over (partition by indicator_id)
)

select
    opgave.name_nl as opgave,
    newest.indicator_id,
    newest.period_start,
    newest.unit,
    newest.value_kern,
    newest.value_breed,
    newest.difference,
    newest.ratio,
    newest.growth_holds,
    newest.rank_holds,
    concat_ws(' ', newest.most_moved_by_system, newest.most_moved_by_code) as most_moved_by,
    newest.most_moved_by_pct,
    newest.caveat_nl,
    newest.status,
    newest.dataset_id
from newest
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
order by newest.indicator_id, newest.ratio desc nulls last, opgave.sort_order
