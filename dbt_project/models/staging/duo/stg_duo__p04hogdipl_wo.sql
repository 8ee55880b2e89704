{{ duo_ho_programme(
    source("raw", "duo__p04hogdipl_wo"),
    dataset_id="duo__p04hogdipl_wo",
    education_sector="wo",
    measure="graduates",
    year_column="DIPLOMAJAAR",
    level_column="SOORT_DIPLOMA",
    count_column="AANTAL_GEDIPLOMEERDEN"
) }}
