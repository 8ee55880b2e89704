{{ duo_static_ho(
    source("raw", "duo__gediplomeerden_hbo_2019"),
    dataset_id="duo__gediplomeerden_hbo_2019",
    education_sector="hbo",
    measure="graduates",
    level_column='"SOORT DIPLOMA"'
) }}
