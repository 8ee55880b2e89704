"""From rows of a model down to the cells and crosswalk rows that they were made of, level by level, in the home's own tables."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.sql import identifier, literal
from orchestration.explain.project import NUMBER, NUMBER_BITS, Estimates, Name, NotExplained, Project, Table
from orchestration.explain.syntax import MADE_OF

Row = tuple[Any, ...]
MOST_VALUES = 400  # of a column in one condition: with more it restricts little
NARROWS = ("VARCHAR", "DATE", "INTEGER", "BIGINT", "SMALLINT", "BOOLEAN", "TIMESTAMP")


class Rows:
    """Stored rows of one relation, with all its columns, by their number in it."""

    def __init__(self, table: pa.Table) -> None:
        self.numbers: list[int] = table.column(0).to_pylist()
        self.arrow = table.remove_column(0)

    @cached_property
    def cells(self) -> dict[int, Row]:
        return dict(zip(self.numbers, zip(*(c.to_pylist() for c in self.arrow.columns), strict=True), strict=True))


class Behind:
    """The rows behind rows, as numbers of `Project.table_of`, with 0 between those that did not act together."""

    def __init__(self, table: pa.Table) -> None:
        """Of a table with the number of a row and the list of those behind it; a row may stand there more than once."""
        self.table = table
        self.count = len(table.column(0).unique())

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, made_of in zip(*(c.to_pylist() for c in self.table.columns), strict=True):
            found.setdefault(number, []).extend([0, *made_of])
        return found

    def parts(self) -> dict[int, list[int]]:
        """Every row behind, once, by the number of its relation."""
        parts = self.table.column(1).combine_chunks().flatten().unique()
        relations = pc.shift_right(parts, NUMBER_BITS)
        return {
            of: pc.bit_wise_and(parts.filter(pc.equal(relations, of)), NUMBER).to_numpy().tolist()
            for of in relations.unique().to_pylist()
            if of
        }


@dataclass
class Trace:
    """What rows of one model were made of.

    wanted  the numbers of the rows on the way, by relation
    rows    those that are stored; of views none
    made_of of the stored rows of a model, by relation
    asked   which columns of each relation matter (None: all)
    lost    rows of models that their own SQL does not give: the home was built by other SQL than it holds
    """

    start: Name
    wanted: dict[Name, set[int]] = field(default_factory=dict)
    rows: dict[Name, Rows] = field(default_factory=dict)
    made_of: dict[Name, Behind] = field(default_factory=dict)
    asked: dict[Name, frozenset[str] | None] = field(default_factory=dict)
    lost: dict[Name, int] = field(default_factory=dict)


def traced(project: Project, start: Name, numbers: Iterable[int], asked: Iterable[str] | None) -> Trace:
    """Follows rows of a model (their rowids) and these columns of them (None: all). Raises NotFollowed."""
    trace = Trace(start, {start: set(numbers)})
    columns: dict[Name, set[str] | None] = {start: None if asked is None else {c.lower() for c in asked}}
    waiting, seen = [(-project.depth[start], start)], {start}
    while waiting:
        _, name = heapq.heappop(waiting)  # all that read it were here before
        table, needed = project.tables[name], columns[name]
        trace.asked[name] = None if needed is None else frozenset(needed)
        if table.is_view or table.is_leaf or name not in trace.wanted:
            continue
        trace.rows[name] = stored(project, table, trace.wanted[name])
        if table.estimates:
            read = count(project, table, table.estimates, trace)
            columns[read] = None
            if read not in seen:
                seen.add(read)
                heapq.heappush(waiting, (-project.depth[read], read))
            continue
        sql, reads = project.followed(
            name, None if needed is None else frozenset(needed | {c.lower() for c in table.identity})
        )
        follow(project, table, sql, trace)
        for read, of in reads.items():
            before = columns.get(read, set())
            columns[read] = None if of is None or before is None else before | of
            if read not in seen:
                seen.add(read)
                heapq.heappush(waiting, (-project.depth[read], read))
    for name, found in trace.wanted.items():
        if project.tables[name].is_leaf:
            trace.rows[name] = stored(project, project.tables[name], found)
    return trace


def stored(project: Project, table: Table, numbers: Iterable[int]) -> Rows:
    """Stored rows by their number, in order."""
    wanted = sorted(numbers)
    project.con.register("numbers", numbered(wanted))
    return Rows(
        project.con.execute(
            f"select rowid, * from {table.relation} where rowid between {wanted[0]} and {wanted[-1]} "
            "and rowid in (select number from numbers) order by rowid"
        ).to_arrow_table()
    )


def numbered(numbers: Iterable[int]) -> pa.Table:
    return pa.table({"number": pa.array(numbers, pa.int64())})


def follow(project: Project, table: Table, sql: str, trace: Trace) -> None:
    """Adds to the trace what each wanted row of a model was made of."""
    rows = trace.rows[table.name]
    project.con.register("wanted", rows.arrow.append_column("__number", pa.array(rows.numbers, pa.int64())))
    same = " and ".join(
        f"cast(a.{identifier(c)} as {table.columns[c]}) is not distinct from w.{identifier(c)}" for c in table.identity
    )
    query = (
        f"select w.__number, a.{MADE_OF} from (select * from ({sql}) as every_row {restrictions(table, rows.arrow)}) as a "
        f"join wanted as w on {same}"
    )
    behind = trace.made_of[table.name] = Behind(project.con.execute(query).to_arrow_table())
    for of, numbers in behind.parts().items():
        trace.wanted.setdefault(project.by_number[of].name, set()).update(numbers)
    if lost := len(rows.numbers) - behind.count:
        trace.lost[table.name] = lost


def count(project: Project, table: Table, estimates: Estimates, trace: Trace) -> Name:
    """Adds to the trace what the counted rows of a model with estimates were counted from; the name of that model."""
    counted = project.tables[estimates.model]
    rows = trace.rows[table.name]
    project.con.register("wanted", rows.arrow.append_column("__number", pa.array(rows.numbers, pa.int64())))
    behind = trace.made_of[table.name] = Behind(
        project.con.execute(
            f"select told.__number, list({counted.number << NUMBER_BITS} + counted.rowid) from wanted as told "
            f"join {counted.relation} as counted on {estimates.rows} where {estimates.counted} group by all"
        ).to_arrow_table()
    )
    for numbers in behind.parts().values():
        trace.wanted.setdefault(counted.name, set()).update(numbers)
    return counted.name


def split(made_of: list[int]) -> list[list[int]]:
    """The rows that acted together, each once; 0 stands between them."""
    if 0 not in made_of:
        return [list(dict.fromkeys(made_of))] if made_of else []
    terms: dict[tuple[int, ...], None] = {}
    start, made_of = 0, [*made_of, 0]
    while start < len(made_of):
        end = made_of.index(0, start)
        if end > start:
            terms[tuple(dict.fromkeys(made_of[start:end]))] = None
        start = end + 1
    return [list(t) for t in terms]


def restrictions(table: Table, rows: pa.Table) -> str:
    """Conditions on the columns that tell rows apart, for DuckDB to take down to where the rows come from."""
    conditions = []
    for column in table.identity:
        if not table.columns[column].startswith(NARROWS):
            continue
        values = rows.column(column).unique().to_pylist()
        if len(values) <= MOST_VALUES:
            name = identifier(column)
            given = ", ".join(sorted(text(v) for v in values if v is not None))
            parts = [f"{name} in ({given})"] if given else []
            parts += [f"{name} is null"] if None in values else []
            conditions.append(f"({' or '.join(parts)})")
    return f"where {' and '.join(conditions)}" if conditions else ""


def text(value: object) -> str:
    """A value as a literal of SQL."""
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, datetime):
        return f"timestamp {literal(value.isoformat(sep=' '))}"
    if isinstance(value, date):
        return f"date {literal(value.isoformat())}"
    if isinstance(value, str):
        return literal(value)
    raise NotExplained(f"een waarde van het soort {type(value).__name__} in een sleutel")
