"""`meta.revision`: what each publication said that the one before did not, of every figure and every fact at its grain.

Of `indicator_value` the memory is whole: every value since it was first published, so that a figure can be read as it was
on any day. Of a fact only what changed is kept: a cell that is new, that has another figure or status, or that was
withdrawn. What a fact was on a day follows from what it is now and these rows, and the memory stays as small as what changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from ingestion.sql import identifier, literal

INDICATORS = "indicator_value"
KEY = ("indicator_id", "opgave_id", "delineation", "period_start", "breakdown")
SAID = ("value", "status", "unit", "dataset_id")
# bounds, weights and numbers of codes say how sure a figure is, and are no figures
NO_FIGURE = re.compile(
    r"_(lower|upper|95|pct_lower|pct_upper)$|^(margin|weight|total|range|groups|fields|codes|parts|share)_|^sort_order$"
)
NUMERIC = ("DOUBLE", "FLOAT", "DECIMAL", "BIGINT", "INTEGER", "HUGEINT")
COLUMNS = """
    table_name varchar, figure varchar, key varchar, indicator_id varchar, opgave_id varchar, delineation varchar,
    period_start date, breakdown varchar, kind varchar, value double, unit varchar, status varchar, dataset_id varchar,
    previous_value double, previous_status varchar, previous_published_at timestamp, change double,
    published_at timestamp, superseded_at timestamp
"""


def write_revision(
    con: duckdb.DuckDBPyConnection,
    published_at: datetime,
    previous: Path | None,
    keys: Mapping[str, Sequence[tuple[str, ...]]],
) -> None:
    """`meta.revision`: the memory of the previous publication, brought up to this one.

    `keys` are those that dbt declares of the marts' tables (`marts.<table>`), the first is the table's grain.
    """
    con.execute(f"create table meta.revision ({COLUMNS})")
    if previous:
        con.execute(f"attach {literal(previous)} as earlier (read_only)")
        con.execute("insert into meta.revision by name from earlier.meta.revision")
        # a memory of before there were facts in it
        con.execute(
            f"update meta.revision set table_name = '{INDICATORS}', figure = 'value', key = {json_of(KEY)}, "
            "kind = if(previous_published_at is null, 'new', 'changed') where table_name is null"
        )
    write_indicators(con, published_at)
    if previous:
        for table, key in facts(con, keys):
            write_fact(con, published_at, table, key)
        con.execute("detach earlier")


def json_of(columns: Sequence[str], table: str = "") -> str:
    """SQL: the columns that name a row, as the text of a JSON object."""
    of = f"{table}." if table else ""
    return "to_json({" + ", ".join(f"{literal(c)}: {of}{identifier(c)}" for c in columns) + "})::varchar"


def write_indicators(con: duckdb.DuckDBPyConnection, published_at: datetime) -> None:
    """A figure is said anew when its value, its status, its unit or its source is another."""
    same = f"r.table_name = '{INDICATORS}' and " + " and ".join(f"r.{c} is not distinct from n.{c}" for c in KEY)
    unchanged = " and ".join(f"r.{c} is not distinct from n.{c}" for c in SAID)
    columns = ", ".join((*KEY, *SAID))
    con.execute(
        f"""
        create temp table said as
        select {", ".join(f"n.{c}" for c in (*KEY, *SAID))}, r.value as previous_value, r.status as previous_status,
               r.published_at as previous_published_at, n.value - r.value as change
        from marts.{INDICATORS} n
        left join meta.revision r on {same} and r.superseded_at is null
        where r.published_at is null or not ({unchanged})
        """
    )
    con.execute(
        f"update meta.revision r set superseded_at = $1 where table_name = '{INDICATORS}' and superseded_at is null and "
        f"not exists (select 1 from marts.{INDICATORS} n where {same} and {unchanged})",
        [published_at],
    )
    con.execute(
        f"insert into meta.revision by name select '{INDICATORS}' as table_name, 'value' as figure, {json_of(KEY)} as key, "
        f"{columns}, if(previous_published_at is null, 'new', 'changed') as kind, previous_value, previous_status, "
        "previous_published_at, change, $1::timestamp as published_at, null::timestamp as superseded_at from said order by all",
        [published_at],
    )
    con.execute("drop table said")


def facts(
    con: duckdb.DuckDBPyConnection, keys: Mapping[str, Sequence[tuple[str, ...]]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts that this publication and the one before both have, with their grain."""
    here = set(con.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall())
    for (table,) in sorted(here):
        grain = keys.get(f"marts.{table}")
        if table.startswith("fct_") and grain:
            yield table, grain[0]


