"""What every ingestion brings up to date beside its own tables: each dataset's state, each body's origin, and CBS's metadata of all its tables.

No step of their own makes these tables, so they are external assets: in the graph with their lineage, and materialised
by each ingestion that wrote to them.
"""

from collections.abc import Iterator

import dagster as dg
import duckdb
from dagster._core.definitions.data_version import DATA_VERSION_TAG

from ingestion.bodies.cbs_tables import DESCRIPTIONS as CBS
from ingestion.provenance import PROVENANCE


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
    inputs = [key for of_publisher in keys.values() for key in of_publisher]
    return [
        *(spec(table, text, "provenance", inputs) for table, text in PROVENANCE.items()),
        *(spec(table, text, "cbs", keys["cbs"]) for table, text in CBS.items()),
    ]


def written(
    con: duckdb.DuckDBPyConnection, publisher: str, instance: dg.DagsterInstance
) -> Iterator[dg.AssetMaterialization | dg.AssetObservation]:
    """Of each table that an ingestion of this publisher keeps: a materialisation where it holds something else than when
    Dagster last recorded it, else an observation."""
    tables = [*PROVENANCE, *(CBS if publisher == "cbs" else ())]
    known = instance.get_latest_materialization_events([dg.AssetKey(["raw", table]) for table in tables])
    for table in tables:
        key = dg.AssetKey(["raw", table])
        row = con.execute(f"select count(*), coalesce(bit_xor(hash(t)), 0)::varchar from raw.{table} as t").fetchone()
        rows, version = row or (0, "0")
        before = known.get(key)
        recorded = before.asset_materialization.tags if before and before.asset_materialization else None
        if recorded and recorded.get(DATA_VERSION_TAG) == version:
            yield dg.AssetObservation(key, metadata={"outcome": "unchanged", "rows": rows})
        else:
            yield dg.AssetMaterialization(key, metadata={"dagster/row_count": rows}, tags={DATA_VERSION_TAG: version})
