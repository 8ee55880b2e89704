"""The warehouse file: who may write, and what is loaded in it.

DuckDB lets one process write and then shuts out all others, so writers take turns through a lock file. The lock is the
operating system's: it goes when its holder goes, also by kill -9.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

import duckdb

from ingestion.archive import Snapshot
from ingestion.books import create_books
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.load import create_metadata_tables, load_mark

Say = Callable[[str], None]
ORPHAN_SECONDS = 300  # a build of dbt takes about a minute


@contextmanager
def turn(home: Home, who: str, say: Say = lambda _: None) -> Iterator[None]:
    """Waits for one's turn to write; says who holds the lock while waiting."""
    home.create()
    with home.lock.open("a+", encoding="utf-8") as file:
        waited = False
        while not acquired(file):
            if not waited:
                file.seek(0)
                say(f"waiting for the warehouse: {file.read().strip() or 'another process'} is writing")
                waited = True
            time.sleep(0.2)
        file.seek(0)
        file.truncate()
        file.write(f"{who} (process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC)")
        file.flush()
        yield


def acquired(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def writing(home: Home, who: str, say: Say = lambda _: None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Waits for one's turn and gives a connection that may write."""
    with turn(home, who, say), connect(home) as con:
        yield con


@contextmanager
def connect(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write, with the raw schema and its bookkeeping in place. The caller holds the turn."""
    with opened(home) as con:
        con.execute("set enable_progress_bar = false")
        con.execute("create schema if not exists raw")
        con.execute("create schema if not exists ops")
        create_metadata_tables(con)
        create_books(con)
        con.execute(
            "create table if not exists ops.loaded "
            "(dataset_id varchar, snapshot_id varchar, mark varchar, row_count bigint)"
        )
        yield con


def opened(home: Home) -> duckdb.DuckDBPyConnection:
    """The warehouse, as soon as a process that outlived its own lock (a dbt whose parent was killed) lets it go."""
    for _ in range(ORPHAN_SECONDS):
        try:
            return duckdb.connect(str(home.warehouse), config={"threads": os.cpu_count() or 1})
        except duckdb.IOException as error:
            if "lock" not in str(error):
                raise
            time.sleep(1)
    return duckdb.connect(str(home.warehouse), config={"threads": os.cpu_count() or 1})


def is_loaded(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot | None) -> bool:
    """Does the raw table hold this snapshot (None: nothing), loaded by today's code?"""
    found = con.execute("select snapshot_id, mark from ops.loaded where dataset_id = ?", [dataset.id]).fetchone()
    return found == (snapshot.snapshot_id if snapshot else None, load_mark(dataset))


def mark_loaded(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot | None, rows: int) -> None:
    con.execute("delete from ops.loaded where dataset_id = ?", [dataset.id])
    snapshot_id = snapshot.snapshot_id if snapshot else None
    con.execute("insert into ops.loaded values (?, ?, ?, ?)", [dataset.id, snapshot_id, load_mark(dataset), rows])
