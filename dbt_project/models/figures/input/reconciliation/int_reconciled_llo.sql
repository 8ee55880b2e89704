-- Our national lifelong-learning figures: participants, non-participants and the size of each group, per year; the
-- employed also against the labour participation table, which counts the same people another way.
with uptake as (
    select year, population_group, form, persons, persons_lower, persons_upper, population, dataset_id
    from {{ ref("fct_llo_uptake") }}
    where opgave_id = 'nederland' and population_group in ('bevolking_15_75', 'bevolking_25_65', 'werkzaam_15_75')
),

groups as (
    select distinct
        case population_group
            when 'bevolking_15_75' then 'bevolking' when 'bevolking_25_65' then '25_65' else 'werkzaam'
        end as part,
        year, population, dataset_id
    from uptake
    where form = 'deelname' and population is not null
),

employed_by_firm as (
    select distinct year, population, dataset_id
    from {{ ref("fct_llo_uptake_characteristic") }}
    where dataset_id = 'cbs__85316ned' and breakdown = 'totaal' and population is not null
),

employed as (
    select year(period_start) as year, value, value_lower, value_upper, dataset_id
    from {{ ref("fct_labour_market") }}
    where opgave_id = 'nederland' and measure = 'employed' and frequency = 'year'
),

figures as (
    select
        'llo_' || form || '_'
        || case population_group
            when 'bevolking_15_75' then 'bevolking' when 'bevolking_25_65' then '25_65' else 'werkzaam'
        end as figure_id,
        year, persons as ours, persons_lower as ours_lower, persons_upper as ours_upper, dataset_id,
        null as published, null as published_lower, null as published_upper, null as publisher, null as source
    from uptake
    where form in ('deelname', 'geen_deelname')
    union all
    select
        'stap_toekenningen', year, persons, persons_lower, persons_upper, dataset_id, null, null, null, null, null
    from {{ ref("fct_llo_uptake") }}
    where opgave_id = 'nederland' and form = 'stap'
    union all
    select
        'llo_omvang_' || part, year, population, population - 500, population + 500, dataset_id, null, null, null, null, null
    from groups
    union all
    select
        'llo_werkzamen_85316ned', year, population, population - 500, population + 500, dataset_id,
        null, null, null, null, null
    from employed_by_firm
    union all
    select
        'llo_werkzamen_85224ned', groups.year, groups.population, groups.population - 500, groups.population + 500,
        groups.dataset_id, employed.value, employed.value_lower, employed.value_upper, 'CBS', employed.dataset_id
    from groups
    inner join employed using (year)
    where groups.part = 'werkzaam'
)

select
    figure_id,
    year || 'JJ00' as period,
    cast(ours as double) as ours,
    cast(ours_lower as double) as ours_lower,
    cast(ours_upper as double) as ours_upper,
    dataset_id,
    cast(published as double) as published,
    cast(published_lower as double) as published_lower,
    cast(published_upper as double) as published_upper,
    cast(publisher as varchar) as publisher,
    cast(source as varchar) as source
from figures
