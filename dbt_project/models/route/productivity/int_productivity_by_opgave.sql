-- Productivity per opgave by way of the industry: the figures of its sections, weighted by the jobs that the opgave has in
-- each (83583NED, the newest December). An approximation: growth weighs by value added, and of that CBS knows no
-- opgave. The value stands only where the sections with a figure hold four fifths of those jobs; the share is beside it.
with figures as (
    select *, cast(extract(year from period_start) as integer) as year
    from {{ ref("int_productivity_industry") }}
    where
        frequency = 'year' and sbi_kind = 'section' and coalesce(basis, 'toegevoegde waarde') = 'toegevoegde waarde'
        and (
            measure in (
                'value_added_growth', 'labour_productivity_growth', 'value_added_volume_change_year_on_year',
                'value_added_per_hour', 'value_added_per_hour_volume_change'
            )
            or measure like 'contribution%'
        )
),

carried as (
    {{ ratio_per_opgave(
        ref("int_opgave_section"), "figures",
        on={"section": "sbi_code"},
        keys=["dataset_id", "second_dataset_id", "measure", "year", "unit"],
        columns=["value"],
        ratios={"value": ("part.jobs * part.value", "part.jobs")},
        spread="part.value",
        carry=["jobs", "weight_status"],
        by=["opgave_id", "delineation", "method"],
        dated="jobs_year",
    ) }}
)

select
    * replace (
        case
            when unit = 'euro per uur' then {{ rounded("value", 2) }}
            when unit <> 'euro per uur' then {{ rounded("value", 1) }}
        end as value,
        {{ rounded("value_covered", 6) }} as value_covered
    ),
    {{ rounded("value_weight_lower", 2) }} as weight_lower,
    {{ rounded("value_weight_upper", 2) }} as weight_upper,
    {{ rounded("100 * value_covered", 1) }} as coverage_pct,
    jobs_year as weight_year
from carried
where value_covered is not null
