{{ duo_ho_crosstab(
    source("raw", "duo__p01hoinges_wo_vorm"),
    dataset_id="duo__p01hoinges_wo_vorm",
    education_sector="wo",
    measure="enrolled",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    characteristic="opleidingsvorm",
    count_column="AANTAL_INGESCHREVENEN"
) }}
