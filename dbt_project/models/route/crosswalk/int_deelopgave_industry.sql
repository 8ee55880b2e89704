-- Jobs of employees per deelopgave, by way of its divisions (SBI 2008, two digits), in December. A deelopgave with a
-- division that is not published has no row.
with divisions as (
    select opgave_id, deelopgave_id, delineation, edition, code, cast(weight as double) as weight
    from {{ ref("opgave_weight") }}
    where code_system = 'SBI' and edition = '2008' and code_level = 'division' and deelopgave_id is not null
),

figures as (
    select
        dataset_id, sbi_code, measure, period_start, frequency, value, unit, status,
        {{ bound_lower("value", "rounding_half") }} as value_lower,
        {{ bound_upper("value", "rounding_half") }} as value_upper
    from {{ ref("int_industry_figures") }}
    where sbi_kind = 'division' and company_size = 'totaal' and measure = 'jobs'
),

published as (
    select distinct dataset_id, measure, period_start, frequency, unit from figures
)

select
    divisions.opgave_id,
    divisions.deelopgave_id,
    divisions.delineation,
    'SBI' as classification,
    divisions.edition,
    published.measure,
    'alle' as population,
    published.period_start,
    published.frequency,
    {{ rounded("sum(divisions.weight * figures.value)", 0) }} as value,
    {{ rounded("sum(divisions.weight * figures.value_lower)", 0) }} as value_lower,
    {{ rounded("sum(divisions.weight * figures.value_upper)", 0) }} as value_upper,
    published.unit,
    'via_industry' as method,
    count(*) as codes,
    {{ least_certain_of_all("figures.status") }} as status,
    'Stand van december. Hele afdelingen van de SBI 2008, naar gewicht.' as caveat_nl,
    published.dataset_id
from divisions
cross join published
left join figures
    on figures.sbi_code = divisions.code
    and figures.dataset_id = published.dataset_id
    and figures.period_start = published.period_start
    and figures.frequency = published.frequency
group by
    divisions.opgave_id, divisions.deelopgave_id, divisions.delineation, divisions.edition, published.dataset_id,
    published.measure, published.period_start, published.frequency, published.unit
having count(figures.value) = count(*)
