"""What every ingestion brings up to date beside its own tables: the books, and CBS's metadata of all its tables.

No step of their own makes these tables, so they are external assets: in the graph with their lineage, and materialised
by each ingestion that wrote to them.
"""

from collections.abc import Iterator

import dagster as dg
import duckdb

from ingestion.books import BOOKS
from ingestion.readers.cbs_odata4 import DESCRIPTIONS as CBS


def spec(table: str, description: str, group: str, deps: list[dg.AssetKey]) -> dg.AssetSpec:
    return dg.AssetSpec(
        ["raw", table],
        deps=deps,
        description=description,
        group_name=group,
        kinds={"duckdb"},
        owners=["team:data-engineering"],
        metadata={"table": f"raw.{table}"},
    )


def specs(keys: dict[str, list[dg.AssetKey]]) -> list[dg.AssetSpec]:
    """The assets, given those of each publisher that they are made from."""
    books = [key for of_publisher in keys.values() for key in of_publisher]
    return [
        *(spec(table, text, "bookkeeping", books) for table, text in BOOKS.items()),
        *(spec(table, text, "cbs", keys["cbs"]) for table, text in CBS.items()),
    ]


def written(con: duckdb.DuckDBPyConnection, publisher: str) -> Iterator[dg.AssetMaterialization]:
    """A materialisation for each of the tables that an ingestion of this publisher writes."""
    for table in [*BOOKS, *(CBS if publisher == "cbs" else ())]:
        row = con.execute(f"select count(*) from raw.{table}").fetchone()
        yield dg.AssetMaterialization(["raw", table], metadata={"dagster/row_count": row[0] if row else 0})
