"""The tables and views of a published file, whatever their schema, and how they refer to one another."""

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, order=True)
class Reference:
    """Columns of which every value is found in `table`, in its columns `there`; an empty value refers to nothing."""

    columns: tuple[str, ...]
    table: str
    there: tuple[str, ...]


def relations(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Per `schema.table` of the open file its comment, empty where it has none; in the order of their names."""
    rows = con.execute(
        "select table_schema || '.' || table_name, coalesce(table_comment, '') from information_schema.tables "
        "where table_catalog = current_database() order by 1"
    ).fetchall()
    return {str(name): str(comment) for name, comment in rows}
