"""What the suites of marts share. dbt tests keys, relations, closed lists and what is true of every row; here stands what
it cannot say: volume, distribution, coverage, reconciliation, plausibility.

A suite judges the mart itself, or the model `quality_<mart>` of dbt, which puts beside each row or group of rows what its
checks need. The bounds hold on every build, also of excerpts and of a build in which datasets are missing; where they
cannot, the check warns.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from expectations.suite import Check, Expectation, Severity, Suite
from expectations.vocabulary import between, has_all

FIRST_SET = date(2026, 11, 23)
SECOND_SET = date(2026, 11, 24)
OPGAVEN = Path(__file__).resolve().parents[3] / "dbt_project" / "seeds" / "crosswalk" / "opgave.csv"


def of_mart(table: str, *checks: Check) -> Suite:
    """Checks on the rows of the mart."""
    return Suite(f"mart_{table}", f"marts.{table}", "mart", f"from curated.marts.{table}", checks)


def of_model(table: str, *checks: Check) -> Suite:
    """Checks on what `quality_<table>` makes of the mart."""
    return Suite(f"mart_{table}", f"marts.{table}", "mart", f"from quality.quality_{table}", checks)


def check(
    name: str,
    expectation: Expectation,
    severity: Severity,
    reason: str,
    dated: date = FIRST_SET,
    rows: str | None = None,
) -> Check:
    return Check(name, expectation, severity, reason, dated, rows)


@cache
def opgaven(national: bool = False) -> tuple[str, ...]:
    """The opgaven of the seed; with `national` Nederland too."""
    with OPGAVEN.open(encoding="utf-8", newline="") as file:
        return tuple(row["opgave_id"] for row in csv.DictReader(file) if national or row["kind"] != "totaal")


def all_opgaven() -> Check:
    return check(
        "all_opgaven",
        has_all("opgave_id", opgaven(national=True)),
        "warning",
        "Elke opgave heeft codes in minstens een afbakening; een uittreksel van de bron kan haar missen.",
    )


def without_gap(reason: str, step: int = 1) -> Check:
    return check("periods_without_gap", between("gap", 1, step), "warning", reason)


def share_of_national(most: float = 100.01) -> Check:
    return check(
        "share_of_national",
        between("share_of_national_pct", 0, most),
        "critical",
        "Een opgave is deel van heel Nederland en telt alles ten hoogste een keer.",
    )
