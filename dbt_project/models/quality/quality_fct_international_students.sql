-- Per study year, sector and breakdown: how far its categories go beyond everyone (hbo and wo together are ho). A group of
-- countries among the nationalities is not known by its name: it shows here.
with students as (
    select study_year, education_sector, breakdown, {{ summed("students_lower", 6) }} as students_lower
    from {{ ref("fct_international_students") }}
    group by all
),

everyone as (
    select study_year as year, coalesce(education_sector, 'ho') as sector, {{ summed("students_upper", 6) }} as students_upper
    from {{ ref("fct_international_students") }}
    where breakdown = 'totaal'
    group by grouping sets ((study_year, education_sector), (study_year))
)

select
    students.*,
    {{ steps_since_previous("study_year", "education_sector, breakdown") }} as gap,
    (students.students_lower - everyone.students_upper) * 100 / everyone.students_upper as beyond_total_pct
from students
left join everyone on everyone.year = students.study_year and everyone.sector = students.education_sector
