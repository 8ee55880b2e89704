{{ duo_ho_crosstab(
    source("raw", "duo__p01hoinges_wo_geslacht"),
    dataset_id="duo__p01hoinges_wo_geslacht",
    education_sector="wo",
    measure="enrolled",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    characteristic="geslacht",
    count_column="AANTAL_INGESCHREVENEN"
) }}
