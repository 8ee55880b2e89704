"""What every ingestion brings up to date beside its own tables: the books, and CBS's metadata of all its tables.

No step of their own makes these tables, so they are external assets: in the graph with their lineage, and materialised
by each ingestion that wrote to them.
"""

from collections.abc import Iterator

import dagster as dg
import duckdb

from ingestion.readers.cbs_odata4 import METADATA_TABLES

BOOKS = {
    "catalogue__dataset": "Eén rij per dataset van de catalogus: stand (current, stale, missing) en geldende snapshot.",
    "archive__snapshot": "Eén rij per bewaard deel van een geldende snapshot: adres, tijd en sha256 van de bytes.",
}
CBS = {
    "cbs__property": "Wat CBS over elke tabel zegt: titel, stand, periode, datum van wijziging.",
    "cbs__dimension": "De dimensies van elke CBS-tabel.",
    "cbs__measure": "De onderwerpen van elke CBS-tabel, met eenheid en aantal decimalen.",
    "cbs__code": "De codelijsten van elke CBS-tabel: per dimensie elke code met haar titel.",
}
assert CBS.keys() == METADATA_TABLES.keys()


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
