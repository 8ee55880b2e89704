"""Publications into the lake: those of the history that it does not have, and whatever is current, last.

Only tables with other rows, columns or comments than the lake's newest are written. What is compared are the two Parquet files
themselves, so that nothing that was noted earlier has to be believed. `meta.revision` is not written: it is itself the memory of
every publication, in each file. Views of `bi` are not: they hold nothing that the marts do not.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from ingestion.files import sync_folder, take_place
from ingestion.home import Home
from ingestion.sql import identifier, literal
from orchestration.publication.access import as_its_folder
from orchestration.publication.history import (
    clear,
    current_manifest,
    database_of,
    fsync,
    is_rebuild,
    manifest_in,
    publications,
    sha256,
)
from orchestration.publication.lake import delta
from orchestration.publication.lake.catalogue import (
    ATTACHED,
    NAME,
    Commit,
    Content,
    LakeError,
    State,
    commits,
    connection,
    folder_of,
    state,
    tables_of,
)

SCHEMAS = ("marts", "meta")
LEFT_OUT = ("meta.revision",)
BLOCK = (
    16384  # bytes, of the catalogue's file: in DuckDB's own of 256 kB its many small tables take 6 MB instead of 0.6
)
TYPES = {  # DuckDB's name of a type, and DuckLake's
    "VARCHAR": "varchar",
    "BOOLEAN": "boolean",
    "TINYINT": "int8",
    "SMALLINT": "int16",
    "INTEGER": "int32",
    "BIGINT": "int64",
    "FLOAT": "float32",
    "DOUBLE": "float64",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
    "BLOB": "blob",
}


@dataclass(frozen=True)
class Table:
    """A table of a publication, as it is in the open file `published`."""

    name: str
    comment: str
    columns: tuple[tuple[str, str, str], ...]  # name, type, comment

    def is_described_by(self, content: Content) -> bool:
        """Has the lake these columns, in this order, of these types, and are the same things said of them?"""
        columns = [(name, TYPES.get(kind, kind.lower()), comment) for name, kind, comment in self.columns]
        return columns == content.columns and self.comment == content.comment


def settle(home: Home, say: Callable[[str], None]) -> None:
    """Brings the lake to what is published. Never raises: what is published stands without it.

    What went wrong is said, `reading.behind` says it again to whoever asks, the history keeps what the lake does not have, and the
    next build tries again.
    """
    try:
        bring_up(home, say)
    except Exception as error:  # whatever it is, the publication is in its place and is not undone by it
        say(
            f"lake: wat gepubliceerd is staat er niet in ({type(error).__name__}: {' '.join(str(error).split())[:300]}); "
            "de volgende build probeert het opnieuw, en publication/history bewaart het zolang"
        )


def not_yet(home: Home) -> list[str]:
    """Publications of the history that the lake should have and does not: they must not be removed."""
    try:
        newest = max((c.publication_id for c in commits(folder_of(home) / NAME)), default="")
    except LakeError:
        newest = ""
    return [p.name for p in publications(home.publication / "history") if p.name > newest and not is_rebuild(p)]


def bring_up(home: Home, say: Callable[[str], None]) -> None:
    """Adds what lacks. Raises LakeError, OSError or duckdb.Error; then the lake is as it was."""
    catalogue = folder_of(home) / NAME
    current = current_manifest(home)
    if current is None:
        return
    if not catalogue.parent.exists():
        catalogue.parent.mkdir()
        as_its_folder([catalogue.parent], home.publication)
    stood = state(catalogue)
    clean(catalogue, stood)
    is_demo = bool(current["is_demo"])
    if any(commit.is_demo is not is_demo for commit in stood.commits):
        raise LakeError(
            f"{catalogue.parent} is van {'cijfers' if is_demo else 'een demo'}: een demo en cijfers delen nooit een datameer"
        )
    for folder, restored in lacking(home, stood.commits, current, say):
        try:
            add(home, catalogue, stood, folder, restored)
        except (LakeError, duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError) as error:
            if folder.name == current["publication_id"]:
                raise
            say(f"lake: {folder.name} past er niet in, en is overgeslagen: {' '.join(str(error).split())[:300]}")
            clean(catalogue, stood)
            continue
        stood = state(catalogue)
    written = delta.bring_up(catalogue.parent, stood)
    as_its_folder(
        [*written, *(p.parent for p in written), *(p.parent.parent for p in written)], home.publication, within=False
    )
    as_its_folder([p for log in written for p in log.glob("*.json")], home.publication)


def lacking(
    home: Home, known: list[Commit], current: Mapping[str, Any], say: Callable[[str], None]
) -> list[tuple[Path, datetime | None]]:
    """Folders of the history to add, in order; with the moment of the rollback for one that became current again."""
    from orchestration.publication.rollback import in_effect

    there, newest = {commit.publication_id for commit in known}, max((c.publication_id for c in known), default="")
    current_id = str(current["publication_id"])
    folders: list[tuple[Path, datetime | None]] = []
    for folder in publications(home.publication / "history"):
        if folder.name in there or folder.name <= newest or is_rebuild(folder) or folder.name == current_id:
            continue
        try:
            of_the_other_kind = manifest_in(folder)["is_demo"] is not current["is_demo"]
        except (OSError, ValueError, KeyError):
            say(f"lake: {folder.name} is niet te lezen, en is overgeslagen")
            continue
        if not of_the_other_kind:
            folders.append((folder, None))
    back = in_effect(home, current_id)
    if not known or known[-1].publication_id != current_id or folders:
        folders.append((home.publication / "history" / current_id, back.at if back else None))
    return sorted(folders, key=lambda each: (each[1] is not None, each[0].name))


def clean(catalogue: Path, stood: State) -> None:
    """Removes what a cut-off run left: drafts of the catalogue, and files that no snapshot has.

    Raises LakeError where the Delta logs have more than the catalogue: then it is not what it was, and nothing is removed.
    """
    if names := delta.ahead(catalogue.parent, stood):
        raise LakeError(
            f"{catalogue} ontbreekt of is ouder dan de Delta-logs ernaast ({', '.join(names[:3])}): zet een kopie terug, of "
            "leg de hele map opzij"
        )
    lake = catalogue.parent
    for draft in lake.glob(f".{NAME}.*"):
        clear(draft)
    held = {lake.joinpath(*name.split("."), c.path) for name, told in stood.contents.items() for c in told}
    for file in lake.glob("*/*/*"):
        if file.name != delta.LOG and file not in held:
            clear(file)
    for file in lake.glob(f"*/*/{delta.LOG}/.*"):
        clear(file)


def add(home: Home, catalogue: Path, stood: State, folder: Path, restored: datetime | None) -> None:
    """One publication as one snapshot: its files first, the catalogue in one rename."""
    try:
        manifest = manifest_in(folder)
        database = folder / str(database_of(manifest)["path"])
        digests = {str(file["path"]): str(file["sha256"]) for file in manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise LakeError(f"het manifest van {folder.name} is niet te lezen: {error}") from error
    draft = catalogue.with_name(f".{NAME}.draft")
    if catalogue.exists():
        shutil.copyfile(catalogue, draft)
        draft.chmod(0o644)
    with connection() as con:
        con.execute(f"attach {literal(database)} as published (read_only)")
        said, here = (
            header(con, restored),
            tables(con, "published"),
        )  # before the lake: DuckDB lists what is attached, all of it
        first = not draft.exists()
        blocks = f", meta_block_size {BLOCK}" if first else ""
        con.execute(
            f"attach {literal(f'ducklake:{draft}')} as {ATTACHED} (data_path {literal(f'{catalogue.parent}{os.sep}')}, "
            f"override_data_path true, data_inlining_row_limit 0{blocks})"
        )
        con.execute("begin")
        before = stood.newest()
        for schema in SCHEMAS if first else ():
            con.execute(f"create schema {ATTACHED}.{schema}")
        for name in sorted(before.keys() - here.keys()):
            con.execute(f"drop table {ATTACHED}.{quoted(name)}")
        for name, table in here.items():
            file = folder / "parquet" / Path(*name.split(".")).with_suffix(".parquet")
            newest = before.get(name)
            if newest and table.is_described_by(newest) and same_rows(con, catalogue.parent, name, newest, file):
                continue
            place(home, con, catalogue.parent, table, file, digests)
        con.execute(
            f"call {ATTACHED}.set_commit_message('talentstrategie', {literal(said['publication_id'])}, "
            f"extra_info => {literal(json.dumps(said, ensure_ascii=False))})"
        )
        con.execute("commit")
        con.execute(f"detach {ATTACHED}")
    finish(draft, datetime.fromisoformat(said["moment"]))
    as_its_folder([draft], home.publication)
    fsync(draft)
    take_place(draft, catalogue)
    sync_folder(catalogue.parent)


def header(con: duckdb.DuckDBPyConnection, restored: datetime | None) -> dict[str, Any]:
    """What every commit says of the publication that it is."""
    row = con.execute(
        "select publication_id, published_at, source, is_demo, note_nl from published.meta.publication"
    ).fetchone()
    assert row is not None
    publication_id, published_at, source, is_demo, note = row
    return {
        "publication_id": publication_id,
        "moment": (restored or published_at).isoformat(),
        "published_at": published_at.isoformat(),
        "source": source,
        "is_demo": is_demo,
        "note_nl": note,
    }


def tables(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, Table]:
    """The tables of an attached database that belong in the lake, with columns and comments."""
    names = con.execute(
        "select schema_name || '.' || table_name, coalesce(comment, '') from duckdb_tables() where database_name = $1 "
        f"and schema_name in {SCHEMAS} order by 1",
        [database],
    ).fetchall()
    columns: dict[str, list[tuple[str, str, str]]] = {}
    for name, *column in con.execute(
        "select schema_name || '.' || table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() "
        f"where database_name = $1 and schema_name in {SCHEMAS} order by schema_name, table_name, column_index",
        [database],
    ).fetchall():
        columns.setdefault(name, []).append((column[0], column[1], column[2]))
    return {name: Table(name, comment, tuple(columns[name])) for name, comment in names if name not in LEFT_OUT}


def same_rows(con: duckdb.DuckDBPyConnection, lake: Path, name: str, newest: Content, file: Path) -> bool:
    """Does the lake's newest hold the rows of a Parquet file, in any order?

    Mostly the two files tell it by their bytes; of rows in another order, or written by another DuckDB, the rows do.
    """
    rows = pq.read_metadata(file).num_rows
    if not newest.path or rows != newest.rows:
        return bool(rows == newest.rows)  # a table without rows has no file
    kept = lake.joinpath(*name.split("."), newest.path)
    if pages(kept) == pages(file):
        return True
    here, there = (f"from read_parquet({literal(each)}) as t" for each in (kept, file))
    mark = "select sum(hash(t)::hugeint)"  # tells most that differ in a seventh of the time
    if con.execute(f"select ({mark} {here}) = ({mark} {there})").fetchone() == (False,):
        return False
    return con.execute(f"select not exists ({here} except all {there})").fetchone() == (True,)  # of as many rows


def pages(file: Path) -> tuple[object, bytes]:
    """A Parquet file without its key-value metadata, in which each publication names itself: all that its rows are read from."""
    about = pq.read_metadata(file)
    told = {key: value for key, value in about.to_dict().items() if key != "serialized_size"}
    content = file.read_bytes()
    end = len(content) - 8 - int.from_bytes(content[-8:-4], "little")  # footer, its length, PAR1
    return (told, about.schema.to_arrow_schema().remove_metadata()), content[:end]


def place(
    home: Home, con: duckdb.DuckDBPyConnection, lake: Path, table: Table, file: Path, digests: Mapping[str, str]
) -> None:
    """The published Parquet beside the earlier ones of its table, and the table anew over it alone."""
    schema, name = table.name.split(".")
    folder = lake / schema / name
    kept = folder / f"{file.parents[2].name}.parquet"
    target = f"{ATTACHED}.{quoted(table.name)}"
    columns = ", ".join(f"{identifier(column)} {kind}" for column, kind, _ in table.columns)
    con.execute(f"create or replace table {target} ({columns})")
    if table.comment:
        con.execute(f"comment on table {target} is {literal(table.comment)}")
    for column, _, comment in table.columns:
        if comment:
            con.execute(f"comment on column {target}.{identifier(column)} is {literal(comment)}")
    if con.execute(f"select not exists (from read_parquet({literal(file)}))").fetchone() == (True,):
        return
    if not kept.exists():  # it is there for one that is current again
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, kept)
        as_its_folder([folder.parent, folder, kept], home.publication, within=False)
        fsync(kept)
        sync_folder(folder)
    if sha256(kept) != digests.get(f"parquet/{schema}/{name}.parquet"):
        raise LakeError(f"{file} is niet wat werd gepubliceerd")
    con.execute(
        f"call ducklake_add_data_files({literal(ATTACHED)}, {literal(name)}, {literal(kept)}, schema => {literal(schema)})"
    )


def finish(draft: Path, moment: datetime) -> None:
    """No path of this machine in the catalogue, and its snapshot dated as what it is of."""
    with tables_of(draft, read_only=False) as con:
        con.execute("update ducklake_metadata set value = '' where key = 'data_path'")
        con.execute(
            "update ducklake_snapshot set snapshot_time = $1::timestamp at time zone 'UTC' "
            "where snapshot_id = (select max(snapshot_id) from ducklake_snapshot)",
            [moment],
        )
        con.execute(  # the empty snapshot that a catalogue begins with is before all that was published
            "update ducklake_snapshot set snapshot_time = least(snapshot_time, $1::timestamp at time zone 'UTC') "
            "where snapshot_id = 0",
            [moment - timedelta(seconds=1)],
        )
        con.execute("checkpoint")
        paths = con.execute("select path from ducklake_data_file where not path_is_relative").fetchall()
    if paths:
        raise LakeError(f"{draft.name} noemt een pad van deze machine: {paths[0][0]}")


def quoted(name: str) -> str:
    return ".".join(map(identifier, name.split(".")))
