"""Provenance beside the raw tables: the state of every dataset, and the received bodies that the tables are made of.

dbt reads them as `raw.catalogue__dataset` and `raw.archive__snapshot`; times are UTC without a zone.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import duckdb

from ingestion import publication_calendar
from ingestion.archive import Archive
from ingestion.catalogue import publishers
from ingestion.dataset import Dataset
from ingestion.snapshot import Attempt, Snapshot

Status = Literal["current", "late", "stale", "missing", "withheld"]

PROVENANCE = {
    "catalogue__dataset": "Eén rij per dataset van de catalogus: stand (current, late, stale, missing, withheld) en geldende snapshot.",
    "archive__snapshot": "Eén rij per bewaard deel van een geldende snapshot: adres, tijd en sha256 van de bytes.",
}
DATASET = {
    "dataset_id": "varchar",
    "publisher": "varchar",
    "publisher_name": "varchar",
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


def create_provenance(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables; one with other columns, of an earlier version, is made anew: every ingestion fills them whole."""
    for name, columns in {"catalogue__dataset": DATASET, "archive__snapshot": SNAPSHOT}.items():
        found = con.execute(
            "select column_name from duckdb_columns() where database_name = current_database() "
            "and schema_name = 'raw' and table_name = ? order by column_index",
            [name],
        ).fetchall()
        if [column for (column,) in found] != list(columns):
            con.execute(f"create or replace table raw.{name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")


def keep_provenance(
    con: duckdb.DuckDBPyConnection,
    archive: Archive,
    entries: Iterable[tuple[Dataset, Snapshot | None, int, Attempt | None, str]],
) -> None:
    """Brings both tables up to date; a table that says so already is left untouched.

    An entry is a dataset, the snapshot that is loaded, its rows, the last attempt to fetch it, and why it is late (empty
    where it is not).
    """
    datasets: list[tuple[object, ...]] = []
    bodies: list[tuple[object, ...]] = []
    for dataset, snapshot, row_count, attempt, late in entries:
        datasets.append(dataset_row(archive.source, dataset, snapshot, row_count, attempt, late))
        bodies += body_rows(snapshot) if snapshot else []
    replace_if_changed(con, "raw.catalogue__dataset", datasets)
    replace_if_changed(con, "raw.archive__snapshot", bodies)


def keep_state(
    con: duckdb.DuckDBPyConnection, archive: Archive, dataset: Dataset, snapshot: Snapshot | None, row_count: int
) -> None:
    """Brings what both tables say of one dataset up to date: what is in use of it changed after it came in."""
    late = "" if archive.source == "demo" else publication_calendar.late(con, dataset, datetime.now(UTC).date())
    told = dataset_row(archive.source, dataset, snapshot, row_count, archive.attempt(dataset.id), late)
    for table, rows in (("catalogue__dataset", [told]), ("archive__snapshot", body_rows(snapshot) if snapshot else [])):
        kept = con.execute(f"from raw.{table} where dataset_id <> ?", [dataset.id]).fetchall()
        replace_if_changed(con, f"raw.{table}", [*kept, *rows])


def state(snapshot: Snapshot | None, attempt: Attempt | None, late: str = "") -> tuple[Status, str | None]:
    """current, late, stale, missing or withheld, and why; what did not come weighs more than that it is late."""
    reason = attempt.reason if attempt and attempt.reason else None
    if snapshot is None:
        return ("withheld" if attempt and attempt.outcome == "withheld" else "missing"), reason or "nooit opgehaald"
    if attempt and attempt.outcome not in ("new", "unchanged"):
        return "stale", reason
    if late:
        return "late", late
    return "current", None


def dataset_row(
    source: str, dataset: Dataset, snapshot: Snapshot | None, row_count: int, attempt: Attempt | None, late: str
) -> tuple[object, ...]:
    return (
        dataset.id,
        dataset.publisher,
        publishers()[dataset.publisher].name,
        dataset.title,
        dataset.access.protocol,
        dataset.cadence,
        dataset.licence,
        dataset.attribution,
        dataset.homepage,
        source,
        *state(snapshot, attempt, late),
        snapshot.snapshot_id if snapshot else None,
        utc(snapshot.retrieved_at) if snapshot else None,
        utc(snapshot.publisher_modified_at) if snapshot else None,
        row_count,
        snapshot.byte_count if snapshot else 0,
    )


def body_rows(snapshot: Snapshot) -> list[tuple[object, ...]]:
    return [
        (
            snapshot.snapshot_id,
            snapshot.dataset_id,
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
        for p in snapshot.parts
    ]


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
