"""What one publication says that another does not, of any two: rows per table, and the figures of `indicator_value`."""

import duckdb

from ingestion.home import Home
from ingestion.sql import identifier
from orchestration.publication.changes import margin
from orchestration.publication.lake.catalogue import LakeError, connection
from orchestration.publication.lake.reading import attach_publication, named
from orchestration.publication.reading import NotReadable
from orchestration.publication.revisions import KEY

TABLES = ("tabel", "rijen_eerst", "rijen_nu", "vervallen_of_was", "nieuw_of_is", "kolommen")
FIGURES = (*KEY, "was", "is", "verschil", "marges", "unit", "stand_was", "stand_is")
INDICATORS = "marts.indicator_value"
Rows = list[tuple[object, ...]]


def compare(home: Home, first: str, second: str) -> tuple[str, str, Rows, Rows]:
    """The two ids; per mart that differs a row of TABLES; per figure that differs a row of FIGURES, by most margins first.

    Raises NotReadable.
    """
    first, second = named(home, first), named(home, second)
    try:
        con = connection()
        attach_publication(con, home, first, "eerst")
        attach_publication(con, home, second, "nu")
        return first, second, tables(con), figures(con)
    except (LakeError, duckdb.Error) as error:
        raise NotReadable(f"Niet te vergelijken: {' '.join(str(error).split())[:200]}") from error


def columns(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    """Per mart of an attached publication its columns."""
    found: dict[str, list[str]] = {}
    for table, column in con.execute(
        "select t.table_name, column_name from duckdb_tables() t join duckdb_columns() c using (database_name, schema_name, "
        "table_name) where database_name = $1 and schema_name = 'marts' order by 1, column_index",
        [database],
    ).fetchall():
        found.setdefault(table, []).append(column)
    return found


def count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(f"select count(*) from ({query})").fetchone()
    assert row is not None
    return int(row[0])


def tables(con: duckdb.DuckDBPyConnection) -> Rows:
    was, now = columns(con, "eerst"), columns(con, "nu")
    rows: Rows = []
    for table in sorted(was.keys() | now.keys()):
        old, new = f"eerst.marts.{identifier(table)}", f"nu.marts.{identifier(table)}"
        if table not in was or table not in now:
            here = count(con, f"from {new if table in now else old}")
            rows.append((table, None, here, None, here, "nieuwe tabel") if table in now else (table, here, None, here, None, "vervallen tabel"))  # fmt: skip
            continue
        both = ", ".join(identifier(c) for c in now[table] if c in was[table])
        other = [f"+{c}" for c in now[table] if c not in was[table]] + [
            f"-{c}" for c in was[table] if c not in now[table]
        ]
        gone = count(con, f"select {both} from {old} except all select {both} from {new}") if both else 0
        come = count(con, f"select {both} from {new} except all select {both} from {old}") if both else 0
        if gone or come or other:
            rows.append((table, count(con, f"from {old}"), count(con, f"from {new}"), gone, come, " ".join(other)))
    return rows


def figures(con: duckdb.DuckDBPyConnection) -> Rows:
    needed = {*KEY, "value", "status", "unit"}
    if any(not needed <= set(columns(con, side).get("indicator_value", ())) for side in ("eerst", "nu")):
        return []  # one of the two has another grain: the tables tell it
    same = " and ".join(f"n.{c} is not distinct from e.{c}" for c in KEY)
    return con.execute(
        f"select {', '.join(f'coalesce(n.{c}, e.{c}) as {c}' for c in KEY)}, e.value, n.value, n.value - e.value as verschil, "
        f"round(abs(n.value - e.value) / {margin(con, 'e.value', 'nu')}, 2) as marges, coalesce(n.unit, e.unit), e.status, "
        f"n.status from eerst.{INDICATORS} e full join nu.{INDICATORS} n on {same} "
        "where e.value is distinct from n.value or e.status is distinct from n.status "
        f"order by marges desc nulls last, {', '.join(str(n + 1) for n in range(len(KEY)))}"
    ).fetchall()
