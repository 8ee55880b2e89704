"""The metrics, saved queries and exposures of the semantic layer, `dbt_project/models/semantic/_metrics.yml`.

`make metrics` writes them, from the seed of indicators and from what reads the marts (the pages, the questions, schema bi); a
test holds what is checked in against what they give. The semantic models they rest on are written by hand, beside them.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parents[1]
DBT = CHECKOUT / "dbt_project"
MADE = DBT / "models" / "semantic" / "_metrics.yml"
HEAD = "# Made from the seed `indicator` and from what reads the marts, by `make metrics`; do not edit by hand."

# counted once, on one day, and never again: these add up over periods, within one opgave
COUNTED_ONCE = {"diploma's", "promoties", "toekenningen"}
DRAWN = "{{ Entity('delineation') }} in ({{ Dimension('indicator__default_delineation') }}, 'nvt')"
NOT_ONE = "'this cell would mix ' || {lines} || ' figures that cannot be added: ask it by opgave, or of one opgave ({wanted})'"
REF = re.compile(r"ref\([\"'](\w+)[\"']\)")
MART = re.compile(r"\bmarts\.(\w+)")


def made() -> str:
    """The whole file."""
    body = {"metrics": list(metrics()), "saved_queries": list(saved_queries()), "exposures": list(exposures())}
    return f"{HEAD}\n{yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=10**6)}"


def indicators() -> list[dict[str, str]]:
    with (DBT / "seeds" / "indicator" / "indicator.csv").open(encoding="utf-8", newline="") as seed:
        return list(csv.DictReader(seed))


def metric_name(indicator_id: str) -> str:
    """`tightness.quarter` is `tightness_quarter`: a metric's name has no dots."""
    return indicator_id.replace(".", "_")


def metrics() -> Iterator[dict[str, Any]]:
    """What is measured, with which the figures are made; the figures of all indicators; and one for each indicator."""
    for name, told in (
        ("helper_newest_value", "Hulpmetriek van figure: vraag die."),
        ("helper_newest_lower", "Hulpmetriek van figure_lower: vraag die."),
        ("helper_newest_upper", "Hulpmetriek van figure_upper: vraag die."),
        ("helper_newest_lines", "Hulpmetriek: uit hoeveel regels van de scorekaart een antwoord bestaat."),
        ("helper_added_value", "Hulpmetriek van wat over periodes optelt, zoals diploma's: vraag die."),
        ("helper_added_lines", "Hulpmetriek: hoeveel periodes er zijn."),
        ("helper_added_known", "Hulpmetriek: hoeveel periodes een waarde hebben."),
        ("helper_added_series", "Hulpmetriek: hoeveel reeksen door elkaar lopen."),
    ):
        yield {
            "name": name,
            "label": name,
            "description": told,
            "type": "simple",
            "type_params": {"measure": name},
        }
    for name, measure, told in (
        ("figure", "helper_newest_value", "Waarde van een cijfer: vraag haar per indicator, opgave en delineation."),
        ("figure_lower", "helper_newest_lower", "Ondergrens van het interval van 95 %, gevraagd als figure."),
        ("figure_upper", "helper_newest_upper", "Bovengrens van het interval van 95 %, gevraagd als figure."),
    ):
        yield derived(
            name, name, told, newest(measure, "and by indicator and delineation"), (measure, "helper_newest_lines")
        )
    for row in indicators():
        adds = row["unit"] in COUNTED_ONCE
        over_time = "Zonder periode: alle periodes samen." if adds else "Zonder periode: de nieuwste."
        text = (
            f"{row['definition_nl']} Eenheid: {row['unit']}. In de afbakening van dim_indicator.default_delineation, "
            f"per opgave; opgaven tellen niet op. {over_time} {row['caveat_nl']}"
        )
        used = (
            ("helper_added_value", "helper_added_lines", "helper_added_known", "helper_added_series")
            if adds
            else ("helper_newest_value", "helper_newest_lines")
        )
        made = derived(
            metric_name(row["indicator_id"]),
            row["name_nl"],
            text.strip(),
            added() if adds else newest("helper_newest_value", "and by delineation where there are several"),
            used,
        )
        made["filter"] = f"{{{{ Entity('indicator') }}}} = '{row['indicator_id']}' and {DRAWN}"
        made["config"] = {"meta": {"indicator_id": row["indicator_id"], "unit": row["unit"]}}
        yield made


