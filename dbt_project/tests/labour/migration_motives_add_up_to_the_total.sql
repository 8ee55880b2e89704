{{ config(meta={'dagster': {'ref': {'name': 'int_immigrants_by_motive'}}}) }}
-- The motives a fact holds are the parts of CBS's own total: each part is rounded to 5, so is the total.
with parts as (
    select year, origin, sum(persons) as persons, count(*) as motives
    from {{ ref("int_immigrants_by_motive") }}
    group by year, origin
),

published as (
    select *, 'buiten_eu_efta' as origin from {{ ref("stg_cbs__immigrants_non_eu_efta") }}
    union all
    select *, 'eu_efta' as origin from {{ ref("stg_cbs__immigrants_eu_efta") }}
),

totals as (
    select cast(extract(year from period_start) as integer) as year, origin, value as total
    from published
    where
        motive_code = 'T001056' and sex_code = 'T001038' and age_code = '10000' and socioeconomic_code = 'T001083'
        and nationality_code = 'T001059' and duration_code = 'A027954'
)

select totals.year, totals.origin, totals.total, parts.persons
from totals
left join parts on parts.year = totals.year and parts.origin = totals.origin
where parts.persons is null or abs(totals.total - parts.persons) > 2.5 * (parts.motives + 1)
