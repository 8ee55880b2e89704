{{ duo_ho_crosstab(
    source("raw", "duo__p01hoinges_hbo_geslacht"),
    dataset_id="duo__p01hoinges_hbo_geslacht",
    education_sector="hbo",
    measure="enrolled",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    characteristic="geslacht",
    count_column="AANTAL_INGESCHREVENEN"
) }}
