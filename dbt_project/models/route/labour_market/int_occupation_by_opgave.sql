-- Counts per opgave by way of the occupation: groups (four digits) of the crosswalk in the edition the figure is in.
with groups as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepsgroep'
),

figures as (
    select * from {{ ref("int_occupation_figures") }}
    where
        brc_level = 'beroepsgroep' and population_group = 'totaal' and region = 'Nederland'
        and measure in ('employed', 'job_openings', 'expansion_demand', 'replacement_demand')
)

{{ per_opgave(
    "groups", "figures",
    on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
    keys=["dataset_id", "brc_edition", "measure", "period_start", "frequency", "unit"],
    count="value",
    shrinks="part.measure = 'expansion_demand'",
    method="via_occupation",
) }}
