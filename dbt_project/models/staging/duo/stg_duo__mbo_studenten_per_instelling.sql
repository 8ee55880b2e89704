{{ duo_mbo_qualification(
    source("raw", "duo__mbo_studenten_per_instelling"),
    dataset_id="duo__mbo_studenten_per_instelling",
    measure="enrolled",
    column_prefix="",
    year_shift=0
) }}
