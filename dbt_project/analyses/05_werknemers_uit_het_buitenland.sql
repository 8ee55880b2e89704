-- In welke bedrijfstakken werken werknemers die in het buitenland geboren zijn, en waar komen zij vandaan?
-- Banen, geen personen; herkomst is het geboorteland, geen verblijfsgrond: wie voor werk kwam is zo niet te zien. Geteld uit
-- de loonaangifte, zonder steekproef: van en tot zijn de afronding. Per opgave alleen waar elke bedrijfstak van de opgave
-- gepubliceerd is (fct_labour_migration).
with newest as (
    select *
    from {{ ref("fct_labour_migration_jobs") }}
    where jobs is not null and origin_level in ('totaal', 'werelddeel')
    qualify year = max(year) over (partition by industry_nl)
)

select
    newest.industry_nl as bedrijfstak,
    newest.year as jaar,
    newest.origin_nl as geboren_in,
    newest.jobs as banen,
    newest.total_lower as van,
    newest.total_upper as tot,
    round(100 * newest.jobs / max(newest.jobs) over (partition by newest.industry_nl, newest.year), 1) as deel_pct,
    status.label_nl as status,
    newest.dataset_id as bron
from newest
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = newest.status
order by max(newest.jobs) over (partition by newest.industry_nl) desc, newest.jobs desc
