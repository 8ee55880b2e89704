-- The figures of the four facts in one shape: what a publication said, so that the next one can tell what changed.
with

education as (
    select
        measure || '.' || education_sector as indicator_id,
        opgave_id,
        delineation,
        make_date(study_year, 8, 1) as period_start,
        concat_ws(', ', level, learning_path, method) as breakdown,
        persons as value,
        'personen' as unit,
        'unknown' as status,
        dataset_id
    from {{ ref('fct_education_output') }}
),

llo as (
    select
        'llo_participation.' || form as indicator_id,
        opgave_id,
        delineation,
        make_date(year, 1, 1) as period_start,
        population_group as breakdown,
        persons as value,
        'personen' as unit,
        status,
        dataset_id
    from {{ ref('fct_llo_uptake') }}
),

migration as (
    select
        counted_as || '.' || purpose || '.' || origin as indicator_id,
        opgave_id,
        delineation,
        coalesce(reference_date, make_date(year, 1, 1)) as period_start,
        concat_ws(', ', ground_nl, dataset_id) as breakdown,
        persons as value,
        counted_as as unit,
        status,
        dataset_id
    from {{ ref('fct_labour_migration') }}
),

labour_market as (
    select
        measure || '.' || frequency as indicator_id,
        opgave_id,
        delineation,
        period_start,
        method as breakdown,
        value,
        unit,
        status,
        dataset_id
    from {{ ref('fct_labour_market') }}
)

select * from education
union all by name
select * from llo
union all by name
select * from migration
union all by name
select * from labour_market
