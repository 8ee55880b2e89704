-- The vacancy rate per opgave by way of the industry: the published rates of its sections, weighted by the jobs that the
-- opgave has in each (83583NED, the newest December); never a plain mean. A quarter in which one of its sections has no
-- rate gives no row.
with figures as (
    select
        *,
        {{ bound_lower("value", "rounding_half") }} as value_lower,
        {{ bound_upper("value", "rounding_half") }} as value_upper
    from {{ ref("int_industry_figures") }}
    where measure = 'vacancy_rate' and sbi_kind = 'section' and value is not null
),

carried as (
    {{ ratio_per_opgave(
        ref("int_opgave_section"), "figures",
        on={"section": "sbi_code"},
        keys=["dataset_id", "measure", "period_start", "frequency", "unit"],
        columns=["value", "value_lower", "value_upper"],
        ratios={
            "value": ("part.jobs * part.value", "part.jobs"),
            "value_lower": ("part.jobs * part.value_lower", "part.jobs"),
            "value_upper": ("part.jobs * part.value_upper", "part.jobs"),
        },
        spread="part.value",
        least=1,
        covering="codes",
        carry=["jobs", "weight_status"],
        by=["opgave_id", "delineation", "method"],
        dated="jobs_year",
    ) }}
)

select
    * replace (
        {{ rounded("value", 1) }} as value,
        {{ rounded("value_lower", 1) }} as value_lower,
        {{ rounded("value_upper", 1) }} as value_upper
    ),
    {{ rounded("value_weight_lower", 1) }} as weight_lower,
    {{ rounded("value_weight_upper", 1) }} as weight_upper,
    cast(null as double) as margin_95,
    {{ rounded("value_change_1y_weight", 1) }} as change_1y_weight,
    {{ rounded("value_change_3y_weight", 1) }} as change_3y_weight,
    jobs_year as weight_year
from carried
where value is not null
