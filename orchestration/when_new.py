"""The job that schedules, sensors and `talent build` run: every publisher is asked, and the whole is built where anything is new.

Dagster plans an event for each asset and check of a run before it begins, and gets one for each output: 5,800 events and
9 MB for a run of everything that finds nothing (2026-11). So the datasets are taken in by a step that is no asset. Where
something is new the job `warehouse` records what was taken in, and builds on it; else an observation of each dataset is
all that there is to tell. `warehouse` started by itself ("Materialize all") asks the publishers as well.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg
import duckdb

from ingestion.catalogue import load_catalogue
from ingestion.home import Home
from ingestion.lock import Say, locked
from ingestion.warehouse import connect
from orchestration import build_records, progress, watcher
from orchestration.assets import provenance
from orchestration.assets.ingestion import (
    POOL,
    TakenIn,
    asset_key,
    brought,
    came_in,
    recorded_versions,
    take_in,
    told_of,
)
from orchestration.cli.console import console
from orchestration.isolation.lineage import Lineage
from orchestration.isolation.record import due
from orchestration.manifest import manifest
from orchestration.publication.audit import NotPublishable, audit, blocking_tests
from orchestration.publication.history import current_manifest
from orchestration.publication.lake.writing import settle
from orchestration.publication.rollback import in_effect
from orchestration.resources import Pipeline
from orchestration.run_tags import ASKED, ASKED_BY, tag
from orchestration.standing import BUILT

PUBLICATION = dg.AssetKey("publication")
NAMED = 5  # datasets by name in a line of what is new

watcher.take_its_place()

_listeners: list[list[dg.ExecuteInProcessResult]] = []


@contextmanager
def heard() -> Iterator[list[dg.ExecuteInProcessResult]]:
    """The runs of the whole job that a run of this one starts meanwhile."""
    wholes: list[dg.ExecuteInProcessResult] = []
    _listeners.append(wholes)
    try:
        yield wholes
    finally:
        _listeners.pop()


@dg.op(
    pool=POOL,
    config_schema={
        "datasets": dg.Field(
            [str], default_value=[], description="Alleen deze datasets, met hun naam in de catalogus; leeg is alle."
        )
    },
    description="Vraagt elke uitgever, of alleen de genoemde datasets. Is er iets nieuw (gegevens, code, seeds, of wat eerder niet lukte), dan bouwt de job "
    "`warehouse` het geheel, in een run ernaast; anders wordt van elke dataset vastgelegd dat zij is gevraagd.",
)
def ask(context: dg.OpExecutionContext, pipeline: Pipeline) -> None:
    who, say = f"ask, run {context.run_id[:8]}", context.log.info
    if pipeline.moment:  # a day of before is built from the archive, and published beside what is current
        build_whole(context, f"wat op {pipeline.as_of} bekend was")
        return
    catalogue, named = load_catalogue(), list(context.op_config["datasets"])
    if unknown := [name for name in named if name not in catalogue]:
        raise dg.Failure(f"{', '.join(unknown)} staat niet in de catalogus", allow_retries=False)
    with locked(pipeline.home, who, say):  # from taking in to the end: nobody writes between them
        if named and never_built(pipeline.home, say):
            say("hier is nog nooit gebouwd: elke dataset wordt gevraagd")
            named = []
        chosen = [catalogue[name] for name in named or catalogue]
        taken = take_in(pipeline, chosen, who, say)
        with connect(pipeline.home, say) as con:
            new = "; ".join(what_is_new(con, pipeline, taken, context.instance))
            if not new:
                tell_that_all_stands(context, con, pipeline, taken)
        if new:
            with brought(taken):
                build_whole(context, new, [d.id for d in chosen])


def never_built(home: Home, say: Say) -> bool:
    """Did dbt never make the marts here? Then the other datasets have to come too."""
    with connect(home, say) as con:
        build_records.create_tables(con)
        return build_records.latest_build(con) is None


def what_is_new(
    con: duckdb.DuckDBPyConnection, pipeline: Pipeline, taken: TakenIn, instance: dg.DagsterInstance
) -> Iterator[str]:
    """Each reason why the whole must run, in words; none where it would change nothing and tell nothing new."""
    home, results = pipeline.home, list(taken.results.values())
    recorded = recorded_versions(instance, [asset_key(r.dataset) for r in results])
    came = [r.dataset.id for r in results if came_in(r, recorded[asset_key(r.dataset)])]
    if came:
        yield f"gegevens: {', '.join(came[:NAMED])}{f' en nog {len(came) - NAMED}' if len(came) > NAMED else ''}"
    in_use = {r.dataset.id: r.snapshot.snapshot_id for r in results if r.snapshot}
    if judged := [d for d, (snapshot_id, _) in taken.found.items() if d not in came and in_use.get(d) == snapshot_id]:
        yield f"controles van {', '.join(judged[:NAMED])}"
    build, mark = build_records.latest_build(con), build_records.fingerprint(con)
    if build is None or build[1:] != (mark, True) or build_records.signature(home.marts) != build[0]:
        if not came:
            yield "code, seeds of de stand van een dataset is anders dan bij de laatste build"
        return
    if again := due(con, pipeline.archive, Lineage(manifest, load_catalogue())):
        yield f"opnieuw te proberen: {', '.join(dataset_id for dataset_id, _ in again)}"
    try:
        audit(con, home.marts, blocking_tests(manifest).values(), pipeline.kind, pipeline.asked)
    except NotPublishable:  # the run of the whole says why, or makes good what is missing
        yield "de laatste build is niet te publiceren zoals zij is"
    current = current_manifest(home)
    if current is None or current["fingerprint"] != mark or in_effect(home, current["publication_id"]):
        yield "de laatste build is niet gepubliceerd"
    if unknown := unrecorded(instance):
        yield f"zonder vermelding in Dagster: {', '.join(unknown[:NAMED])}"


def unrecorded(instance: dg.DagsterInstance) -> list[str]:
    """Models, seeds and the publication of which Dagster's records hold nothing: they were removed."""
    made = [
        str(node["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] in BUILT and node["config"]["materialized"] != "ephemeral"
    ]
    known = {key.path[-1] for key in instance.all_asset_keys()}
    never_published = instance.get_latest_materialization_event(PUBLICATION) is None
    return [*sorted(set(made) - known), *(PUBLICATION.path if never_published else [])]


def tell_that_all_stands(
    context: dg.OpExecutionContext, con: duckdb.DuckDBPyConnection, pipeline: Pipeline, taken: TakenIn
) -> None:
    """Of each dataset that it was asked, and how it came out; of all that rests on them that it stands."""
    build, current = build_records.latest_build(con), current_manifest(pipeline.home)
    assert build is not None
    assert current is not None
    taken.tell(list(taken.results), context.log)
    context.log.info(f"dbt: niets gewijzigd sinds build {build[0][:8]}, geen tabel herschreven")
    settle(pipeline.home, context.log.info)
    context.log.info(f"publicatie: niets gewijzigd, {current['publication_id']} blijft zoals zij is")
    for result in taken.results.values():
        context.log_event(dg.AssetObservation(asset_key(result.dataset), metadata=told_of(result, pipeline.archive)))
    for event in provenance.written(con, "cbs", context.instance):
        context.log_event(event)
    told = {"outcome": "unchanged", "publication_id": str(current["publication_id"]), "fingerprint": build[1]}
    context.log_event(dg.AssetObservation(PUBLICATION, metadata=told))
    tag(context.instance, context.run_id, pipeline.home, "niets")


def build_whole(context: dg.OpExecutionContext, new: str, dataset_ids: Collection[str] | None = None) -> None:
    """Runs the job `warehouse` in this process, of the raw tables only those that were asked (`dataset_ids`; None for all).

    Raises Failure where it failed: its own run says why.
    """
    from orchestration.assets.transformation import dbt_models  # the assets take seconds to make
    from orchestration.definitions import defs

    progress.expected["model"] = len(dbt_models.keys)
    context.log.info(f"nieuw: {new}")
    config: dict[str, Any] = {k: v for k, v in context.run_config.items() if k in ("resources", "loggers")}
    job = defs.resolve_job_def("warehouse")
    unasked = {asset_key(d) for d in load_catalogue().values() if d.id not in dataset_ids} if dataset_ids else set()
    result = job.execute_in_process(
        instance=context.instance,
        run_config=config,
        tags={ASKED_BY: context.run_id, **{k: v for k, v in context.run.tags.items() if k == ASKED}},
        raise_on_error=False,
        asset_selection=[k for k in job.asset_layer.executable_asset_keys if k not in unasked] if unasked else None,
    )
    for wholes in _listeners:
        wholes.append(result)
    for run_id in (context.run_id, result.run_id):
        tag(context.instance, run_id, Home.from_env(), new)
    if not result.success:
        steps = ", ".join(sorted({str(e.step_key) for e in result.all_events if e.is_step_failure})) or "zijn begin"
        raise dg.Failure(f"run {result.run_id} van de job warehouse mislukte bij {steps}", allow_retries=False)


@dg.job(
    resource_defs={"pipeline": Pipeline()},
    logger_defs={"console": console},
    executor_def=dg.in_process_executor,
    description="Vraag elke uitgever; bouw en publiceer het geheel alleen als er iets nieuw is. Wat schema's, sensors en "
    "`talent build` doen.",
)
def build_when_new() -> None:
    ask()
