-- Jobs of employees born abroad, by industry and country of origin; every other trait at its total.
select
    cast(extract(year from period_start) as integer) as year,
    sbi_code,
    sbi_kind,
    industry as industry_nl,
    origin as origin_nl,
    case
        when {{ is_total("Herkomstland", "origin") }} then 'totaal'
        when {{ cbs_word("Herkomstland", "origin") }} in ('europa', 'buiten_europa') then 'werelddeel'
        else 'land'
    end as origin_level,
    {{ in_units("value", "unit") }} as jobs,
    {{ rounding_half("unit", "decimals") }} as rounding_half,
    status,
    dataset_id
from {{ ref("stg_cbs__foreign_born_employees") }}
where
    frequency = 'year'
    and {{ is_total("WerknemerWelNietIngezeten", "residence") }}
    and {{ is_total("KenmerkenWerknemer", "employee") }}
    and {{ is_total("KenmerkenBaan", "job") }}
