"""Suites of what the crosswalk does: its delineations, what each opgave claims, what they share and what nobody claims."""

from expectations.suite import Suite
from expectations.suites.marts.common import check, key, mart, suite
from expectations.vocabulary import between, filled, has_all, like


def dim_delineation() -> Suite:
    return suite(
        "dim_delineation",
        f"select delineation, name_nl, description_nl, opgaven, codes from {mart('dim_delineation')}",
        *key("delineation"),
        check(
            "own_ones_beside_ours",
            has_all("delineation", ("kern", "breed")),
            "critical",
            "De twee afbakeningen van dit project; een eigen staat ernaast.",
        ),
        check(
            "well_formed",
            like("delineation", r"^(?!nvt$|uitgesloten$)[a-z][a-z0-9_]*$"),
            "critical",
            "Een sleutel van kleine letters; nvt is van heel Nederland, uitgesloten van de opleidingen die niet meetellen.",
        ),
        check("has_codes", between("codes", 1), "critical", "Een afbakening zonder codes bakent niets af."),
        check("names_present", filled("name_nl"), "critical", "Een lezer ziet deze tekst: zij ontbreekt nooit."),
    )
