-- Participation of the employed per opgave, by way of the industry they work in (CBS 85316NED, SBI sections).
-- Participants and population get the same weight, so the rate is the mean of the sections' rates, weighted by people.
with uptake as (
    select * from {{ ref("int_llo_uptake") }}
    where dataset_id = 'cbs__85316ned' and breakdown = 'bedrijfstak (sectie)'
),

counts as (
    {{ per_opgave(
        ref("int_opgave_section"), "uptake",
        on={"section": "sbi_code"},
        keys=["year", "population_group", "form", "dataset_id"],
        count="persons",
        beside="population",
        carry=["weight_status"],
        by=["opgave_id", "delineation", "method"],
        dated="weight_year",
        also={
            "rate_pct": rounded("100 * " ~ ratio_of("part.persons", "part.population"), 2),
            "squares_above": "sum(power(cast(part.weight as double), 2) * part.persons)",
            "squares_beside": "sum(power(cast(part.weight as double), 2) * (part.population - part.persons))",
        },
    ) }}
),

rates as (
    {{ ratio_per_opgave(
        ref("int_opgave_section"), "uptake",
        on={"section": "sbi_code"},
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
    counts.* exclude (squares_above, squares_beside),
    -- one observation of those who take part moves the rate by 1 less the rate, of those who do not by the rate
    {{ rounded(
        "100 * sqrt(power(1 - rate_pct / 100, 2) * squares_above + power(rate_pct / 100, 2) * squares_beside)"
        ~ " / nullif(population, 0)", 6
    ) }} as rate_deviation,
    {% for column in ["rate_weight_lower", "rate_weight_upper", "rate_change_1y_weight", "rate_change_3y_weight"] -%}
    {{ rounded("rates." ~ column, 2) }} as {{ column }}{{ ", " if not loop.last }}
    {%- endfor %}
from counts
left join rates using (opgave_id, delineation, method, dataset_id, year, population_group, form)
