"""Expected row counts: the seed `expected_rows`, reviewed by a person, per dataset and source, whole or per year.

A seed of dbt that the suites read as a file: there is one copy. A count holds for one source; the demo has none, because
its rows follow from its code.
"""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from expectations.suite import Suite
from expectations.suites.raw.common import check, table
from expectations.vocabulary import zero
from ingestion.dataset import Dataset
from ingestion.sql import identifier

FILE = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds" / "quality" / "expected_rows.csv"
WHOLE = 0  # the year of an entry for the whole table


@dataclass(frozen=True)
class Expected:
    """How many rows there should be. `year` is WHOLE for all of them."""

    dataset_id: str
    source: str
    year: int
    lower: int
    upper: int


@cache
def entries() -> tuple[Expected, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Expected(
                row["dataset_id"],
                row["source"],
                int(row["year"] or WHOLE),
                int(row["rows_lower"]),
                int(row["rows_upper"]),
            )
            for row in csv.DictReader(file)
        )


def with_expected_rows(suite: Suite, dataset: Dataset, source: str) -> Suite:
    """The suite with two checks on the reviewed counts; as it was for a dataset without any.

    The checks are the same for every source: a source without counts has nothing to fail on.
    """
    known = [e for e in entries() if e.dataset_id == dataset.id]
    if not known:
        return suite
    here = [e for e in known if e.source == source]
    counted = compared(dataset, here)
    query = f"""
    select batch.*, expected.rows_unexpected, expected.years_vanished
    from ({suite.query}) as batch
    cross join (
        select
            count(*) filter (where not rows_found between rows_lower and rows_upper) as rows_unexpected,
            count(*) filter (where year <> {WHOLE} and rows_found = 0) as years_vanished
        from ({counted})
    ) as expected
    """
    off = f"select * from ({counted}) where not rows_found between rows_lower and rows_upper"
    added = (
        check(
            "rows_as_reviewed",
            zero("rows_unexpected"),
            "warning",
            "Aantallen die iemand nakeek (seed expected_rows); wijken zij af, dan is het bestand half, dubbel of anders "
            "van opzet. Klopt het nieuwe aantal, kijk het na en pas de seed aan.",
            off,
        ),
        check(
            "no_year_vanished",
            zero("years_vanished"),
            "critical",
            "Een jaar dat er was en niet meer is, valt anders stil uit elke reeks.",
            f"{off} and year <> {WHOLE} and rows_found = 0",
        ),
    )
    return replace(suite, query=query, checks=(*suite.checks, *added))


def compared(dataset: Dataset, expected: list[Expected]) -> str:
    """SQL: the entries beside what the table holds (year, rows_lower, rows_upper, rows_found)."""
    if not expected:
        return "select 0 as year, 0 as rows_lower, 0 as rows_upper, 0 as rows_found where false"
    values = ", ".join(f"({e.year}, {e.lower}, {e.upper})" for e in expected)
    year = f"try_cast(left(trim({identifier(dataset.period)}::varchar), 4) as integer)" if dataset.period else "null"
    return (
        "select entry.year, entry.rows_lower, entry.rows_upper, "
        f"(select count(*) from {table(dataset)} where entry.year = {WHOLE} or {year} = entry.year) as rows_found "
        f"from (values {values}) as entry (year, rows_lower, rows_upper)"
    )
