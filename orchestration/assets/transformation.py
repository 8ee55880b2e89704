"""The dbt models as assets: one dbt run builds every layer, from staging to figures, and its tests."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.asset_utils import DAGSTER_DBT_UNIQUE_ID_METADATA_KEY

from ingestion.catalogue import load_catalogue
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.lock import locked
from ingestion.warehouse import connect
from orchestration import build_records, checks
from orchestration.assets.ingestion import POOL
from orchestration.assets.isolated import told_of
from orchestration.assets.not_materialized import observe, unchanged
from orchestration.assets.translator import Translator, shapes, with_words
from orchestration.build_records import DBT_PROJECT
from orchestration.isolation import record
from orchestration.isolation.bench import MachineTrouble
from orchestration.isolation.isolate import NotIsolated, Settled
from orchestration.isolation.judged import JudgedBuild
from orchestration.isolation.lineage import Lineage
from orchestration.manifest import manifest
from orchestration.resources import Pipeline
from orchestration.standing import standing

# unit tests judge the code, not the data: they run in `make test` and `make lint` (a fifth of dbt's time, 2026-11)
BUILD = ["build", "--exclude-resource-type", "unit_test"]
project = DbtProject(project_dir=DBT_PROJECT, profiles_dir=DBT_PROJECT)


@dbt_assets(
    manifest=with_words(manifest),
    project=project,
    name="dbt_models",
    pool=POOL,
    dagster_dbt_translator=Translator(Lineage(manifest, load_catalogue())),
)
def dbt_models(context: dg.AssetExecutionContext, dbt: DbtCliResource, pipeline: Pipeline) -> Iterator[Any]:
    """Builds the selected models and runs their tests; does nothing when nothing would come out differently.

    A build of them all is judged here too, with the suites of the marts: a finding takes out the datasets that it rests
    on, or its model, and the rest stands (`orchestration/isolation`). So what an asset is, is told at the end.
    """
    home, who, say = pipeline.home, f"dbt, run {context.run_id[:8]}", context.log.info
    whole = context.selected_asset_keys == dbt_models.keys  # of the project: those of a part are all that its run knows
    if not whole:  # nobody is asked; what was never fetched gets its empty table, so that what reads it can be built
        Ingestion(home, pipeline.asked, as_of=pipeline.moment).run((), who, say)
    with locked(home, who, say):
        with connect(home, say) as con:
            build_records.create_tables(con)
            lineage = Lineage(manifest, load_catalogue())
            # what was known on a day was judged on that day: nothing of it is new, and its archive stays as it is
            today = whole and not pipeline.moment
            again = record.tried_again(con, pipeline.archive, lineage) if today else {}
            mark, build = build_records.fingerprint(con), build_records.latest_build(con)
            before = build_records.quality_of_build(con, build[0]) if build else []
            published = record.published(home, say, demo=pipeline.kind == "demo") if today else {}
            new = record.not_yet_published(con, pipeline.archive, published) if today else {}
            held = build_records.withheld(con, build[0]) if build else []
        if whole and build and build[1:] == (mark, True) and build_records.signature(home.marts) == build[0]:
            say(f"dbt: niets gewijzigd sinds build {build[0][:8]}, geen tabel herschreven")
            yield from said_again(context, mark, before, {w.mart: w for w in held if w.extent == build_records.MART})
            return
        with connect(home, say) as con:
            build_records.begin_build(con, context.run_id, mark)
        say("dbt: bouwt de modellen en draait hun toetsen")

        def invoke(arguments: list[str]) -> Any:
            # the first is what the run chose, those after it choose for themselves
            chosen: dict[str, Any] = (
                {"context": context} if arguments[: len(BUILD)] == BUILD else {"manifest": manifest}
            )
            return dbt.cli(arguments, target_path=home.root / "dbt", raise_on_error=False, **chosen)

        bench = JudgedBuild(home, pipeline.archive, context.run_id, manifest, invoke, new, published, say)
        settled: list[Settled] = []
        failure = ""
        try:
            told = bench.everything(BUILD) if whole else bench.dbt([*BUILD, *only_tests_of(context, home)])
            say(f"dbt: {summary(told)}")
            if whole:
                settled = bench.settle(again)
            elif bad := failures(told):
                failure = f"dbt build mislukte: {summary(told)}\n{bad}"
        except NotIsolated as finding:
            failure = f"niet gebouwd: een bevinding die geen dataset verklaart\n{finding}"
        except MachineTrouble as trouble:
            failure = str(trouble)
        for line in checks.told(q.result() for q in bench.results.values() if q.tool == "dbt"):
            context.log.warning(line)
        bench.keep(settled, succeeded=whole and not failure)
        held_now = shapes(home, manifest, {key.path[-1] for key in context.selected_asset_keys})
    yield from told_of(context, bench, settled, held_now)
    if failure:
        raise dg.Failure(failure, allow_retries=False)


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


def said_again(
    context: dg.AssetExecutionContext,
    mark: str,
    before: list[build_records.Quality],
    held: Mapping[str, build_records.Withheld],
) -> Iterator[Any]:
    """What the last build gave still stands: every model is observed, every test has the result that it had."""
    for key in context.job_def.asset_layer.asset_graph.toposorted_asset_keys:
        if key in context.selected_asset_keys:
            if told := held.get(key.path[-1]):
                yield observe(context, key, {"outcome": "withheld", "reason": told.reason})
            else:
                yield unchanged(context, key, {"fingerprint": mark}, mark)
    tests = {q.check_name: q for q in before if q.tool == "dbt"}
    for check in context.selected_asset_check_keys:
        if check.name in tests:
            yield dg.AssetCheckResult(
                asset_key=check.asset_key,
                check_name=check.name,
                passed=tests[check.name].status == "passed",
                # a build that stands has no finding that is not on record
                severity=dg.AssetCheckSeverity.WARN,
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
