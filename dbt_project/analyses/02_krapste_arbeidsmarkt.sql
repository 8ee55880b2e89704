-- Voor welke opgave is de arbeidsmarkt het krapst, en is dat structureel?
-- Vacatures per kortdurend werkzoekende in de beroepen van de opgave. Onder- en bovengrens zijn de laagste en de hoogste
-- beroepsgroep, geen marge; zonder waarde is niet elke beroepsgroep gepubliceerd. Het oordeel volgt de regel in
-- opgave_criteria.rule_nl; met te weinig kwartalen zegt het dat.
with newest as (
    select *
    from {{ ref("fct_labour_market") }}
    where measure = 'tightness'
    qualify period_start = max(period_start) over ()
)

select
    opgave.name_nl as opgave,
    newest.delineation,
    newest.period_start,
    newest.value as tightness,
    newest.value_lower as tightness_lowest,
    newest.value_upper as tightness_highest,
    newest.unit,
    criteria.verdict,
    criteria.quarters,
    newest.status,
    newest.dataset_id
from newest
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
left join {{ ref("opgave_criteria") }} as criteria
    on criteria.opgave_id = newest.opgave_id and criteria.delineation = newest.delineation and criteria.criterion = 3
order by newest.value desc nulls last, opgave.sort_order, newest.delineation desc
