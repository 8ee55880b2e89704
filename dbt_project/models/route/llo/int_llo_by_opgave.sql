-- Participation of the employed per opgave, by way of the industry they work in (CBS 85316NED, SBI sections).
-- Participants and population get the same weight, so the rate is the mean of the sections' rates, weighted by people.
with uptake as (
    select * from {{ ref("int_llo_uptake") }}
    where dataset_id = 'cbs__85316ned' and breakdown = 'bedrijfstak (sectie)'
)

{{ per_opgave(
    ref("int_opgave_section"), "uptake",
    on={"section": "sbi_code"},
    keys=["year", "population_group", "form", "dataset_id"],
    count="persons",
    beside="population",
    carry=["weight_status"],
    by=["opgave_id", "delineation", "method"],
    dated="weight_year",
    also={"rate_pct": rounded("100 * " ~ ratio_of("part.persons", "part.population"), 2)},
) }}
