"""Suites of the definitions of figures and of the scorecard that is made with them."""

from expectations.suite import Suite
from expectations.suites.marts.common import check, key, known, mart, suite
from expectations.vocabulary import between, filled, like, zero

TOPICS = ("education", "llo", "labour_migration", "labour_market", "productivity")
DIRECTIONS = ("up", "down", "none")


def dim_indicator() -> Suite:
    return suite(
        "dim_indicator",
        f"""
        select
            indicator.indicator_id, indicator.topic, indicator.definition_nl, indicator.unit, indicator.line,
            indicator.direction, counted.without_definition,
            case when indicator.period_first > indicator.period_last then 1 else 0 end as periods_turned
        from {mart("dim_indicator")} as indicator
        cross join (
            select count(*) as without_definition from {mart("indicator_value")}
            where indicator_id not in (select indicator_id from {mart("dim_indicator")})
        ) as counted
        """,
        *key("indicator_id"),
        check(
            "id_readable",
            like("indicator_id", r"^[a-z0-9_]+(\.[a-z0-9_]+)+$"),
            "critical",
            "De naam staat in brieven en dashboards: kleine letters met punten, en blijvend.",
        ),
        known("topic", TOPICS, "Een onderwerp per groep van feitentabellen."),
        known("direction", DIRECTIONS, "Wat beter is, of geen oordeel."),
        check("line_1_to_4", between("line", 1, 4), "critical", "De strategie heeft vier lijnen (2 juli 2026)."),
        check(
            "definition_filled", filled("definition_nl"), "critical", "Een cijfer zonder definitie is niet te citeren."
        ),
        check("unit_filled", filled("unit"), "critical", "Een waarde zonder eenheid is niet te lezen."),
        check(
            "every_value_defined",
            zero("without_definition"),
            "critical",
            "Elk cijfer van indicator_value staat hier met zijn definitie.",
        ),
        check("periods_in_order", zero("periods_turned"), "critical", "De eerste periode ligt niet na de laatste."),
    )
