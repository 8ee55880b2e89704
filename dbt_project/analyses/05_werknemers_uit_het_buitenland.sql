-- In welke bedrijfstakken werken werknemers die in het buitenland geboren zijn, en waar komen zij vandaan?
-- Banen, geen personen; herkomst is het geboorteland, geen verblijfsgrond: wie voor werk kwam is zo niet te zien. Per
-- opgave alleen waar elke bedrijfstak van de opgave gepubliceerd is (fct_labour_migration).
with newest as (
    select *
    from {{ ref("fct_labour_migration_jobs") }}
    where jobs is not null and origin_level in ('totaal', 'werelddeel')
    qualify year = max(year) over (partition by industry_nl)
)

select
    industry_nl as industry,
    year,
    origin_nl as origin,
    jobs,
    jobs_lower,
    jobs_upper,
    round(100 * jobs / max(jobs) over (partition by industry_nl, year), 1) as share_pct,
    status,
    dataset_id
from newest
order by max(jobs) over (partition by industry_nl) desc, jobs desc
