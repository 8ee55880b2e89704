"""Great Expectations on every mart, as asset checks that hold up the publication."""

from collections.abc import Iterator

import dagster as dg

from expectations.registry import mart_suite, mart_tables
from expectations.runner import CheckResult, run
from ingestion.catalogue import load_catalogue
from ingestion.sql import literal
from ingestion.warehouse import writing
from orchestration import build_records, checks
from orchestration.assets.transformation import dbt_models
from orchestration.isolation.bench import rightly_empty
from orchestration.isolation.lineage import Lineage
from orchestration.manifest import manifest
from orchestration.resources import Pipeline

MART_KEYS = {table: key for key in dbt_models.keys for table in mart_tables() if key.path[-1] == table}


@dg.multi_asset_check(
    name="check_marts",
    specs=[s for t in mart_tables() for s in checks.specs(MART_KEYS[t], mart_suite(t), blocking=True)],
    can_subset=True,
    pool="duckdb",
)
def check_marts(context: dg.AssetCheckExecutionContext, pipeline: Pipeline) -> Iterator[dg.AssetCheckResult]:
    """The verdicts on the marts of the latest build; a suite that was not run on it, or said no, is run now."""
    chosen = {k.asset_key for k in context.selected_asset_check_keys}
    tables = [t for t in mart_tables() if MART_KEYS[t] in chosen]
    lineage = Lineage(manifest, load_catalogue())
    with writing(pipeline.home, f"checks, run {context.run.run_id[:8]}", context.log.info) as con:
        con.execute(f"attach {literal(pipeline.home.marts)} as curated (read_only)")
        build = build_records.latest_build(con)
        if build is None:
            raise dg.Failure("de marts zijn nooit gebouwd; materialiseer ze eerst", allow_retries=False)
        held = {w.mart for w in build_records.withheld(con, build[0]) if w.extent == build_records.MART}
        overruled = build_records.accepted_findings(con)
        judged = {(q.target, q.check_name): q for q in build_records.quality_of_build(con, build[0])}
        for table in tables:
            suite = mart_suite(table)
            found = [judged[suite.target, c.name].result() for c in suite.checks if (suite.target, c.name) in judged]
            said_no = any(is_finding(r) and f"{r.target} {r.check_name}" not in overruled for r in found)
            if table not in held and (said_no or len(found) < len(suite.checks)):
                empty = rightly_empty(con, lineage, lineage.model[table], {lineage.model[mart] for mart in held})
                found = run(suite, con, may_be_empty=empty)
                build_records.keep_quality(con, [build_records.Quality.of(r, build_id=build[0]) for r in found])
            for line in checks.told(found):
                context.log.warning(line)
            on_record = table in held or all(f"{r.target} {r.check_name}" in overruled for r in found if is_finding(r))
            yield from checks.results(MART_KEYS[table], suite, found, on_record=on_record)


def is_finding(result: CheckResult) -> bool:
    return result.severity == "critical" and result.status in ("failed", "broken")
