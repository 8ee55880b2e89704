"""The proof: the models' own SQL, as dbt compiled it, run anew over nothing but the leaves of an explanation.

A DuckDB in memory gets the relations of the home under their own names: the leaves with the rows that were found and no
others, and everything that is made of them by the SQL that made it in the home. Of what comes out only the rows that the
figure was traced through are kept: a sum over some of its parts is not that sum. They are told by their key, not by their
value. The home's files are not opened here.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from ingestion.sql import identifier
from orchestration.explain.project import LEAVES, NUMBER, NUMBER_BITS, Name, Project, Table
from orchestration.explain.rewrite import MADE_OF
from orchestration.explain.trace import Row, Trace, split

NEAR = 1e-9  # of a float that was added up in another order


@dataclass
class Replay:
    """What came out.

    rows     the row of the model that was asked for, by its number; absent where none came out
    views    the rows of views by relation and number, and of each what it was made of, as in `Trace`
    differs  the models of which a row came out otherwise than it is stored, and how many
    """

    rows: dict[int, Row] = field(default_factory=dict)
    views: dict[Name, dict[int, Row]] = field(default_factory=dict)
    terms: dict[tuple[Name, int], list[list[int]]] = field(default_factory=dict)
    differs: dict[Name, int] = field(default_factory=dict)


def replayed(project: Project, trace: Trace, leaves: Mapping[Name, Mapping[int, Row]]) -> Replay:
    """Runs the chain over the leaves. Reads of the trace only which rows lie on the way."""
    replay = Replay()
    con = duckdb.connect()
    try:
        con.execute("attach ':memory:' as warehouse; attach ':memory:' as curated; set enable_progress_bar = false")
        for name in sorted(needed(project, trace), key=lambda n: project.depth[n]):
            table = project.tables[name]
            create(con, table)
            wanted = trace.rows.get(name)
            if not wanted:
                continue
            if table.is_leaf:
                fill(con, table.relation, table.columns, leaves[name])
            elif table.is_view:
                view(con, project, table, trace, replay)
            else:
                model(con, table, trace, replay)
    finally:
        con.close()
    return replay


def needed(project: Project, trace: Trace) -> set[Name]:
    """The relations on the way, and those that their SQL names."""
    on_the_way = {name for name, rows in trace.rows.items() if rows}
    return on_the_way | {read for name in on_the_way for read in project.tables[name].reads}


def create(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute(f"create schema if not exists {identifier(table.database)}.{identifier(table.name[0])}")
    columns = ", ".join(f"{identifier(c)} {kind}" for c, kind in table.columns.items())
    con.execute(f"create table {table.relation} ({columns})")


def fill(con: duckdb.DuckDBPyConnection, relation: str, columns: Mapping[str, str], rows: Mapping[int, Row]) -> None:
    """Rows in the order of their numbers."""
    values = [rows[number] for number in sorted(rows)]
    marks = f"({', '.join('?' * len(columns))})"
    at_once = max(1, 2000 // len(columns))
    for start in range(0, len(values), at_once):
        some = values[start : start + at_once]
        con.execute(f"insert into {relation} values {', '.join([marks] * len(some))}", [v for row in some for v in row])


def view(con: duckdb.DuckDBPyConnection, project: Project, table: Table, trace: Trace, replay: Replay) -> None:
    """The rows of a view that lie on the way, by their content; and what each was made of."""
    numbers = sorted(trace.rows[table.name])
    number = project.row_of_view(table)
    con.execute(
        f"insert into {table.relation} by name select * from (\n{table.sql}\n) as every_row "
        f"where {number} in ({', '.join(str(table.number << NUMBER_BITS | n) for n in numbers)})"
    )
    sql, _ = project.followed(table.name, None)
    for *row, of, made_of in con.execute(
        f"select * exclude ({MADE_OF}), {number}, {MADE_OF} from ({sql}) as every_row"
    ).fetchall():
        if of & NUMBER in trace.rows[table.name]:
            replay.views.setdefault(table.name, {})[of & NUMBER] = tuple(row)
            terms = [[home_number(project, trace, part) for part in term] for term in split(made_of)]
            replay.terms.setdefault((table.name, of & NUMBER), []).extend(terms)
    if lost := len(numbers) - len(replay.views.get(table.name, {})):
        replay.differs[table.name] = lost


def home_number(project: Project, trace: Trace, part: int) -> int:
    """The number in the home of a leaf that has another one here; views have the same number in both."""
    table, row = project.table_of(part)
    if table.name[0] not in LEAVES:
        return part
    return table.number << NUMBER_BITS | sorted(trace.rows[table.name])[row]


def model(con: duckdb.DuckDBPyConnection, table: Table, trace: Trace, replay: Replay) -> None:
    """The rows of a model that lie on the way, by their key, held against what is stored of them."""
    stored = trace.rows[table.name]
    names = list(table.columns)
    key = [names.index(c) for c in table.identity]
    con.execute(f"create or replace temp table on_the_way ({', '.join(f'{identifier(c)} {table.columns[c]}' for c in table.identity)})")
    fill(con, "on_the_way", dict.fromkeys(table.identity, ""), {n: tuple(row[i] for i in key) for n, row in stored.items()})
    same = " and ".join(
        f"cast(a.{identifier(c)} as {table.columns[c]}) is not distinct from w.{identifier(c)}" for c in table.identity
    )
    con.execute(
        f"insert into {table.relation} by name select a.* from (\n{table.sql}\n) as a semi join on_the_way as w on {same}"
    )
    asked = trace.asked[table.name]
    matter = [i for i, c in enumerate(names) if asked is None or c.lower() in asked]
    came: dict[Row, Row] = {}
    for row in con.execute(f"from {table.relation}").fetchall():
        came[tuple(row[i] for i in key)] = row
    for number, row in stored.items():
        again = came.get(tuple(row[i] for i in key))
        if again is None or not all(equal(row[i], again[i]) for i in matter):
            replay.differs[table.name] = replay.differs.get(table.name, 0) + 1
        if again is not None and table.name == trace.start:
            replay.rows[number] = again


def equal(stored: Any, again: Any) -> bool:
    if isinstance(stored, float) and isinstance(again, float):
        return math.isclose(stored, again, rel_tol=NEAR, abs_tol=NEAR) or (math.isnan(stored) and math.isnan(again))
    return bool(stored == again)
