"""`talent dictionary CODE`: a word of a closed list, or a code of a classification and which opgaven count it."""

from decimal import Decimal

import duckdb
from rich.console import Console
from rich.markup import escape

from ingestion.dutch import number
from orchestration.publication.relations import relations

CLASSIFICATIONS = {  # table, and what its code is of
    "dim_field": "studierichting",
    "dim_occupation": "beroep",
    "dim_industry": "bedrijfstak",
    "dim_programme": "opleiding",
}
ROUTES = """
    select opgave_id, coalesce(deelopgave_id, ''), delineation, weight, string_agg(distinct edition, ', ' order by edition),
        any_value(rationale)
    from marts.bridge_opgave where code_system = $1 and code = $2 group by 1, 2, 3, 4 order by delineation = 'breed', 1, 2, 3
"""


def print_code(con: duckdb.DuckDBPyConnection, asked: str, out: Console) -> bool:
    """A code of a closed list, in each list that has it, or of a classification, in each that has it."""
    there = relations(con)
    rows = []
    if "meta.vocabulary" in there:
        rows = con.execute(
            "select list, code, label_nl from meta.vocabulary where lower(code) = $1 and list <> 'synonym' order by 1",
            [asked],
        ).fetchall()
    for name, code, label in rows:
        out.print(f"[bold]{escape(code)}[/bold] (code in {name})\n    {escape(label)}")
    found = bool(rows)
    for table, what in CLASSIFICATIONS.items():
        if f"marts.{table}" in there:
            found |= print_classified(con, asked, table, what, out)
    return found


def print_classified(con: duckdb.DuckDBPyConnection, asked: str, table: str, what: str, out: Console) -> bool:
    """A code of one classification: its name in each edition, and how much of it which opgave counts."""
    rows = con.execute(
        f"select code_system, code, name_nl, string_agg(distinct edition, ', ' order by edition) from marts.{table} "
        "where lower(code) = $1 group by 1, 2, 3 order by 1, 4",
        [asked],
    ).fetchall()
    for system, code, name, editions in rows:
        out.print(f"[bold]{escape(code)}[/bold] ({what}, {system} {editions})\n    {escape(name or '-')}")
    for system, code in dict.fromkeys((system, code) for system, code, _, _ in rows):
        print_routes(con, system, code, out)
    return bool(rows)


def print_routes(con: duckdb.DuckDBPyConnection, system: str, code: str, out: Console) -> None:
    routes = con.execute(ROUTES, [system, code]).fetchall() if "marts.bridge_opgave" in relations(con) else []
    for opgave, part, delineation, weight, editions, why in routes:
        of = f" ({part})" if part else ""
        told = f"{opgave}{of}, {delineation}: {share(weight)} ({editions})" + (f"; {why}" if why else "")
        out.print(f"    {'telt mee bij':<13}{escape(told)}")
    if not routes:
        out.print(f"    geen opgave telt deze code van {system} zelf; een fijnere of grovere code kan dat wel doen")


def share(weight: Decimal | float) -> str:
    return f"{number(float(weight) * 100)} %"
