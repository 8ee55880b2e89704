-- The median hourly wage per opgave: the medians of its occupation groups weighted by their employees. That is a mean of
-- medians, not the median of the opgave, and it is labelled so. CBS prints a point for small groups: the value stands
-- only where the groups that are printed hold at least four fifths of the employees, else there is only the range.
with groups as (
    select opgave_id, delineation, brc_edition, brc_code, share
    from {{ ref("int_opgave_occupation") }}
    where brc_level = 'beroepsgroep'
),

figures as (
    select
        dataset_id, brc_code, brc_edition, period_start, frequency, status,
        max(case when measure = 'hourly_wage_median' then value end) as wage,
        max(case when measure = 'employees' then value end) as employees
    from {{ ref("int_hourly_wages") }}
    where brc_level = 'beroepsgroep'
    group by dataset_id, brc_code, brc_edition, period_start, frequency, status
),

published as (
    select distinct dataset_id, brc_edition, period_start, frequency, status from figures
),

counted as (
    select
        groups.opgave_id, groups.delineation, published.dataset_id, published.brc_edition, published.period_start,
        published.frequency, published.status,
        count(*) as groups_total,
        count(figures.wage) as groups_published,
        sum(groups.share * figures.employees * figures.wage)
            / nullif(sum(case when figures.wage is not null then groups.share * figures.employees end), 0) as wage,
        case when count(figures.employees) = count(*) then
            sum(case when figures.wage is not null then groups.share * figures.employees else 0 end)
            / nullif(sum(groups.share * figures.employees), 0)
        end as covered,
        min(figures.wage) as lowest,
        max(figures.wage) as highest
    from groups
    inner join published on published.brc_edition = groups.brc_edition
    left join figures
        on figures.brc_code = groups.brc_code
        and figures.brc_edition = groups.brc_edition
        and figures.dataset_id = published.dataset_id
        and figures.period_start = published.period_start
    group by
        groups.opgave_id, groups.delineation, published.dataset_id, published.brc_edition, published.period_start,
        published.frequency, published.status
)

select
    opgave_id, delineation, dataset_id, brc_edition,
    'hourly_wage_median' as measure,
    period_start, frequency,
    case when covered >= 0.8 then {{ rounded("wage", 2) }} end as value,
    lowest as value_lower,
    highest as value_upper,
    'euro per uur' as unit,
    case
        when groups_published = 0 then 'geen beroepsgroep gepubliceerd'
        when covered >= 0.8 then
            'gemiddelde van medianen, gewogen naar werknemers; ' || cast({{ rounded("100 * covered", 0) }} as integer)
            || ' % van de werknemers gepubliceerd'
        else 'alleen het bereik'
    end as weighting,
    groups_total, groups_published, status
from counted
