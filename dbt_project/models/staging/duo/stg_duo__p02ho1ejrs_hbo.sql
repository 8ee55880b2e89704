{{ duo_ho_programme(
    source("raw", "duo__p02ho1ejrs_hbo"),
    dataset_id="duo__p02ho1ejrs_hbo",
    education_sector="hbo",
    measure="first_years",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    count_column="AANTAL_EERSTEJAARS_INGESCHREVENEN"
) }}
