"""What a publication changed, for a person: how much, in which figures and facts, what matters most first."""

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb

from ingestion.sql import literal
from orchestration.publication.marks import marked
from orchestration.publication.meta import Header
from orchestration.publication.revisions import INDICATORS

SHOWN = 20  # changed figures listed in full
CHANGED = "previous_published_at is not null and value is distinct from previous_value"
# a figure of which no margin is known, or hardly any, has half a percent of itself: an exact count may move by one
LEAST_MARGIN = 0.005
DIGITS = 6
INTERVALS = (("total_lower", "total_upper"), ("value_lower", "value_upper"))  # of a figure, the first that is there


def written(con: duckdb.DuckDBPyConnection, header: Header, previous: str | None) -> str:
    """A Markdown page, from `meta.revision` of the open publication. `previous` is the publication it follows."""
    figures, facts = per_figure(con, header), per_fact(con, header)
    told = f"Wijzigingen in publicatie {header.publication_id}: {summary(figures, facts, previous)}"
    lines = [f"# {marked(told, is_demo=header.is_demo)}", "", header.note_nl, "", compared(con, previous), ""]
    if previous is None:
        return "\n".join(lines) + "\n"
    if figures:
        lines += ["| cijfer | nieuw | gewijzigd | vervallen | alleen stand, eenheid of bron anders |"]
        lines += ["|---|---:|---:|---:|---:|", *map(row, figures), ""]
    if facts:
        lines += [
            "| feit | nieuw | gewijzigd | vervallen | alleen stand anders | hele tabel |",
            "|---|---:|---:|---:|---:|---|",
        ]
        lines += [*map(row, facts), ""]
    if largest := most_telling(con, header):
        lines += [f"## Grootste wijzigingen (ten hoogste {SHOWN})", ""]
        lines += [
            "Naar het verschil in marges: het interval van het cijfer, en ten minste een half procent van wat het was.",
            "",
        ]
        lines += [
            "| cijfer | opgave | afbakening | periode | uitsplitsing | was | is | verschil | eenheid | stand was | is |",
            "|---|---|---|---|---|---:|---:|---:|---|---|---|",
            *map(row, largest),
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def per_figure(con: duckdb.DuckDBPyConnection, header: Header) -> list[tuple[Any, ...]]:
    """Figure, and how many of its values are new, changed, gone, or the same from a source that calls them otherwise."""
    return con.execute(
        f"""
        select * from (
            select indicator_id,
                   count(*) filter (where published_at = $1 and previous_published_at is null) as new,
                   count(*) filter (where published_at = $1 and {CHANGED}) as changed,
                   count(*) filter (where superseded_at = $1)
                       - count(*) filter (where published_at = $1 and previous_published_at is not null) as gone,
                   count(*) filter (where published_at = $1 and previous_published_at is not null and not ({CHANGED}))
                       as other
            from meta.revision
            where table_name = '{INDICATORS}'
            group by indicator_id
        )
        where new + changed + gone + other > 0
        order by indicator_id
        """,
        [header.published_at],
    ).fetchall()


def per_fact(con: duckdb.DuckDBPyConnection, header: Header) -> list[tuple[Any, ...]]:
    """Fact, and how many of its cells are new, changed, gone, or have another status; what happened to all of it."""
    return con.execute(
        f"""
        select table_name,
               count(*) filter (where kind = 'new') as new,
               count(*) filter (where kind = 'changed' and value is distinct from previous_value) as changed,
               count(*) filter (where kind = 'withdrawn') as gone,
               count(*) filter (where kind = 'changed' and value is not distinct from previous_value) as other,
               max(case kind
                   when 'table_filled' then 'gevuld' when 'table_emptied' then 'leeg' when 'table_remade' then 'andere sleutel'
               end) as whole
        from meta.revision
        where table_name <> '{INDICATORS}' and published_at = $1
        group by table_name
        order by table_name
        """,
        [header.published_at],
    ).fetchall()


def most_telling(con: duckdb.DuckDBPyConnection, header: Header) -> list[tuple[Any, ...]]:
    """The changed figures, those that moved by most margins first; one that had no value before comes before all."""
    return con.execute(
        f"""
        select r.indicator_id, r.opgave_id, r.delineation, r.period_start, r.breakdown, r.previous_value, r.value, r.change,
               r.unit, r.previous_status, r.status
        from meta.revision r
        left join marts.{INDICATORS} n
            on n.indicator_id = r.indicator_id and n.opgave_id = r.opgave_id and n.delineation = r.delineation
            and n.period_start = r.period_start and n.breakdown is not distinct from r.breakdown
        where r.table_name = '{INDICATORS}' and r.published_at = $1
            and r.previous_published_at is not null and r.value is distinct from r.previous_value
        order by abs(r.change) / {margin(con, "r.previous_value")} desc nulls first, 1, 2, 3, 4, 5
        limit {SHOWN}
        """,
        [header.published_at],
    ).fetchall()


def margin(con: duckdb.DuckDBPyConnection, before: str, database: str = "") -> str:
    """SQL of what a change is measured by: half the interval of the figure `n`, and at least some of what it was.

    `n` is of the database that is named, where several are attached.
    """
    of = f" and database_name = {literal(database)}" if database else ""
    columns = {name for (name,) in con.execute("select column_name from duckdb_columns() where schema_name = 'marts' "
                                               f"and table_name = '{INDICATORS}'{of}").fetchall()}  # fmt: skip
    interval = next((pair for pair in INTERVALS if columns >= set(pair)), None)
    half = f"coalesce((n.{interval[1]} - n.{interval[0]}) / 2, 0)" if interval else "0"
    return f"greatest({half}, {LEAST_MARGIN} * abs({before}), 1e-9)"


class Revised(NamedTuple):
    """A figure that is not what it was. `was` or `value` is empty where it is new or gone; `margins` where either is."""

    indicator_id: str
    opgave_id: str
    delineation: str
    period_start: Any
    breakdown: str | None
    was: float | None
    value: float | None
    change: float | None
    margins: float | None
    unit: str | None
    dataset_id: str | None


def figures_since(con: duckdb.DuckDBPyConnection, then: datetime) -> list[Revised]:
    """The figures whose value differs from what was published at that moment (UTC), by most margins first."""
    key = "indicator_id, opgave_id, delineation, period_start, breakdown"
    remembered = f"select *, true as there from meta.revision where table_name = '{INDICATORS}'"
    same = " and ".join(f"n.{column} is not distinct from {{0}}.{column}" for column in key.split(", "))
    rows = con.execute(
        f"""
        with before as ({remembered} and published_at <= $1 and (superseded_at is null or superseded_at > $1)),
        after as ({remembered} and superseded_at is null),
        paired as (
            select {", ".join(f"coalesce(a.{c}, b.{c}) as {c}" for c in key.split(", "))}, b.value as was, a.value,
                coalesce(a.unit, b.unit) as unit, coalesce(a.dataset_id, b.dataset_id) as dataset_id
            from before as b full join after as a on {
            " and ".join(f"a.{c} is not distinct from b.{c}" for c in key.split(", "))
        }
            where a.value is distinct from b.value
        )
        select {", ".join(f"r.{c}" for c in key.split(", "))}, r.was, r.value, r.value - r.was as change,
            round(abs(r.value - r.was) / {margin(con, "r.was")}, 2) as margins, r.unit, r.dataset_id
        from paired as r left join marts.{INDICATORS} as n on {same.format("r")}
        order by margins desc nulls last, 1, 2, 3, 4, 5
        """,
        [then],
    ).fetchall()
    return [Revised(*row) for row in rows]


def cells_since(con: duckdb.DuckDBPyConnection, then: datetime) -> list[tuple[str, int, int, int]]:
    """Each fact of which cells became new, other or gone after that moment, and how many."""
    return con.execute(
        f"""
        select table_name, count(*) filter (where kind = 'new'),
               count(*) filter (where kind = 'changed' and value is distinct from previous_value),
               count(*) filter (where kind = 'withdrawn')
        from meta.revision where table_name <> '{INDICATORS}' and published_at > $1
        group by table_name
        having count(*) filter (where kind <> 'changed' or value is distinct from previous_value) > 0
        order by count(*) desc, 1
        """,
        [then],
    ).fetchall()


def summary(figures: list[tuple[Any, ...]], facts: list[tuple[Any, ...]], previous: str | None) -> str:
    """One line: how much changed."""
    new, changed, gone, other = (sum(line[n] for line in figures) for n in range(1, 5))
    if previous is None:
        return f"{shown(new)} cijfers, voor het eerst"
    if not figures and not facts:
        return "geen enkel cijfer is gewijzigd, nieuw of vervallen"
    told = f"{shown(changed)} cijfers gewijzigd, {shown(new)} nieuw, {shown(gone)} vervallen"
    told += f", {shown(other)} met alleen een andere stand, eenheid of bron" if other else ""
    cells = [sum(line[n] for line in facts) for n in range(1, 5)]
    return f"{told}; in {len(facts)} feiten {shown(cells[1])} cellen gewijzigd, {shown(cells[0])} nieuw, {shown(cells[2])} vervallen"


def row(cells: tuple[Any, ...]) -> str:
    return "| " + " | ".join(map(shown, cells)) + " |"


def shown(value: Any) -> str:
    """A cell as a Dutch reader writes it: 12.345,6 with what a double adds taken off."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    text = (
        f"{round(float(value), DIGITS):,.{DIGITS}f}".rstrip("0").rstrip(".")
        if isinstance(value, float)
        else f"{value:,}"
    )
    return "0" if text == "-0" else text.translate(str.maketrans(",.", ".,"))


def compared(con: duckdb.DuckDBPyConnection, previous: str | None) -> str:
    """With which publication this one is compared, and whether that one was withdrawn."""
    if previous is None:
        return "De eerste publicatie: er is niets om mee te vergelijken."
    withdrawn = con.execute(
        "select reason from meta.rollback where withdrawn = $1 order by rolled_back_at desc limit 1", [previous]
    ).fetchone()
    return f"Vergeleken met {previous}" + (f", die is ingetrokken: {withdrawn[0]}" if withdrawn else ".")
