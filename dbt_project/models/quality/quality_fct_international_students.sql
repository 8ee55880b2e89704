-- Per study year, sector and breakdown: how far its categories go beyond everyone. Not of single nationalities: a group of
-- countries among them is not known by its name.
with students as (
    select study_year, education_sector, breakdown, sum(students_lower) as students_lower
    from {{ ref("fct_international_students") }}
    group by all
),

everyone as (
    select study_year, education_sector, max(students_upper) as students_upper
    from {{ ref("fct_international_students") }}
    where breakdown = 'totaal'
    group by all
)

select
    students.*,
    {{ steps_since_previous("study_year", "education_sector, breakdown") }} as gap,
    case
        when breakdown <> 'nationaliteit' then students.students_lower - everyone.students_upper
    end as beyond_total
from students
left join everyone using (study_year, education_sector)
