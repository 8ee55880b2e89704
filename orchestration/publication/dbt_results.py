"""dbt's own test results as quality results of a build."""

from collections.abc import Mapping
from typing import Any

from orchestration.records import Quality, utc_now

STATUS = {"pass": "passed", "warn": "failed", "fail": "failed", "error": "broken", "runtime error": "broken"}


def of_run(build_id: str, run_results: Mapping[str, Any], manifest: Mapping[str, Any]) -> list[Quality]:
    """One result for each data test and unit test that ran; what dbt skipped gives none (and so fails the audit)."""
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
                failing_rows="[]",
                checked_at=utc_now(),
            )
        )
    return found
