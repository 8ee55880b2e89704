-- Hoeveel mbo-studenten leren voor een opgave, en welk deel doet dat naast werk (bbl)?
-- Studenten op 1 oktober in opleidingen van de opgave, nieuwste volledige studiejaar. Met 95 % zekerheid ligt het ware aantal
-- tussen van en tot. bbl is de beroepsbegeleidende leerweg; bbl_van en bbl_tot nemen aan dat alle fouten dezelfde kant op
-- gaan, dus zij zijn eerder te ruim. Leeg bij bbl: geen opleiding van de opgave heeft die leerweg.
with students as (
    select *
    from {{ ref("opgave_scorecard") }}
    where indicator_id = 'enrolled.mbo'
    qualify period_start = max(period_start) over ()
),

work_based as (
    select
        opgave_id, delineation, make_date(study_year, 8, 1) as period_start, dataset_id,
        sum(persons) as persons,
        sum(total_lower) as total_lower,
        sum(total_upper) as total_upper
    from {{ ref("fct_education_output") }}
    where education_sector = 'mbo' and measure = 'enrolled' and learning_path = 'bbl' and is_complete
    group by opgave_id, delineation, study_year, dataset_id
)

select
    opgave.name_nl as opgave,
    students.delineation as afbakening,
    year(students.period_start) || '/' || right((year(students.period_start) + 1)::varchar, 2) as studiejaar,
    round(students.value) as studenten,
    round(students.total_lower) as van,
    round(students.total_upper) as tot,
    round(work_based.persons) as bbl,
    round(work_based.total_lower) as bbl_van,
    round(work_based.total_upper) as bbl_tot,
    round(100 * work_based.persons / students.value, 1) as bbl_pct,
    status.label_nl as status,
    students.lateness_nl as actualiteit,
    students.dataset_id as bron
from students
left join work_based using (opgave_id, delineation, period_start, dataset_id)
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = students.status
order by opgave.sort_order, students.delineation desc
