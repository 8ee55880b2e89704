"""The checks of a raw table by themselves, of what is loaded: nobody is asked, and nothing is put in quarantine."""

from collections.abc import Iterator
from dataclasses import replace

import dagster as dg
import duckdb

from expectations.registry import raw_suite
from expectations.runner import NOTHING, CheckResult, run
from ingestion.dataset import Dataset
from ingestion.errors import UNTOLD
from ingestion.home import Kind
from orchestration import build_records, checks

FETCHED = "fetched"
BAD = ("failed", "broken")


def without_cells(result: CheckResult) -> CheckResult:
    """The verdict on a confidential dataset: no failing row, and not what a library says of a value it cannot read."""
    told = UNTOLD if result.status == "broken" and result.observed != NOTHING else result.observed
    return replace(result, observed=told, failing_rows=[])


def judged_alone(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, key: dg.AssetKey, kind: Kind
) -> Iterator[dg.AssetCheckResult]:
    """Every check of a dataset: how the last attempt to fetch it came out, and its suite on the table as it is.

    What failed when the snapshot came in, beside the edition before it, stays failed: that edition is no longer there.
    """
    status, reason, snapshot_id = con.execute(
        "select status, coalesce(status_reason, ''), snapshot_id from raw.catalogue__dataset where dataset_id = ?",
        [dataset.id],
    ).fetchone() or ("missing", "nooit gevraagd", None)
    yield dg.AssetCheckResult(
        asset_key=key,
        check_name=FETCHED,
        passed=status == "current",
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"status": status, "reason": reason or "-"},
    )
    if snapshot_id is None:
        return
    suite = raw_suite(dataset, source=kind)
    kept = {q.check_name: q.result() for q in build_records.quality_of_snapshot(con, snapshot_id) if q.status in BAD}
    found = [kept.get(r.check_name, r) for r in run(suite, con)]
    yield from checks.results(key, suite, [without_cells(r) for r in found] if dataset.confidential else found)
