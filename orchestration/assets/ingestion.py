"""One multi-asset per publisher; every dataset of the catalogue is an asset `raw/<publisher>__<dataset>` in it."""

import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import dagster as dg
import duckdb
from dagster._core.definitions.data_version import DATA_VERSION_TAG

from expectations.registry import raw_suite
from expectations.runner import OUTCOMES, CheckResult, run
from ingestion.archive import Archive
from ingestion.catalogue import file_of, load_catalogue
from ingestion.dataset import Dataset
from ingestion.dutch import whole
from ingestion.load import Before
from ingestion.lock import Say, locked
from ingestion.provenance import utc
from ingestion.result import Result
from ingestion.snapshot import Snapshot
from ingestion.warehouse import connect, writing
from orchestration import build_records, checks, progress
from orchestration.assets import provenance
from orchestration.assets.fresh import freshness
from orchestration.assets.not_materialized import unmade
from orchestration.assets.raw_checks import FETCHED, judged_alone, without_cells
from orchestration.resources import Pipeline

warnings.filterwarnings("ignore", category=dg.BetaWarning, module=__name__)  # code references, 2026-11

POOL = "duckdb"
PREVIEW_ROWS = 5
SAID_OF_TITLES = {"dimension": "dimensie", "title": "titel", "found": "gevonden"}  # columns of a row that failed


def asset_key(dataset: Dataset) -> dg.AssetKey:
    return dg.AssetKey(["raw", dataset.id])


def asset_spec(dataset: Dataset) -> dg.AssetSpec:
    """What the Dagster UI shows of a dataset, all of it from the catalogue."""
    return dg.AssetSpec(
        asset_key(dataset),
        description=f"**{dataset.title}**\n\n{dataset.description}",
        group_name=dataset.publisher,
        kinds={"duckdb", dataset.access.protocol.replace("_", "")},
        owners=["team:data-engineering"],
        tags={"cadence": dataset.cadence},
        freshness_policy=freshness([dataset.id]),
        metadata={
            "homepage": dg.MetadataValue.url(dataset.homepage),
            "licence": dataset.licence,
            "attribution": dataset.attribution,
            "serves": ", ".join(dataset.serves),
            "table": f"raw.{dataset.id}",
            "dagster/code_references": dg.CodeReferencesMetadataValue(
                code_references=[
                    dg.LocalFileCodeReference(file_path=str(file_of(dataset)), line_number=1, label="catalogue")
                ]
            ),
        },
        skippable=True,
    )


def check_specs(dataset: Dataset) -> list[dg.AssetCheckSpec]:
    """`fetched`, and Great Expectations' checks. None blocks: what fails is quarantined and the last good one used."""
    fetched = dg.AssetCheckSpec(
        FETCHED,
        asset=asset_key(dataset),
        description="De laatste poging tot ophalen is gelukt, en de nieuwste periode is er op tijd volgens de kalender.",
    )
    return [fetched, *checks.specs(asset_key(dataset), raw_suite(dataset), blocking=False)]


def breach(result: CheckResult) -> str:
    """A critical verdict in words, with the first of its failing rows where they say what it is about: a title by name."""
    rows = [
        ", ".join(f"{word} {row[k]}" for k, word in SAID_OF_TITLES.items() if k in row) for row in result.failing_rows
    ]
    named = f" ({'; '.join(rows[:3])})" if any(rows) else ""
    return (
        f"{result.check_name} {OUTCOMES[result.status]}: gevonden {result.observed}, verwacht {result.expected}{named}"
    )


