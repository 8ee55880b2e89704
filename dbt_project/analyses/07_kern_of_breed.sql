-- Hoeveel hangt een cijfer af van de afbakening: wat verschilt breed van kern?
-- Hbo-gediplomeerden en werkzame personen in de nieuwste periode. ratio is breed gedeeld door kern. Heeft kern geen
-- cijfer, dan is de opgave daar niet af te bakenen: dat is geen nul.
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
    newest.caveat_nl,
    newest.status,
    newest.dataset_id
from newest
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
order by newest.indicator_id, newest.ratio desc nulls last, opgave.sort_order
