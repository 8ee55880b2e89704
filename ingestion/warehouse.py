"""The warehouse file: a connection that may write, and what is loaded in it.

DuckDB lets one process write and then shuts out all others, so writers take turns (see `lock`).
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.load import create_metadata_tables, load_mark
from ingestion.lock import Say, locked
from ingestion.provenance import create_provenance
from ingestion.snapshot import Snapshot

STRANGER_SECONDS = 60  # a client that a person opened on the pipeline's own file


@contextmanager
def writing(home: Home, who: str, say: Say = lambda _: None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Waits for one's turn and gives a connection that may write."""
    with locked(home, who, say), connect(home, say) as con:
        yield con


@contextmanager
def connect(home: Home, say: Say = lambda _: None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write, with the raw schema and its provenance tables in place. The caller holds the turn."""
    with opened(home, say) as con:
        con.execute("set enable_progress_bar = false")
        con.execute("create schema if not exists raw")
        con.execute("create schema if not exists ops")
        create_metadata_tables(con)
        create_provenance(con)
        con.execute(
            "create table if not exists ops.loaded "
            "(dataset_id varchar, snapshot_id varchar, mark varchar, row_count bigint)"
        )
        yield con


def opened(home: Home, say: Say) -> duckdb.DuckDBPyConnection:
    """The warehouse. A client outside the pipeline that has it open is named, waited for a while, and then an error."""
    end, waited = time.monotonic() + STRANGER_SECONDS, False
    while True:
        try:
            return duckdb.connect(str(home.warehouse), config={"threads": os.cpu_count() or 1})
        except duckdb.IOException as error:
            if "lock" not in str(error) or time.monotonic() > end:
                raise
            if not waited:
                say(f"wacht op {home.warehouse.name}, dat een ander programma open heeft: {error}")
                waited = True
            time.sleep(0.2)


def is_loaded(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot | None) -> bool:
    """Does the raw table hold this snapshot (None: nothing), loaded by today's code?"""
    found = con.execute("select snapshot_id, mark from ops.loaded where dataset_id = ?", [dataset.id]).fetchone()
    return found == (snapshot.snapshot_id if snapshot else None, load_mark(dataset))


def mark_loaded(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot | None, rows: int) -> None:
    con.execute("delete from ops.loaded where dataset_id = ?", [dataset.id])
    snapshot_id = snapshot.snapshot_id if snapshot else None
    con.execute("insert into ops.loaded values (?, ?, ?, ?)", [dataset.id, snapshot_id, load_mark(dataset), rows])
