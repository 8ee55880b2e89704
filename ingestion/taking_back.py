"""Which state of a dataset its raw table holds, when a new one passed the gate and what rests on it turned out wrong."""

from collections.abc import Iterator

import duckdb

from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.errors import IngestionError
from ingestion.load import load, load_empty
from ingestion.snapshot import Snapshot
from ingestion.warehouse import mark_loaded


def use(con: duckdb.DuckDBPyConnection, archive: Archive, dataset: Dataset, snapshot: Snapshot) -> None:
    """Fills the raw table from a snapshot that was judged before. Raises IngestionError; then nothing has changed."""
    con.execute("begin")
    try:
        loaded = load(con, dataset, snapshot, archive)
        mark_loaded(con, dataset, snapshot, loaded.rows)
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise


def use_earlier(
    con: duckdb.DuckDBPyConnection, archive: Archive, dataset: Dataset, snapshot: Snapshot, published: str | None = None
) -> Snapshot | None:
    """Fills the raw table from a state before this one, and gives it: the one that was published last, else the newest
    that can be read. Where there is none the table is emptied."""
    for candidate in sorted(earlier(archive, snapshot), key=lambda s: s.snapshot_id != published):
        try:
            use(con, archive, dataset, candidate)
        except IngestionError:
            continue  # of another contract than today's: the one before it may do
        return candidate
    use_nothing(con, dataset)
    return None


def earlier(archive: Archive, snapshot: Snapshot) -> Iterator[Snapshot]:
    """The states of the same dataset that were in use before this one and are whole, the newest first."""
    for candidate in reversed(archive.snapshots(snapshot.dataset_id)):
        before = candidate.retrieved_at < snapshot.retrieved_at
        if before and archive.may_be_used(candidate) and all(archive.is_whole(p.sha256) for p in candidate.parts):
            yield candidate


def use_nothing(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Empties the raw table: its columns are there, so that every model can be built."""
    con.execute("begin")
    load_empty(con, dataset)
    mark_loaded(con, dataset, None, 0)
    con.execute("commit")
