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
),

counts as (
    {{ per_opgave(
        "cuts", "figures",
        on={"dataset_id": "dataset_id", "cut": "sbi_code"},
        keys=["dataset_id", "year", "population_group", "form"],
        count="persons",
        carry=["weight_status", "is_group"],
        columns=["population"],
        by=["opgave_id", "delineation", "method"],
        dated="weight_year",
        also={
            "population": whole("part.population", rounded("sum(part.weight * part.population)", 0)),
            "rate_pct": whole("part.population", rounded("100 * " ~ ratio_of("part.persons", "part.population"), 2)),
            "has_groups": "bool_or(part.is_group)",
        },
    ) }}
),

rates as (
    {{ ratio_per_opgave(
        "cuts", "figures",
        on={"dataset_id": "dataset_id", "cut": "sbi_code"},
        keys=["dataset_id", "year", "population_group", "form"],
        columns=["persons", "population"],
        ratios={"rate": ("100 * part.persons", "part.population")},
        spread="100 * part.persons / part.population",
        least=1,
        covering="codes",
        carry=["weight_status"],
        by=["opgave_id", "delineation", "method"],
    ) }}
)

-- participants and population move together with a weight: their ratio hardly does
select
    counts.*,
    {% for column in ["rate_weight_lower", "rate_weight_upper", "rate_change_1y_weight", "rate_change_3y_weight"] -%}
    {{ rounded("rates." ~ column, 2) }} as {{ column }}{{ ", " if not loop.last }}
    {%- endfor %}
from counts
left join rates using (opgave_id, delineation, method, dataset_id, year, population_group, form)
