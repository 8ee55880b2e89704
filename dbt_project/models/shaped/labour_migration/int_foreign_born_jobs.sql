-- Jobs of employees born abroad, by industry and country of origin; every other trait at its total.
select
    cast(extract(year from period_start) as integer) as year,
    sbi_code,
    sbi_kind,
    industry as industry_nl,
    origin as origin_nl,
    case
        when origin ilike 'Totaal%' then 'totaal'
        when origin ilike 'Europa%' or origin ilike 'Buiten Europa%' then 'werelddeel'
        else 'land'
    end as origin_level,
    {{ in_units("value", "unit") }} as jobs,
    {{ rounding_half("unit", "decimals") }} as rounding_half,
    status,
    dataset_id
from {{ ref("stg_cbs__foreign_born_employees") }}
where
    frequency = 'year'
    and residence ilike 'Totaal%' and employee ilike 'Totaal%' and job ilike 'Totaal%'
