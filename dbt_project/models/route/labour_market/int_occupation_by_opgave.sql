-- Counts per opgave by way of the occupation: groups (four digits) of the bridge in the edition the figure is in.
-- A period in which one of the opgave's groups has no figure gives no row: a part would pass for the whole.
with groups as (
    select opgave_id, delineation, edition, code, cast(sum(weight) as double) as weight
    from {{ ref("opgave_weight") }}
    where code_system = 'BRC2014' and length(code) = 4
    group by opgave_id, delineation, edition, code
),

figures as (
    select * from {{ ref("int_occupation_figures") }}
    where
        brc_level = 'beroepsgroep' and population_group = 'totaal' and region = 'Nederland'
        and measure in ('employed', 'job_openings', 'expansion_demand', 'replacement_demand')
),

published as (
    select distinct dataset_id, brc_edition, measure, period_start, frequency, unit, status from figures
),

weighted as (
    select
        groups.opgave_id,
        groups.delineation,
        published.dataset_id,
        published.brc_edition,
        published.measure,
        published.period_start,
        published.frequency,
        published.unit,
        published.status,
        groups.weight * figures.value as value,
        groups.weight * {{ bound_lower("figures.value", "figures.rounding_half", "figures.measure = 'expansion_demand'") }} as value_lower,
        groups.weight * ({{ bound_upper("figures.value", "figures.rounding_half") }}) as value_upper
    from groups
    inner join published on published.brc_edition = groups.edition
    left join figures
        on figures.brc_code = groups.code
        and figures.brc_edition = groups.edition
        and figures.dataset_id = published.dataset_id
        and figures.measure = published.measure
        and figures.period_start = published.period_start
        and figures.frequency = published.frequency
)

select
    opgave_id,
    delineation,
    dataset_id,
    brc_edition,
    measure,
    period_start,
    frequency,
    {{ rounded("sum(value)", 0) }} as value,
    {{ rounded("sum(value_lower)", 0) }} as value_lower,
    {{ rounded("sum(value_upper)", 0) }} as value_upper,
    unit,
    status
from weighted
group by opgave_id, delineation, dataset_id, brc_edition, measure, period_start, frequency, unit, status
having count(weighted.value) = count(*)
