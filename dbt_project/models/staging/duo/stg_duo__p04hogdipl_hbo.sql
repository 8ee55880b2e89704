{{ duo_ho_programme(
    source("raw", "duo__p04hogdipl_hbo"),
    dataset_id="duo__p04hogdipl_hbo",
    education_sector="hbo",
    measure="graduates",
    year_column="DIPLOMAJAAR",
    level_column="SOORT_DIPLOMA",
    count_column="AANTAL_GEDIPLOMEERDEN"
) }}
