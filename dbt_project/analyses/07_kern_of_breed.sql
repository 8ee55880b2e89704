-- Hoeveel hangt een cijfer af van de afbakening: wat verschilt breed van kern?
-- Hbo-diploma's en werkzame personen in de nieuwste periode. verhouding is breed gedeeld door kern. Heeft kern geen cijfer,
-- dan is de opgave daar niet af te bakenen of niet gepubliceerd: dat is geen nul. zelfde_groei en zelfde_plaats zeggen of de
-- richting van de groei en de plaats tussen de opgaven in beide gelijk zijn. meest_bewogen_door is de rij van de kruistabel die
-- breed het meest beweegt, en interval_pct de breedte van haar 95 %-interval in procent van het cijfer.
with newest as (
    select *
    from {{ ref("opgave_sensitivity") }}
    where indicator_id in ('graduates.hbo', 'employed.quarter') and delineation = 'breed'
    qualify period_start = max(period_start) over (partition by indicator_id)
)

select
    opgave.name_nl as opgave,
    indicator.name_nl as cijfer,
    newest.period_start as vanaf,
    newest.unit as eenheid,
    round(newest.value_kern) as kern,
    round(newest.value_breed) as breed,
    round(newest.ratio, 2) as verhouding,
    newest.growth_holds as zelfde_groei,
    newest.rank_holds as zelfde_plaats,
    concat_ws(' ', newest.most_moved_by_system, newest.most_moved_by_code) as meest_bewogen_door,
    newest.most_moved_by_pct as interval_pct,
    newest.caveat_nl as voorbehoud,
    status.label_nl as status,
    newest.dataset_id as bron
from newest
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
inner join {{ ref("dim_indicator") }} as indicator using (indicator_id)
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = newest.status
order by newest.indicator_id, newest.ratio desc nulls last, opgave.sort_order
