with opgaven as (
    select
        opgave_id, delineation, study_year, education_sector, level, learning_path, measure, method,
        persons, persons_lower, persons_upper, is_estimate, estimation, is_complete, status, caveat_nl, dataset_id,
        {{ route_columns() }}
    from {{ ref("int_education_opgave") }}
),

-- the national figure: every programme once, only of years that are complete
nederland as (
    select
        'nederland' as opgave_id,
        'nvt' as delineation,
        study_year,
        education_sector,
        level,
        learning_path,
        measure,
        'observed' as method,
        cast(sum(persons) as decimal(18, 2)) as persons,
        cast(sum(country_lower) as decimal(18, 2)) as persons_lower,
        cast(sum(country_upper) as decimal(18, 2)) as persons_upper,
        bool_or(country_estimation <> 'geteld') as is_estimate,
        {{ weakest_of("country_estimation") }} as estimation,
        is_complete,
        {{ least_certain_of_all("status") }} as status,
        caveat_nl,
        dataset_id,
        {{ no_weights() }}
    from {{ ref("int_education_candidate") }}
    where is_chosen and is_complete
    group by all
),

-- doctorates are counted by CBS, per field of study; they are a measure of their own and no part of the graduates
doctorates as (
    select
        opgave_id, delineation, study_year, education_sector, level, learning_path, measure, method,
        persons, persons_lower, persons_upper, is_estimate, 'geteld' as estimation, is_complete, status, caveat_nl, dataset_id,
        {{ route_columns() }}
    from {{ ref("int_doctorates_by_opgave") }}
),

together as (
    select * from opgaven
    union all
    select * from nederland
    union all
    select * from doctorates
)

select
    together.opgave_id,
    together.delineation,
    together.study_year,
    together.education_sector,
    together.level,
    together.learning_path,
    together.measure,
    together.method,
    cast(together.persons as double) as persons,
    cast(together.persons_lower as double) as persons_lower,
    cast(together.persons_upper as double) as persons_upper,
    {{ interval_of("together", "persons", method="together.method", digits=2) }},
    together.is_estimate,
    together.estimation,
    together.is_complete,
    {{ education_unit("together.measure") }} as unit,
    together.status,
    nullif(concat_ws(' ', together.caveat_nl, caveats.caveat_nl), '') as caveat_nl,
    together.dataset_id
from together
{{ survey_join("together.dataset_id", "together.measure", "'study_year'") }}
-- what the opgave lacks in files of education
left join {{ ref("opgave_caveat") }} as caveats
    on caveats.opgave_id = together.opgave_id
    and caveats.delineation = together.delineation
    and caveats.code_system = case when together.education_sector = 'mbo' then 'CREBO' else 'ISCED-F' end
