-- Immigrants (persons) by motive, of the whole population: every other dimension at its total (codes confirmed by CBS's
-- own addresses). Only the motives that together make the total; the total itself and finer motives are left out.
with motive_purpose (motive_code, purpose, ground_nl) as (
    values
        ('A009232', 'arbeid', 'arbeid'),
        ('A009235', 'studie', 'studie'),
        ('A009234', 'gezin', 'gezin'),
        ('A009233', 'asiel', 'asiel'),
        ('A052135', 'asiel', 'tijdelijke bescherming'),
        ('A009238', 'overig', 'overig'),
        ('A009236', 'overig', 'geen afgeleid doel')
),

immigrants as (
    select *, 'buiten_eu_efta' as origin from {{ ref("stg_cbs__immigrants_non_eu_efta") }}
    union all
    select *, 'eu_efta' as origin from {{ ref("stg_cbs__immigrants_eu_efta") }}
),

whole_population as (
    select * from immigrants
    where
        sex_code = 'T001038' and age_code = '10000' and socioeconomic_code = 'T001083'
        and nationality_code = 'T001059' and duration_code = 'A027954' and frequency = 'year'
)

select
    cast(extract(year from period_start) as integer) as year,
    motive_purpose.purpose,
    motive_purpose.ground_nl,
    whole_population.origin,
    whole_population.value as persons,
    -- CBS rounds these to 5
    {{ bound_lower("whole_population.value", "2") }} as persons_lower,
    {{ bound_upper("whole_population.value", "2") }} as persons_upper,
    whole_population.status,
    whole_population.dataset_id
from whole_population
inner join motive_purpose on motive_purpose.motive_code = whole_population.motive_code
