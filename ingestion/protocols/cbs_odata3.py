"""CBS OData v3 feed, for tables that exist only there: padded codes, wide measures, `odata.nextLink`."""

import json

from ingestion import shape
from ingestion.archive import Snapshot
from ingestion.dataset import CbsOData3, Dataset
from ingestion.protocols import Fetched
from ingestion.protocols.cbs_odata4 import follow, plain_names, timestamp
from ingestion.web import Reply, Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsOData3)
    base = f"https://{access.host}/ODataFeed/odata/{access.table}"

    def entity(url: str, part: str) -> Reply:
        reply = web.get(dataset, url, part, shape.json_object, accept="application/json")
        assert reply is not None
        return reply

    info = entity(f"{base}/TableInfos?$format=json", "TableInfos")
    said = json.loads(web.archive.read(info.receipt.sha256))["value"][0]
    stamp = "|".join(str(said.get(k)) for k in ("Modified", "MetaDataModified"))
    if previous and previous.stamp == stamp:
        return None
    properties = entity(f"{base}/DataProperties?$format=json", "DataProperties")
    columns = json.loads(web.archive.read(properties.receipt.sha256))["value"]
    parts = [info.receipt, properties.receipt]
    plain_names(dataset, [column["Key"] for column in columns if column["Type"] != "TopicGroup"])
    for column in columns:
        if column["Type"] in ("Dimension", "TimeDimension", "GeoDimension"):
            parts.append(entity(f"{base}/{column['Key']}?$format=json", f"{column['Key']}Codes").receipt)
    parts += follow(dataset, web, f"{base}/TypedDataSet?$format=json", "TypedDataSet", "odata.nextLink")
    return Fetched(tuple(parts), timestamp(said.get("Modified")), stamp)
