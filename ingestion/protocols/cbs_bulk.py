"""CBS v4 bulk zip, for tables too large to page through: one zip with observations and code lists as csv."""

import json

from ingestion import shape
from ingestion.archive import Snapshot
from ingestion.dataset import CbsBulk, Dataset
from ingestion.protocols import Fetched
from ingestion.protocols.cbs_odata4 import timestamp
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsBulk)
    base = f"https://{access.host}/odata/v1/CBS/{access.table}"
    properties = web.get(dataset, f"{base}/Properties", "Properties", shape.json_object, accept="application/json")
    assert properties is not None
    said = json.loads(web.archive.read(properties.receipt.sha256))
    stamp = "|".join(str(said.get(k)) for k in ("Version", "ObservationsModified", "ObservationCount")) + "|zip"
    if previous and previous.stamp == stamp:
        return None
    dimensions = web.get(dataset, f"{base}/Dimensions", "Dimensions", shape.json_object, accept="application/json")
    bulk = web.get(
        dataset, f"https://{access.host}/csv/CBS/nl/{access.table}", "bulk.zip", shape.zip_file, encoding="identity"
    )
    assert dimensions is not None
    assert bulk is not None
    parts = (properties.receipt, dimensions.receipt, bulk.receipt)
    return Fetched(parts, timestamp(said.get("Modified")), stamp)
