"""A table of a third party (AZW: labour market in care) at CBS: found by its title in the catalogue, then read as v3."""

import json

from ingestion.archive import Snapshot
from ingestion.dataset import CbsTitled, Dataset
from ingestion.errors import NotPublished
from ingestion.protocols import Fetched
from ingestion.protocols.cbs_odata3 import entity, fetch_table
from ingestion.protocols.cbs_odata4 import plain_names
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsTitled)
    address = f"https://{access.host}/ODataCatalog/Tables?$format=json&$filter=Catalog eq '{access.catalogue}'"
    catalogue = entity(dataset, web, address, "Tables")
    listed = json.loads(web.archive.read(catalogue.sha256))["value"]
    named = [t for t in listed if plain(t["Title"]) == plain(access.title)]
    if not named:
        raise NotPublished(
            dataset.id,
            address,
            f"{len(listed)} tables: " + ("; ".join(t["Title"].strip() for t in listed) or "none"),
            f"a table titled {access.title!r}",
            "Choose its successor from these titles, and correct the catalogue.",
        )
    table = max(named, key=lambda t: (t.get("Modified") or "", t["Identifier"]))["Identifier"]
    (table,) = plain_names(dataset, [table])
    # a successor under another id is a change, whatever its date; so is another choice of cells
    marks = (table, *(["national"] if access.national else []))
    fetched = fetch_table(dataset, web, previous, access.host, table, marks, access.national)
    return fetched and Fetched((catalogue, *fetched.parts), fetched.modified_at, fetched.stamp)


def plain(title: str) -> str:
    """A title without differences that mean nothing."""
    return " ".join(title.split()).casefold()
