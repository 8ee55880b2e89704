{{ duo_mbo_sectorkamer(
    source("raw", "duo__mbo_sectorkamer_leeftijd"),
    dataset_id="duo__mbo_sectorkamer_leeftijd",
    characteristic="leeftijd",
    category=duo_age_class("LEEFTIJDSCATEGORIE")
) }}
