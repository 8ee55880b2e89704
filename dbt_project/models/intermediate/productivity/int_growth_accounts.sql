-- Growth of value added and what contributes to it, per industry and year (CBS 84546NED, annual changes).
with accounts as (
    select * from {{ ref("stg_cbs__growth_accounts") }} where frequency = 'year'
)

select
    cast(extract(year from period_start) as integer) as year,
    industry as industry_nl,
    sbi_code,
    sbi_kind,
    case
        when measure ilike 'Toegevoegde waarde%' then 'value_added_growth'
        when measure ilike '%multifactorproductiviteit%' then 'contribution_multifactor_productivity'
        when measure ilike '%niet-ICT-kapitaal%' then 'contribution_non_ict_capital'
        when measure ilike '%ICT-kapitaal%' then 'contribution_ict_capital'
        when measure ilike '%kapitaal%' then 'contribution_capital'
        when measure ilike '%compositie%' then 'contribution_labour_composition'
        when measure ilike '%uren%' then 'contribution_hours'
        when measure ilike '%arbeid%' then 'contribution_labour'
    end as measure,
    measure as measure_nl,
    value,
    unit,
    status,
    dataset_id
from accounts
