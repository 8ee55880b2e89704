"""The proof: the models' own SQL, as dbt compiled it, run anew over nothing but the leaves of an explanation.

A DuckDB in memory gets the relations of the home under their own names: the leaves with the rows that were found and no
others, and everything that is made of them by the SQL that made it in the home. Of what comes out only the rows that the
figure was traced through are kept: a sum over some of its parts is not that sum. They are told by their key, not by their
value. The home's files are not opened here.
"""

from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from ingestion.sql import identifier
from orchestration.explain.project import LEAVES, NUMBER, NUMBER_BITS, Estimates, Name, Project, Table
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


def replayed(project: Project, trace: Trace) -> Replay:
    """Runs the chain over the leaves. Reads of the trace only which rows lie on the way."""
    replay = Replay()
    con = duckdb.connect()
    try:
        con.execute(
            "attach ':memory:' as warehouse; attach ':memory:' as curated; set enable_progress_bar = false; set temp_directory = ''"
        )
        for name in sorted(needed(project, trace), key=lambda n: project.depth[n]):
            table = project.tables[name]
            create(con, table)
            if name not in trace.wanted:
                continue
            if table.is_leaf:
                con.register("leaves", trace.rows[name].arrow)
                con.execute(f"insert into {table.relation} from leaves")
            elif table.estimates:
                estimated(con, table, table.estimates, project, trace, replay)
            elif table.is_view:
                view(con, project, table, trace, replay)
            else:
                model(con, table, trace, replay)
    finally:
        con.close()
    return replay


def needed(project: Project, trace: Trace) -> set[Name]:
    """The relations on the way, and those that their SQL names."""
    return trace.wanted.keys() | {read for name in trace.wanted for read in project.tables[name].reads}


def create(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute(f"create schema if not exists {identifier(table.database)}.{identifier(table.name[0])}")
    columns = ", ".join(f"{identifier(c)} {kind}" for c, kind in table.columns.items())
    con.execute(f"create table {table.relation} ({columns})")


def estimated(
    con: duckdb.DuckDBPyConnection, table: Table, estimates: Estimates, project: Project, trace: Trace, replay: Replay
) -> None:
    """Estimates as they are stored; what is counted has to be the sum of its cells."""
    rows = trace.rows[table.name]
    con.register("told", rows.arrow.append_column("__number", pa.array(rows.numbers, pa.int64())))
    con.execute(f"insert into {table.relation} by name select * exclude (__number) from told")
    found = con.execute(
        f"select count(*) from (select any_value(told.estimate) is distinct from sum(counted.persons) as differs from told "
        f"left join {project.tables[estimates.model].relation} as counted on {estimates.rows} where {estimates.counted} "
        "group by told.__number) where differs"
    ).fetchone()
    assert found is not None
    if found[0]:
        replay.differs[table.name] = found[0]


def view(con: duckdb.DuckDBPyConnection, project: Project, table: Table, trace: Trace, replay: Replay) -> None:
    """The rows of a view that lie on the way, by their content; and what each was made of."""
    numbers = sorted(trace.wanted[table.name])
    number = project.row_of_view(table)
    con.execute(
        f"insert into {table.relation} by name select * from (\n{table.sql}\n) as every_row "
        f"where {number} in ({', '.join(str(table.number << NUMBER_BITS | n) for n in numbers)})"
    )
    sql, _ = project.followed(table.name, None)
    for *row, of, made_of in con.execute(
        f"select * exclude ({MADE_OF}), {number}, {MADE_OF} from ({sql}) as every_row"
    ).fetchall():
        if of & NUMBER in trace.wanted[table.name]:
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
    return table.number << NUMBER_BITS | trace.rows[table.name].numbers[row]


def model(con: duckdb.DuckDBPyConnection, table: Table, trace: Trace, replay: Replay) -> None:
    """The rows of a model that lie on the way, by their key, held against what is stored of them."""
    rows = trace.rows[table.name]
    con.register("on_the_way", rows.arrow.append_column("__number", pa.array(rows.numbers, pa.int64())))
    same = " and ".join(
        f"cast(a.{identifier(c)} as {table.columns[c]}) is not distinct from w.{identifier(c)}" for c in table.identity
    )
    con.execute(
        f"insert into {table.relation} by name select a.* from (\n{table.sql}\n) as a semi join on_the_way as w on {same}"
    )
    asked = trace.asked[table.name]
    matter = [c for c in table.columns if asked is None or c.lower() in asked]
    alike = " and ".join(f"({equal(f'a.{identifier(c)}', f'w.{identifier(c)}', table.columns[c])})" for c in matter)
    found = con.execute(
        f"select count(distinct w.__number) from {table.relation} as a join on_the_way as w on {same} and {alike or 'true'}"
    ).fetchone()
    assert found is not None
    if differs := len(rows.numbers) - found[0]:
        replay.differs[table.name] = differs
    if table.name == trace.start:
        for number, *row in con.execute(
            f"select w.__number, a.* from {table.relation} as a join on_the_way as w on {same}"
        ).fetchall():
            replay.rows[number] = tuple(row)


def equal(stored: str, again: str, kind: str) -> str:
    """SQL of whether two values are the same; floats may have been added up in another order."""
    if not kind.startswith(("DOUBLE", "FLOAT")):
        return f"{stored} is not distinct from {again}"
    return (
        f"{stored} is not distinct from {again} "
        f"or abs({stored} - {again}) <= {NEAR} * greatest(abs({stored}), abs({again}), 1)"
    )
