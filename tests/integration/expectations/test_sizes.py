"""The reviewed sizes: figures ten times off are seen on a first build too, one series among several, and each entry is of a
dataset; no dataset with figures is without."""

import duckdb
import pytest

from expectations import sizes
from expectations.registry import raw_suite
from expectations.runner import CheckResult, run
from expectations.sizes import OTHERS, Size, entries
from ingestion.catalogue import load_catalogue
from ingestion.cells import has_figures

UWV, WAGES = "uwv__spanningsindicator", "cbs__86355ned"
OTHERWISE = {  # a line is one award, or one week of many: what its own suite says of the size of a year or a week
    "uwv__stap": "awards_believable",
    "uwv__open_match": "vacancies_believable",
}


def judged(con: duckdb.DuckDBPyConnection, dataset_id: str) -> dict[str, CheckResult]:
    found = run(raw_suite(load_catalogue()[dataset_id]), con)
    return {r.check_name: r for r in found if r.check_name in ("figures_not_too_large", "figures_not_too_small")}


@pytest.mark.parametrize(
    ("factor", "large", "small"),
    [(1, "passed", "passed"), (10, "failed", "passed"), (1000, "failed", "passed"), (0.1, "passed", "failed")],
)
def test_both_counts_of_a_quotient_may_be_wrong_alike(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, factor: float, large: str, small: str
) -> None:
    """UWV's indicator stays the quotient of two counts that are both a thousand times too large."""
    monkeypatch.setattr(sizes, "entries", entries)
    for vacancies, benefits in ((20_000, 8_000), (3_000, 1_000)):
        con.execute(
            f'insert into raw."{UWV}" by name select ? as period, ? as occupation, ? as ratio, ? as vacancies, ? as ww_short',
            ["2026Q1", f"groep {vacancies}", str(vacancies / benefits).replace(".", ","),
             str(round(vacancies * factor)), str(round(benefits * factor))],
        )  # fmt: skip
    told = judged(con, UWV)
    assert {n: r.status for n, r in told.items()} == {"figures_not_too_large": large, "figures_not_too_small": small}
    assert (told["figures_not_too_large"].severity, told["figures_not_too_small"].severity) == ("critical", "warning")
    if large == "failed":
        assert {row["series"] for row in told["figures_not_too_large"].failing_rows} == {"vacancies", "ww_short"}


def test_one_series_of_several_is_seen_by_its_title(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "entries", entries)
    for code, title, value in (("M1", "25e percentiel", 350), ("M2", "Werknemer", 8_000)):
        con.execute(
            "insert into raw.cbs__measure by name select ? as dataset_id, ? as Identifier, ? as Title",
            [WAGES, code, title],
        )
        con.execute(
            f"insert into raw.\"{WAGES}\" by name select ? as Measure, ? as Value, '2024JJ00' as Perioden",
            [code, value],
        )
    told = judged(con, WAGES)["figures_not_too_large"]
    assert told.status == "failed"
    assert [(row["series"], row["most"]) for row in told.failing_rows] == [("25e percentiel", 350)]


@pytest.mark.parametrize(("statistic", "most"), [("largest", 20.0), ("sum", 25.0), ("median", 7.0)])
def test_a_sum_is_that_of_a_period_a_median_knows_no_sign_and_no_nought_and_the_others_stand_together(
    con: duckdb.DuckDBPyConnection, statistic: str, most: float
) -> None:
    dataset = load_catalogue()[WAGES]
    for code, period, value in (
        ("A", "2023JJ00", 5),
        ("B", "2023JJ00", 20),
        ("A", "2024JJ00", -7),
        ("B", "2024JJ00", 0),
    ):
        con.execute(
            f'insert into raw."{dataset.id}" by name select ? as Measure, ? as Perioden, ? as Value',
            [code, period, value],
        )
    (row,) = con.execute(sizes.compared(dataset, [Size(dataset.id, OTHERS, statistic, 1, 2)])).fetchall()
    assert row[-1] == most


def test_every_dataset_with_figures_has_its_sizes() -> None:
    catalogue, known = load_catalogue(), {e.dataset_id for e in entries()}
    without = {d.id for d in catalogue.values() if has_figures(d) and d.id not in known}
    assert without == OTHERWISE.keys(), (
        "add what their figures should be to dbt_project/seeds/quality/expected_size.csv"
    )
    assert known <= {d.id for d in catalogue.values() if has_figures(d)}
    for dataset_id, name in OTHERWISE.items():
        assert name in {c.name for c in raw_suite(catalogue[dataset_id]).checks}


def test_the_bounds_are_narrow_enough_to_tell_ten_times() -> None:
    """A figure in the middle of its bounds, ten times larger or smaller, lies outside them."""
    assert [e for e in entries() if not e.lower < e.upper < 40 * e.lower] == []
