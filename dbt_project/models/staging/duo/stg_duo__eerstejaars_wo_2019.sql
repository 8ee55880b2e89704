{{ duo_static_ho(
    source("raw", "duo__eerstejaars_wo_2019"),
    dataset_id="duo__eerstejaars_wo_2019",
    education_sector="wo",
    measure="first_years_in_sector",
    level_column='"TYPE HOGER ONDERWIJS"'
) }}