def columns_of(con: duckdb.DuckDBPyConnection, catalog: str, table: str) -> dict[str, str]:
    """Names and types of a mart's columns, in a database; empty where it has no such table."""
    rows = con.execute(
        "select column_name, data_type from duckdb_columns() where database_name = ? and schema_name = 'marts' "
        "and table_name = ? order by column_index",
        [catalog, table],
    ).fetchall()
    return dict(rows)


def write_fact(con: duckdb.DuckDBPyConnection, published_at: datetime, table: str, grain: tuple[str, ...]) -> None:
    """What changed in one fact since the publication before, per figure.

    A table that was empty, is empty now, or has another grain than before is one row: each of its cells would say the same.
    """
    (current,) = con.execute("select current_database()").fetchone() or ("",)
    now, before = columns_of(con, str(current), table), columns_of(con, "earlier", table)
    if not set(grain) <= now.keys():
        return
    rows = count(con, f"marts.{table}")
    was = count(con, f"earlier.marts.{table}") if before else 0
    if not rows or not was or not set(grain) <= before.keys():
        if rows or was:
            kind = "table_filled" if rows and not was else "table_emptied" if was and not rows else "table_remade"
            con.execute(
                "insert into meta.revision by name select ? as table_name, 'rows' as figure, '{}' as key, ? as kind, "
                "?::double as value, 'rijen' as unit, ?::double as previous_value, ?::double as change, "
                "?::timestamp as published_at, ?::timestamp as superseded_at",
                [table, kind, rows, was, rows - was, published_at, published_at],
            )
        return
    figures = [c for c, kind in now.items() if c in before and is_figure(c, kind, grain)]
    con.execute(f"create or replace temp table changed ({COLUMNS})")
    for figure in figures:
        con.execute(changes_of(table, figure, grain, now, before), [published_at])
    con.execute(
        "update meta.revision r set superseded_at = $1 from changed c where r.table_name = c.table_name "
        "and r.figure = c.figure and r.key = c.key and r.superseded_at is null",
        [published_at],
    )
    con.execute("insert into meta.revision by name from changed order by all")
    con.execute("drop table changed")


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def is_figure(column: str, data_type: str, grain: Sequence[str]) -> bool:
    return column not in grain and data_type.startswith(NUMERIC) and not NO_FIGURE.search(column)


def changes_of(table: str, figure: str, grain: Sequence[str], now: Mapping[str, str], before: Mapping[str, str]) -> str:
    """SQL that fills `changed` with the cells of a fact of which a figure or its status is another than before."""
    name = identifier(figure)
    status = "status" in now and "status" in before
    other = f"n.{name} is distinct from b.{name}" + (" or n.status is distinct from b.status" if status else "")
    chosen = {c: f"coalesce(n.{c}, b.{c})" for c in ("opgave_id", "delineation") if c in grain}
    chosen |= {c: f"n.{c}" for c in ("unit", "dataset_id") if c in now}
    if period := period_of(grain):
        chosen["period_start"] = f"coalesce({period.format('n')}, {period.format('b')})"
    if "status" in now:
        chosen["status"] = "n.status"
    if "status" in before:
        chosen["previous_status"] = "b.status"
    key = f"if(n.is_here, {json_of(grain, 'n')}, {json_of(grain, 'b')})"
    return f"""
        insert into changed by name
        select {literal(table)} as table_name, {literal(figure)} as figure, {key} as key,
               {", ".join(f"{expression} as {column}" for column, expression in chosen.items())}{"," if chosen else ""}
               case when b.is_here is null then 'new' when n.is_here is null then 'withdrawn' else 'changed' end as kind,
               n.{name}::double as value, b.{name}::double as previous_value,
               n.{name}::double - b.{name}::double as change, $1::timestamp as published_at,
               null::timestamp as superseded_at
        from (select *, true as is_here from marts.{table}) n
        full join (select *, true as is_here from earlier.marts.{table}) b
            on {" and ".join(f"n.{identifier(c)} is not distinct from b.{identifier(c)}" for c in grain)}
        where case
            when b.is_here is null then n.{name} is not null
            when n.is_here is null then b.{name} is not null
            else {other}
        end
    """


def period_of(grain: Sequence[str]) -> str | None:
    """SQL over a table `{}`: the first day of the period of a row."""
    if "period_start" in grain:
        return "{}.period_start"
    return next(
        (
            f"make_date({{}}.{column}::integer, {month}, 1)"
            for column, month in (("study_year", 8), ("year", 1))
            if column in grain
        ),
        None,
    )
