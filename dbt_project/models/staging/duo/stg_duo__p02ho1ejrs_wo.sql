{{ duo_ho_programme(
    source("raw", "duo__p02ho1ejrs_wo"),
    dataset_id="duo__p02ho1ejrs_wo",
    education_sector="wo",
    measure="first_years",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    count_column="AANTAL_EERSTEJAARS_INGESCHREVENEN"
) }}
