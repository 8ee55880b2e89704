-- Wie leert er door: hoeveel mensen doen mee aan een leven lang ontwikkelen, en wie meer dan anderen?
-- Deelname in de vier weken voor de enquête, per kenmerk het nieuwste jaar; groepen naast elkaar, niet op te tellen.
-- Het percentage is van de genoemde bevolkingsgroep met dat kenmerk. Een steekproef: met 95 % zekerheid ligt het ware aantal
-- tussen van en tot; groepen waarvan die elkaar raken verschillen niet aantoonbaar.
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
    population.label_nl as bevolkingsgroep,
    newest.breakdown as kenmerk,
    case when newest.breakdown = 'geslacht' then newest.sex else newest.characteristic end as groep,
    newest.year as jaar,
    newest.persons as personen,
    round(newest.total_lower, -3) as van,
    round(newest.total_upper, -3) as tot,
    newest.rate_pct as deelname_pct,
    round(100 * newest.total_lower / newest.population, 1) as deelname_pct_van,
    round(100 * newest.total_upper / newest.population, 1) as deelname_pct_tot,
    status.label_nl as status,
    newest.dataset_id as bron
from newest
inner join {{ ref("dim_word") }} as population
    on population.list = 'population_group' and population.code = newest.population_group
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = newest.status
order by newest.population_group, newest.breakdown = 'totaal' desc, newest.breakdown, newest.rate_pct desc, groep
