{{ duo_ho_crosstab(
    source("raw", "duo__p02ho1ejrs_hbo_geslacht"),
    dataset_id="duo__p02ho1ejrs_hbo_geslacht",
    education_sector="hbo",
    measure="first_years",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    characteristic="geslacht",
    count_column="AANTAL_EERSTEJAARS_INGESCHREVENEN"
) }}
