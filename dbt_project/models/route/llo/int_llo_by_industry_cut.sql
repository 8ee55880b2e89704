-- Adult entrants of bbl and course participants per opgave, by way of the industries in the cut that CBS publishes
-- (sections or groups of them). Participants and population get the same weight.
with cuts as (
    select *, length(cut) > 1 as is_group from {{ ref("int_opgave_industry_cut") }}
    where dataset_id in ('cbs__85574ned', 'cbs__85989ned')
),

figures as (
    select * from {{ ref("int_llo_intake") }} where dataset_id = 'cbs__85574ned' and sbi_code is not null
    union all by name
    select * from {{ ref("int_llo_courses") }} where dataset_id = 'cbs__85989ned' and sbi_code is not null
)

{% set whole = "case when count(part.population) = count(*) then " %}
{{ per_opgave(
    "cuts", "figures",
    on={"dataset_id": "dataset_id", "cut": "sbi_code"},
    keys=["dataset_id", "year", "population_group", "form"],
    counts=["persons"],
    carry=["weight_year", "weight_status", "is_group"],
    loose=["population"],
    also=[
        whole ~ rounded("sum(part.population)", 0) ~ " end as population",
        whole ~ rounded("sum(part.persons) / nullif(sum(part.population), 0) * 100", 2) ~ " end as rate_pct",
        "max(part.weight_year) as weight_year",
        "bool_or(part.is_group) as has_groups",
    ],
) }}
