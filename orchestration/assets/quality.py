"""Great Expectations on every mart, as asset checks that hold up the publication."""

from collections.abc import Iterator

import dagster as dg
import duckdb

from expectations.registry import mart_suite, mart_tables
from expectations.runner import run
from ingestion.catalogue import load_catalogue
from ingestion.sql import literal
from ingestion.warehouse import writing
from orchestration import build_records, checks
from orchestration.assets.transformation import dbt_models
from orchestration.resources import Pipeline

MART_KEYS = {table: key for key in dbt_models.keys for table in mart_tables() if key.path[-1] == table}


@dg.multi_asset_check(
    name="check_marts",
    specs=[s for t in mart_tables() for s in checks.specs(MART_KEYS[t], mart_suite(t), blocking=True)],
    can_subset=True,
    pool="duckdb",
)
def check_marts(context: dg.AssetCheckExecutionContext, pipeline: Pipeline) -> Iterator[dg.AssetCheckResult]:
    """Runs the suites of the marts on the latest build; a build that was judged before keeps its verdict."""
    chosen = {k.asset_key for k in context.selected_asset_check_keys}
    tables = [t for t in mart_tables() if MART_KEYS[t] in chosen]
    with writing(pipeline.home, f"checks, run {context.run.run_id[:8]}", context.log.info) as con:
        con.execute(f"attach {literal(pipeline.home.marts)} as curated (read_only)")
        build = build_records.latest_build(con)
        if build is None:
            raise dg.Failure("the marts were never built; materialise them first", allow_retries=False)
        judged = {(q.target, q.check_name): q for q in build_records.quality_of_build(con, build[0])}
        for table in tables:
            suite = mart_suite(table)
            before = [judged[suite.target, c.name].result() for c in suite.checks if (suite.target, c.name) in judged]
            found = before
            if len(before) < len(suite.checks) or any(r.status in ("failed", "broken") for r in before):
                found = run(suite, con, may_be_empty=nothing_to_show(con, table))
                build_records.keep_quality(con, [build_records.Quality.of(r, build_id=build[0]) for r in found])
            for line in checks.told(found):
                context.log.warning(line)
            yield from checks.results(MART_KEYS[table], suite, found)


def nothing_to_show(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """May this mart be empty? Only where every dataset that serves it is missing."""
    serving = [d.id for d in load_catalogue().values() if table in d.serves]
    status = dict(con.execute("select dataset_id, status from raw.catalogue__dataset").fetchall())
    return bool(serving) and all(status.get(dataset_id) == "missing" for dataset_id in serving)
