"""The runner: what Great Expectations would let through, and how a verdict reads."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations import runner
from expectations.runner import MOST_ROWS, EmptySuite, run
from expectations.suite import Check, Expectation, Severity, Suite
from expectations.vocabulary import at_least, between, exactly, filled, has_all, like, one_of, rows, unique

DATED = date(2026, 11, 23)


def suite(query: str, *expectations: Expectation, severity: Severity = "critical", failing: str | None = None) -> Suite:
    checks = tuple(Check(f"c{i}", e, severity, "because", DATED, failing) for i, e in enumerate(expectations))
    return Suite("a_suite", "marts.a", "mart", query, checks)


def test_a_suite_without_checks_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(EmptySuite, match="a_suite has no checks"):
        run(suite("select 1 as a"), con)


def test_two_checks_of_one_name_are_refused() -> None:
    one = Check("same", filled("a"), "critical", "because", DATED)
    with pytest.raises(ValueError, match="same occurs more than once"):
        Suite("a_suite", "marts.a", "mart", "select 1 as a", (one, one))


def test_an_empty_batch_breaks_every_check_critically(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(suite("select 1 as a where false", filled("a"), severity="info"), con)
    assert (result.status, result.severity) == ("broken", "critical")
    assert "no rows" in result.observed


def test_an_empty_batch_that_may_be_is_skipped_not_passed(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(suite("select 1 as a where false", filled("a")), con, may_be_empty=True)
    assert (result.status, result.severity) == ("skipped", "info")


def test_may_be_empty_changes_nothing_for_a_batch_with_rows(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(suite("select null::varchar as a", filled("a")), con, may_be_empty=True)
    assert (result.status, result.severity) == ("failed", "critical")


@pytest.mark.parametrize("severity", ["critical", "warning", "info"])
def test_a_failure_keeps_its_severity_and_reason(con: duckdb.DuckDBPyConnection, severity: Severity) -> None:
    (result,) = run(suite("select 3 as a", between("a", 0, 2), severity=severity), con)
    assert (result.status, result.severity) == ("failed", severity)
    assert (result.reason, result.dated, result.target) == ("because", DATED, "marts.a")
    assert result.observed == "1 of 1 rows: 3"
    assert result.expected == "a between 0 and 2"


def test_an_expectation_that_crashes_is_broken_and_leaves_the_others(con: duckdb.DuckDBPyConnection) -> None:
    broken, good, bad = run(suite("select 1 as a", filled("b"), filled("a"), between("a", 2)), con)
    assert [r.status for r in (broken, good, bad)] == ["broken", "passed", "failed"]
    assert '"b"' in broken.observed


def test_an_expectation_that_cannot_be_made_is_broken(con: duckdb.DuckDBPyConnection) -> None:
    unknown = Expectation("ExpectNothingAtAll", {"column": "a"}, "nothing")
    wrong = Expectation("ExpectColumnValuesToNotBeNull", {"colour": "a"}, "nothing")
    results = run(suite("select 1 as a", unknown, wrong, filled("a")), con)
    assert [r.status for r in results] == ["broken", "broken", "passed"]


def test_a_query_that_fails_is_broken(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(suite("select a from raw.no_such_table", filled("a")), con)
    assert result.status == "broken"
    assert "no_such_table" in result.observed


def test_failing_rows_are_those_of_the_batch_at_most_twenty(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(
        suite("select range as a, date '2026-01-01' as day, null as nothing from range(50)", between("a", high=9)), con
    )
    assert len(result.failing_rows) == MOST_ROWS == 20
    assert result.failing_rows[0] == {"a": 10, "day": "2026-01-01 00:00:00", "nothing": None}
    json.dumps(result.failing_rows)


def test_failing_rows_of_a_check_come_from_its_query_at_most_twenty(con: duckdb.DuckDBPyConnection) -> None:
    shown = "select range as row_number from range(100)"
    (result,) = run(suite("select 1 as wrong", between("wrong", 0, 0), failing=shown), con)
    assert [r["row_number"] for r in result.failing_rows] == list(range(20))


def test_failing_rows_that_cannot_be_read_do_not_hide_the_verdict(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(suite("select 1 as wrong", between("wrong", 0, 0), failing="select x from nowhere"), con)
    assert result.status == "failed"
    assert "nowhere" in result.failing_rows[0]["failing_rows"]


def test_a_value_that_is_not_there_passes_and_says_so(con: duckdb.DuckDBPyConnection) -> None:
    (result,) = run(suite("select null::double as change", between("change", -50)), con)
    assert result.status == "passed"
    assert "without any value" in result.observed


BATCH = "select * from (values (1, 1, 'x'), (2, 1, 'y'), (3, null, 'y')) as t (a, b, c)"
GOOD_AND_BAD = [
    (between("a", 1, 3), between("a", 2, 3)),
    (between("a", 0, above=True), between("a", 1, above=True)),
    (filled("a"), filled("b")),
    (one_of("c", ["x", "y", "z"]), one_of("c", ["x"])),
    (has_all("c", ["x"]), has_all("c", ["x", "z"])),
    (exactly("c", ["x", "y"]), exactly("c", ["x"])),
    (exactly("c", ["y", "x"]), exactly("c", ["x", "y", "z"])),
    (like("c", "^[xy]$"), like("c", "^x$")),
    (unique("a"), unique("c")),
    (unique("a", "c"), unique("c", "c")),
    (at_least("a", "b"), at_least("b", "a")),
    (rows(3, 3), rows(4)),
]


@pytest.mark.parametrize(("good", "bad"), GOOD_AND_BAD)
def test_each_word_of_the_vocabulary_can_pass_and_fail(
    con: duckdb.DuckDBPyConnection, good: Expectation, bad: Expectation
) -> None:
    passed, failed = run(suite(BATCH, good, bad), con)
    assert passed.status == "passed", passed
    assert failed.status == "failed", failed


@pytest.mark.parametrize(
    ("expectation", "told"),
    [
        (exactly("c", ["x"]), "1 too many: y"),
        (exactly("c", ["x", "y", "z"]), "1 missing: z"),
        (exactly("c", ["x", "z"]), "1 missing: z; 1 too many: y"),
        (has_all("c", ["z", "x"]), "1 missing: z"),
        (one_of("c", ["x"]), "2 of 3 rows: y"),
        (unique("c"), "2 of 3 rows: y"),
        (filled("b"), "1 of 3 rows: <NA>"),
        (rows(4), "3"),
    ],
)
def test_a_failure_says_what_was_found(con: duckdb.DuckDBPyConnection, expectation: Expectation, told: str) -> None:
    (result,) = run(suite(BATCH, expectation), con)
    assert (result.status, result.observed) == ("failed", told)


def test_a_result_that_cannot_be_told_is_broken_and_leaves_the_others(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tells(expectation: Expectation, success: bool, result: object, frame: object) -> str:
        if not success:
            raise KeyError("element_count")
        return "fine"

    monkeypatch.setattr(runner, "observed", tells)
    broken, passed = run(suite(BATCH, exactly("c", ["x"]), filled("a")), con)
    assert (broken.status, broken.severity, passed.status) == ("broken", "critical", "passed")
    assert "KeyError: 'element_count'" in broken.observed


def test_results_come_in_the_order_of_the_suite(con: duckdb.DuckDBPyConnection) -> None:
    checks = suite(BATCH, unique("c"), filled("a"), rows(9), between("b", 1))
    assert [r.check_name for r in run(checks, con)] == ["c0", "c1", "c2", "c3"]
    assert run(replace(checks, checks=checks.checks[::-1]), con)[0].check_name == "c3"


def test_nothing_is_printed_written_or_told_to_others(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(suite(BATCH, unique("c"), filled("a"), filled("not_there")), con)
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"


def test_suites_are_made_without_importing_great_expectations() -> None:
    """Dagster loads its definitions often; the import takes seconds."""
    code = """
import sys
from expectations.registry import expected_checks, mart_tables, raw_suite
from expectations.runner import run
from ingestion.catalogue import load_catalogue
assert all(expected_checks(f"marts.{t}") for t in mart_tables())
assert all(raw_suite(d).checks for d in load_catalogue().values())
assert not {"great_expectations", "pandas", "dagster"} & set(sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
