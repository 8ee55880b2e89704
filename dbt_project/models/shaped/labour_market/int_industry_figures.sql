-- Vacancies, the vacancy rate and jobs per industry (SBI 2008) and company size in one shape, before the bridge. The
-- sectors of government (80857NED) are no industries: they overlap O, P and Q, and have a kind of their own; so have the
-- branches of care and welfare (AZW), which are parts of Q.
with vacancies as (
    select
        dataset_id, industry as industry_nl, sbi_code,
        -- size classes stand in the same dimension as industries: they are of the whole economy
        case when sbi_kind = 'size_class' then 'total' else sbi_kind end as sbi_kind,
        case when sbi_kind = 'size_class' then industry else 'totaal' end as company_size,
        {{ cbs_labour_measure_code("measure") }} as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancies_by_industry") }}
    where {{ cbs_labour_measure_code("measure") }} in ('vacancies', 'vacancies_new', 'vacancies_filled')
),

jobs as (
    select
        dataset_id, industry as industry_nl, sbi_code, sbi_kind,
        case when {{ is_total("Bedrijfsgrootte", "company_size") }} then 'totaal' else company_size end as company_size,
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
        dataset_id, industry as industry_nl, sbi_code, sbi_kind, 'totaal' as company_size,
        {{ cbs_labour_measure_code("measure") }} || '_sa' as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancies_adjusted_by_industry") }}
    where {{ cbs_labour_measure_code("measure") }} in ('vacancies', 'vacancies_new', 'vacancies_filled')
),

rates as (
    select
        dataset_id, industry as industry_nl, sbi_code, sbi_kind, 'totaal' as company_size,
        {{ cbs_labour_measure_code("measure") }} as measure,
        period_start, frequency, value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures per 1 000 banen' as unit,
        status
    from {{ ref("stg_cbs__vacancy_rate") }}
    where {{ cbs_labour_measure_code("measure") }} = 'vacancy_rate'
),

government as (
    select
        dataset_id, sector as industry_nl, cast(null as varchar) as sbi_code, 'government_sector' as sbi_kind,
        'totaal' as company_size,
        {{ cbs_labour_measure_code("measure") }} as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancies_government") }}
    where {{ cbs_labour_measure_code("measure") }} in ('vacancies', 'vacancies_new', 'vacancies_filled')
),

care as (
    select
        dataset_id, branch as industry_nl, cast(null as varchar) as sbi_code, 'care_branch' as sbi_kind,
        'totaal' as company_size,
        {{ cbs_labour_measure_code("measure") }} as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        case {{ cbs_labour_measure_code("measure") }}
            when 'vacancy_rate' then 'vacatures per 1 000 banen' else 'vacatures'
        end as unit,
        status, measure_position
    from {{ ref("stg_cbs__care_vacancies") }}
    where
        breakdown is null
        and {{ cbs_labour_measure_code("measure") }} in ('vacancies', 'vacancies_new', 'vacancies_filled', 'vacancy_rate')
    union all
    select
        dataset_id, branch, null, 'care_branch', 'totaal',
        {{ cbs_labour_measure_code("measure") }},
        period_start, frequency,
        {{ in_units("value", "unit") }},
        {{ rounding_half("unit", "decimals") }},
        'personen',
        status, measure_position
    from {{ ref("stg_cbs__care_employees") }}
    where breakdown is null and {{ cbs_labour_measure_code("measure") }} = 'employees'
),

-- corrected for the season or not, CBS may give one measure twice: the first is the plain one
care_once as (
    select * exclude (measure_position)
    from care
    qualify row_number() over (
        partition by dataset_id, industry_nl, measure, period_start, frequency order by measure_position
    ) = 1
)

select * from vacancies
union all
select * from jobs
union all
select * from adjusted
union all
select * from rates
union all
select * from government
union all
select * from care_once
