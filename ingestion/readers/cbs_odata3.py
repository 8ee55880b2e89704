"""CBS OData v3 feed: wide records as they are, and the description mapped onto the shared `raw.cbs__*` tables."""

import json
from pathlib import Path

import duckdb

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import CbsOData3, Dataset
from ingestion.readers import Loadable, literal
from ingestion.readers.json_pages import first_record_keys, select_records


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    assert isinstance(dataset.access, CbsOData3)
    properties = archive.body(snapshot.part("DataProperties").sha256)
    described = json.loads(archive.read(snapshot.part("DataProperties").sha256))["value"]
    dimensions = [d["Key"] for d in described if d["Type"] in ("Dimension", "TimeDimension", "GeoDimension")]
    topics = [d["Key"] for d in described if d["Type"] == "Topic"]
    columns = {"ID": "bigint"} | dict.fromkeys(dimensions, "varchar") | dict.fromkeys(topics, "double")
    pages = [p for p in snapshot.parts if p.part.startswith("TypedDataSet/")]
    found = first_record_keys(archive, pages[0], "ID")
    columns |= {key: "varchar" for key in found if key not in columns}
    info = archive.body(snapshot.part("TableInfos").sha256)
    return Loadable(
        select_records(archive, pages, "ID", columns, folder),
        found or tuple(columns),
        "TypedDataSet",
        {
            "cbs__property": (
                "select Identifier, Title, Modified, Modified as ObservationsModified, "
                "null::bigint as ObservationCount, null as Version, "
                "ReasonDelivery as VersionReason, Period as TemporalCoverage, Frequency, "
                "OutputStatus as Status, 'Numeric' as DatasetType, null as License, Source from "
                + records(info, "Identifier Title Modified ReasonDelivery Period Frequency OutputStatus Source")
            ),
            "cbs__dimension": (
                'select "Key" as Identifier, Title, Description, "Type" as Kind from '
                + records(properties, "Key Title Description Type")
                + " where \"Type\" in ('Dimension', 'TimeDimension', 'GeoDimension')"
            ),
            "cbs__measure": (
                'select "Key" as Identifier, ID::bigint as "Index", Title, Description, ParentID as MeasureGroupId, '
                "Datatype as DataType, Unit, Decimals::bigint as Decimals from "
                + records(properties, "Key ID Title Description ParentID Type Datatype Unit Decimals")
                + " where \"Type\" = 'Topic'"
            ),
            "cbs__code": " union all by name ".join(
                f'select {literal(name)} as Dimension, "Key" as Identifier, row_number() over () as "Index", Title, '
                "Description, CategoryGroupID as DimensionGroupId, Status from "
                + records(
                    archive.body(snapshot.part(f"{name}Codes").sha256), "Key Title Description CategoryGroupID Status"
                )
                for name in dimensions
            ),
        },
    )


def records(path: Path, columns: str) -> str:
    """The records of a small entity set as a subquery of texts."""
    record = ", ".join(f'"{name}" varchar' for name in columns.split())
    return (
        "(select unnest(record, recursive := true) from (select unnest(value) as record from "
        f"read_json({literal(path)}, format = 'unstructured', maximum_object_size = 268435456, "
        f"columns = {{'value': 'struct({record})[]'}})))"
    )
