"""Suites of the definitions of figures and of the scorecard that is made with them."""

from expectations.suite import Suite
from expectations.suites.marts.common import NEDERLAND, OPGAVEN, STATUSES, check, key, known, mart, suite
from expectations.vocabulary import at_least, between, filled, has_all, like, zero

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


def opgave_scorecard() -> Suite:
    table = mart("opgave_scorecard")
    return suite(
        "opgave_scorecard",
        f"""
        select
            opgave_id, delineation, indicator_id, period_start, score.value, score.value_lower,
            score.value_upper, score.unit, score.status, score.target, score.target_progress_pct,
            case when indicator.unit <> score.unit then 1 else 0 end as other_unit,
            case
                when score.frequency not in ('register', 'forecast') and score.change_1y is null
                    and score.trend_3y is not null then 1
                else 0
            end as trend_without_change,
            abs(score.value - parts.value) as difference
        from {table} as score
        left join (
            select indicator_id, opgave_id, delineation, period_start, sum(value) as value
            from {mart("indicator_value")} group by all
        ) as parts using (indicator_id, opgave_id, delineation, period_start)
        left join (select indicator_id, unit from {mart("dim_indicator")}) as indicator using (indicator_id)
        """,
        *key("opgave_id", "delineation", "indicator_id", "period_start"),
        known("opgave_id", (*OPGAVEN, NEDERLAND), "De acht cruciale opgaven en Nederland als geheel."),
        known("status", STATUSES, "De standen van een cijfer; unknown waar de bron er geen geeft."),
        check(
            "unit_as_defined", zero("other_unit"), "critical", "Een cijfer heeft overal de eenheid van zijn definitie."
        ),
        check(
            "equal_to_its_parts",
            between("difference", 0, 0.001),
            "critical",
            "De scorekaart telt de uitsplitsingen van indicator_value op en voegt niets toe.",
        ),
        check(
            "lower_bound", at_least("value", "value_lower"), "critical", "De ondergrens is niet hoger dan de waarde."
        ),
        check(
            "upper_bound", at_least("value_upper", "value"), "critical", "De bovengrens is niet lager dan de waarde."
        ),
        check(
            "trend_has_change",
            zero("trend_without_change"),
            "critical",
            "Een trend over drie jaar rust ook op het jaar ervoor: zonder verandering in een jaar is er geen trend.",
        ),
        check(
            "all_opgaven",
            has_all("opgave_id", (*OPGAVEN, NEDERLAND)),
            "warning",
            "Elke opgave heeft ten minste een cijfer; een uittreksel van de bronnen kan haar missen.",
        ),
    )
