"""Primary keys of the dimensions in the published file, from what dbt declares, so that a tool finds what it may join to.

Dimensions alone: DuckDB keeps a key as an index, and those of all tables would make the file three times as large. Nor are there
foreign keys in it, which DuckDB gives no table that exists; `datapackage.json` tells all of both.
"""

from collections.abc import Mapping, Sequence

import duckdb

from ingestion.sql import identifier

DIMENSION = "marts.dim_"


def declare(con: duckdb.DuckDBPyConnection, keys: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
    """Adds to each dimension of the open copy its first key without an empty value; a key with one is no primary key.

    One that is told twice is left to the audit, which refuses it in words.
    """
    for table, found in keys.items():
        if not table.startswith(DIMENSION):
            continue
        name = ".".join(map(identifier, table.split(".")))
        for columns in found:
            listed = ", ".join(map(identifier, columns))
            empty = " or ".join(f"{identifier(column)} is null" for column in columns)
            unfit = f"select 1 from {name} group by {listed} having count(*) > 1 or bool_or({empty}) limit 1"
            if con.execute(unfit).fetchone() is None:
                con.execute(f"alter table {name} add primary key ({listed})")
                break
