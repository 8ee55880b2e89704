"""85517NED and its successor 86355NED (hourly wages by occupation) and 86112NED (employed by occupation and region).

Published: 85517NED of 2024, employees of all 114 groups and the quartiles of the 74 groups that CBS prints. Modelled:
2023 (4.5% lower) and 2025 (4.5% higher), classes and the total as the mean of their groups weighted by employees, and
all of 86112NED, where the classes of 85276NED are spread over provinces and labour market regions.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import occupations, periods
from ingestion.demo.cbs.odata4 import Cell, Code, Dimension, Measure, Table
from ingestion.demo.cbs.places import NETHERLANDS, PROVINCES, labour_market_regions, places
from ingestion.demo.model import between, spread

EMPLOYEES = Measure("2021320", 3, "Werknemer", "x 1 000")
LOW, MEDIAN, HIGH = (
    Measure("A043067", 4, "25e percentiel", "euro", 1),
    Measure("A043068", 5, "50e percentiel (mediaan)", "euro", 1),
    Measure("A043069", 6, "75e percentiel", "euro", 1),
)
QUARTILES = (LOW, MEDIAN, HIGH)
YEARLY = 0.045
REGIONAL_YEARS = periods.years(2022, 2024)


@cache
def printed() -> dict[tuple[str, str], float]:
    """Published figures of 2024 under (title of the measure, BRC code)."""
    return {(f.measure, f.dimensions[0][1].split()[0]): f.value for f in published.figures("85517NED")}


@cache
def rows() -> tuple[str, ...]:
    """The total, thirteen classes and 114 groups."""
    return ("", *(r["code"] for r in published.rows("brc_2014.csv") if len(r["code"]) != 3))


def figures(code: str) -> tuple[float, tuple[float | None, ...]]:
    """Employees and quartiles of an occupation in 2024; of a class the mean of the groups that have them."""
    inside = [g for g in rows() if len(g) == 4 and g.startswith(code)]
    people = sum(printed()[(EMPLOYEES.title, g)] for g in inside)
    wages: list[float | None] = []
    for measure in QUARTILES:
        known = {g: printed()[(measure.title, g)] for g in inside if (measure.title, g) in printed()}
        base = sum(printed()[(EMPLOYEES.title, g)] for g in known)
        wages.append(
            sum(printed()[(EMPLOYEES.title, g)] * value for g, value in known.items()) / base if known else None
        )
    return people, tuple(wages)


def observe(years: list[str]) -> Iterator[Cell]:
    for code in rows():
        people, wages = figures(code)
        for period in years:
            grown = (1 + YEARLY) ** (int(period[:4]) - 2024)
            place = (occupations.identifier(code), period)
            yield Cell(EMPLOYEES.identifier, round(people * (1 + 0.2 * (grown - 1))), place)
            for measure, wage in zip(QUARTILES, wages, strict=True):
                value = None if wage is None else round(wage * grown, 1)
                yield Cell(measure.identifier, value, place, "NotAvailable" if value is None else "None")


def observe_2013() -> Iterator[Cell]:
    yield from observe(periods.years(2023, 2024))


def observe_successor() -> Iterator[Cell]:
    yield from observe(periods.years(2024, 2025))


def observe_regional() -> Iterator[Cell]:
    employed = occupations.printed()
    for code in ("", *(c for c in rows() if len(c) == 2)):
        classes = [c for c in rows() if len(c) == 2 and c.startswith(code)]
        for period in REGIONAL_YEARS:
            values = dict.fromkeys((NETHERLANDS[0],), 0)
            for each in classes:
                total = round(employed[(each, "2023JJ00")] * (1 + 0.011 * (int(period[:4]) - 2023)))
                values[NETHERLANDS[0]] += total
                for places_of in (PROVINCES, labour_market_regions()):
                    weights = [w * between(0.75, 1.25, each, title) for title, (_, w) in places_of.items()]
                    for (place, _), part in zip(places_of.values(), spread(total, weights), strict=True):
                        values[place] = values.get(place, 0) + part
            for place, value in values.items():
                cell = (occupations.identifier(code), place, period)
                if value < 2:  # under 1,500 persons CBS prints a point
                    yield Cell("D900001", None, cell, "NotAvailable")
                else:
                    yield Cell("D900001", value, cell)


def tables() -> tuple[Table, ...]:
    titles = {r["code"]: (r["title"], r["description"]) for r in published.rows("brc_2014.csv")} | {"": ("Totaal", "")}
    brc = Dimension("Beroep", "Beroep", tuple(Code(occupations.identifier(c), *titles[c]) for c in rows()))
    classes = Dimension(
        "Beroep", "Beroep", tuple(Code(occupations.identifier(c), *titles[c]) for c in rows() if len(c) < 3)
    )
    measures = (EMPLOYEES, *QUARTILES)
    first, later = periods.years(2023, 2024), periods.years(2024, 2025)
    return (
        Table(
            "85517NED", "Werknemers; uurloon en beroep", utc(2025, 2, 14, 4), "Stopgezet", "2023-2024",
            (brc, periods.time_dimension(first, provisional=1)), measures, observe_2013,
        ),
        Table(
            "86355NED", "Werknemers; uurloon en beroep", utc(2026, 2, 13, 4), "Per jaar", "2024-2025",
            (brc, periods.time_dimension(later, provisional=1)), measures, observe_successor,
        ),
        Table(
            "86112NED", "Werkzame beroepsbevolking; beroep en regio's (indeling 2024)", utc(2025, 3, 14, 4), "Per jaar",
            "2022-2024",
            (classes, places(PROVINCES | labour_market_regions()), periods.time_dimension(REGIONAL_YEARS, provisional=1)),
            (occupations.MEASURE,), observe_regional,
        ),
    )  # fmt: skip
