-- Adult entrants of bbl and course participants per opgave, by way of the industries in the cut that CBS publishes
-- (sections or groups of them). One of the opgave's industries without a figure gives no row: a part would pass for the
-- whole. Participants and population get the same weight.
with cuts as (
    select * from {{ ref("int_opgave_industry_cut") }}
    where dataset_id in ('cbs__85574ned', 'cbs__85989ned')
),

figures as (
    select * from {{ ref("int_llo_intake") }} where dataset_id = 'cbs__85574ned' and sbi_code is not null
    union all by name
    select * from {{ ref("int_llo_courses") }} where dataset_id = 'cbs__85989ned' and sbi_code is not null
),

published as (
    select distinct dataset_id, year, population_group, form from figures where persons is not null
),

weighted as (
    select
        cuts.opgave_id,
        cuts.delineation,
        published.dataset_id,
        published.year,
        published.population_group,
        published.form,
        cuts.weight * figures.persons as persons,
        cuts.weight * {{ bound_lower("figures.persons", "figures.rounding_half") }} as persons_lower,
        cuts.weight * ({{ bound_upper("figures.persons", "figures.rounding_half") }}) as persons_upper,
        cuts.weight * figures.population as population,
        {{ least_certain(["figures.status", "cuts.weight_status"]) }} as status,
        cuts.weight_year,
        length(cuts.cut) > 1 as is_group
    from cuts
    inner join published on published.dataset_id = cuts.dataset_id
    left join figures
        on figures.dataset_id = cuts.dataset_id and figures.sbi_code = cuts.cut and figures.year = published.year
)

select
    opgave_id,
    delineation,
    dataset_id,
    year,
    population_group,
    form,
    {{ rounded("sum(persons)", 0) }} as persons,
    {{ rounded("sum(persons_lower)", 0) }} as persons_lower,
    {{ rounded("sum(persons_upper)", 0) }} as persons_upper,
    case when count(weighted.population) = count(*) then {{ rounded("sum(population)", 0) }} end as population,
    case
        when count(weighted.population) = count(*)
            then {{ rounded("sum(weighted.persons) / nullif(sum(weighted.population), 0) * 100", 2) }}
    end as rate_pct,
    {{ least_certain_of_all("status") }} as status,
    max(weight_year) as weight_year,
    bool_or(is_group) as has_groups
from weighted
group by opgave_id, delineation, dataset_id, year, population_group, form
having count(weighted.persons) = count(*)
