{{ duo_ho_programme(
    source("raw", "duo__p01hoinges_wo"),
    dataset_id="duo__p01hoinges_wo",
    education_sector="wo",
    measure="enrolled",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    count_column="AANTAL_INGESCHREVENEN"
) }}
