{{ duo_mbo_sectorkamer(
    source("raw", "duo__mbo_sectorkamer_woonprovincie"),
    dataset_id="duo__mbo_sectorkamer_woonprovincie",
    characteristic="woonprovincie",
    category=duo_province("WOONPROVINCIE")
) }}
