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

-- some are of a programme that DUO puts in no sectorkamer: nothing is forecast of them
placed as (
    select * from base where main_sector is not null
),

programmes as (
    select * from {{ ref("int_programme_weight") }}
),

members as (
    select
        *,
        cast(persons as double)
            / nullif(cast(sum(persons) over (partition by study_year, main_sector, dataset_id) as double), 0) as share
    from placed
),

parts as (
    {{ weights_of_coarser(
        "programmes", "members",
        on=["code_system", "programme_code"],
        code=["study_year", "main_sector", "dataset_id"],
        also={"students": "cast(sum(members.persons * weights.weight) as double)"},
    ) }}
),

-- the country has all of every sectorkamer, and nothing of that is unsure
opgaven as (
    select * from parts where students > 0
    union all by name
    select
        'nederland' as opgave_id, 'nvt' as delineation, study_year, main_sector, dataset_id,
        cast(1 as double) as weight, cast(sum(placed.persons) as double) as students
    from placed
    group by all
    having sum(placed.persons) > 0
),

weights as (
    select opgave_id, delineation, code_system, programme_code, weight from programmes
    union all
    select distinct 'nederland', 'nvt', code_system, programme_code, cast(1 as decimal(5, 4)) from base
),

-- diplomas of the same study year; a programme without students that year still counts. Not per_opgave: the numerator of a
-- rate whose denominator rests on the same weights, in the same sum; alone it is no figure, and the interval of the two is
-- not that of either
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
    opgaven.students,
    {{ weight_columns("opgaven") }},
    cast(diplomas.persons as double)
        / nullif(sum(opgaven.students) over (partition by opgaven.opgave_id, opgaven.delineation), 0)
        as diplomas_per_student,
    opgaven.dataset_id
from opgaven
left join diplomas using (opgave_id, delineation, study_year)
