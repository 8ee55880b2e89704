{{ duo_static_ho(
    source("raw", "duo__gediplomeerden_wo_2019"),
    dataset_id="duo__gediplomeerden_wo_2019",
    education_sector="wo",
    measure="graduates",
    level_column='"SOORT DIPLOMA"'
) }}