class RawGate:
    """The gate of new snapshots: runs the dataset's suite on the loaded table and keeps what it found."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.found: dict[str, tuple[str, list[CheckResult]]] = {}

    def __call__(
        self, con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot, before: Before | None
    ) -> str | None:
        results = run(raw_suite(dataset, self.comparable(con, dataset, snapshot), self.archive.source, before), con)
        if dataset.confidential:
            results = [without_cells(r) for r in results]
        self.found[dataset.id] = (snapshot.snapshot_id, results)
        bad = [r for r in results if r.severity == "critical" and r.status in ("failed", "broken")]
        if not bad or self.archive.acceptance(dataset.id, snapshot.snapshot_id):
            return None  # what a person accepted is used; its checks stay failed, for all to see
        told = "; ".join(map(breach, bad))
        return (
            f"{dataset.id}: bij raw.{dataset.id}: {told}. Stand {snapshot.snapshot_id} is in quarantaine; bekijk hem in "
            f"het archief, en als hij klopt: talent accept {snapshot.snapshot_id} --reason '...'"
        )

    def comparable(self, con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot) -> bool:
        """Says the snapshot that is loaded now something of this one? Demo and live say nothing of each other.

        And what comes back, bytes that were in use before, is not judged by what had replaced them.
        """
        if self.archive.in_use_before(snapshot):
            return False
        row = con.execute("select snapshot_id from ops.loaded where dataset_id = ?", [dataset.id]).fetchone()
        return row is None or row[0] is None or self.archive.get(dataset.id, row[0]) is not None

    def verdict(self, con: duckdb.DuckDBPyConnection, result: Result) -> list[CheckResult]:
        """What was found in this run, or before on the snapshot that is still in use."""
        if result.dataset.id in self.found:
            return self.found[result.dataset.id][1]
        if result.snapshot is None:
            return []
        kept = [q.result() for q in build_records.quality_of_snapshot(con, result.snapshot.snapshot_id)]
        younger = self.younger(con, result.dataset, {r.check_name for r in kept})
        if younger:
            self.found[result.dataset.id] = (result.snapshot.snapshot_id, [*kept, *younger])
        return [*kept, *younger]

    def younger(self, con: duckdb.DuckDBPyConnection, dataset: Dataset, judged: Collection[str]) -> list[CheckResult]:
        """The checks that the suite got since the loaded snapshot was judged, on its table; they quarantine nothing."""
        suite = raw_suite(dataset, source=self.archive.source)
        added = replace(suite, checks=tuple(c for c in suite.checks if c.name not in judged))
        found = run(added, con) if added.checks else []
        return [without_cells(r) for r in found] if dataset.confidential else found

    def failed(self, con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot) -> int | None:
        """How many of a snapshot's checks failed, as found now or when it came in; None where it was never judged."""
        judged, results = self.found.get(dataset.id, ("", []))
        if judged != snapshot.snapshot_id:
            build_records.create_tables(con)
            results = [q.result() for q in build_records.quality_of_snapshot(con, snapshot.snapshot_id)]
        return sum(r.status in ("failed", "broken") and r.severity != "info" for r in results) if results else None

    def quality(self) -> list[build_records.Quality]:
        return [build_records.Quality.of(r, snapshot_id=sid) for sid, results in self.found.values() for r in results]


@dataclass(frozen=True)
class TakenIn:
    """What an ingestion brought: how each dataset came out, the verdict on what is in use of it, and what was judged now."""

    results: Mapping[str, Result]
    judged: Mapping[str, list[CheckResult]]
    found: Mapping[str, tuple[str, list[CheckResult]]]  # the snapshot that was judged, and what was found

    def tell(self, dataset_ids: Collection[str], log: dg.DagsterLogManager) -> None:
        """What a person must know of these datasets as warnings, each of them in a line for who asks for more."""
        for dataset_id in dataset_ids:
            for line in checks.told(self.found.get(dataset_id, ("", []))[1]):
                log.warning(line)
        lines = []
        for result in (self.results[dataset_id] for dataset_id in dataset_ids):
            # what is absent or old is told once, at the end, of the table that says it: `dim_dataset`
            if result.status == "current" and result.remark:
                log.warning(summary(result))
            else:
                lines.append(summary(result))
            for note in result.notes:
                log.warning(f"{result.dataset.id}: {note}")
            lines += [f"laat, {result.late}"] if result.late else []
        log.debug("\n".join([f"{len(lines)} regel(s) over datasets", *lines]))  # one event, not one of each dataset


_brought: list[TakenIn] = []


@contextmanager
def brought(taken: TakenIn) -> Iterator[None]:
    """The run within does not ask publishers again: it records what was taken in."""
    _brought.append(taken)
    try:
        yield
    finally:
        _brought.pop()


