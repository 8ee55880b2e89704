{{ duo_mbo_forecast(
    source("raw", "duo__prognose_mbo_leeftijd"),
    dataset_id="duo__prognose_mbo_leeftijd",
    breakdown="leeftijd",
    category=duo_age_class("Leeftijdscategorie")
) }}
