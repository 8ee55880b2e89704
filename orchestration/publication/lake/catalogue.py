"""The DuckLake catalogue: opened with DuckDB's own extension, which the environment brings; the network is never asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import duckdb_extension_ducklake  # type: ignore[import-untyped]

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
        raise LakeError(
            f"duckdb-extension-ducklake is niet die van DuckDB {duckdb.__version__}: installeer requirements.lock"
        )
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


@dataclass
class Content:
    """What a table was from one snapshot on: a file, its columns and what is said of them."""

    begins: int
    ends: int | None
    uuid: str
    path: str = ""  # under the folder of its table; a table without rows has no file
    size: int = 0
    rows: int = 0
    comment: str = ""
    columns: list[tuple[str, str, str]] = field(default_factory=list)  # name, DuckLake's type, comment


@dataclass(frozen=True)
class State:
    """All that a catalogue tells: every publication, and per `schema.table` all that it ever was, the oldest first."""

    commits: list[Commit]
    contents: dict[str, list[Content]]

    def newest(self) -> dict[str, Content]:
        return {name: told[-1] for name, told in self.contents.items() if told[-1].ends is None}


def commits(catalogue: Path) -> list[Commit]:
    """Every publication in the lake, in the order in which they became current; none where there is no lake yet.

    Raises LakeError where the catalogue cannot be read.
    """
    if not catalogue.exists():
        return []
    try:
        with tables_of(catalogue) as con:
            return commits_in(con)
    except duckdb.Error as error:
        raise unreadable(catalogue, error) from error


def state(catalogue: Path) -> State:
    """All of it, in one reading; empty where there is no lake yet. Raises LakeError as `commits`."""
    if not catalogue.exists():
        return State([], {})
    try:
        with tables_of(catalogue) as con:
            return State(commits_in(con), contents_in(con))
    except duckdb.Error as error:
        raise unreadable(catalogue, error) from error


def unreadable(catalogue: Path, error: duckdb.Error) -> LakeError:
    return LakeError(f"{catalogue} is niet te lezen: {' '.join(str(error).split())[:200]}")


def commits_in(con: duckdb.DuckDBPyConnection) -> list[Commit]:
    rows = con.execute(
        "select snapshot_id, s ->> 'publication_id', (s ->> 'moment')::timestamp, (s ->> 'published_at')::timestamp, "
        "s ->> 'source', (s ->> 'is_demo')::boolean, s ->> 'note_nl' "
        "from (select snapshot_id, commit_extra_info::json as s from ducklake_snapshot_changes "
        "where commit_extra_info is not null) order by snapshot_id"
    ).fetchall()
    return [Commit(*row) for row in rows]


def contents_in(con: duckdb.DuckDBPyConnection) -> dict[str, list[Content]]:
    found: dict[int, tuple[str, Content]] = {}
    for number, name, uuid, begins, ends in con.execute(
        "select table_id, schema_name || '.' || table_name, table_uuid::varchar, t.begin_snapshot, t.end_snapshot "
        "from ducklake_table t join ducklake_schema s using (schema_id) order by t.begin_snapshot"
    ).fetchall():
        found[number] = name, Content(begins, ends, uuid)
    for number, path, size, rows in con.execute(
        "select table_id, path, file_size_bytes, record_count from ducklake_data_file"
    ).fetchall():
        content = found[number][1]
        content.path, content.size, content.rows = path, size, rows
    for number, text in con.execute("select object_id, value from ducklake_tag where key = 'comment'").fetchall():
        if number in found:
            found[number][1].comment = text
    for number, *column in con.execute(
        "select c.table_id, column_name, column_type, coalesce(g.value, '') from ducklake_column c "
        "left join ducklake_column_tag g on g.table_id = c.table_id and g.column_id = c.column_id and g.key = 'comment' "
        "order by c.table_id, column_order"
    ).fetchall():
        found[number][1].columns.append((column[0], column[1], column[2]))
    told: dict[str, list[Content]] = {}
    for name, content in found.values():
        told.setdefault(name, []).append(content)
    return told
