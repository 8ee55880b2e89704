{{ duo_ho_crosstab(
    source("raw", "duo__p04hogdipl_wo_vorm"),
    dataset_id="duo__p04hogdipl_wo_vorm",
    education_sector="wo",
    measure="graduates",
    year_column="DIPLOMAJAAR",
    level_column="SOORT_DIPLOMA",
    characteristic="opleidingsvorm",
    count_column="AANTAL_GEDIPLOMEERDEN"
) }}
