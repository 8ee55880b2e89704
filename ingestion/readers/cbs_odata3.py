"""CBS OData v3 feed: wide records as they are, and the description mapped onto the shared `raw.cbs__*` tables."""

import json
from pathlib import Path
from typing import Any

import duckdb

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import Dataset
from ingestion.protocols.cbs_odata3 import DIMENSIONS
from ingestion.readers import Loadable, literal
from ingestion.readers.json_pages import first_record_keys, select_records


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    described = description(snapshot, archive)
    columns = (
        {"ID": "bigint"} | dict.fromkeys(dimensions(described), "varchar") | dict.fromkeys(topics(described), "double")
    )
    pages = [p for p in snapshot.parts if p.part.startswith("TypedDataSet/")]
    found = first_record_keys(archive, pages[0], "ID")
    columns |= {key: "varchar" for key in found if key not in columns}
    return Loadable(
        select_records(archive, pages, "ID", columns, folder),
        found or tuple(columns),
        "TypedDataSet",
        metadata(snapshot, archive, dict.fromkeys(dimensions(described))),
    )


def description(snapshot: Snapshot, archive: Archive) -> list[dict[str, Any]]:
    """The table's columns as the feed describes them."""
    return list(json.loads(archive.read(snapshot.part("DataProperties").sha256))["value"])


def dimensions(described: list[dict[str, Any]]) -> list[str]:
    return [d["Key"] for d in described if d["Type"] in DIMENSIONS]


def topics(described: list[dict[str, Any]]) -> list[str]:
    return [d["Key"] for d in described if d["Type"] == "Topic"]


def metadata(snapshot: Snapshot, archive: Archive, called: dict[str, str | None]) -> dict[str, str]:
    """What the shared tables say of this one; `called` has its dimensions, with another name where they get one here."""
    properties = archive.body(snapshot.part("DataProperties").sha256)
    info = archive.body(snapshot.part("TableInfos").sha256)
    name = " ".join(f"when {literal(key)} then {literal(other or key)}" for key, other in called.items())
    return {
        "cbs__property": (
            "select Identifier, Title, Modified, Modified as ObservationsModified, "
            "null::bigint as ObservationCount, null as Version, "
            "ReasonDelivery as VersionReason, Period as TemporalCoverage, Frequency, "
            "OutputStatus as Status, 'Numeric' as DatasetType, null as License, Source from "
            + records(info, "Identifier Title Modified ReasonDelivery Period Frequency OutputStatus Source")
        ),
        "cbs__dimension": (
            f'select case "Key" {name} end as Identifier, Title, Description, "Type" as Kind from '
            + records(properties, "Key Title Description Type")
            + f' where "Type" in ({", ".join(map(literal, DIMENSIONS))})'
        ),
        "cbs__measure": (
            'select topic."Key" as Identifier, topic.ID::bigint as "Index", topic.Title, topic.Description, '
            "topic.ParentID as MeasureGroupId, parent.Title as MeasureGroupTitle, topic.Datatype as DataType, topic.Unit, "
            "topic.Decimals::bigint as Decimals from "
            + records(properties, "Key ID Title Description ParentID Type Datatype Unit Decimals")
            + " as topic left join "
            + records(properties, "ID Title Type")
            + " as parent on parent.ID = topic.ParentID and parent.\"Type\" = 'TopicGroup' where topic.\"Type\" = 'Topic'"
        ),
        "cbs__code": " union all by name ".join(
            f'select {literal(other or key)} as Dimension, "Key" as Identifier, row_number() over () as "Index", Title, '
            "Description, CategoryGroupID as DimensionGroupId, Status from "
            + records(archive.body(snapshot.part(f"{key}Codes").sha256), "Key Title Description CategoryGroupID Status")
            for key, other in called.items()
        ),
    }


def records(path: Path, columns: str) -> str:
    """The records of a small entity set as a subquery of texts."""
    record = ", ".join(f'"{name}" varchar' for name in columns.split())
    return (
        "(select unnest(record, recursive := true) from (select unnest(value) as record from "
        f"read_json({literal(path)}, format = 'unstructured', maximum_object_size = 268435456, "
        f"columns = {{'value': 'struct({record})[]'}})))"
    )
