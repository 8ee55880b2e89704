-- The median hourly wage per opgave: the medians of its occupation groups weighted by their employees. That is a mean of
-- medians, not the median of the opgave, and it is labelled so. CBS prints a point for small groups: the value stands
-- only where the groups that are printed hold at least four fifths of the employees, else there is only the range.
with groups as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepsgroep'
),

figures as (
    select
        dataset_id, brc_code, brc_edition, period_start, frequency,
        max(case when measure = 'hourly_wage_median' then value end) as wage,
        max(case when measure = 'employees' then value end) as employees,
        {{ least_certain_of_all("status") }} as status
    from {{ ref("int_hourly_wages") }}
    where brc_level = 'beroepsgroep'
    group by dataset_id, brc_code, brc_edition, period_start, frequency
),

carried as (
    {{ ratio_per_opgave(
        "groups", "figures",
        on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
        keys=["dataset_id", "brc_edition", "period_start", "frequency"],
        columns=["wage", "employees"],
        ratios={"wage": ("part.employees * part.wage", "part.employees")},
        spread="part.wage",
        method="via_occupation",
    ) }}
)

select
    opgave_id, delineation, dataset_id, brc_edition,
    'hourly_wage_median' as measure,
    period_start, frequency,
    {{ rounded("wage", 2) }} as value,
    lowest as range_lowest,
    highest as range_highest,
    {{ rounded("wage_weight_lower", 2) }} as weight_lower,
    {{ rounded("wage_weight_upper", 2) }} as weight_upper,
    cast(null as double) as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    {{ rounded("wage_change_1y_weight", 2) }} as change_1y_weight,
    {{ rounded("wage_change_3y_weight", 2) }} as change_3y_weight,
    'euro per uur' as unit,
    method,
    case
        when codes_published = 0 then 'geen beroepsgroep gepubliceerd'
        when wage is null then 'alleen het bereik'
        when wage is not null then
            'gemiddelde van medianen, gewogen naar werknemers; ' || cast({{ rounded("100 * wage_covered", 0) }} as integer)
            || ' % van de werknemers gepubliceerd'
    end as weighting,
    codes as groups_total,
    codes_published as groups_published,
    status
from carried
