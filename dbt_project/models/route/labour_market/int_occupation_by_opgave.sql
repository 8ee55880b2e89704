-- Counts per opgave by way of the occupation: groups (four digits) of the crosswalk in the edition the figure is in.
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
)

{{ per_opgave(
    "groups", "figures",
    on={"edition": "brc_edition", "code": "brc_code"},
    keys=["dataset_id", "brc_edition", "measure", "period_start", "frequency", "unit"],
    counts=["value"],
    shrinks="figures.measure = 'expansion_demand'",
) }}
