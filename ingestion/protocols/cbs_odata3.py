"""CBS OData v3 feed, for tables that exist only there: padded codes, wide measures, `odata.nextLink`."""

import json

from ingestion import shape
from ingestion.archive import Receipt, Snapshot
from ingestion.dataset import CbsOData3, Dataset
from ingestion.errors import ContractBroken
from ingestion.protocols import Fetched
from ingestion.protocols.cbs_odata4 import follow, plain_names, timestamp
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
    info = entity(dataset, web, f"{base}/TableInfos?$format=json", "TableInfos")
    said = json.loads(web.archive.read(info.sha256))["value"][0]
    stamp = "|".join((*(str(said.get(k)) for k in ("Modified", "MetaDataModified")), *marks))
    if previous and previous.stamp == stamp:
        return None
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
    reply = web.get(dataset, url, part, shape.json_object, accept="application/json")
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
            f"one region titled {COUNTRY}",
            "Look at the regions of the table; take `national` out of the catalogue if it has none.",
        )
    return f"{dimension} eq '{found[0]}'"
