-- How many persons, jobs or vacancies each code has, per classification and year: what the share of an opgave is a
-- share of. Every code once, at the one level at which its source publishes and the bridge works. A year has one figure:
-- the source's year where there is one, else the last quarter of that year (its first day is period_start).
-- Decimals, not floats: a sum is then the same in every build, in whatever order rows come.
with editions as (
    select code_system, max(edition) as edition
    from {{ ref("dim_programme") }}
    where edition not in ('register', 'waargenomen')
    group by code_system
),

programmes as (
    select
        candidate.code_system as classification,
        editions.edition,
        'opleiding' as code_level,
        candidate.education_sector as population,
        candidate.measure,
        {{ education_unit("candidate.measure") }} as unit,
        candidate.study_year as year,
        make_date(candidate.study_year, 8, 1) as period_start,
        candidate.programme_code as code,
        cast(sum(candidate.persons) as decimal(18, 2)) as value,
        {{ least_certain_of_all("candidate.status") }} as status,
        candidate.is_complete,
        candidate.dataset_id
    from {{ ref("int_education_candidate") }} as candidate
    inner join editions on candidate.code_system = editions.code_system
    where candidate.is_chosen
    group by all
),

-- the same persons by the field of their programme; a programme that is too new for its list has none
fields as (
    select
        'ISCED-F' as classification,
        '2013' as edition,
        'vakgebied' as code_level,
        programmes.population,
        programmes.measure,
        programmes.unit,
        programmes.year,
        programmes.period_start,
        dim.field_code as code,
        cast(sum(programmes.value) as decimal(18, 2)) as value,
        programmes.status,
        programmes.is_complete,
        programmes.dataset_id
    from programmes
    inner join {{ ref("dim_programme") }} as dim
        on programmes.classification = dim.code_system and programmes.code = dim.code
    where dim.field_code is not null
    group by all
),

occupations as (
    select
        'BRC2014' as classification,
        brc_edition as edition,
        'beroepsgroep' as code_level,
        'werkzaam' as population,
        measure,
        unit,
        cast(extract(year from period_start) as integer) as year,
        period_start,
        brc_code as code,
        cast(value as decimal(18, 2)) as value,
        status,
        true as is_complete,
        dataset_id
    from {{ ref("int_occupation_figures") }}
    where
        measure = 'employed' and brc_level = 'beroepsgroep' and population_group = 'totaal' and region = 'Nederland'
        and value is not null
    qualify dense_rank() over (
        partition by dataset_id, brc_edition, extract(year from period_start)
        order by case when frequency = 'year' then 0 else 1 end, period_start desc
    ) = 1
),

industries as (
    select
        'SBI' as classification,
        '2008' as edition,
        sbi_kind as code_level,
        'alle' as population,
        measure,
        unit,
        cast(extract(year from period_start) as integer) as year,
        period_start,
        sbi_code as code,
        cast(value as decimal(18, 2)) as value,
        status,
        true as is_complete,
        dataset_id
    from {{ ref("int_industry_figures") }}
    where
        company_size = 'totaal' and value is not null
        and ((measure = 'jobs' and sbi_kind = 'division') or (measure = 'vacancies' and sbi_kind = 'section'))
        and dataset_id in ('cbs__83583ned', 'cbs__80472ned')
    qualify dense_rank() over (
        partition by dataset_id, measure, extract(year from period_start)
        order by case when frequency = 'year' then 0 else 1 end, period_start desc
    ) = 1
)

select * from programmes
union all
select * from fields
union all
select * from occupations
union all
select * from industries
