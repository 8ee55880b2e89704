"""The DuckLake catalogue: opened with DuckDB's own extension, which the environment brings; the network is never asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import duckdb_extension_ducklake

from ingestion.home import Home
from ingestion.sql import identifier, literal

NAME = "talentstrategie.ducklake"
ATTACHED = "lake"


class LakeError(Exception):
    """The lake cannot be written or read as it stands; says so in words."""


@dataclass(frozen=True)
class Commit:
    """One snapshot of the catalogue: a publication that became the current one."""

    snapshot: int
    publication_id: str
    moment: datetime  # when it became so, UTC without a zone: its publishing, or the rollback to it
    published_at: datetime
    source: str
    is_demo: bool
    note_nl: str


def folder_of(home: Home) -> Path:
    return home.publication / "lake"


def connection() -> duckdb.DuckDBPyConnection:
    """DuckDB in memory with the extension loaded. Raises LakeError where it does not fit this DuckDB."""
    home = Path(duckdb_extension_ducklake.__file__).parent
    file = home / "extensions" / f"v{duckdb.__version__}" / "ducklake.duckdb_extension"
    if not file.is_file():
        raise LakeError(f"duckdb-extension-ducklake is not that of DuckDB {duckdb.__version__}: install the lock")
    con = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    con.execute(f"load {literal(file)}")
    return con


def attach(con: duckdb.DuckDBPyConnection, catalogue: Path, snapshot: int | None = None, name: str = ATTACHED) -> None:
    """Attaches a catalogue read-only, all of it at one snapshot where that is given."""
    at = f", snapshot_version {snapshot}" if snapshot is not None else ""
    data = literal(f"{catalogue.parent}{os.sep}")
    con.execute(
        f"attach {literal(f'ducklake:{catalogue}')} as {identifier(name)} "
        f"(read_only, data_path {data}, override_data_path true{at})"
    )


@contextmanager
def tables_of(catalogue: Path, *, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """The catalogue's own tables (`ducklake_...`), as a plain DuckDB file."""
    with duckdb.connect(str(catalogue), read_only=read_only) as con:
        yield con


def commits(catalogue: Path) -> list[Commit]:
    """Every publication in the lake, in the order in which they became current; none where there is no lake yet.

    Raises LakeError where the catalogue cannot be read.
    """
    if not catalogue.exists():
        return []
    try:
        with tables_of(catalogue) as con:
            rows = con.execute(
                "select snapshot_id, s ->> 'publication_id', (s ->> 'moment')::timestamp, (s ->> 'published_at')::timestamp, "
                "s ->> 'source', (s ->> 'is_demo')::boolean, s ->> 'note_nl' "
                "from (select snapshot_id, commit_extra_info::json as s from ducklake_snapshot_changes "
                "where commit_extra_info is not null) order by snapshot_id"
            ).fetchall()
    except duckdb.Error as error:
        raise LakeError(f"{catalogue} cannot be read: {' '.join(str(error).split())[:200]}") from error
    return [Commit(*row) for row in rows]
