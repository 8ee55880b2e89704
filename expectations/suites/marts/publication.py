"""Suite of the indicator values that each publication keeps, so that the next can tell what changed."""

from expectations.suite import Suite
from expectations.suites.marts.common import (
    NEDERLAND,
    OPGAVEN,
    STATUSES,
    check,
    delineation_unknown,
    key,
    known,
    mart,
    suite,
)
from expectations.vocabulary import filled, zero
from ingestion.catalogue import load_catalogue


def indicator_value() -> Suite:
    return suite(
        "indicator_value",
        f"""
        select
            facts.indicator_id, facts.opgave_id, facts.delineation, facts.period_start, facts.breakdown, facts.unit,
            facts.status, facts.dataset_id, {delineation_unknown("facts")}
        from {mart("indicator_value")} as facts
        """,
        *key("indicator_id", "opgave_id", "delineation", "period_start", "breakdown"),
        known("opgave_id", (*OPGAVEN, NEDERLAND), "De acht cruciale opgaven en Nederland als geheel."),
        check(
            "delineation_known",
            zero("delineation_unknown"),
            "critical",
            "De afbakeningen van bridge_opgave, ook een eigen; nvt hoort alleen bij heel Nederland.",
        ),
        known("status", STATUSES, "De standen van een cijfer."),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        check("unit_filled", filled("unit"), "critical", "Een waarde zonder eenheid is niet te lezen."),
    )
