-- Jobs of employees born abroad per opgave, by way of the industry (SBI sections). A year in which one of the opgave's
-- sections has no figure gives no row: a part would pass for the whole. As certain as the least certain of its figures
-- and of the jobs that the sections' weights rest on.
with sections as (
    select * from {{ ref("int_opgave_section") }}
),

jobs as (
    select * from {{ ref("int_foreign_born_jobs") }}
    where sbi_kind = 'section' and origin_level = 'totaal' and jobs is not null
),

years as (
    select distinct year, dataset_id from jobs
),

weighted as (
    select
        sections.opgave_id,
        sections.delineation,
        years.year,
        years.dataset_id,
        sections.weight * jobs.jobs as jobs,
        sections.weight * {{ bound_lower("jobs.jobs", "jobs.rounding_half") }} as jobs_lower,
        sections.weight * ({{ bound_upper("jobs.jobs", "jobs.rounding_half") }}) as jobs_upper,
        {{ least_certain(["jobs.status", "sections.weight_status"]) }} as status,
        sections.weight_year
    from sections
    cross join years
    left join jobs on jobs.sbi_code = sections.section and jobs.year = years.year
)

select
    opgave_id,
    delineation,
    year,
    {{ rounded("sum(jobs)", 0) }} as jobs,
    {{ rounded("sum(jobs_lower)", 0) }} as jobs_lower,
    {{ rounded("sum(jobs_upper)", 0) }} as jobs_upper,
    {{ least_certain_of_all("status") }} as status,
    max(weight_year) as weight_year,
    dataset_id
from weighted
group by opgave_id, delineation, year, dataset_id
having count(weighted.jobs) = count(*)
