"""Great Expectations' checks as Dagster asset checks: their declarations and their results."""

import dagster as dg

from expectations.runner import CheckResult
from expectations.suite import Check

SEVERITY = {"critical": dg.AssetCheckSeverity.ERROR}


def spec(key: dg.AssetKey, check: Check, *, blocking: bool) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        check.name,
        asset=key,
        description=f"{check.reason} ({check.dated:%Y-%m-%d}, {check.severity})",
        blocking=blocking and check.severity == "critical",
    )


def asset_check_result(key: dg.AssetKey, result: CheckResult) -> dg.AssetCheckResult:
    """A result with what a person needs to act on it."""
    metadata: dict[str, object] = {
        "status": result.status,
        "severity": result.severity,
        "observed": result.observed,
        "expected": result.expected,
        "reason": f"{result.reason} ({result.dated:%Y-%m-%d})",
    }
    if result.failing_rows:
        metadata["failing_rows"] = dg.MetadataValue.json(result.failing_rows)
    return dg.AssetCheckResult(
        asset_key=key,
        check_name=result.check_name,
        passed=result.status in ("passed", "skipped"),
        severity=SEVERITY.get(result.severity, dg.AssetCheckSeverity.WARN),
        metadata=metadata,
    )
