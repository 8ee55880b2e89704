"""The dbt models as assets: one dbt run builds every layer, from staging to figures, and its tests."""

import errno
import fcntl
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.asset_utils import DAGSTER_DBT_UNIQUE_ID_METADATA_KEY

from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.lock import child, locked
from ingestion.sql import literal
from ingestion.warehouse import connect
from orchestration import build_records, checks
from orchestration.assets.ingestion import POOL
from orchestration.assets.not_materialized import unchanged
from orchestration.build_records import DBT_CODE, DBT_PROJECT
from orchestration.publication.dbt_results import of_run
from orchestration.resources import Pipeline
from orchestration.standing import standing

SEVERITY = {"critical": dg.AssetCheckSeverity.ERROR, "warning": dg.AssetCheckSeverity.WARN}
DBT = str(Path(sys.executable).with_name("dbt"))  # the one of this environment, also where it is not activated
MANIFEST = DBT_PROJECT / "target" / "manifest.json"
LEAST_ROOM = 32 << 20  # bytes: what dbt writes at its end, and more
# unit tests judge the code, not the data: they run in `make test` and `make lint` (a fifth of dbt's time, 2026-11)
BUILD = ["build", "--exclude-resource-type", "unit_test"]


def parse_if_changed() -> Path:
    """dbt's manifest, made anew when a file of the project is younger: the assets are read from it at import.

    One process at a time makes it, and the others wait: two that parse at once write through one another.
    """
    MANIFEST.parent.mkdir(exist_ok=True)
    with MANIFEST.with_name("parse.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        parse()
    return MANIFEST


def parse() -> None:
    files = [f for part in DBT_CODE for f in [DBT_PROJECT / part, *(DBT_PROJECT / part).rglob("*")] if f.is_file()]
    youngest = max(f.stat().st_mtime for f in files)
    if not MANIFEST.exists() or MANIFEST.stat().st_mtime < youngest:
        command = [DBT, "parse", "--quiet", "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=dbt_environment())
        if done.returncode:
            raise RuntimeError(f"dbt parse failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def dbt_environment() -> dict[str, str]:
    return os.environ | {
        "TALENT_HOME": str(Home.from_env().root),
        "DBT_LOG_PATH": str(DBT_PROJECT / "target"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


os.environ.update(dbt_environment())
project = DbtProject(project_dir=DBT_PROJECT, profiles_dir=DBT_PROJECT)
manifest: dict[str, Any] = json.loads(parse_if_changed().read_text(encoding="utf-8"))


@dbt_assets(manifest=manifest, project=project, name="dbt_models", pool=POOL)
def dbt_models(context: dg.AssetExecutionContext, dbt: DbtCliResource, pipeline: Pipeline) -> Iterator[Any]:
    """Builds the selected models and runs their tests; does nothing when nothing would come out differently."""
    home, who = pipeline.home, f"dbt, run {context.run_id[:8]}"
    whole = context.selected_asset_keys == dbt_models.keys  # of the project: those of a part are all that its run knows
    if not whole:  # nobody is asked; what was never fetched gets its empty table, so that what reads it can be built
        Ingestion(home, pipeline.asked, as_of=pipeline.moment).run((), who, context.log.info)
    with locked(home, who, context.log.info), connect(home, context.log.info) as con:
        build_records.create_tables(con)
        mark, build = build_records.fingerprint(con), build_records.latest_build(con)
        before = build_records.quality_of_build(con, build[0]) if build else []
        signed = build_records.signature(home.marts)
    if whole and build and build[1:] == (mark, True) and signed == build[0]:
        context.log.info(f"dbt: nothing changed since build {build[0][:8]}, no table rewritten")
        yield from said_again(context, mark, before)
        return
    with locked(home, who, context.log.info):
        with connect(home, context.log.info) as con:
            build_records.begin_build(con, context.run_id, mark)
        context.log.info("dbt: building the models and running their tests")
        results_of(home).unlink(missing_ok=True)  # those of an earlier run are none of this one
        command = BUILD if whole else [*BUILD, *only_tests_of(context, home)]
        invocation = dbt.cli(command, context=context, target_path=home.root / "dbt", raise_on_error=False)
        with (
            child(home, invocation.process.pid),
            redirect_stdout(io.StringIO()),
        ):  # a line a test; what went wrong is told below, the rest is in dbt.log
            yield from invocation.stream()
        succeeded = invocation.is_successful()
        run_results = read_results(results_of(home))
        with connect(home, context.log.info) as con:
            if (
                home.marts.exists()
            ):  # not where dbt failed before its first mart; and what a crash left is written first
                con.execute(f"attach {literal(home.marts)} as curated")
            found = of_run(context.run_id, run_results, manifest, con) if run_results else []
            con.execute("detach database if exists curated")
            build_records.keep_quality(con, found)
            for line in checks.told(q.result() for q in found):
                context.log.warning(line)
            build_records.finish_build(con, home.marts, context.run_id, succeeded and whole and bool(run_results))
    if run_results is None:
        full = shutil.disk_usage(home.root).free < LEAST_ROOM  # then dbt cannot even say so
        why = f": {os.strerror(errno.ENOSPC)}" if full else ""
        raise dg.Failure(f"dbt {ended(invocation.process.returncode)}, and gave no results{why}", allow_retries=False)
    told = summary(run_results)
    context.log.info(f"dbt: {told}")
    if not succeeded:
        raise dg.Failure(f"dbt build failed: {told}\n{failures(run_results)}", allow_retries=False)


def only_tests_of(context: dg.AssetExecutionContext, home: Home) -> list[str]:
    """Arguments for a part: the tests of what is built, and not those of all that reads it (dbt's own choice).

    A test that stands by itself runs where it reads something that is built, and the rest is there.
    """
    chosen = {manifest_id(key) for key in context.selected_asset_keys}
    there = chosen | standing(home, manifest)
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    wanted = [
        ".".join(test["fqn"])
        for test in tests
        if test.get("attached_node") in chosen
        or (not test.get("attached_node") and chosen & (read := set(test["depends_on"]["nodes"])) and read <= there)
    ]
    return ["--indirect-selection", "empty", *(["--select", " ".join(wanted)] if wanted else [])]


def manifest_id(key: dg.AssetKey) -> str:
    """dbt's id of the node that an asset is."""
    return str(dbt_models.get_asset_spec(key).metadata[DAGSTER_DBT_UNIQUE_ID_METADATA_KEY])


def results_of(home: Home) -> Path:
    """Where dbt writes what came of each model and test, at its end."""
    return home.root / "dbt" / "run_results.json"


def read_results(path: Path) -> dict[str, Any] | None:
    """What dbt wrote at its end; None where it did not come to that, or not to the end of it."""
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("results"), list) else None


def ended(status: int | None) -> str:
    """How a process ended, in words."""
    if status is not None and status < 0:
        name = signal.Signals(-status).name if -status in list(signal.Signals) else str(-status)
        return f"was ended from outside by signal {name}" + (" (no memory left?)" if name == "SIGKILL" else "")
    return f"ended with status {status}"


def said_again(context: dg.AssetExecutionContext, mark: str, before: list[build_records.Quality]) -> Iterator[Any]:
    """What the last build gave still stands: every model is observed, every test has the result that it had."""
    for key in context.job_def.asset_layer.asset_graph.toposorted_asset_keys:
        if key in context.selected_asset_keys:
            yield unchanged(context, key, {"fingerprint": mark}, mark)
    tests = {q.check_name: q for q in before if q.tool == "dbt"}
    for check in context.selected_asset_check_keys:
        if check.name in tests:
            yield dg.AssetCheckResult(
                asset_key=check.asset_key,
                check_name=check.name,
                passed=tests[check.name].status == "passed",
                severity=SEVERITY[tests[check.name].severity],
                metadata={"build_id": tests[check.name].build_id, "observed": tests[check.name].observed},
            )


def summary(run_results: Mapping[str, Any]) -> str:
    """Counts per outcome."""
    statuses = [str(r["status"]) for r in run_results["results"]]
    return ", ".join(f"{statuses.count(s)} {s}" for s in sorted(set(statuses)))


def failures(run_results: Mapping[str, Any]) -> str:
    """What failed and what dbt said of it."""
    bad = [r for r in run_results["results"] if r["status"] in ("error", "fail", "runtime error")]
    return "\n".join(f"{r['unique_id']}: {r.get('message') or r['status']}" for r in bad[:20])
