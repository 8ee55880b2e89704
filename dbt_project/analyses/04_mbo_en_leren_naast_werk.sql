-- Hoeveel mbo-studenten leren voor een opgave, en welk deel doet dat naast werk (bbl)?
-- Studenten op 1 oktober in opleidingen van de opgave, nieuwste volledige studiejaar. bbl: beroepsbegeleidende leerweg.
with students as (
    select
        opgave_id, delineation, study_year, dataset_id,
        sum(persons) as persons,
        sum(persons_lower) as persons_lower,
        sum(persons_upper) as persons_upper,
        sum(persons) filter (where learning_path = 'bbl') as bbl_persons
    from {{ ref("fct_education_output") }}
    where education_sector = 'mbo' and measure = 'enrolled' and is_complete
    group by opgave_id, delineation, study_year, dataset_id
    qualify study_year = max(study_year) over ()
)

select
    opgave.name_nl as opgave,
    students.delineation,
    students.study_year,
    round(students.persons) as persons,
    round(students.persons_lower) as persons_lower,
    round(students.persons_upper) as persons_upper,
    round(students.bbl_persons) as bbl_persons,
    round(100 * students.bbl_persons / students.persons, 1) as bbl_pct,
    'unknown' as status,
    students.dataset_id
from students
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
order by opgave.sort_order, students.delineation desc
