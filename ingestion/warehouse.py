"""The warehouse file: who may write, and the bookkeeping beside the raw tables.

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

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.load import create_metadata_tables, load_mark

Say = Callable[[str], None]

DATASET = {
    "dataset_id": "varchar",
    "publisher": "varchar",
    "title": "varchar",
    "protocol": "varchar",
    "cadence": "varchar",
    "licence": "varchar",
    "attribution": "varchar",
    "homepage": "varchar",
    "source": "varchar",
    "status": "varchar",
    "status_reason": "varchar",
    "snapshot_id": "varchar",
    "retrieved_at": "timestamp",
    "publisher_modified_at": "timestamp",
    "row_count": "bigint",
    "byte_count": "bigint",
}
SNAPSHOT = {
    "snapshot_id": "varchar",
    "dataset_id": "varchar",
    "part": "varchar",
    "url": "varchar",
    "retrieved_at": "timestamp",
    "publisher_modified_at": "timestamp",
    "etag": "varchar",
    "http_status": "integer",
    "content_type": "varchar",
    "byte_count": "bigint",
    "sha256": "varchar",
}


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
    with duckdb.connect(str(home.warehouse), config={"threads": os.cpu_count() or 1}) as con:
        con.execute("set enable_progress_bar = false")
        con.execute("create schema if not exists raw")
        con.execute("create schema if not exists ops")
        create_metadata_tables(con)
        for name, columns in {"raw.catalogue__dataset": DATASET, "raw.archive__snapshot": SNAPSHOT}.items():
            con.execute(f"create table if not exists {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
        con.execute(
            "create table if not exists ops.loaded "
            "(dataset_id varchar, snapshot_id varchar, mark varchar, row_count bigint)"
        )
        yield con


def is_loaded(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot | None) -> bool:
    """Does the raw table hold this snapshot (None: nothing), loaded by today's code?"""
    found = con.execute("select snapshot_id, mark from ops.loaded where dataset_id = ?", [dataset.id]).fetchone()
    return found == (snapshot.snapshot_id if snapshot else None, load_mark(dataset))


def mark_loaded(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot | None, rows: int) -> None:
    con.execute("delete from ops.loaded where dataset_id = ?", [dataset.id])
    snapshot_id = snapshot.snapshot_id if snapshot else None
    con.execute("insert into ops.loaded values (?, ?, ?, ?)", [dataset.id, snapshot_id, load_mark(dataset), rows])


def replace_if_changed(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> bool:
    """Makes a small table hold exactly these rows; leaves it untouched when it does already."""
    before = sorted(con.execute(f"from {table}").fetchall(), key=repr)
    if before == sorted(rows, key=repr):
        return False
    con.execute("begin")
    con.execute(f"truncate {table}")
    if rows:
        con.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
    con.execute("commit")
    return True


def utc(moment: datetime | None) -> datetime | None:
    """A moment as DuckDB's timestamp without zone, in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def snapshot_rows(archive: Archive, snapshots: list[Snapshot]) -> list[tuple[object, ...]]:
    return [
        (
            s.snapshot_id,
            s.dataset_id,
            p.part,
            p.url,
            utc(p.retrieved_at),
            utc(p.publisher_modified_at),
            p.etag,
            p.http_status,
            p.content_type,
            p.byte_count,
            p.sha256,
        )
        for s in snapshots
        for p in s.parts
    ]
