"""What dbt found, with the rows that it found wrong: dbt itself only counts them."""

import json
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from orchestration import checks
from orchestration.build_records import DBT_PROJECT, Quality
from orchestration.publication.dbt_results import REASONS, of_run
from tests.models import described


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(
        "create schema staging; create table staging.x as select i as value, null as empty from range(50) as r (i)"
    )
    return con


def found(
    con: duckdb.DuckDBPyConnection, status: str, query: str | None, parent: str = "model.t.x", **node: Any
) -> Quality:
    """The one result of a run of one test."""
    test = {
        "resource_type": "test",
        "name": "a_test",
        "config": {"severity": "error"},
        "depends_on": {"nodes": [parent]},
    }
    manifest = {"nodes": {"test.t.a": test | node}}
    results = [{"unique_id": "test.t.a", "status": status, "failures": 3, "compiled_code": query}]
    (quality,) = of_run("b", {"results": results}, manifest, con)
    return quality


@pytest.mark.parametrize("status", ["fail", "warn"])
def test_the_rows_that_failed_are_kept_and_told(con: duckdb.DuckDBPyConnection, status: str) -> None:
    quality = found(con, status, "\n-- why\nwith a as (from staging.x)\nselect * from a where value < 2 -- trailing")
    assert json.loads(quality.failing_rows) == [{"value": 0, "empty": None}, {"value": 1, "empty": None}]
    (line,) = checks.told([quality.result()])
    assert line == (
        "dbt a_test (kritiek) niet geslaagd: gevonden 3 rijen die niet kloppen, verwacht a_test"
        '\n      {"value": 0, "empty": null}\n      {"value": 1, "empty": null}'
    )


def test_no_more_than_twenty_rows(con: duckdb.DuckDBPyConnection) -> None:
    quality = found(con, "fail", "select * from staging.x")
    assert len(json.loads(quality.failing_rows)) == 20
    (line,) = checks.told([quality.result()])
    assert line.count("\n") == 20
    (line,) = checks.told([replace(quality.result(), severity="warning")])
    assert line.splitlines()[-2:] == [
        '      {"value": 2, "empty": null}',
        "      en nog 17 in de metadata van de controle",
    ]


def test_what_passed_or_broke_shows_no_rows(con: duckdb.DuckDBPyConnection) -> None:
    assert found(con, "pass", "select * from staging.x").failing_rows == "[]"
    assert found(con, "error", "select * from staging.x").failing_rows == "[]"
    assert found(con, "fail", None).failing_rows == "[]"
    assert found(con, "fail", "select 1", resource_type="unit_test").failing_rows == "[]"
    assert list(checks.told([found(con, "pass", "select 1").result()])) == []


def test_rows_that_cannot_be_read_say_why(con: duckdb.DuckDBPyConnection) -> None:
    (row,) = json.loads(found(con, "fail", "select * from gone").failing_rows)
    assert row["failing_rows"].startswith("niet te lezen: Catalog Error")


def test_rows_with_names_are_never_shown(con: duckdb.DuckDBPyConnection) -> None:
    quality = found(con, "fail", "select * from staging.x", "model.talentstrategie.stg_ind__sponsors")
    assert json.loads(quality.failing_rows) == [{"failing_rows": "niet getoond: er kunnen namen van personen in staan"}]


MART = {"resource_type": "model", "name": "fct_x", "schema": "marts"}
CODES = {"resource_type": "model", "name": "codes", "schema": "marts"}


@pytest.mark.parametrize(
    ("node", "target", "expected", "reason"),
    [
        (
            {
                "attached_node": "model.t.fct_x",
                "test_metadata": {"name": "filled", "kwargs": {"model": "...", "columns": ["year", "opgave_id"]}},
            },
            "marts.fct_x",
            "Gevuld in elke rij: year, opgave_id",
            REASONS["filled"],
        ),
        (
            {
                "attached_node": "model.t.fct_x",
                "description": "Een leeg cijfer heeft een reden.",
                "test_metadata": {"name": "expression_is_true", "kwargs": {"expression": "value is not null"}},
            },
            "marts.fct_x",
            "In elke rij geldt: value is not null",
            "Een leeg cijfer heeft een reden.",
        ),
        ({"config": {"meta": {"dagster": {"ref": {"name": "codes"}}}}}, "marts.codes", "a_test", "a_test"),
        ({}, "marts.fct_x", "a_test", "a_test"),
    ],
    ids=["generic", "described", "of one of several", "of the first"],
)
def test_a_result_says_which_table_was_asked_what_and_why(
    con: duckdb.DuckDBPyConnection, node: dict[str, Any], target: str, expected: str, reason: str
) -> None:
    test = {"resource_type": "test", "name": "a_test", "config": {}}
    parents = {"depends_on": {"nodes": ["model.t.fct_x", "model.t.codes"]}}
    nodes = {"test.t.a": test | parents | node, "model.t.fct_x": MART, "model.t.codes": CODES}
    results = [{"unique_id": "test.t.a", "status": "pass", "failures": 0, "compiled_code": None}]
    (quality,) = of_run("b", {"results": results}, {"nodes": nodes}, con)
    assert (quality.target, quality.expected, quality.reason) == (target, expected, reason)


def test_every_kind_of_test_has_a_reason_for_readers() -> None:
    kinds = {path.stem for path in (DBT_PROJECT / "tests" / "generic").glob("*.sql")}
    assert kinds - {"expression_is_true"} <= set(REASONS), "what is true of a row has a description of its own"
    used = [
        test["expression_is_true"]
        for model in described("models").values()
        for test in model.get("data_tests", [])
        if "expression_is_true" in test
    ]
    assert len(used) > 30
    assert [test for test in used if not test.get("description") or not test.get("name")] == []
