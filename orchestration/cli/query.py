"""Questions to the published file: read-only, and with no way to any other file."""

import re

import duckdb
import typer
from rich.console import Console

from ingestion.home import Home
from ingestion.sql import literal
from orchestration.cli.answers import Form, write
from orchestration.cli.app import NOT_DONE, WRONG_USE, say
from orchestration.publication.reading import NotReadable, opened
from orchestration.publication.relations import relations

NO_QUESTION = re.compile(r"\b(en|dis)able_(logging|profiling)\b|\btruncate_duckdb_logs\b", re.IGNORECASE)
DATASET = re.compile(r"\b[a-z0-9]+__[a-z0-9_]+\b")
EXAMPLE = 'talent sql "select indicator_id, name_nl from dim_indicator"'


def open_published(home: Home, publication: str = "", as_of: str = "") -> duckdb.DuckDBPyConnection:
    """A connection to the current publication, or to one by its id or the moment at which it stood.

    Says what a reader should know of it, and ends the command without one.
    """
    try:
        if publication or as_of:
            from orchestration.publication.lake.reading import named, opened_at, standing

            con, remarks = opened_at(home, named(home, publication) if publication else standing(home, as_of))
        else:
            con, remarks = opened(home)
    except NotReadable as refusal:
        say(str(refusal))
        raise typer.Exit(NOT_DONE) from refusal
    for remark in remarks:
        say(f"LET OP: {remark}")
    schemas = sorted({name.split(".")[0] for name in relations(con)})  # a publication of before has none of bi
    con.execute(f"set search_path = {literal(','.join(schemas))}")
    con.execute("set lock_configuration = true")
    return con


def refuse_unknown(con: duckdb.DuckDBPyConnection, query: str) -> None:
    """Ends the command where a question names a dataset that the publication did not know: no rows would be no answer."""
    from ingestion.catalogue import load_catalogue

    known = {name for (name,) in con.execute("select dataset_id from marts.dim_dataset").fetchall()}
    if unknown := sorted(set(DATASET.findall(query.lower())) & load_catalogue().keys() - known):
        say(f"{', '.join(unknown)} was in die publicatie nog niet bekend: er is geen antwoord, ook geen leeg.")
        raise typer.Exit(NOT_DONE)


def show(con: duckdb.DuckDBPyConnection, query: str, form: Form, out: Console) -> None:
    """Prints the answer to each statement, or what is wrong with the question and ends the command."""
    if found := NO_QUESTION.search(query):
        say(f"{found[0]} is geen vraag aan het bestand, en kan dit programma beëindigen; zie talent sql --help")
        raise typer.Exit(NOT_DONE)
    try:
        statements = con.extract_statements(query)
        if not statements:
            say(f"Geen vraag: er staat niets te vragen. Bijvoorbeeld: {EXAMPLE}")
            raise typer.Exit(WRONG_USE)
        if len(statements) > 1 and form is not Form.table:
            say(f"{len(statements)} vragen in een keer gaan niet samen met --json of --csv: stel er een.")
            raise typer.Exit(WRONG_USE)
        for number, statement in enumerate(statements):
            cursor = con.execute(statement)
            names = [column[0] for column in cursor.description or ()]
            if number:
                out.print()
            if left := write(names, cursor.fetchall(), form, out):
                say(f"(nog {left} rijen; alle in een pipe, of met --csv)")
    except duckdb.Error as error:
        say(f"De vraag is niet te beantwoorden. DuckDB zegt: {error}")
        raise typer.Exit(NOT_DONE) from error
    warn_of_demo(con)


def warn_of_demo(con: duckdb.DuckDBPyConnection) -> None:
    """Beside every answer from the demo: this is no statistic."""
    note = con.execute("select note_nl from meta.publication where is_demo").fetchone()
    if note:
        say(f"\n{note[0]}")
