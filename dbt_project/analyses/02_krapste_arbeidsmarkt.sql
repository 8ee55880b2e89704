-- Hoe krap is de arbeidsmarkt per opgave, en is dat structureel?
-- Vacatures per kortdurend werkzoekende in de beroepen van de opgave: een waarde waar beide van elk beroep zijn geteld, anders
-- alleen het laagste en het hoogste beroep. Dat is geen ranglijst: een verhouding is niet te middelen, en bereiken
-- overlappen. bottleneck_pct is het deel van de opgave met een beroep waarvoor ROA grote knelpunten verwacht (procent).
-- Het oordeel volgt de regel in opgave_criteria.rule_nl, of zegt waarom er geen is.
with newest as (
    select *
    from {{ ref("fct_labour_market") }}
    where measure = 'tightness'
    qualify period_start = max(period_start) over ()
)

select
    opgave.name_nl as opgave,
    criteria.delineation,
    newest.period_start,
    newest.value as tightness,
    newest.value_lower as tightness_lowest,
    newest.value_upper as tightness_highest,
    criteria.bottleneck_pct,
    criteria.verdict,
    criteria.source,
    newest.status,
    newest.dataset_id
from {{ ref("opgave_criteria") }} as criteria
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
left join newest on newest.opgave_id = criteria.opgave_id and newest.delineation = criteria.delineation
where criteria.criterion = 3
order by opgave.sort_order, criteria.delineation desc
