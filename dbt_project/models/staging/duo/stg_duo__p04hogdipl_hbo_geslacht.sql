{{ duo_ho_crosstab(
    source("raw", "duo__p04hogdipl_hbo_geslacht"),
    dataset_id="duo__p04hogdipl_hbo_geslacht",
    education_sector="hbo",
    measure="graduates",
    year_column="DIPLOMAJAAR",
    level_column="SOORT_DIPLOMA",
    characteristic="geslacht",
    count_column="AANTAL_GEDIPLOMEERDEN"
) }}