def take_in(pipeline: Pipeline, datasets: Sequence[Dataset], who: str, say: Say) -> TakenIn:
    """Fetches, loads and judges these datasets, and keeps what was found, in the turn of the caller."""
    gate = RawGate(pipeline.archive)
    ingestion = pipeline.ingestion(gate, gate.failed)
    results = ingestion.run(
        datasets, who, say, lambda result: progress.tell("dataset", result.dataset.id, result.outcome)
    )
    with writing(pipeline.home, who, say) as con:
        build_records.create_tables(con)
        build_records.keep_ingested(con, pipeline.asked, pipeline.moment)
        judged = {r.dataset.id: gate.verdict(con, r) for r in results}
        build_records.keep_quality(con, gate.quality())
        build_records.keep_overruled(con, overruled(con, pipeline.archive))
    return TakenIn({r.dataset.id: r for r in results}, judged, gate.found)


def ingest_publisher(publisher: str, datasets: list[Dataset]) -> dg.AssetsDefinition:
    """The multi-asset of one publisher."""
    by_key = {asset_key(d): d for d in datasets}

    @dg.multi_asset(
        name=f"ingest_{publisher}",
        specs=[asset_spec(d) for d in datasets],
        check_specs=[c for d in datasets for c in check_specs(d)],
        can_subset=True,
        pool=POOL,
    )
    def ingest(context: dg.AssetExecutionContext, pipeline: Pipeline) -> Iterator[Event]:
        who, say = f"ingest {publisher}, run {context.run_id[:8]}", context.log.info
        chosen = [by_key[key] for key in by_key if key in context.selected_asset_keys]
        alone = {key.asset_key for key in context.selected_asset_check_keys} - context.selected_asset_keys
        if alone:  # "Execute" on a check: of the table as it is
            with connect(pipeline.home, say) as con:
                for key in sorted(alone):
                    for found in judged_alone(con, by_key[key], key, pipeline.kind):
                        if dg.AssetCheckKey(key, str(found.check_name)) in context.selected_asset_check_keys:
                            yield found
        if not chosen:
            return
        with locked(pipeline.home, who, say):
            taken = _brought[-1] if _brought else take_in(pipeline, chosen, who, say)
            with connect(pipeline.home, say) as con:
                previews = {d.id: preview(con, d) for d in chosen}
                shapes = {d.id: columns_of(con, d) for d in chosen}
                for event in provenance.written(con, publisher, context.instance):
                    context.log_event(event)
        recorded = recorded_versions(context.instance, [asset_key(d) for d in chosen])
        taken.tell([d.id for d in chosen], context.log)
        for d in chosen:
            version = recorded[asset_key(d)]
            yield from events(
                taken.results[d.id], taken.judged[d.id], previews[d.id], pipeline.archive, version, shapes[d.id]
            )

    return ingest


def overruled(con: duckdb.DuckDBPyConnection, archive: Archive) -> list[build_records.Overruled]:
    """The loaded snapshots whose quarantine a person overruled."""
    loaded = con.execute("select dataset_id, snapshot_id from ops.loaded where snapshot_id is not null").fetchall()
    return [
        build_records.Overruled(
            snapshot_id,
            dataset_id,
            told.verdict,
            utc(told.quarantined_at),
            told.by,
            utc(told.at),
            told.reason,
            "\n".join(told.findings),
        )
        for dataset_id, snapshot_id in loaded
        if (told := archive.acceptance(dataset_id, snapshot_id))
    ]


def new_columns(result: Result) -> str:
    """The columns that the contract does not know; of a confidential dataset their number, for a name may stand there."""
    added = result.loaded.added_columns if result.loaded else ()
    return str(len(added) or "") if result.dataset.confidential else ", ".join(added)


def summary(result: Result) -> str:
    """One line for a person."""
    line = f"{result.dataset.id}: {progress.OUTCOMES[result.outcome]}, {whole(result.rows)} rijen"
    if added := new_columns(result):
        line += f", nieuwe kolommen: {added.count(', ') + 1 if not added.isdigit() else added}"
    line += f"; {result.remark}" if result.remark else ""
    reason = result.reason.removeprefix(f"{result.dataset.id}: ")
    return line if result.status == "current" else f"{line}; {reason}"


def recorded_versions(instance: dg.DagsterInstance, keys: Sequence[dg.AssetKey]) -> dict[dg.AssetKey, str | None]:
    """The snapshot of each dataset's last materialisation, as Dagster's own records have it; None where there is none."""
    found = instance.get_latest_materialization_events(keys)
    return {
        k: e.asset_materialization.tags.get(DATA_VERSION_TAG)
        if (e := found.get(k)) and e.asset_materialization and e.asset_materialization.tags
        else None
        for k in keys
    }


Event = dg.MaterializeResult[None] | dg.AssetObservation | dg.AssetCheckResult


