"""Suite of the indicator values that each publication keeps, so that the next can tell what changed."""

from expectations.suite import Suite
from expectations.suites.marts.common import DELINEATIONS, NEDERLAND, OPGAVEN, STATUSES, check, key, known, mart, suite
from expectations.vocabulary import filled
from ingestion.catalogue import load_catalogue


def indicator_value() -> Suite:
    return suite(
        "indicator_value",
        f"""
        select indicator_id, opgave_id, delineation, period_start, breakdown, unit, status, dataset_id
        from {mart("indicator_value")}
        """,
        *key("indicator_id", "opgave_id", "delineation", "period_start", "breakdown"),
        known("opgave_id", (*OPGAVEN, NEDERLAND), "De acht cruciale opgaven en Nederland als geheel."),
        known("delineation", DELINEATIONS, "De afbakeningen, en nvt voor heel Nederland."),
        known("status", STATUSES, "De standen van een cijfer."),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        check("unit_filled", filled("unit"), "critical", "Een waarde zonder eenheid is niet te lezen."),
    )
