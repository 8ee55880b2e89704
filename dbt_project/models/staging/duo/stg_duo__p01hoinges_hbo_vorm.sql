{{ duo_ho_crosstab(
    source("raw", "duo__p01hoinges_hbo_vorm"),
    dataset_id="duo__p01hoinges_hbo_vorm",
    education_sector="hbo",
    measure="enrolled",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    characteristic="opleidingsvorm",
    count_column="AANTAL_INGESCHREVENEN"
) }}
