"""From rows of a model down to the cells and crosswalk rows that they were made of, level by level, in the home's own tables."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ingestion.sql import identifier, literal
from orchestration.explain.project import Name, NotExplained, Project, Table
from orchestration.explain.rewrite import MADE_OF

Row = tuple[Any, ...]
MOST_VALUES = 400  # of a column in one condition: with more it restricts little
NARROWS = ("VARCHAR", "DATE", "INTEGER", "BIGINT", "SMALLINT", "BOOLEAN", "TIMESTAMP")


@dataclass
class Trace:
    """What rows of one model were made of.

    rows    the stored rows by relation and number, each with all columns of it; of views none
    terms   of each stored row of a model: the sets of rows that acted together, as numbers of `Project.table_of`
    asked   which columns of each relation matter (None: all)
    lost    rows of models that their own SQL does not give: the home was built by other SQL than it holds
    """

    start: Name
    rows: dict[Name, dict[int, Row]] = field(default_factory=dict)
    terms: dict[tuple[Name, int], list[list[int]]] = field(default_factory=dict)
    asked: dict[Name, frozenset[str] | None] = field(default_factory=dict)
    lost: dict[Name, int] = field(default_factory=dict)

    def wants(self, name: Name, numbers: Iterable[int]) -> None:
        self.rows.setdefault(name, {}).update(dict.fromkeys(numbers, ()))


def traced(project: Project, start: Name, numbers: Iterable[int], asked: Iterable[str] | None) -> Trace:
    """Follows rows of a model (their rowids) and these columns of them (None: all). Raises NotFollowed."""
    trace = Trace(start)
    trace.wants(start, numbers)
    columns: dict[Name, set[str] | None] = {start: None if asked is None else {c.lower() for c in asked}}
    waiting, seen = [(-project.depth[start], start)], {start}
    while waiting:
        _, name = heapq.heappop(waiting)  # all that read it were here before
        table = project.tables[name]
        needed = columns[name]
        trace.asked[name] = None if needed is None else frozenset(needed)
        if table.is_view or not trace.rows.get(name):
            continue
        trace.rows[name] = stored(project, table, sorted(trace.rows[name]))
        if table.is_leaf:
            continue
        asks = None if needed is None else frozenset(needed | {c.lower() for c in table.identity})
        sql, reads = project.followed(name, asks)
        follow(project, table, sql, trace)
        for read, of in reads.items():
            before = columns.get(read, set())
            columns[read] = None if of is None or before is None or project.tables[read].is_view else before | of
            if read not in seen:
                seen.add(read)
                heapq.heappush(waiting, (-project.depth[read], read))
    for name, found in trace.rows.items():
        if name not in seen and project.tables[name].is_leaf:  # read by views only
            trace.rows[name] = stored(project, project.tables[name], sorted(found))
    return trace


def stored(project: Project, table: Table, numbers: list[int]) -> dict[int, Row]:
    """Stored rows by their number, in order. A number of the warehouse that is not there is a mistake of ours: KeyError."""
    found = project.con.execute(
        f"select rowid, * from {table.relation} where rowid in ({numbers_in(numbers)}) order by rowid"
    ).fetchall()
    rows = {row[0]: row[1:] for row in found}
    return {number: rows[number] for number in numbers}


def numbers_in(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def follow(project: Project, table: Table, sql: str, trace: Trace) -> None:
    """Adds to the trace what each wanted row of a model was made of."""
    rows = trace.rows[table.name]
    same = " and ".join(
        f"cast(a.{identifier(c)} as {table.columns[c]}) is not distinct from w.{identifier(c)}" for c in table.identity
    )
    wanted = f"select rowid as __number, * from {table.relation} where rowid in ({numbers_in(rows)})"
    conditions = restrictions(table, rows.values())
    query = (
        f"select w.__number, a.{MADE_OF} from (select * from ({sql}) as every_row {conditions}) as a "
        f"join ({wanted}) as w on {same}"
    )
    found: set[int] = set()
    for number, made_of in project.con.execute(query).fetchall():
        found.add(number)
        terms = split(made_of)
        trace.terms.setdefault((table.name, number), []).extend(terms)
        for term in terms:
            for part in term:
                of, row = project.table_of(part)
                trace.rows.setdefault(of.name, {}).setdefault(row, ())
    if len(found) < len(rows):
        trace.lost[table.name] = len(rows) - len(found)


def split(made_of: list[int]) -> list[list[int]]:
    """The rows that acted together, each once; 0 stands between them."""
    terms: dict[tuple[int, ...], None] = {}
    term: list[int] = []
    for number in [*made_of, 0]:
        if number:
            term.append(number)
        elif term:
            terms[tuple(dict.fromkeys(term))] = None
            term = []
    return [list(t) for t in terms]


def restrictions(table: Table, rows: Iterable[Row]) -> str:
    """Conditions on the columns that tell rows apart, for DuckDB to take down to where the rows come from."""
    names = list(table.columns)
    conditions = []
    for column in table.identity:
        if not table.columns[column].startswith(NARROWS):
            continue
        values = {row[names.index(column)] for row in rows}
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
