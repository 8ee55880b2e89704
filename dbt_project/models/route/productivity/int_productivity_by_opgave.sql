-- Productivity per opgave by way of the industry: the figures of its sections, weighted by the jobs that the opgave has in
-- each (83583NED, the newest December). An approximation: growth weighs by value added, and of that CBS knows no
-- opgave. The value stands only where the sections with a figure hold four fifths of those jobs; the share is beside it.
with jobs as (
    select sbi_code as section, value as jobs, cast(extract(year from period_start) as integer) as weight_year
    from {{ ref("int_industry_figures") }}
    where measure = 'jobs' and sbi_kind = 'section' and company_size = 'totaal' and value is not null
    qualify period_start = max(period_start) over ()
),

sections as (
    select
        opgave.opgave_id, opgave.delineation, opgave.section, opgave.weight_status, opgave.weight * jobs.jobs as jobs,
        jobs.weight_year
    from {{ ref("int_opgave_section") }} as opgave
    left join jobs on jobs.section = opgave.section
),

figures as (
    select
        sbi_code as section, measure, cast(extract(year from period_start) as integer) as year, value, unit, status,
        dataset_id, second_dataset_id
    from {{ ref("int_productivity_industry") }}
    where
        frequency = 'year' and sbi_kind = 'section' and coalesce(basis, 'toegevoegde waarde') = 'toegevoegde waarde'
        and (
            measure in (
                'value_added_growth', 'labour_productivity_growth', 'value_added_volume_change_year_on_year',
                'value_added_per_hour', 'value_added_per_hour_volume_change'
            )
            or (measure like 'contribution%' and measure <> 'contribution_other')
        )
),

published as (
    select distinct measure, year, unit, dataset_id, second_dataset_id from figures
),

joined as (
    select
        sections.opgave_id, sections.delineation, sections.jobs, sections.weight_year, published.measure, published.year,
        published.unit, published.dataset_id, published.second_dataset_id, figures.value,
        {{ least_certain(["figures.status", "sections.weight_status"]) }} as status
    from sections
    cross join published
    left join figures
        on figures.section = sections.section
        and figures.measure = published.measure
        and figures.year = published.year
        and figures.dataset_id = published.dataset_id
),

weighted as (
    select
        opgave_id, delineation, measure, year, unit, dataset_id, second_dataset_id,
        sum(jobs * value) / nullif(sum(case when value is not null then jobs end), 0) as value,
        case when count(jobs) = count(*) then
            coalesce(sum(case when joined.value is not null then jobs end), 0) / nullif(sum(jobs), 0)
        end as covered,
        {{ least_certain_of_all("status") }} as status,
        max(weight_year) as weight_year
    from joined
    group by opgave_id, delineation, measure, year, unit, dataset_id, second_dataset_id
)

select
    opgave_id,
    delineation,
    measure,
    year,
    case
        when covered < 0.8 then null
        when unit = 'euro per uur' then {{ rounded("value", 2) }}
        else {{ rounded("value", 1) }}
    end as value,
    {{ rounded("100 * covered", 1) }} as coverage_pct,
    unit,
    status,
    dataset_id,
    second_dataset_id,
    weight_year
from weighted
where covered is not null
