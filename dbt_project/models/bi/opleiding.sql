-- Who is trained, per opgave in one delineation.
{{ for_tools(
    "(select *, persons as value, make_date(study_year, 8, 1) as period_start, 'study_year' as frequency from "
    ~ in_one_delineation(ref("fct_education_output"), ["measure", "education_sector"]) ~ ")",
    {
        "measure": "education_measure", "education_sector": "education_sector", "level": "level",
        "learning_path": "learning_path"
    },
) }}
