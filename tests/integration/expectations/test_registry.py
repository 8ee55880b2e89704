"""Every dataset and every mart has a suite that can be made, with a dated reason for each bound."""

import re
from datetime import date

import duckdb
import pytest

from expectations import published
from expectations.registry import RAW, expected_checks, mart_suite, mart_tables, raw_suite
from expectations.runner import great_expectations, run
from expectations.suite import Suite
from ingestion.catalogue import load_catalogue
from ingestion.load import load_empty
from tests.models import MODELS, PUBLISHED

RAW_SUITES = [raw_suite(d) for d in load_catalogue().values()]
MART_SUITES = [mart_suite(t) for t in mart_tables()]
SUITES = [*RAW_SUITES, *MART_SUITES]


def named(suite: Suite) -> str:
    return suite.name


def test_every_suite_is_of_a_mart_and_every_model_for_a_suite_of_a_suite() -> None:
    assert set(mart_tables()) <= PUBLISHED
    read = {suite.query.removeprefix("from quality.") for suite in MART_SUITES if "quality." in suite.query}
    assert read == {path.stem for path in (MODELS / "quality").glob("*.sql")}


@pytest.mark.parametrize("suite", RAW_SUITES, ids=named)
def test_a_raw_suite_has_checks_of_which_some_are_critical(suite: Suite) -> None:
    assert any(check.severity == "critical" for check in suite.checks)


@pytest.mark.parametrize("suite", SUITES, ids=named)
def test_every_check_has_a_reason_a_date_and_a_name_that_dagster_takes(suite: Suite) -> None:
    for check in suite.checks:
        assert len(check.reason) > 15, check.name
        assert date(2026, 11, 1) <= check.dated <= date(2030, 1, 1), check.name
        assert re.fullmatch(r"[a-z0-9_]+", check.name)


@pytest.mark.parametrize("suite", SUITES, ids=named)
def test_great_expectations_can_make_every_expectation(suite: Suite) -> None:
    expectations, _ = great_expectations()
    for check in suite.checks:
        getattr(expectations, check.expectation.name)(**check.expectation.arguments)


@pytest.mark.parametrize("suite", RAW_SUITES, ids=named)
def test_a_raw_suite_watches_the_volume(suite: Suite) -> None:
    severities = {check.name: check.severity for check in suite.checks}
    assert (severities["volume_change"], severities["volume_drop"]) == ("warning", "critical")


def test_expected_checks_are_those_of_the_suite() -> None:
    suite = raw_suite(load_catalogue()["ind__sponsors_work"])
    assert expected_checks("raw.ind__sponsors_work") == tuple((c.name, c.severity) for c in suite.checks)
    assert ("nine_rows", "critical") in expected_checks("marts.dim_opgave")


def test_a_table_without_a_suite_is_an_error_not_an_empty_suite() -> None:
    with pytest.raises(KeyError):
        expected_checks("marts.fct_nothing")


def test_published_figures_have_a_source_and_a_dataset() -> None:
    for figure in published.figures():
        assert figure.dataset_id in load_catalogue()
        assert figure.source.startswith("https://")
        assert figure.value > 0 or figure.unit in ("procent", "procentpunt")  # growth may be negative
        assert figure.rounding > 0


def test_published_figures_of_no_dataset_are_an_error() -> None:
    with pytest.raises(KeyError, match="cbs__85880ned"):
        published.sql("cbs__85880ned")


def test_every_suite_is_of_a_dataset_of_the_catalogue() -> None:
    """A dataset needs none of its own: the general one watches it from its first day."""
    assert set(RAW) <= set(load_catalogue())


def test_a_new_dataset_is_watched_before_anyone_writes_a_suite() -> None:
    con = duckdb.connect()
    dataset = load_catalogue()["cbs__85276ned"].model_copy(update={"id": "cbs__99999ned"})
    con.execute("create schema raw; create schema ops")
    load_empty(con, dataset.model_copy(update={"publisher": "elsewhere"}))
    con.execute("insert into raw.cbs__99999ned (Id) values (1)")
    con.execute("create table ops.loaded as select 'cbs__99999ned' as dataset_id, 's' as snapshot_id, 10 as row_count")
    found = {r.check_name: r.status for r in run(raw_suite(dataset), con)}
    assert {name for name, status in found.items() if status == "failed"} == {"volume_change", "volume_drop"}
    assert "figures_hold" in found