def events(
    result: Result,
    found: list[CheckResult],
    table: str,
    archive: Archive,
    recorded: str | None = None,
    columns: dg.TableSchema | None = None,
) -> Iterator[Event]:
    """A materialisation where data came in, its data version the snapshot in use, else an observation; and the checks."""
    key, snapshot, metadata = asset_key(result.dataset), result.snapshot, told_of(result, archive)
    metadata["preview"] = dg.MetadataValue.md(table)
    if columns:
        metadata["dagster/column_schema"] = columns
    if snapshot and came_in(result, recorded):
        yield dg.MaterializeResult(asset_key=key, metadata=metadata, data_version=dg.DataVersion(snapshot.snapshot_id))
    else:
        yield dg.AssetObservation(key, metadata=metadata)
        yield unmade(key)
    yield dg.AssetCheckResult(
        asset_key=key,
        check_name=FETCHED,
        passed=result.status == "current" and not result.late,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"outcome": result.outcome, "reason": result.reason or "-", "late": result.late or "-"},
    )
    if found:
        yield from checks.results(key, raw_suite(result.dataset), found)


def came_in(result: Result, recorded: str | None) -> bool:
    """Was the raw table filled, from a new snapshot or anew from the one in use? Or do Dagster's records (`recorded`) not
    know the snapshot that is in use and current?"""
    in_use = result.snapshot
    return in_use is not None and (result.reloaded or (result.status == "current" and recorded != in_use.snapshot_id))


def told_of(result: Result, archive: Archive) -> dict[str, Any]:
    """What the metadata of an event say of how a dataset came out: its state in use, and what waits or was overruled."""
    snapshot = result.snapshot
    metadata: dict[str, Any] = {
        "outcome": result.outcome,
        "status": result.status,
        "dagster/row_count": result.rows,
    }
    if result.reason:
        metadata["reason"] = result.reason
    if result.notes:
        metadata["notes"] = "\n".join(result.notes)
    if result.remark:
        metadata["remark"] = result.remark
    if snapshot:
        metadata |= {
            "snapshot_id": snapshot.snapshot_id,
            "bytes": snapshot.byte_count,
            "bodies": len(snapshot.parts),
            "retrieved_at": dg.MetadataValue.timestamp(snapshot.retrieved_at),
            "source": dg.MetadataValue.url(snapshot.parts[-1].url),
        }
        if snapshot.publisher_modified_at:
            metadata["publisher_modified_at"] = dg.MetadataValue.timestamp(snapshot.publisher_modified_at)
    if waiting := archive.in_quarantine(result.dataset.id):
        metadata["quarantine"] = dg.MetadataValue.md(
            "\n".join(f"- `{s.snapshot_id}` sinds {q.at:%Y-%m-%d %H:%M} UTC: {q.reason}" for s, q in waiting)
        )
    accepted = archive.acceptance(result.dataset.id, snapshot.snapshot_id) if snapshot else None
    if accepted:
        metadata["overruled"] = dg.MetadataValue.md(
            f"geaccepteerd door {accepted.by} op {accepted.at:%Y-%m-%d %H:%M} UTC: {accepted.reason}\n\n{accepted.verdict}"
        )
    if added := new_columns(result):
        metadata["new_columns"] = added
    return metadata


def columns_of(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> dg.TableSchema:
    """The columns of the raw table with their types, as they were loaded."""
    rows = con.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = 'raw' and table_name = ? "
        "order by column_index",
        [dataset.id],
    ).fetchall()
    return dg.TableSchema([dg.TableColumn(name, kind.lower()) for name, kind in rows])


def preview(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> str:
    """The first rows as a Markdown table; a confidential dataset is shown by its number of rows only."""
    if dataset.confidential:
        return "namen worden niet getoond"
    frame = con.execute(f'from raw."{dataset.id}" limit {PREVIEW_ROWS}').df()
    return str(frame.to_markdown(index=False))


catalogue = sorted(load_catalogue().values(), key=lambda d: d.publisher)
by_publisher = {name: list(group) for name, group in groupby(catalogue, key=lambda d: d.publisher)}
raw_assets = [ingest_publisher(name, datasets) for name, datasets in by_publisher.items()]
provenance_tables = provenance.specs(
    {name: [asset_key(d) for d in datasets] for name, datasets in by_publisher.items()}
)
