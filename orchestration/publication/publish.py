"""The published file: made whole beside the current one, then put in its place in one rename.

    publication/talentstrategie.duckdb          what BI opens (talentstrategie-demo.duckdb for the demo)
    publication/manifest.json, changes.md       what it is, and what it changed
    publication/parquet -> history/<id>/parquet the same tables as Parquet
    publication/history/<id>/                   this and earlier publications, whole

A failure at any step leaves the current publication as it was.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from ingestion.archive import sync_folder, write_text
from ingestion.home import Home
from ingestion.readers import identifier, literal
from orchestration.publication import changes, meta
from orchestration.records import SIGNATURE, utc_now

KEPT = 10  # publications in history, this one included
NAMES = {True: "talentstrategie-demo.duckdb", False: "talentstrategie.duckdb"}


@dataclass(frozen=True)
class Publication:
    """One publication: its file, and per table `schema.table` its rows."""

    publication_id: str
    file: Path
    rows: dict[str, int]
    changes: str
    changed: bool


def current_file(home: Home) -> Path | None:
    """The file that BI opens, if there is one."""
    return next((home.publication / name for name in NAMES.values() if (home.publication / name).exists()), None)


def current_manifest(home: Home) -> dict[str, Any] | None:
    """What is published, in full; None when there is nothing, or when a publication was cut off half-way.

    The manifest is written last, so one that agrees with the file tells that all of it is in place. The file itself is
    not opened: a client may hold it.
    """
    path = home.publication / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    files = [p.name for p in home.publication.glob("*.duckdb")]
    return manifest if files == [NAMES[bool(manifest["is_demo"])]] else None


def publish(
    home: Home,
    source: str,
    build_id: str,
    fingerprint: str,
    as_of: datetime | None = None,
    say: Callable[[str], None] = print,
) -> Publication:
    """Publishes the marts. The caller holds the warehouse's turn and has audited the build."""
    moment = utc_now()
    header = meta.Header(
        f"{moment:%Y%m%dT%H%M%SZ}-{fingerprint[:8]}",
        moment,
        source,
        as_of,
        build_id,
        fingerprint,
        version("talentstrategie"),
    )
    history = home.publication / "history"
    draft, final = history / f".draft-{header.publication_id}", history / header.publication_id
    for leftover in history.glob(".draft-*"):
        shutil.rmtree(leftover)
    draft.mkdir(parents=True)
    file = draft / NAMES[header.is_demo]
    previous = latest(history, file.name)
    copy_marts(home, file)
    with duckdb.connect(str(file)) as con:
        con.execute(f"attach {literal(home.warehouse)} as warehouse (read_only)")
        con.execute(f"drop table {SIGNATURE}")
        meta.write(con, header, previous)
        con.execute("detach warehouse")
        con.execute("checkpoint")
    fsync(file)
    with duckdb.connect(str(file), read_only=True) as con:
        rows = count_rows(con)
        text = changes.report(con, header.publication_id, header.published_at, header.note_nl)
        write_parquet(con, draft / "parquet", rows)
        write_text(draft / "changes.md", text)
        write_text(draft / "manifest.json", manifest(con, header, draft, rows))
    sync_folder(draft)
    if final.exists():
        shutil.rmtree(final)
    os.replace(draft, final)
    sync_folder(history)
    put_in_place(home, final, file.name)
    keep_last(history, KEPT)
    say(f"published {file.name}: {len(rows)} tables, {sum(rows.values()):,} rows")
    return Publication(header.publication_id, home.publication / file.name, rows, text, True)


def latest(history: Path, name: str) -> Path | None:
    """The newest publication of the same kind in the history; a rebuild of an earlier day is no predecessor."""
    for folder in sorted((p for p in history.glob("[!.]*") if (p / name).exists()), reverse=True):
        if json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["as_of"] is None:
            return folder / name
    return None


def copy_marts(home: Home, target: Path) -> None:
    """A byte copy of the marts' file, all of its changes written into it first."""
    with duckdb.connect(str(home.marts)) as con:
        con.execute("checkpoint")
    shutil.copyfile(home.marts, target)


def count_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = con.execute(
        "select schema_name, table_name from duckdb_tables() where schema_name in ('marts', 'meta') order by all"
    ).fetchall()
    counts = {}
    for schema, table in tables:
        row = con.execute(f"select count(*) from {identifier(schema)}.{identifier(table)}").fetchone()
        counts[f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts


def write_parquet(con: duckdb.DuckDBPyConnection, folder: Path, rows: dict[str, int]) -> None:
    for name in rows:
        schema, table = name.split(".")
        path = folder / schema / f"{table}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        con.execute(
            f"copy {identifier(schema)}.{identifier(table)} to {literal(path)} (format parquet, compression zstd)"
        )
        fsync(path)


def manifest(con: duckdb.DuckDBPyConnection, header: meta.Header, folder: Path, rows: dict[str, int]) -> str:
    """manifest.json: files with sha256, tables with rows, datasets with their state, versions."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".duckdb", ".parquet"))
    datasets = con.execute(
        "select dataset_id, publisher, title, licence, attribution, status, snapshot_id, retrieved_at "
        "from marts.dim_dataset order by dataset_id"
    ).fetchall()
    keys = ("dataset_id", "publisher", "title", "licence", "attribution", "status", "snapshot_id", "retrieved_at")
    content = {
        "publication_id": header.publication_id,
        "published_at": header.published_at.isoformat() + "Z",
        "source": header.source,
        "is_demo": header.is_demo,
        "as_of": header.as_of.isoformat() + "Z" if header.as_of else None,
        "note_nl": header.note_nl,
        "build_id": header.build_id,
        "fingerprint": header.fingerprint,
        "versions": {name: version(name) for name in ("talentstrategie", "duckdb", "dbt-core", "dagster")},
        "files": [{"path": str(p.relative_to(folder)), "bytes": p.stat().st_size, "sha256": sha256(p)} for p in files],
        "tables": [{"name": name, "rows": count} for name, count in rows.items()],
        "datasets": [dict(zip(keys, row, strict=True)) for row in datasets],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def put_in_place(home: Home, folder: Path, name: str) -> None:
    """Makes a publication of the history the current one: the file in one rename, the manifest last.

    A copy, not a link: what a client does to the file never reaches the history. A client that opened it for writing
    may have left a log beside it, which DuckDB would play into the new file: it goes first and last.
    """
    incoming, log = home.publication / f".{name}.incoming", home.publication / f"{name}.wal"
    shutil.copyfile(folder / name, incoming)
    fsync(incoming)
    log.unlink(missing_ok=True)
    os.replace(incoming, home.publication / name)
    log.unlink(missing_ok=True)
    for other in NAMES.values():
        if other != name:
            (home.publication / other).unlink(missing_ok=True)
            (home.publication / f"{other}.wal").unlink(missing_ok=True)
    link = home.publication / ".parquet.incoming"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("history") / folder.name / "parquet")
    os.replace(link, home.publication / "parquet")
    for small in ("changes.md", "manifest.json"):
        write_text(home.publication / small, (folder / small).read_text(encoding="utf-8"))
    sync_folder(home.publication)


def keep_last(history: Path, kept: int) -> None:
    """Keeps the last publications of each kind: demos never push out a real one."""
    for name in NAMES.values():
        for old in sorted(p.parent for p in history.glob(f"[!.]*/{name}"))[:-kept]:
            shutil.rmtree(old)


def fsync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
