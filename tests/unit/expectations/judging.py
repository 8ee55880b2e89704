"""Runs a suite and gives its verdicts by check name."""

import duckdb

from expectations.registry import mart_suite, raw_suite
from expectations.runner import CheckResult, run
from ingestion.catalogue import load_catalogue


def judge(con: duckdb.DuckDBPyConnection, target: str) -> dict[str, CheckResult]:
    """`raw.<dataset id>` or `marts.<table>`."""
    kind, _, name = target.partition(".")
    suite = raw_suite(load_catalogue()[name]) if kind == "raw" else mart_suite(name)
    return {result.check_name: result for result in run(suite, con)}


def statuses(con: duckdb.DuckDBPyConnection, target: str) -> dict[str, str]:
    return {name: result.status for name, result in judge(con, target).items()}


def not_passed(con: duckdb.DuckDBPyConnection, target: str) -> set[str]:
    return {name for name, status in statuses(con, target).items() if status != "passed"}
