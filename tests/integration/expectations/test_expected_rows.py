"""The reviewed row counts: what is as reviewed passes, what is not is seen, and each entry is of a dataset."""

import duckdb
import pytest

from expectations import expected
from expectations.expected import WHOLE, Expected, entries
from expectations.registry import raw_suite
from expectations.runner import run
from ingestion.catalogue import load_catalogue

YEARS = (("2023", 3), ("2024", 3))
COUNTS = (
    Expected("eurostat__migr_resvalid", "live", WHOLE, 6, 8),
    Expected("eurostat__migr_resvalid", "live", 2023, 3, 3),
    Expected("eurostat__migr_resvalid", "live", 2024, 3, 3),
    Expected("eurostat__migr_resvalid", "demo", WHOLE, 1, 1),
)


def judged(con: duckdb.DuckDBPyConnection, source: str, years: tuple[tuple[str, int], ...]) -> dict[str, str]:
    """Status of the two checks on a table of so many rows a year."""
    dataset = load_catalogue()["eurostat__migr_resvalid"]
    for year, rows in years:
        for number in range(rows):
            con.execute(
                f'insert into raw."{dataset.id}" by name select ? as TIME_PERIOD, ? as geo', [year, f"N{number}"]
            )
    suite = raw_suite(dataset, source=source)
    return {r.check_name: r.status for r in run(suite, con) if r.check_name in ("rows_as_reviewed", "no_year_vanished")}


@pytest.mark.parametrize(
    ("source", "years", "rows", "vanished"),
    [
        ("live", YEARS, "passed", "passed"),
        ("live", (("2023", 3), ("2024", 3), ("2025", 2)), "passed", "passed"),
        ("live", (("2023", 3), ("2024", 2), ("2025", 1)), "failed", "passed"),
        ("live", (("2023", 6),), "failed", "failed"),
        ("live", (*YEARS, ("2025", 30)), "failed", "passed"),
        ("demo", YEARS, "failed", "passed"),
        ("demo", (("2019", 1),), "passed", "passed"),
    ],
)
def test_counts_are_held_against_those_of_the_source(
    con: duckdb.DuckDBPyConnection,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    years: tuple[tuple[str, int], ...],
    rows: str,
    vanished: str,
) -> None:
    monkeypatch.setattr(expected, "entries", lambda: COUNTS)
    assert judged(con, source, years) == {"rows_as_reviewed": rows, "no_year_vanished": vanished}


def test_each_entry_is_of_a_dataset_and_a_year_needs_a_column_of_years() -> None:
    catalogue = load_catalogue()
    for entry in entries():
        assert entry.lower <= entry.upper, entry
        assert entry.year == WHOLE or catalogue[entry.dataset_id].period, entry
