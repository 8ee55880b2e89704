-- Figures per occupation (BRC 2014) of three publishers in one shape, before the bridge. Only new vacancies
-- (85081NED) are split by industry as well; everything else is of all industries together.
-- Tightness is one figure: in a quarter that UWV's own file covers, ROA's copy of it is left out.
with employed as (
    select
        dataset_id, brc_code, brc_level, brc_edition,
        'Nederland' as region,
        coalesce(
            nullif(
                concat_ws(
                    ' x ',
                    case when not {{ is_total("Geslacht", "sex") }} then lower(sex) end,
                    case when not {{ is_total("Persoonskenmerken", "person") }}
                        then lower(regexp_replace(person, '^[0-9] ', ''))
                    end
                ),
                ''
            ),
            'totaal'
        ) as population_group,
        'employed' as measure,
        period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'personen' as unit,
        cast(null as varchar) as class_nl,
        status,
        'alle bedrijfstakken' as industry_nl, cast(null as varchar) as sbi_code
    from {{ ref("stg_cbs__employed_by_occupation") }}
    where brc_code is not null
),

roa as (
    select * from {{ ref("stg_roa__ais") }}
    where
        region = 'Nederland' and aggregation_level ilike '%beroepsgroep%' and theme ilike 'Risicoindicatoren%'
        and measure is not null
),

-- ROA leaves a group out where the indicator is not published: the gap is shown, not dropped
roa_gaps as (
    select distinct
        roa.dataset_id, roa.brc_code, roa.brc_edition, tightness.period_year, tightness.period_quarter
    from roa
    cross join (select distinct period_year, period_quarter from roa where measure = 'tightness') as tightness
    where
        roa.brc_code is not null
        and roa.brc_code not in (select brc_code from roa where measure = 'tightness' and brc_code is not null)
),

roa_figures as (
    select
        dataset_id, brc_code, brc_edition, measure, period_year, period_quarter,
        coalesce(indicator, persons) as value,
        class_nl
    from roa
    where brc_code is not null
    union all
    select dataset_id, brc_code, brc_edition, measure || '_pct', period_year, period_quarter, share_pct, null
    from roa
    where brc_code is not null and share_pct is not null
    union all
    select dataset_id, brc_code, brc_edition, 'tightness', period_year, period_quarter, null, null
    from roa_gaps
),

roa_shaped as (
    select
        dataset_id, brc_code, {{ brc_level("brc_code") }} as brc_level, brc_edition,
        'Nederland' as region,
        'totaal' as population_group,
        measure,
        make_date(period_year, 3 * coalesce(period_quarter, 1) - 2, 1) as period_start,
        case when period_quarter is null then 'forecast' else 'quarter' end as frequency,
        value,
        cast({{ roa_rounding_half("measure") }} as double) as rounding_half,
        case
            when measure = 'tightness' then 'vacatures per kortdurend werkzoekende'
            when measure in ('job_openings', 'expansion_demand', 'replacement_demand') then 'personen tot de horizon'
            when measure = 'expected_development' then 'typering'
            when measure = 'job_openings_pct' then 'procent'
            when measure in ('bottleneck_indicator', 'comparability_index') then 'index'
        end as unit,
        class_nl,
        'unknown' as status,
        'alle bedrijfstakken' as industry_nl, cast(null as varchar) as sbi_code
    from roa_figures
),

uwv as (
    select * from {{ ref("int_spanningsindicator") }}
),

uwv_measures as (
    select
        *, 'tightness' as measure, coalesce(ratio, vacancies / nullif(ww_short, 0)) as value,
        'vacatures per kortdurend werkzoekende' as unit
    from uwv
    union all
    select *, 'vacancies' as measure, vacancies as value, 'vacatures' as unit from uwv where vacancies is not null
    union all
    select *, 'job_seekers_short' as measure, ww_short as value, 'personen' as unit from uwv where ww_short is not null
),

uwv_shaped as (
    select
        dataset_id, brc_code, {{ brc_level("brc_code") }} as brc_level, brc_edition, region,
        'totaal' as population_group, measure, period_start, 'quarter' as frequency, value,
        cast(null as double) as rounding_half, unit, class_nl, 'unknown' as status,
        'alle bedrijfstakken' as industry_nl, cast(null as varchar) as sbi_code
    from uwv_measures
    where brc_code is not null
),

wages as (
    select
        dataset_id, brc_code, brc_level, brc_edition, 'Nederland' as region, 'totaal' as population_group, measure,
        period_start, frequency, value, rounding_half, unit, cast(null as varchar) as class_nl, status,
        'alle bedrijfstakken' as industry_nl, cast(null as varchar) as sbi_code
    from {{ ref("int_hourly_wages") }}
    where brc_code is not null
),

new_vacancies as (
    select
        dataset_id, brc_code, brc_level, brc_edition, 'Nederland' as region, 'totaal' as population_group,
        {{ cbs_labour_measure_code("measure") }} as measure, period_start, frequency,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        'vacatures' as unit, cast(null as varchar) as class_nl, status,
        case when sbi_kind = 'total' then 'alle bedrijfstakken' else industry end as industry_nl,
        case when sbi_kind <> 'total' then sbi_code end as sbi_code
    from {{ ref("stg_cbs__new_vacancies_by_occupation") }}
    where brc_code is not null and {{ cbs_labour_measure_code("measure") }} = 'vacancies_new'
),

registered as (
    select
        dataset_id, brc_code, 'beroepsgroep' as brc_level, '2014' as brc_edition, 'Nederland' as region,
        'totaal' as population_group, measure, period_start, 'year' as frequency, value,
        cast(null as double) as rounding_half,
        case measure when 'vacancies_registered' then 'vacatures' else 'personen' end || ', gemiddelde van weken' as unit,
        cast(null as varchar) as class_nl, 'unknown' as status,
        'alle bedrijfstakken' as industry_nl, cast(null as varchar) as sbi_code
    from {{ ref("int_registered_at_uwv") }}
    where brc_code is not null
),

tightness_of_roa_told_by_uwv as (
    select distinct period_start from uwv_shaped where measure = 'tightness' and region = 'Nederland'
)

select * from employed
union all
select * from roa_shaped
where measure <> 'tightness' or period_start not in (select period_start from tightness_of_roa_told_by_uwv)
union all
select * from uwv_shaped
union all
select * from wages
union all
select * from new_vacancies
union all
select * from registered
