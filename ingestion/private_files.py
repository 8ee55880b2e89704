"""The files that only the pipeline uses, and that can be made again: one that is damaged is named, put aside, and rebuilt.

The warehouse comes from the archive, the marts from the warehouse, Dagster's records begin anew. Nothing is thrown away.
"""

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingestion.errors import is_local
from ingestion.home import Home
from ingestion.lock import Say

DAMAGED_DUCKDB = (
    "not a valid duckdb",
    "could not read enough bytes",
    "corrupt",
    "checksum",
    "replaying wal",
    "serialization error",
    "version number",
)
DAMAGED_SQLITE = ("malformed", "not a database", "disk image")


def is_damage(told: str) -> bool:
    """Is it damage of a database's file that a library tells?"""
    return any(words in told.lower() for words in (*DAMAGED_DUCKDB, *DAMAGED_SQLITE))


def mend(home: Home, say: Say) -> None:
    """Puts aside the private files that cannot be opened for their damage. The caller holds the turn."""
    for file, told in damaged(home):
        moved = aside(file)
        say(
            f"{file.name} is beschadigd ({' '.join(told.split())[:160]}); terzijde gezet als {moved.name}, en opnieuw gemaakt"
        )


def damaged(home: Home) -> Iterator[tuple[Path, str]]:
    for file in (home.warehouse, home.marts):
        if file.exists() and os.access(file, os.R_OK | os.W_OK):
            try:
                duckdb.connect(str(file)).close()
            except duckdb.Error as error:
                if not is_local(error) and is_damage(str(error)):
                    yield file, str(error)
    for file in sorted(home.dagster.rglob("*.db")):
        try:
            con = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
            try:
                con.execute("select count(*) from sqlite_master").fetchone()
            finally:
                con.close()
        except sqlite3.DatabaseError as error:
            if is_damage(str(error)):
                yield file, str(error)


def put_all_aside(home: Home, say: Say) -> None:
    """After a run that stumbled over damage inside a file that opens: the warehouse and the marts are made anew."""
    for file in (home.warehouse, home.marts):
        if file.exists():
            say(
                f"{file.name} is misschien van binnen beschadigd; terzijde gezet als {aside(file).name}, en opnieuw gemaakt"
            )


def aside(file: Path) -> Path:
    """Renames a file, and the logs beside it, so that it is not used."""
    moved = file.with_name(f"{file.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
    for log in (".wal", "-wal", "-shm", "-journal"):
        beside = file.with_name(file.name + log)
        if beside.exists():
            beside.rename(moved.with_name(moved.name + log))
    return file.rename(moved)
