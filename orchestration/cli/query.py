"""Questions to the published file: read-only, and with no way to any other file."""

from collections.abc import Iterable

import duckdb
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingestion.home import Home
from ingestion.sql import literal
from orchestration.publication.reading import NotReadable, opened
from orchestration.publication.relations import relations

MOST_ROWS = 200


def open_published(home: Home, out: Console) -> duckdb.DuckDBPyConnection:
    """A connection to the current publication; says what a reader should know of it, and ends the command without one."""
    try:
        con, remarks = opened(home)
    except NotReadable as refusal:
        out.print(str(refusal), markup=False)
        raise typer.Exit(1) from refusal
    for remark in remarks:
        out.print(f"LET OP: {remark}", markup=False)
    schemas = sorted({name.split(".")[0] for name in relations(con)})  # a publication of before has none of bi
    con.execute(f"set search_path = {literal(','.join(schemas))}")
    con.execute("set lock_configuration = true")
    return con


def show(con: duckdb.DuckDBPyConnection, query: str, out: Console) -> None:
    """Prints the answer as a table, or what is wrong with the question."""
    try:
        cursor = con.execute(query)
        rows = cursor.fetchmany(MOST_ROWS + 1)
    except duckdb.Error as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error
    table = answer_table(column[0] for column in cursor.description or ())
    for row in rows[:MOST_ROWS]:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    out.print(table)
    if len(rows) > MOST_ROWS:
        out.print(f"(de eerste {MOST_ROWS} rijen)")
    warn_of_demo(con, out)


def answer_table(names: Iterable[str]) -> Table:
    """A table without lines."""
    return Table(*names, box=None, pad_edge=False)


def warn_of_demo(con: duckdb.DuckDBPyConnection, out: Console) -> None:
    """Under every answer from the demo: this is no statistic."""
    note = con.execute("select note_nl from meta.publication where is_demo").fetchone()
    if note:
        out.print(f"\n{note[0]}", markup=False)
