-- National labour market, one figure from one source: vacancies as counted from 80472ned, seasonally adjusted ones
-- (a different figure, suffix _sa) from 84545NED, never from 80474ned; employed and unemployed from 85224NED by quarter and
-- year and from 80590ned by month, never from 85276NED.
with vacancies as (
    select
        dataset_id, measure, period_start, frequency, value, rounding_half, unit, status
    from {{ ref("int_industry_figures") }}
    where dataset_id = 'cbs__80472ned' and sbi_kind = 'total' and company_size = 'totaal'
),

vacancies_adjusted as (
    select
        dataset_id,
        {{ cbs_labour_measure_code("measure") }} || '_sa' as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit,
        status
    from {{ ref("stg_cbs__vacancy_flows") }}
    where {{ cbs_labour_measure_code("measure") }} in ('vacancies', 'vacancies_new', 'vacancies_filled')
),

participation as (
    select
        dataset_id,
        case measure
            when 'Werkzame beroepsbevolking' then 'employed'
            when 'Werkloze beroepsbevolking' then 'unemployed'
            when 'Werkloosheidspercentage' then 'unemployment_rate'
            when 'Netto arbeidsparticipatie' then 'net_participation_rate'
        end || case {{ cbs_word("SeizoenEnWerkdagcorrectie", "correction") }}
            when 'adjusted' then '_sa' when 'unadjusted' then ''
        end as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        {{ unit_of_persons("unit") }} as unit,
        status
    from {{ ref("stg_cbs__labour_participation") }}
    where measure in (
        'Werkzame beroepsbevolking', 'Werkloze beroepsbevolking', 'Werkloosheidspercentage', 'Netto arbeidsparticipatie'
    )
),

-- CBS titles every measure of this table by its correction alone; its subjects have the codes they have in 85224NED
monthly as (
    select
        dataset_id,
        case measure_group
            when '3000795_1' then 'employed'
            when '3000800_1' then 'unemployed'
            when 'M001906_1' then 'unemployment_rate'
            when 'M001796_1' then 'net_participation_rate'
        end || case {{ cbs_correction_code("measure") }} when 'adjusted' then '_sa' when 'unadjusted' then '' end as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        {{ unit_of_persons("unit") }} as unit,
        status
    from {{ ref("stg_cbs__labour_participation_monthly") }}
    where
        frequency = 'month' and age = '15 tot 75 jaar' and sex = 'Totaal'
        and measure_group in ('3000795_1', '3000800_1', 'M001906_1', 'M001796_1')
),

jobs as (
    select
        dataset_id, measure, period_start, frequency, value, rounding_half, unit, status
    from {{ ref("int_industry_figures") }}
    where measure = 'jobs' and sbi_kind = 'total' and company_size = 'totaal'
),

vacancy_rate as (
    select
        dataset_id, measure, period_start, frequency, value, rounding_half, unit, status
    from {{ ref("int_industry_figures") }}
    where measure = 'vacancy_rate' and sbi_kind = 'total'
),

hourly_wage as (
    select
        dataset_id, measure, period_start, frequency, value, rounding_half, unit, status
    from {{ ref("int_hourly_wages") }}
    where measure = 'hourly_wage_median' and is_total
),

outlook as (
    select dataset_id, measure, period_year, persons as value, 'personen tot de horizon' as unit
    from {{ ref("stg_roa__ais") }}
    where is_total and region = 'Nederland' and measure in ('job_openings', 'expansion_demand', 'replacement_demand')
    union all
    select dataset_id, measure || '_pct', period_year, share_pct, 'procent'
    from {{ ref("stg_roa__ais") }}
    where is_total and region = 'Nederland' and measure = 'job_openings'
),

job_openings as (
    select
        dataset_id, measure, make_date(period_year, 1, 1) as period_start, 'forecast' as frequency,
        value, cast({{ roa_rounding_half("measure") }} as double) as rounding_half, unit, 'unknown' as status
    from outlook
)

select * from vacancies where value is not null
union all
select * from vacancies_adjusted where value is not null
union all
select * from participation where value is not null
union all
select * from monthly where value is not null
union all
select * from jobs where value is not null
union all
select * from job_openings where value is not null
union all
select * from vacancy_rate where value is not null
union all
select * from hourly_wage where value is not null
