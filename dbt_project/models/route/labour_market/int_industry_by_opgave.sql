-- Vacancies and jobs per opgave by way of the industry. Jobs are published per division, the level of the bridge;
-- vacancies only per section, so they go through the sections' weights. Never both levels, never a total beside parts.
-- A period in which one of the opgave's industries has no figure gives no row: a part would pass for the whole.
-- As certain as the least certain of its figures and, by section, of the jobs that the weights rest on.
with industries as (
    select
        opgave_id, delineation, 'division' as sbi_kind, division as sbi_code, weight,
        cast(null as integer) as weight_year, cast(null as varchar) as weight_status
    from {{ ref("int_opgave_division") }}
    union all
    select
        opgave_id, delineation, 'section' as sbi_kind, section as sbi_code, weight,
        weight_year, weight_status
    from {{ ref("int_opgave_section") }}
),

figures as (
    select * from {{ ref("int_industry_figures") }}
    where
        company_size = 'totaal' and value is not null
        and (
            (measure = 'jobs' and sbi_kind = 'division')
            -- a rate does not add up: int_vacancy_rate_by_opgave weighs it
            or (measure not in ('jobs', 'vacancy_rate') and sbi_kind = 'section')
        )
),

published as (
    select distinct dataset_id, sbi_kind, measure, period_start, frequency, unit from figures
),

weighted as (
    select
        industries.opgave_id,
        industries.delineation,
        published.dataset_id,
        published.measure,
        published.period_start,
        published.frequency,
        published.unit,
        {{ least_certain(["figures.status", "industries.weight_status"]) }} as status,
        industries.weight_year,
        industries.weight * figures.value as value,
        industries.weight * {{ bound_lower("figures.value", "figures.rounding_half") }} as value_lower,
        industries.weight * ({{ bound_upper("figures.value", "figures.rounding_half") }}) as value_upper
    from industries
    inner join published on published.sbi_kind = industries.sbi_kind
    left join figures
        on figures.sbi_code = industries.sbi_code
        and figures.sbi_kind = industries.sbi_kind
        and figures.dataset_id = published.dataset_id
        and figures.measure = published.measure
        and figures.period_start = published.period_start
        and figures.frequency = published.frequency
)

select
    opgave_id,
    delineation,
    dataset_id,
    measure,
    period_start,
    frequency,
    {{ rounded("sum(value)", 0) }} as value,
    {{ rounded("sum(value_lower)", 0) }} as value_lower,
    {{ rounded("sum(value_upper)", 0) }} as value_upper,
    unit,
    {{ least_certain_of_all("status") }} as status,
    max(weight_year) as weight_year
from weighted
group by opgave_id, delineation, dataset_id, measure, period_start, frequency, unit
having count(weighted.value) = count(*)
