-- Which part of the mbo students of a sectorkamer is in programmes of an opgave, in the last year that is complete: what
-- a forecast per sectorkamer is spread by. Beside it how many diplomas the opgave had per student in that study year.
-- A student of a programme that serves two opgaven counts in both: shares of opgaven are never added.
with students as (
    select
        cells.study_year, cells.main_sector, cells.code_system, cells.programme_code, cells.dataset_id,
        cast(sum(cells.persons) as decimal(14, 1)) as persons
    from {{ ref("int_education_cell") }} as cells
    inner join {{ ref("int_education_source_choice") }} as choice
        using (dataset_id, education_sector, measure, study_year)
    where cells.education_sector = 'mbo' and cells.measure = 'enrolled' and choice.is_chosen and choice.is_complete
    group by all
),

base as (
    select * from students where study_year = (select max(study_year) from students)
),

weights as (
    select opgave_id, delineation, code_system, programme_code, weight from {{ ref("int_programme_weight") }}
    union all
    select distinct 'nederland', 'nvt', code_system, programme_code, cast(1 as decimal(5, 4)) from base
),

sectors as (
    select study_year, main_sector, dataset_id, sum(persons) as persons
    from base
    group by all
),

-- not per_opgave: a key to divide by, never a figure itself, so unrounded and without bounds, sample or status
opgaven as (
    select
        weights.opgave_id, weights.delineation, base.study_year, base.main_sector, base.dataset_id,
        sum(base.persons * weights.weight) as persons
    from base
    inner join weights using (code_system, programme_code)
    group by all
),

-- diplomas of the same study year; a programme without students that year still counts
diplomas as (
    select weights.opgave_id, weights.delineation, graduates.study_year, sum(graduates.persons * weights.weight) as persons
    from {{ ref("int_education_candidate") }} as graduates
    inner join weights using (code_system, programme_code)
    where graduates.education_sector = 'mbo' and graduates.measure = 'graduates'
        and graduates.is_chosen and graduates.is_complete
    group by all
)

select
    opgaven.opgave_id,
    opgaven.delineation,
    opgaven.study_year as base_year,
    opgaven.main_sector,
    cast(opgaven.persons as double) as persons,
    cast(opgaven.persons as double) / nullif(cast(sectors.persons as double), 0) as share_of_sector,
    cast(diplomas.persons as double)
        / nullif(cast(sum(opgaven.persons) over (partition by opgaven.opgave_id, opgaven.delineation) as double), 0)
        as diplomas_per_student,
    opgaven.dataset_id
from opgaven
inner join sectors using (study_year, main_sector, dataset_id)
left join diplomas using (opgave_id, delineation, study_year)
where opgaven.persons > 0
