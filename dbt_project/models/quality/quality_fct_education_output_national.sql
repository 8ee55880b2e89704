-- Per row: the step to the year before it, and everyone of its sector, measure and year.
select
    study_year, education_sector, level, learning_path, measure, persons,
    {{ steps_since_previous("study_year", "education_sector, measure, level, learning_path") }} as gap,
    {{ summed("persons", 6, "over (partition by study_year, education_sector, measure)") }} as everyone
from {{ ref("fct_education_output_national") }}
