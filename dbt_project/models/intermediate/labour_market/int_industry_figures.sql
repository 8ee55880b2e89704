-- Vacancies, the vacancy rate and jobs per industry (SBI 2008) and company size in one shape, before the bridge. The
-- sectors of government (80857NED) are no industries: they overlap O, P and Q, and have a kind of their own.
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
),

adjusted as (
    select
        dataset_id, industry as industry_nl, sbi_code, sbi_kind, 'totaal' as company_size, 'vacancies_sa' as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancies_adjusted_by_industry") }}
),

rates as (
    select
        dataset_id, industry as industry_nl, sbi_code, sbi_kind, 'totaal' as company_size, 'vacancy_rate' as measure,
        period_start, frequency, value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures per 1 000 banen' as unit,
        status
    from {{ ref("stg_cbs__vacancy_rate") }}
),

government as (
    select
        dataset_id, sector as industry_nl, cast(null as varchar) as sbi_code, 'government_sector' as sbi_kind,
        'totaal' as company_size,
        {{ vacancy_measure("measure") }} as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancies_government") }}
)

select * from vacancies where measure is not null
union all
select * from jobs
union all
select * from adjusted
union all
select * from rates
union all
select * from government where measure is not null
