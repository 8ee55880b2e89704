{{ duo_ho_programme(
    source("raw", "duo__p01hoinges_hbo"),
    dataset_id="duo__p01hoinges_hbo",
    education_sector="hbo",
    measure="enrolled",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    count_column="AANTAL_INGESCHREVENEN"
) }}
