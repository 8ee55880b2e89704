-- Per row: who takes part and who does not beside their population (CBS rounds to 1,000), and what CBS published.
with uptake as (
    select
        *,
        max(persons) filter (where form = 'geen_deelname')
            over (partition by opgave_id, delineation, population_group, year, dataset_id) as without
    from {{ ref("fct_llo_uptake") }}
),

published as (
    select dataset_id, series as form, cast(left(period, 4) as integer) as year, value * 1000 as published
    from {{ ref("published_figure") }}
    where dataset_id in ('cbs__85314ned', 'cbs__85315ned')
)

select
    uptake.opgave_id, uptake.delineation, uptake.year, uptake.population_group, uptake.form, uptake.persons,
    uptake.population,
    {{ steps_since_previous(
        "uptake.year", "uptake.opgave_id, uptake.delineation, uptake.population_group, uptake.form"
    ) }} as gap,
    case when uptake.form = 'zij_instroom_mbo' and uptake.opgave_id = 'nederland' then uptake.persons end as entrants,
    case when uptake.form = 'deelname' then uptake.rate_pct end as participation_pct,
    case
        when uptake.form = 'deelname'
            then abs(uptake.persons + uptake.without - uptake.population) * 100 / uptake.population
    end as parts_beside_whole_pct,
    case
        when uptake.opgave_id = 'nederland' then abs(uptake.persons - published.published) * 100 / published.published
    end as deviation_pct
from uptake
left join published
    on uptake.dataset_id = published.dataset_id and uptake.form = published.form and uptake.year = published.year
    and uptake.population_group in ('bevolking_15_75', 'werkzaam_15_75')
