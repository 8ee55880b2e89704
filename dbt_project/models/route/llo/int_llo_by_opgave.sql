-- Participation of the employed per opgave, by way of the industry they work in (CBS 85316NED, SBI sections).
-- Participants and population get the same weight, so the rate is the mean of the sections' rates, weighted by people.
-- As certain as the least certain of its figures and of the jobs that the sections' weights rest on.
-- A year in which one of the opgave's sections has no figure gives no row: a part would pass for the whole.
with sections as (
    select * from {{ ref("int_opgave_section") }}
),

uptake as (
    select * from {{ ref("int_llo_uptake") }}
    where dataset_id = 'cbs__85316ned' and breakdown = 'bedrijfstak (sectie)'
),

published as (
    select distinct year, form, population_group, dataset_id from uptake where persons is not null
),

weighted as (
    select
        sections.opgave_id,
        sections.delineation,
        published.year,
        published.population_group,
        published.form,
        published.dataset_id,
        sections.weight * uptake.persons as persons,
        sections.weight * {{ bound_lower("uptake.persons", "uptake.rounding_half") }} as persons_lower,
        sections.weight * ({{ bound_upper("uptake.persons", "uptake.rounding_half") }}) as persons_upper,
        sections.weight * uptake.population as population,
        {{ least_certain(["uptake.status", "sections.weight_status"]) }} as status,
        sections.weight_year
    from sections
    cross join published
    left join uptake
        on uptake.sbi_code = sections.section
        and uptake.year = published.year
        and uptake.form = published.form
)

select
    opgave_id,
    delineation,
    year,
    population_group,
    form,
    {{ rounded("sum(persons)", 0) }} as persons,
    {{ rounded("sum(persons_lower)", 0) }} as persons_lower,
    {{ rounded("sum(persons_upper)", 0) }} as persons_upper,
    {{ rounded("sum(population)", 0) }} as population,
    {{ rounded("sum(weighted.persons) / nullif(sum(weighted.population), 0) * 100", 2) }} as rate_pct,
    {{ least_certain_of_all("status") }} as status,
    max(weight_year) as weight_year,
    dataset_id
from weighted
group by opgave_id, delineation, year, population_group, form, dataset_id
having count(weighted.persons) = count(*) and count(weighted.population) = count(*)
