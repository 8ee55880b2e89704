"""dbt's own test results as quality results of a build."""

import json
from collections.abc import Mapping
from typing import Any

import duckdb

from expectations.runner import sample
from orchestration.build_records import Quality, utc_now

STATUS = {"pass": "passed", "warn": "failed", "fail": "failed", "error": "broken", "runtime error": "broken"}


NAMES = "stg_ind__sponsors"  # its rows may be names of persons: they are never shown


def of_run(
    build_id: str, run_results: Mapping[str, Any], manifest: Mapping[str, Any], con: duckdb.DuckDBPyConnection
) -> list[Quality]:
    """One result for each data test and unit test that ran; what dbt skipped gives none (and so fails the audit).

    `con` reads what dbt built, under the names that dbt gave it, for the rows that failed.
    """
    found = []
    nodes = {**manifest["nodes"], **manifest.get("unit_tests", {})}
    for result in run_results["results"]:
        node = nodes.get(result["unique_id"])
        if node is None or node["resource_type"] not in ("test", "unit_test") or result["status"] not in STATUS:
            continue
        severity = str(node.get("config", {}).get("severity") or "error").lower()
        found.append(
            Quality(
                build_id=build_id,
                snapshot_id=None,
                tool="dbt",
                suite=node["resource_type"],
                target="dbt",
                check_name=node["name"],
                severity="critical" if severity == "error" else "warning",
                status=STATUS[result["status"]],
                observed=f"{result.get('failures') or 0} failing rows",
                expected="0 failing rows",
                reason=node.get("description") or node["name"],
                dated=None,
                failing_rows=json.dumps(failing_rows(result, node, con), ensure_ascii=False, default=str),
                checked_at=utc_now(),
            )
        )
    return found


def failing_rows(result: Mapping[str, Any], node: Mapping[str, Any], con: duckdb.DuckDBPyConnection) -> list[Any]:
    """At most 20 rows that a data test found wrong; dbt itself counts them only."""
    query = result.get("compiled_code")
    if result["status"] not in ("fail", "warn") or node["resource_type"] != "test" or not query:
        return []
    if any(NAMES in parent for parent in node["depends_on"]["nodes"]):
        return [{"failing_rows": "not shown: they may hold names of persons"}]
    return sample(con, query)