def derived(name: str, label: str, description: str, expression: str, used: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "description": description,
        "type": "derived",
        "type_params": {"expr": expression, "metrics": [{"name": metric} for metric in used]},
    }


def newest(measure: str, wanted: str) -> str:
    """One line of the scorecard, or none; of more than one DuckDB says so instead of answering."""
    refused = NOT_ONE.format(lines="cast(helper_newest_lines as varchar)", wanted=wanted)
    return f"case when helper_newest_lines > 1 then error({refused}) else {measure} end"


def added() -> str:
    """The periods of one series added; empty where one of them has no value."""
    refused = NOT_ONE.format(lines="cast(helper_added_series as varchar)", wanted="periods may be added")
    return (
        f"case when helper_added_series > 1 then error({refused}) "
        "when helper_added_known = helper_added_lines then helper_added_value end"
    )


def saved_queries() -> Iterator[dict[str, Any]]:
    """The scorecard whole, and per topic in the delineation that is drawn."""
    cell = ["Entity('indicator')", "Entity('opgave')", "Entity('delineation')"]
    period = "TimeDimension('scorecard_line__period_start', 'day')"
    words = ["Dimension('indicator__name_nl')", "Dimension('opgave__name_nl')", "Dimension('scorecard_line__unit')"]
    three = ["figure", "figure_lower", "figure_upper"]

    def query(name: str, text: str, by: list[str], *where: str) -> dict[str, Any]:
        asked: dict[str, Any] = {"metrics": three, "group_by": by}
        return {"name": name, "description": text, "query_params": asked | ({"where": list(where)} if where else {})}

    yield query("scorekaart", "De hele scorekaart: elk cijfer per opgave, afbakening en periode.", [*cell, period])
    yield query("nieuwste", "Van elk cijfer, opgave en afbakening de nieuwste periode.", cell, DRAWN)
    for topic in dict.fromkeys(row["topic"] for row in indicators()):
        yield query(
            f"cijfers_{topic}",
            f"De cijfers van onderwerp {topic}, in de afbakening die getekend wordt.",
            [*cell, period, *words],
            f"{{{{ Dimension('indicator__topic') }}}} = '{topic}'",
            DRAWN,
        )


def exposures() -> Iterator[dict[str, Any]]:
    """What rests on the marts outside dbt's own graph, with what it reads according to its source."""
    site = sorted((CHECKOUT / "orchestration" / "publication" / "site").glob("*.py"))
    questions = sorted((DBT / "analyses").glob("*.sql"))
    yield exposure(
        "site", "dashboard", "De pagina's", "De pagina's van elke publicatie, publication/site.", reads(MART, site)
    )
    yield exposure("vragen", "analysis", "De vragen", "De vragen van docs/questions.md.", reads(REF, questions))
    views = [path.stem for path in sorted((DBT / "models" / "bi").glob("*.sql"))]
    yield exposure("bi", "dashboard", "Schema bi", "Wat tekengereedschap leest: docs/bi.md.", views)
    yield exposure(
        "semantische_laag", "application", "De metrieken", "Wie metrieken vraagt: docs/bi.md.",
        reads(REF, [MADE.with_name("_semantic_models.yml")]),
    )  # fmt: skip


def reads(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return sorted({name for path in files for name in pattern.findall(path.read_text(encoding="utf-8"))})


def exposure(name: str, kind: str, label: str, description: str, read: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "label": label,
        "description": description,
        "owner": {"name": "team:analytics"},
        "depends_on": [f"ref('{model}')" for model in read],
    }


if __name__ == "__main__":
    MADE.write_text(made(), encoding="utf-8")
    print(f"wrote {MADE.relative_to(CHECKOUT)}: {len(indicators())} indicators")
