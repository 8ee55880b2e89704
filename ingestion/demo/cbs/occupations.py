"""85276NED: employed by occupation (BRC 2014, edition 2014: 13 classes, 41 segments, 114 groups), x 1 000 persons.

Published: all of 2023 and the groups of the fourth quarters of 2024 and 2025. Modelled: the other quarters on a line
through those, the years as the mean of their quarters, segments and classes as the sum of their groups, and men, women
and hbo/wo (fourth quarter of 2025 only). Titles are cut off at 40 characters as CBS does; codes are our own.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import periods
from ingestion.demo.cbs.learning import SEXES
from ingestion.demo.cbs.odata4 import Cell, Code, Dimension, Measure, Table
from ingestion.demo.model import along, between

MEASURE = Measure("D900001", 5, "Werkzame beroepsbevolking", "x 1 000")
PERIODS = ["2023JJ00", *periods.with_years(periods.quarters("2024KW01", "2025KW04"))]
DETAILED = "2025KW04"
PERSONS = {"Totaal personen": "T009002", "3 Hbo, wo": "2018790"}


@cache
def printed() -> dict[tuple[str, str], int]:
    """Published thousands under (BRC code, period)."""
    return {(f.dimensions[0][1].split()[0], f.period): int(f.value) for f in published.figures("85276NED")}


@cache
def groups() -> dict[str, dict[str, int]]:
    """Thousands per BRC group and period."""
    found: dict[str, dict[str, int]] = {}
    for row in published.rows("brc_2014.csv"):
        if len(row["code"]) == 4:
            known = {p: printed()[(row["code"], p)] for p in ("2023JJ00", "2024KW04", "2025KW04")}
            points = {round(4 * periods.when(p)): float(value) for p, value in known.items()}
            line = {p: round(along(points, 4 * periods.when(p))) for p in PERIODS} | known
            for year in ("2024", "2025"):
                line[f"{year}JJ00"] = round(sum(line[f"{year}KW0{q}"] for q in range(1, 5)) / 4)
            found[row["code"]] = line
    return found


def observe() -> Iterator[Cell]:
    brc = [row["code"] for row in published.rows("brc_2014.csv")]
    for code in ("", *brc):
        inside = [values for group, values in groups().items() if group.startswith(code)]
        women = between(0.15, 0.85, "women", code[:3])
        high = between(0.1, 0.9, "hbo, wo", code[:3])
        for period in PERIODS:
            value = printed().get((code, period), sum(values[period] for values in inside))
            yield Cell("D900001", value, (identifier(code), "T001038", "T009002", period))
            if period == DETAILED and code:
                female = round(value * women)
                for sex, part in (("3000", value - female), ("4000", female)):
                    yield Cell("D900001", part, (identifier(code), sex, "T009002", period))
                yield Cell("D900001", round(value * high), (identifier(code), "T001038", "2018790", period))


def identifier(brc: str) -> str:
    """D9, the number of digits, the BRC code: placeholders, because CBS's keys of this table are not known."""
    return f"D9{len(brc)}{brc.zfill(4)}" if brc else "D900000"


def table() -> Table:
    occupations = (
        Code(identifier(""), "Totaal"),
        *(Code(identifier(r["code"]), r["title"], r["description"]) for r in published.rows("brc_2014.csv")),
    )
    dimensions = (
        Dimension("Beroep", "Beroep", occupations),
        Dimension("Geslacht", "Geslacht", tuple(Code(code, title) for title, code in SEXES.items())),
        Dimension(
            "Persoonskenmerken", "Persoonskenmerken", tuple(Code(code, title) for title, code in PERSONS.items())
        ),
        periods.time_dimension(PERIODS, provisional=2),
    )
    title = "Werkzame beroepsbevolking; beroep"
    return Table("85276NED", title, utc(2026, 3, 17), "Per kwartaal", "2023-2025", dimensions, (MEASURE,), observe)
