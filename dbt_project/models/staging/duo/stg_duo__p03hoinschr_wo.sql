{{ duo_ho_programme(
    source("raw", "duo__p03hoinschr_wo"),
    dataset_id="duo__p03hoinschr_wo",
    education_sector="wo",
    measure="inscriptions",
    year_column="STUDIEJAAR",
    level_column="TYPE_HOGER_ONDERWIJS",
    count_column="AANTAL_INSCHRIJVINGEN"
) }}
