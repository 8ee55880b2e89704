"""CBS OData v3 feed, for tables that exist only there: padded codes, wide measures, `odata.nextLink`.

The wide records are loaded as they are, and the description mapped onto the shared `raw.cbs__*` tables.
"""

import json
from pathlib import Path
from typing import Any

import duckdb

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.bodies.json_pages import first_record_keys, select_records
from ingestion.dataset import CbsOData3, Dataset
from ingestion.errors import ContractBroken
from ingestion.protocols import Fetched, Loadable
from ingestion.protocols.cbs_odata4 import follow, plain_names, timestamp
from ingestion.protocols.one_moment import of_one_moment
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import literal
from ingestion.web import Web

DIMENSIONS = ("Dimension", "TimeDimension", "GeoDimension")
COUNTRY = "Nederland"


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsOData3)
    return fetch_table(dataset, web, previous, access.host, access.table)


def fetch_table(
    dataset: Dataset,
    web: Web,
    previous: Snapshot | None,
    host: str,
    table: str,
    marks: tuple[str, ...] = (),
    national: bool = False,
) -> Fetched | None:
    """One table of a v3 feed; None where its `Modified` and the `marks` of the asker are those of the previous snapshot."""
    base = f"https://{host}/ODataFeed/odata/{table}"

    def stamped() -> tuple[Receipt, str]:
        receipt = entity(dataset, web, f"{base}/TableInfos?$format=json", "TableInfos")
        said = json.loads(web.archive.read(receipt.sha256))["value"][0]
        return receipt, "|".join((*(str(said.get(k)) for k in ("Modified", "MetaDataModified")), *marks))

    return of_one_moment(
        dataset,
        "TypedDataSet",
        lambda: taken(dataset, web, previous, base, *stamped(), national),
        lambda: stamped()[1],
    )


def taken(
    dataset: Dataset, web: Web, previous: Snapshot | None, base: str, info: Receipt, stamp: str, national: bool
) -> Fetched | None:
    """The table as it comes in once."""
    if previous and previous.stamp == stamp:
        return None
    said = json.loads(web.archive.read(info.sha256))["value"][0]
    properties = entity(dataset, web, f"{base}/DataProperties?$format=json", "DataProperties")
    columns = json.loads(web.archive.read(properties.sha256))["value"]
    plain_names(dataset, [column["Key"] for column in columns if column["Type"] != "TopicGroup"])
    codes = {
        column["Key"]: entity(dataset, web, f"{base}/{column['Key']}?$format=json", f"{column['Key']}Codes")
        for column in columns
        if column["Type"] in DIMENSIONS
    }
    conditions = []
    if national:
        # CBS marks a region as a plain dimension now and then: its name tells
        regions = [c["Key"] for c in columns if c["Type"] == "GeoDimension" or c["Key"].startswith("Regio")]
        conditions = [country(dataset, web, name, codes[name]) for name in regions if name in codes]
    chosen = f"$filter={' and '.join(conditions)}&" if conditions else ""
    pages = follow(dataset, web, f"{base}/TypedDataSet?{chosen}$format=json", "TypedDataSet", "odata.nextLink")
    return Fetched((info, properties, *codes.values(), *pages), timestamp(said.get("Modified")), stamp)


def entity(dataset: Dataset, web: Web, url: str, part: str) -> Receipt:
    reply = web.get(dataset, url, part, body_shape.json_object, accept="application/json")
    assert reply is not None  # no condition was asked for
    return reply.receipt


def country(dataset: Dataset, web: Web, dimension: str, codes: Receipt) -> str:
    """The condition for the cells of the whole country, by the padded key of the publisher's own list."""
    listed = json.loads(web.archive.read(codes.sha256))["value"]
    found = [c["Key"] for c in listed if c["Title"].strip() == COUNTRY]
    if len(found) != 1:
        raise ContractBroken(
            dataset.id,
            f"{dimension}Codes",
            ", ".join(c["Title"].strip() for c in listed[:20]),
            f"een regio met de titel {COUNTRY}",
            "Bekijk de regio's van de tabel; haal `national` uit de catalogus als zij er geen heeft.",
        )
    return f"{dimension} eq '{found[0]}'"


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
        key=("ID",),
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
