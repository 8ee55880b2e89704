-- Vacancies and jobs per industry (SBI 2008) and company size in one shape, before the bridge.
with vacancies as (
    select
        dataset_id, industry as industry_nl, sbi_code,
        -- size classes stand in the same dimension as industries: they are of the whole economy
        case when sbi_kind = 'size_class' then 'total' else sbi_kind end as sbi_kind,
        case when sbi_kind = 'size_class' then industry else 'totaal' end as company_size,
        {{ vacancy_measure("measure") }} as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancies_by_industry") }}
),

jobs as (
    select
        dataset_id, industry as industry_nl, sbi_code, sbi_kind,
        case when company_size ilike 'Totaal%' then 'totaal' else company_size end as company_size,
        'jobs' as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'banen' as unit,
        status
    from {{ ref("stg_cbs__employee_jobs") }}
)

select * from vacancies where measure is not null
union all
select * from jobs
