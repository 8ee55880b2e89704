{{ config(materialized="ephemeral") }}
-- Lifelong learning as indicators: persons and share, one per form and group of the population. The groups overlap, so
-- each is an indicator of its own. The average of a class broader than the opgave is no figure of it.
with uptake as (
    select * from {{ ref("fct_llo_uptake") }} where method <> 'section_average'
)

select
    'llo_participation.' || form || '.' || population_group as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    method as breakdown,
    persons as value,
    persons_lower as value_lower,
    persons_upper as value_upper,
    if(form = 'stap', 'toekenningen', 'personen') as unit,
    status,
    dataset_id as series,
    dataset_id,
    caveat_nl
from uptake
union all
select
    'llo_rate.' || form || '.' || population_group as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    method as breakdown,
    rate_pct as value,
    -- the rounding of the persons only: that of the population is of the same size and works the other way
    {{ rounded("persons_lower / nullif(population, 0) * 100", 2) }} as value_lower,
    {{ rounded("persons_upper / nullif(population, 0) * 100", 2) }} as value_upper,
    'procent' as unit,
    status,
    dataset_id as series,
    dataset_id,
    caveat_nl
from uptake
where rate_pct is not null
