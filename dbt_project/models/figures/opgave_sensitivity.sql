-- How every figure of the scorecard moves with the delineation: kern beside breed, and beside each delineation that
-- someone added. A figure that exists in one of the two only keeps its row, with the other left empty.
with figures as (
    select opgave_id, indicator_id, period_start, frequency, delineation, value, unit, status, dataset_id
    from {{ ref("opgave_scorecard") }}
    where opgave_id <> 'nederland'
),

per_delineation as (
    select
        opgave_id,
        indicator_id,
        period_start,
        frequency,
        unit,
        max(value) filter (where delineation = 'kern') as value_kern,
        max(value) filter (where delineation = 'breed') as value_breed,
        {{ least_certain_of_all("status") }} as status,
        max(dataset_id) as dataset_id
    from figures
    group by opgave_id, indicator_id, period_start, frequency, unit
),

compared_with as (
    select distinct delineation from figures where delineation <> 'kern'
)

select
    base.opgave_id,
    base.indicator_id,
    base.period_start,
    base.frequency,
    compared_with.delineation,
    base.unit,
    base.value_kern,
    base.value_breed,
    figures.value,
    {{ rounded("figures.value - base.value_kern", 6) }} as difference,
    {{ rounded("figures.value / nullif(base.value_kern, 0)", 4) }} as ratio,
    case
        when base.value_kern is null and figures.value is null then 'In geen van beide een cijfer.'
        when base.value_kern is null then
            'Kern heeft hier geen cijfer: niet af te bakenen of niet gepubliceerd (zie opgave_coverage); geen nul.'
        when figures.value is null then
            'Deze afbakening heeft hier geen cijfer: niet af te bakenen of niet gepubliceerd (zie opgave_coverage); geen nul.'
    end as caveat_nl,
    base.status,
    base.dataset_id
from per_delineation as base
cross join compared_with
left join figures
    on figures.opgave_id = base.opgave_id
    and figures.indicator_id = base.indicator_id
    and figures.period_start = base.period_start
    and figures.delineation = compared_with.delineation
-- breed is held against kern always; an own delineation only where it has the figure
where compared_with.delineation = 'breed' or figures.opgave_id is not null
