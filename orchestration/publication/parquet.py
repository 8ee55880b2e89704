"""The tables of a publication as Parquet, one file each, that says by itself what it is.

What a file says stands in its key-value metadata, as texts (`pyarrow.parquet.read_schema(...).metadata`, DuckDB's
`parquet_kv_metadata`): a file that is copied out of its folder keeps it.
"""

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import duckdb

from ingestion.files import sync_folder, write_text
from ingestion.sql import identifier, literal
from orchestration.publication.bi import columns
from orchestration.publication.history import fsync
from orchestration.publication.marks import DEMO_FILE, LICENCE, marked
from orchestration.publication.relations import relations


def write_parquet(con: duckdb.DuckDBPyConnection, folder: Path, tables: Collection[str]) -> None:
    """Writes `schema/table.parquet` of each table of the open publication; of a demo the folder is marked too."""
    for name in tables:
        schema, table = name.split(".")
        path = folder / schema / f"{table}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        said = ", ".join(f"{key}: {literal(text)}" for key, text in metadata(con, name).items())
        con.execute(
            f"copy (from {identifier(schema)}.{identifier(table)}) to {literal(path)} "
            f"(format parquet, compression zstd, kv_metadata {{{said}}})"
        )
        fsync(path)
    for name, text in beside(con).items():
        write_text(folder / name, text)
    for schema_folder in {folder / name.split(".")[0] for name in tables}:
        sync_folder(schema_folder)
    sync_folder(folder)


def metadata(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """What the Parquet of a table says: of which publication it is, what it holds, and its columns as JSON."""
    publication_id, published_at, source, is_demo, note = publication(con)
    return {
        "publication_id": publication_id,
        "published_at": f"{published_at.isoformat()}Z",
        "source": source,
        "is_demo": str(is_demo).lower(),
        "note_nl": note,
        "title": marked(name, is_demo=is_demo),
        "description": relations(con)[name],
        "licence": f"{LICENCE}: zie marts.dim_dataset (licence, attribution, homepage).",
        "columns": json.dumps(columns(con, name), ensure_ascii=False),
    }


def kept(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """The key-value metadata that a Parquet file holds. Raises duckdb.Error where it cannot be read."""
    rows = con.execute(f"select decode(key), decode(value) from parquet_kv_metadata({literal(path)})").fetchall()
    return dict(rows)


def beside(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Files of the Parquet's folder that are no table, with their text: the note of a demo."""
    *_, is_demo, note = publication(con)
    return {DEMO_FILE: f"{note}\n"} if is_demo else {}


def publication(con: duckdb.DuckDBPyConnection) -> tuple[str, datetime, str, bool, str]:
    """Of `meta.publication`: id, moment (UTC, without a zone), source, is_demo and note."""
    row = con.execute("select publication_id, published_at, source, is_demo, note_nl from meta.publication").fetchone()
    assert row is not None
    return row
