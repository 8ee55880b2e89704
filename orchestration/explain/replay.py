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
from orchestration.explain.syntax import FOLLOWED
from orchestration.explain.trace import Row, Rows, Trace, numbered

NEAR = 1e-9  # of a float that was added up in another order


@dataclass
class Replay:
    """What came out.

    rows     the row of the model that was asked for, by its number; absent where none came out
    differs  where that row is another than is stored: the relations on the way of which a row is, and how many
    miscounted  the models with estimates of which a counted row is not the sum of its cells, and how many
    """

    rows: dict[int, Row] = field(default_factory=dict)
    differs: dict[Name, int] = field(default_factory=dict)
    miscounted: dict[Name, int] = field(default_factory=dict)


@dataclass
class Seen:
    """The rows of views on the way, by relation and number, and what each was made of, as in `Trace`."""

    rows: dict[Name, dict[int, Row]] = field(default_factory=dict)
    made_of: dict[Name, dict[int, list[int]]] = field(default_factory=dict)


class Bench:
    """A DuckDB in memory with the relations of a home under their own names, for one explanation after another."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.con = duckdb.connect(config={"threads": 1})  # few rows, many queries
        self.con.execute(
            "attach ':memory:' as warehouse; attach ':memory:' as curated; set enable_progress_bar = false; set temp_directory = ''"
        )
        self.made: set[Name] = set()
        self.filled: set[Name] = set()
        self.shown: set[Name] = set()

    def replayed(self, trace: Trace) -> Replay:
        """Runs the chain over the leaves. Reads of the trace only which rows lie on the way."""
        replay = Replay()
        self.fill_leaves(trace)
        for table in self.way(trace):
            if table.estimates:
                self.estimated(table, table.estimates, trace.rows[table.name], replay)
            elif table.is_view:
                self.con.register("numbers", numbered(numbers_of_view(table, trace)))
                self.con.execute(
                    f"insert into {table.relation} by name select * from (\n{table.sql}\n) as every_row "
                    f"where {self.project.row_of_view(table)} in (select number from numbers)"
                )
            elif not table.is_leaf:
                self.offer(trace.rows[table.name])
                self.con.execute(
                    f"insert into {table.relation} by name "
                    f"select a.* from (\n{table.sql}\n) as a semi join stored as w on {same_row(table)}"
                )
        start = self.project.tables[trace.start]
        for number, *row in self.con.execute(
            f"select w.__number, a.* from {start.relation} as a join stored as w on {same_row(start)}"
        ).fetchall():
            replay.rows[number] = tuple(row)
        if self.otherwise(start, trace):
            replay.differs = {t.name: n for t in self.way(trace) if not t.is_leaf and (n := self.otherwise(t, trace))}
        return replay

    def seen(self, trace: Trace) -> Seen:
        """The views on the way over the leaves, each row with what it was made of."""
        seen = Seen()
        self.fill_leaves(trace)
        for table in self.way(trace):
            if not table.is_view:
                continue
            self.project.show(self.con, self.shown, table.name)
            rows = seen.rows[table.name] = {}
            for *row, made_of in self.con.execute(
                f"select * from {FOLLOWED}.{'.'.join(map(identifier, table.name))}"
            ).fetchall():
                number = made_of[0] & NUMBER
                if number in trace.wanted[table.name]:
                    rows[number] = tuple(row)
                    parts = [self.home_number(trace, part) if part else 0 for part in made_of[1:]]
                    seen.made_of.setdefault(table.name, {}).setdefault(number, []).extend([0, *parts])
        return seen

    def way(self, trace: Trace) -> list[Table]:
        """The relations on the way, what is read before what reads it."""
        return [self.project.tables[n] for n in sorted(trace.wanted, key=lambda n: self.project.depth[n])]

    def fill_leaves(self, trace: Trace) -> None:
        """The leaves with their rows; the relations on the way, and those that their SQL names, with none."""
        way = self.way(trace)
        needed = trace.wanted.keys() | {read for table in way for read in table.reads}
        made: dict[str, None] = {}
        for name in self.filled | (needed - self.made):
            table = self.project.tables[name]
            columns = ", ".join(f"{identifier(c)} {kind}" for c, kind in table.columns.items())
            made[f"create schema if not exists {identifier(table.database)}.{identifier(name[0])}"] = None
            made[f"create or replace table {table.relation} ({columns})"] = None
        self.con.execute(";".join(made))
        self.made |= needed
        self.filled = set(trace.wanted)
        for table in way:
            if table.is_leaf:
                self.con.register("leaves", trace.rows[table.name].arrow)
                self.con.execute(f"insert into {table.relation} from leaves")

    def offer(self, rows: Rows) -> None:
        """The stored rows of a model, with their number, as `stored`."""
        self.con.register("stored", rows.arrow.append_column("__number", pa.array(rows.numbers, pa.int64())))

    def estimated(self, table: Table, estimates: Estimates, rows: Rows, replay: Replay) -> None:
        """Estimates as they are stored; what is counted has to be the sum of its cells."""
        self.offer(rows)
        self.con.execute(f"insert into {table.relation} by name select * exclude (__number) from stored")
        [(counted,)] = self.con.execute(f"select count(*) from stored as told where {estimates.counted}").fetchall()
        [(alike,)] = self.con.execute(
            "select count(*) from (select any_value(told.estimate) = sum(counted.persons) as alike from stored as told "
            f"join {self.project.tables[estimates.model].relation} as counted on {estimates.rows} "
            f"where {estimates.counted} group by told.__number) where alike"
        ).fetchall()
        if counted != alike:
            replay.miscounted[table.name] = counted - alike

    def otherwise(self, table: Table, trace: Trace) -> int:
        """How many rows of a relation on the way came out otherwise than they are stored, or did not."""
        if table.is_view:
            numbers, relation = numbers_of_view(table, trace), self.project.row_of_view(table)
            [out] = self.con.execute(f"select count(distinct {relation}) from {table.relation}").fetchall()
            return len(numbers) - int(out[0])
        rows, asked = trace.rows[table.name], trace.asked[table.name]
        self.offer(rows)
        matter = [c for c in table.columns if asked is None or c.lower() in asked]
        alike = [f"({equal(f'a.{identifier(c)}', f'w.{identifier(c)}', table.columns[c])})" for c in matter]
        [out] = self.con.execute(
            f"select count(distinct w.__number) from {table.relation} as a join stored as w "
            f"on {' and '.join([same_row(table), *alike])}"
        ).fetchall()
        return len(rows.numbers) - int(out[0])

    def home_number(self, trace: Trace, part: int) -> int:
        """The number in the home of a leaf that has another one here; views have the same number in both."""
        table, row = self.project.table_of(part)
        if table.name[0] not in LEAVES:
            return part
        return table.number << NUMBER_BITS | trace.rows[table.name].numbers[row]


def numbers_of_view(table: Table, trace: Trace) -> list[int]:
    return sorted(table.number << NUMBER_BITS | n for n in trace.wanted[table.name])


def same_row(table: Table) -> str:
    """SQL of whether `a` is the row `w` of a relation: what tells its rows apart, not what they say."""
    same = (
        f"cast(a.{identifier(c)} as {table.columns[c]}) is not distinct from w.{identifier(c)}" for c in table.identity
    )
    return " and ".join(same)


def equal(stored: str, again: str, kind: str) -> str:
    """SQL of whether two values are the same; floats may have been added up in another order."""
    if not kind.startswith(("DOUBLE", "FLOAT")):
        return f"{stored} is not distinct from {again}"
    return (
        f"{stored} is not distinct from {again} "
        f"or abs({stored} - {again}) <= {NEAR} * greatest(abs({stored}), abs({again}), 1)"
    )
