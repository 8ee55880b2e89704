-- Hoe krap is de arbeidsmarkt per opgave, en is dat structureel?
-- Vacatures per kortdurend werkzoekende in de beroepen van de opgave: een waarde waar beide van elk beroep zijn geteld, anders
-- alleen het laagste en het hoogste beroep. Dat is geen ranglijst: een verhouding is niet te middelen, en bereiken
-- overlappen. knelpunt_pct is het deel van de opgave met een beroep waarvoor ROA grote knelpunten verwacht (procent).
-- Het oordeel volgt de regel in opgave_criteria.rule_nl, of zegt waarom er geen is.
with newest as (
    select *
    from {{ ref("fct_labour_market") }}
    where measure = 'tightness'
    qualify period_start = max(period_start) over ()
)

select
    opgave.name_nl as opgave,
    criteria.delineation as afbakening,
    newest.period_start as vanaf,
    newest.value as krapte,
    newest.range_lowest as laagste_beroep,
    newest.range_highest as hoogste_beroep,
    criteria.bottleneck_pct as knelpunt_pct,
    criteria.verdict as oordeel,
    status.label_nl as status,
    newest.dataset_id as bron,
    criteria.source as oordeel_uit
from {{ ref("opgave_criteria") }} as criteria
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
left join newest on newest.opgave_id = criteria.opgave_id and newest.delineation = criteria.delineation
left join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = newest.status
where criteria.criterion = 3
order by opgave.sort_order, criteria.delineation desc
