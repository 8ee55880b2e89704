"""Suites of the dimensions and of the crosswalk: how much there is of them, and what is claimed, shared and left."""

from expectations.suites.marts.common import SECOND_SET, check, of_mart, of_model, opgaven
from expectations.vocabulary import between, exactly, has_all, rows, zero
from ingestion.catalogue import load_catalogue

# rows in the lists of 2024-2026
CODE_LISTS = {
    "dim_programme": (7_000, "4.103 crebo's en 3.968 croho's in de lijsten van 2024-2026."),
    "dim_field": (149, "149 gedetailleerde velden van ISCED-F 2013."),
    "dim_occupation": (337, "114 en 115 groepen, 41 segmenten en 13 klassen per editie."),
    "dim_industry": (190, "200 rijen in de lijst van CBS, waaronder 21 secties."),
}

SUITES = (
    of_mart(
        "dim_opgave",
        check(
            "nine_rows", rows(9, 9), "critical", "Acht cruciale opgaven (kabinet, 2 juli 2026) en Nederland als geheel."
        ),
    ),
    *(
        of_mart(table, check("not_shorter", rows(low=least), "critical", f"{reason} Een kortere lijst is niet heel."))
        for table, (least, reason) in CODE_LISTS.items()
    ),
    of_mart(
        "dim_delineation",
        check(
            "own_ones_beside_ours",
            has_all("delineation", ("kern", "breed")),
            "critical",
            "De twee afbakeningen van dit project; een eigen staat ernaast.",
        ),
    ),
    of_mart(
        "dim_dataset",
        check(
            "whole_catalogue",
            exactly("dataset_id", load_catalogue()),
            "critical",
            "Elke dataset van de catalogus, ook een die ontbreekt.",
        ),
    ),
    of_mart(
        "opgave_coverage",
        check(
            "opgaven", has_all("opgave_id", opgaven()), "critical", "Over elke opgave wordt verantwoording afgelegd."
        ),
    ),
    of_mart(
        "classification_coverage",
        check(
            "something_left",
            between("claimed_by_any_pct", 0, 70),
            "warning",
            "De opgaven zijn een keuze: in november 2026 claimen zij breed 23 tot 59 % van een classificatie.",
        ),
    ),
    of_model(
        "unclaimed_code",
        check("largest_first", zero("out_of_order"), "critical", "De rang volgt het aantal."),
        check(
            "nothing_twice",
            between("beyond_total", high=0.11),
            "critical",
            "Wat niemand claimt en wat iemand claimt is samen niet meer dan er is; 0,11 is de afronding.",
        ),
        check(
            "nothing_lost",
            between("lost", 0, 1),
            "critical",
            "In kern is een code geheel van een opgave of van geen: samen is dat precies alles.",
        ),
    ),
    of_model(
        "bridge_development_path",
        check(
            "programmes_named",
            between("share_nameless", 0, 0.2),
            "warning",
            "Een code die in geen lijst of register staat is niet te duiden; een enkele is te nieuw.",
            SECOND_SET,
        ),
        check(
            "slim_known",
            between("share_slim_unknown", 0, 0.2),
            "warning",
            "Het register zegt van elke opleiding of de SLIM-regeling haar vergoedt.",
            SECOND_SET,
        ),
    ),
    of_model(
        "development_path_agreement",
        check(
            "some_opgave_recognises_the_branch",
            between("best_pct", 10),
            "warning",
            "Claimt geen opgave een tiende van wat een branche aanwijst, dan kent de kruistabel die branche niet.",
            SECOND_SET,
        ),
    ),
)
