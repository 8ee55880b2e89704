-- New vacancies per opgave by way of the occupation (85081NED, which stops at segments): each segment for the part of it
-- that the opgave employs. A period in which one of the opgave's segments is a point gives no row.
with shares as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepssegment'
),

figures as (
    select * from {{ ref("int_occupation_figures") }}
    where measure = 'vacancies_new' and brc_level = 'beroepssegment' and industry_nl = 'alle bedrijfstakken'
),

published as (
    select distinct dataset_id, brc_edition, period_start, frequency, unit, status from figures
),

weighted as (
    select
        shares.opgave_id, shares.delineation, published.dataset_id, published.brc_edition, published.period_start,
        published.frequency, published.unit, published.status, shares.weight_period,
        shares.share * figures.value as value,
        shares.share * {{ bound_lower("figures.value", "figures.rounding_half") }} as value_lower,
        shares.share * ({{ bound_upper("figures.value", "figures.rounding_half") }}) as value_upper
    from shares
    inner join published on published.brc_edition = shares.brc_edition
    left join figures
        on figures.brc_code = shares.brc_code
        and figures.brc_edition = shares.brc_edition
        and figures.dataset_id = published.dataset_id
        and figures.period_start = published.period_start
        and figures.frequency = published.frequency
)

select
    opgave_id, delineation, dataset_id, brc_edition,
    -- not vacancies_new: that is the count by way of the industry, of another table
    'vacancies_new_occupation' as measure,
    period_start, frequency,
    {{ rounded("sum(value)", 0) }} as value,
    {{ rounded("sum(value_lower)", 0) }} as value_lower,
    {{ rounded("sum(value_upper)", 0) }} as value_upper,
    unit, status,
    max(weight_period) as weight_period
from weighted
group by opgave_id, delineation, dataset_id, brc_edition, period_start, frequency, unit, status
having count(weighted.value) = count(*)
