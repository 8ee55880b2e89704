-- Productivity per opgave by way of the industry: the figures of its sections, weighted by the jobs that the opgave has in
-- each (83583NED, the newest December); what is per hour by the hours worked there that year, of which the opgave has the
-- part that it has of the jobs. An approximation: growth weighs by value added, and of that CBS knows no opgave. The value
-- stands only where the sections with a figure hold four fifths of those jobs; the share is beside it.
with hours as (
    select sbi_code, period_start, value as hours
    from {{ ref("int_productivity_industry") }}
    where frequency = 'year' and sbi_kind = 'section' and measure = 'hours_worked'
),

figures as (
    select industry.*, hours.hours, cast(extract(year from industry.period_start) as integer) as year
    from {{ ref("int_productivity_industry") }} as industry
    left join hours
        on hours.sbi_code = industry.sbi_code
        and hours.period_start = industry.period_start
        and contains(industry.measure, 'per_hour')
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
        columns=["value", "hours"],
        ratios={
            "value": ("part.jobs * part.value", "part.jobs"),
            "per_hour": ("coalesce(part.hours * part.value, 0)", "if(part.hours * part.value is null, 0, part.hours)"),
        },
        spread="part.value",
        carry=["jobs", "weight_status"],
        by=["opgave_id", "delineation", "method"],
        dated="jobs_year",
    ) }}
),

-- both are of the same sections: those with a figure, which are enough of the jobs
weighed as (
    select
        * replace (
            {%- for column in ["", "_weight_lower", "_weight_upper", "_change_1y_weight", "_change_3y_weight"] %}
            case
                when value is null then null
                when contains(measure, 'per_hour') then per_hour{{ column }}
                else value{{ column }}
            end as value{{ column }}{{ "," if not loop.last }}
            {%- endfor %}
        ),
        if(contains(measure, 'per_hour'), 'gewerkte uren', 'banen') as weighed_by
    from carried
)

select
    * replace (
        case
            when unit = 'euro per uur' then {{ rounded("value", 2) }}
            when unit <> 'euro per uur' then {{ rounded("value", 1) }}
        end as value,
        {{ rounded("value_covered", 6) }} as value_covered
    ),
    -- as the value is, which else might lie beside them
    case
        when unit = 'euro per uur' then {{ rounded("value_weight_lower", 2) }}
        when unit <> 'euro per uur' then {{ rounded("value_weight_lower", 1) }}
    end as weight_lower,
    case
        when unit = 'euro per uur' then {{ rounded("value_weight_upper", 2) }}
        when unit <> 'euro per uur' then {{ rounded("value_weight_upper", 1) }}
    end as weight_upper,
    cast(null as double) as margin_95,
    {{ rounded("value_change_1y_weight", 2) }} as change_1y_weight,
    {{ rounded("value_change_3y_weight", 2) }} as change_3y_weight,
    {{ rounded("100 * value_covered", 1) }} as coverage_pct,
    jobs_year as weight_year
from weighed
where value_covered is not null
