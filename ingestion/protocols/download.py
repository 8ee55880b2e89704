"""A file at a fixed address (DUO's static csv, ROA at DataverseNL), asked for under its ETag."""

from ingestion import body_shape
from ingestion.dataset import Dataset, Download
from ingestion.protocols import Fetched
from ingestion.snapshot import Snapshot
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    assert isinstance(dataset.access, Download)
    since = previous.part("data") if previous else None
    reply = web.get(dataset, dataset.access.url, "data", body_shape.delimited_text, since=since)
    return None if reply is None else Fetched((reply.receipt,), reply.receipt.publisher_modified_at)
