-- Wie leert er door: hoeveel mensen doen mee aan een leven lang ontwikkelen, en wie meer dan anderen?
-- Deelname in de vier weken voor de enquête, per kenmerk het nieuwste jaar; groepen naast elkaar, niet op te tellen.
-- Personen zijn afgerond op duizend; het percentage is van de genoemde bevolkingsgroep met dat kenmerk.
with newest as (
    select *
    from {{ ref("fct_llo_uptake_characteristic") }}
    where
        form = 'deelname'
        and breakdown in ('totaal', 'geslacht', 'leeftijd', 'anciënniteit', 'bedrijfstak (sectie)', 'grootteklasse')
        and rate_pct is not null
    qualify year = max(year) over (partition by dataset_id, population_group, breakdown)
)

select
    population_group,
    breakdown,
    case when breakdown = 'geslacht' then sex else characteristic end as characteristic,
    year,
    persons,
    persons_lower,
    persons_upper,
    rate_pct,
    status,
    dataset_id
from newest
order by population_group, breakdown = 'totaal' desc, breakdown, rate_pct desc, characteristic
