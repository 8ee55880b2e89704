"""A table of a third party (AZW: labour market in care) at CBS: found by its title in the catalogue, then read as v3."""

import json
import re

from ingestion.archive import Snapshot
from ingestion.dataset import CbsTitled, Dataset
from ingestion.errors import NotPublished
from ingestion.protocols import Fetched
from ingestion.protocols.cbs_odata3 import entity, fetch_table
from ingestion.protocols.cbs_odata4 import plain_names
from ingestion.vocabulary import folded
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsTitled)
    address = f"https://{access.host}/ODataCatalog/Tables?$format=json&$filter=Catalog eq '{access.catalogue}'"
    catalogue = entity(dataset, web, address, "Tables")
    listed = json.loads(web.archive.read(catalogue.sha256))["value"]
    named = [(years, t) for t in listed for name, years in [split(t["Title"])] if name == split(access.title)[0]]
    if not named:
        raise NotPublished(
            dataset.id,
            address,
            f"{len(listed)} tables: " + ("; ".join(t["Title"].strip() for t in listed) or "none"),
            f"a table titled {access.title!r}",
            "Choose its successor from these titles, and correct the catalogue.",
        )
    _, newest = max(named, key=lambda found: (found[0], found[1].get("Modified") or "", found[1]["Identifier"]))
    table = newest["Identifier"]
    (table,) = plain_names(dataset, [table])
    # a successor under another id is a change, whatever its date; so is another choice of cells
    marks = (table, *(["national"] if access.national else []))
    fetched = fetch_table(dataset, web, previous, access.host, table, marks, access.national)
    return fetched and Fetched((catalogue, *fetched.parts), fetched.modified_at, fetched.stamp)


def split(title: str) -> tuple[str, str]:
    """A title without differences that mean nothing and without the years behind it, and the last of those years: of two
    editions the newer one is told so. One without years goes on, and is newer than any."""
    text = folded(title)
    years = re.search(r",\s*(?:\d{4}\s*[-/]\s*)?(\d{4})\*{0,2}$", text)
    return (text[: years.start()], years[1]) if years else (text, "9999")
