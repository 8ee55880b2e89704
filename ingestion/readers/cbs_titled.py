"""A v3 table whose dimensions are not known beforehand: one row per cell, its codes in one column.

`Perioden` is the table's time dimension whatever its name; `Codes` holds the codes of the others as JSON, under the
names that CBS gives them. The lists of codes and measures go to the shared `raw.cbs__*` tables.
"""

from pathlib import Path

import duckdb

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import Dataset
from ingestion.errors import ContractBroken
from ingestion.readers import Loadable, identifier, literal
from ingestion.readers.cbs_odata3 import description, dimensions, metadata, topics
from ingestion.readers.json_pages import select_records

COLUMNS = {"ID": "bigint", "Measure": "varchar", "Value": "double"}
PERIOD = "Perioden"


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    described = description(snapshot, archive)
    times = [d["Key"] for d in described if d["Type"] == "TimeDimension"]
    measures = topics(described)
    if len(times) != 1 or not measures:
        raise ContractBroken(
            dataset.id,
            "DataProperties",
            ", ".join(f"{d['Key']} ({d['Type']})" for d in described) or "nothing",
            "one time dimension and at least one topic",
            "See the table at CBS; choose another one if it has no periods.",
        )
    others = [name for name in dimensions(described) if name not in times]
    kinds = {"ID": "bigint"} | dict.fromkeys((*others, *times), "varchar") | dict.fromkeys(measures, "double")
    wide = select_records(
        archive, [p for p in snapshot.parts if p.part.startswith("TypedDataSet/")], "ID", kinds, folder
    )
    codes = ", ".join(f"{literal(name)}, {identifier(name)}" for name in others)
    cells = (
        f"select ID, Measure, Value, {identifier(times[0])} as {PERIOD}, Codes from (select *, "
        f"json_object({codes})::varchar as Codes from ({wide})) "
        f"unpivot include nulls (Value for Measure in ({', '.join(map(identifier, measures))}))"
    )
    called: dict[str, str | None] = dict.fromkeys(others)
    return Loadable(
        cells,
        (*COLUMNS, PERIOD, "Codes"),
        "TypedDataSet",
        metadata(snapshot, archive, called | {times[0]: PERIOD}),
    )
