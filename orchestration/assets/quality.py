"""Great Expectations on every mart, as asset checks that hold up the publication."""

import json
from collections.abc import Iterator

import dagster as dg

from expectations.registry import mart_suite, mart_tables
from expectations.runner import CheckResult, run
from ingestion.warehouse import writing
from orchestration import records
from orchestration.assets.transformation import dbt_models
from orchestration.checks import asset_check_result, spec
from orchestration.resources import Pipeline

MART_KEYS = {table: key for key in dbt_models.keys for table in mart_tables() if key.path[-1] == table}


@dg.multi_asset_check(
    name="check_marts",
    specs=[spec(MART_KEYS[t], check, blocking=True) for t in mart_tables() for check in mart_suite(t).checks],
    can_subset=True,
    pool="duckdb",
)
def check_marts(context: dg.AssetCheckExecutionContext, pipeline: Pipeline) -> Iterator[dg.AssetCheckResult]:
    """Runs the suites of the marts on the latest build; a build that was judged before keeps its verdict."""
    chosen = {k.asset_key for k in context.selected_asset_check_keys}
    tables = [t for t in mart_tables() if MART_KEYS[t] in chosen]
    with writing(pipeline.home, f"checks, run {context.run.run_id[:8]}", context.log.info) as con:
        con.execute(f"attach '{pipeline.home.marts}' as curated (read_only)")
        build = records.latest_build(con)
        if build is None:
            raise dg.Failure("the marts were never built; materialise them first", allow_retries=False)
        judged = {(q.target, q.check_name): q for q in records.quality_of_build(con, build[0])}
        for table in tables:
            names = [c.name for c in mart_suite(table).checks]
            if all((f"marts.{table}", name) in judged for name in names):
                found = [kept(judged[f"marts.{table}", name]) for name in names]
            else:
                found = run(mart_suite(table), con, may_be_empty=True)
                records.keep_quality(con, [records.Quality.of(r, build_id=build[0]) for r in found])
            for result in found:
                if result.status in ("failed", "broken"):
                    context.log.warning(
                        f"{result.target} {result.check_name} ({result.severity}) {result.status}: "
                        f"found {result.observed}, expected {result.expected}"
                    )
                yield asset_check_result(MART_KEYS[table], result)


def kept(quality: records.Quality) -> CheckResult:
    """A stored result as it was given."""
    return CheckResult(
        suite=quality.suite,
        target=quality.target,
        check_name=quality.check_name,
        severity=quality.severity,
        status=quality.status,
        observed=quality.observed,
        expected=quality.expected,
        reason=quality.reason,
        dated=quality.dated,
        failing_rows=json.loads(quality.failing_rows),
    )
