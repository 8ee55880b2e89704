-- The vacancy rate per opgave by way of the industry: the published rates of its sections, weighted by the jobs that the
-- opgave has in each (83583NED, the newest December); never a plain mean. A quarter in which one of its sections has no
-- rate gives no row.
with jobs as (
    select sbi_code as section, value as jobs
    from {{ ref("int_industry_figures") }}
    where measure = 'jobs' and sbi_kind = 'section' and company_size = 'totaal' and value is not null
    qualify period_start = max(period_start) over ()
),

sections as (
    select
        opgave.opgave_id, opgave.delineation, opgave.section, opgave.weight_status,
        opgave.weight * jobs.jobs as jobs
    from {{ ref("int_opgave_section") }} as opgave
    left join jobs on jobs.section = opgave.section
),

jobs_year as (
    select cast(extract(year from max(period_start)) as integer) as weight_year
    from {{ ref("int_industry_figures") }}
    where measure = 'jobs' and sbi_kind = 'section' and company_size = 'totaal' and value is not null
),

figures as (
    select * from {{ ref("int_industry_figures") }}
    where measure = 'vacancy_rate' and sbi_kind = 'section' and value is not null
),

published as (
    select distinct dataset_id, period_start, frequency, unit from figures
),

joined as (
    select
        sections.opgave_id, sections.delineation, published.dataset_id, published.period_start, published.frequency,
        published.unit, sections.jobs, figures.value, figures.rounding_half,
        {{ least_certain(["figures.status", "sections.weight_status"]) }} as status
    from sections
    cross join published
    left join figures
        on figures.sbi_code = sections.section
        and figures.dataset_id = published.dataset_id
        and figures.period_start = published.period_start
)

select
    opgave_id, delineation, dataset_id,
    'vacancy_rate' as measure,
    period_start, frequency,
    {{ rounded("sum(jobs * value) / nullif(sum(jobs), 0)", 1) }} as value,
    {{ rounded("sum(jobs * " ~ bound_lower("joined.value", "rounding_half") ~ ") / nullif(sum(jobs), 0)", 1) }} as value_lower,
    {{ rounded("sum(jobs * (" ~ bound_upper("joined.value", "rounding_half") ~ ")) / nullif(sum(jobs), 0)", 1) }}
        as value_upper,
    unit,
    {{ least_certain_of_all("status") }} as status,
    (select weight_year from jobs_year) as weight_year
from joined
group by opgave_id, delineation, dataset_id, period_start, frequency, unit
having count(joined.value) = count(*) and count(joined.jobs) = count(*)
