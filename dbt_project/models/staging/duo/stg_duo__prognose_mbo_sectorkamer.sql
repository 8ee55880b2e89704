{{ duo_mbo_forecast(
    source("raw", "duo__prognose_mbo_sectorkamer"),
    dataset_id="duo__prognose_mbo_sectorkamer",
    breakdown="sectorkamer",
    category=mbo_sectorkamer("Sectorkamer")
) }}
