-- Participation of the employed per opgave, by way of the industry they work in (CBS 85316NED, SBI sections).
-- Participants and population get the same weight, so the rate is the mean of the sections' rates, weighted by people.
with sections as (
    select * from {{ ref("int_opgave_section") }}
),

uptake as (
    select * from {{ ref("int_llo_uptake") }}
    where dataset_id = 'cbs__85316ned' and breakdown = 'bedrijfstak (sectie)'
)

{{ per_opgave(
    "sections", "uptake",
    on={"section": "sbi_code"},
    keys=["year", "population_group", "form", "dataset_id"],
    counts=["persons"],
    beside=["population"],
    carry=["weight_year", "weight_status"],
    also=[
        rounded("sum(part.persons) / nullif(sum(part.population), 0) * 100", 2) ~ " as rate_pct",
        "max(part.weight_year) as weight_year",
    ],
) }}
