-- Our national labour market figures. Three comparisons are between tables: the year of 80472ned with the four adjusted
-- quarters of 84545NED, the occupations of 85276NED with the employed of 85224NED, and the count of groups that are not
-- tight with what UWV wrote.
with national as (
    select
        measure, period_start, frequency, {{ cbs_period("period_start", "frequency") }} as period,
        value, value_lower, value_upper, dataset_id
    from {{ ref("fct_labour_market") }}
    where opgave_id = 'nederland' and value is not null
),

adjusted_year as (
    select
        year(period_start) || 'JJ00' as period,
        avg(value) as value, avg(value_lower) as value_lower, avg(value_upper) as value_upper,
        min(dataset_id) as dataset_id
    from national
    where measure = 'vacancies_sa' and frequency = 'quarter'
    group by all
    having count(*) = 4
),

occupations as (
    select
        {{ cbs_period("period_start", "frequency") }} as period,
        sum(value) as value, sum(value_lower) as value_lower, sum(value_upper) as value_upper,
        min(dataset_id) as dataset_id
    from {{ ref("fct_labour_market_occupation") }} as occupation
    where
        dataset_id = 'cbs__85276ned' and measure = 'employed' and population_group = 'totaal'
        and brc_level = 'beroepsklasse'
    group by all
    having count(occupation.value) = 13
),

not_tight as (
    select
        {{ cbs_period("period_start", "frequency") }} as period,
        count(*) filter (where value < 1.5) as groups, dataset_id
    from {{ ref("fct_labour_market_occupation") }}
    where region = 'Nederland' and measure = 'tightness' and brc_code <> '999999' and value is not null
    group by all
),

figures as (
    select
        case dataset_id when 'roa__ais_2030' then 'roa_' || measure else measure end as figure_id,
        period, value as ours, value_lower as ours_lower, value_upper as ours_upper, dataset_id,
        null as published, null as published_lower, null as published_upper, null as publisher, null as source
    from national
    where dataset_id in ('cbs__80472ned', 'cbs__84545ned', 'roa__ais_2030')
    union all
    select
        listed.figure_id, national.period, national.value, national.value_lower, national.value_upper,
        national.dataset_id, null, null, null, null, null
    from national
    cross join (values ('vacancies_sa_80474ned'), ('vacancies_uwv')) as listed (figure_id)
    where national.measure = 'vacancies_sa' and national.frequency = 'quarter'
    union all
    select
        'vacatures_jaar_tegen_kwartalen', national.period, national.value, national.value_lower, national.value_upper,
        national.dataset_id,
        adjusted_year.value, adjusted_year.value_lower, adjusted_year.value_upper, 'CBS', adjusted_year.dataset_id
    from national
    inner join adjusted_year using (period)
    where national.measure = 'vacancies' and national.frequency = 'year'
    union all
    select
        'werkzamen_beroepen_85224ned', occupations.period,
        occupations.value, occupations.value_lower, occupations.value_upper, occupations.dataset_id,
        national.value, national.value_lower, national.value_upper, 'CBS', national.dataset_id
    from occupations
    inner join national using (period)
    where national.measure = 'employed'
    union all
    select
        'vacancies_sa_alle_bedrijfstakken', {{ cbs_period("period_start", "frequency") }}, value, value_lower, value_upper,
        dataset_id, null, null, null, null, null
    from {{ ref("fct_labour_market_industry") }}
    where dataset_id = 'cbs__80474ned' and measure = 'vacancies_sa' and sbi_kind = 'total' and value is not null
    union all
    select
        'vacatures_segment_061', {{ cbs_period("period_start", "frequency") }}, value, value_lower, value_upper,
        dataset_id, null, null, null, null, null
    from {{ ref("fct_labour_market_occupation") }}
    where
        dataset_id = 'cbs__85081ned' and measure = 'vacancies_new' and brc_code = '061' and sbi_code = 'O-Q'
        and value is not null
    union all
    select 'groepen_niet_krap', period, groups, groups, groups, dataset_id, null, null, null, null, null
    from not_tight
)

select
    figure_id,
    period,
    cast(ours as double) as ours,
    cast(ours_lower as double) as ours_lower,
    cast(ours_upper as double) as ours_upper,
    dataset_id,
    cast(published as double) as published,
    cast(published_lower as double) as published_lower,
    cast(published_upper as double) as published_upper,
    cast(publisher as varchar) as publisher,
    cast(source as varchar) as source
from figures
