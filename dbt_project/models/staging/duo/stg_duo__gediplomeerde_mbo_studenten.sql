{{ duo_mbo_qualification(
    source("raw", "duo__gediplomeerde_mbo_studenten"),
    dataset_id="duo__gediplomeerde_mbo_studenten",
    measure="graduates",
    column_prefix="DIP",
    year_shift=-1
) }}
