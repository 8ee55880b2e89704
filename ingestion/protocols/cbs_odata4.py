"""CBS OData v4: properties, dimensions, measures, code lists, then the observations page by page."""

import json
from datetime import UTC, datetime
from typing import Any

from ingestion import shape
from ingestion.archive import Receipt, Snapshot
from ingestion.dataset import CbsOData4, Dataset, Pick
from ingestion.errors import ContractBroken
from ingestion.protocols import Fetched
from ingestion.web import Web, link

MAX_PAGES = 2_000


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsOData4)
    base = f"https://{access.host}/odata/v1/CBS/{access.table}"

    def entity(name: str) -> Receipt:
        return get_entity(dataset, web, base, name)

    def body(receipt: Receipt) -> dict[str, Any]:
        return dict(json.loads(web.archive.read(receipt.sha256)))

    properties = entity("Properties")
    said = body(properties)
    stamp = stamp_of(access, said)
    if previous and previous.stamp == stamp:
        return None

    dimensions = entity("Dimensions")
    names = [d["Identifier"] for d in body(dimensions)["value"]]
    parts = [properties, dimensions, entity("MeasureCodes")]
    codes = {name: entity(f"{name}Codes") for name in names}
    parts += codes.values()

    conditions = [condition(dataset, pick, codes, body) for pick in access.filters]
    url: str | None = f"{base}/Observations" + (f"?$filter={' and '.join(conditions)}" if conditions else "")
    page = 0
    while url:
        if page == MAX_PAGES:
            raise ContractBroken(
                dataset.id,
                url,
                f"more than {MAX_PAGES} pages",
                "an end",
                "Filter the table in the catalogue, or use cbs_bulk.",
            )
        reply = web.get(dataset, url, f"Observations/{page:04d}", shape.json_object, accept="application/json")
        assert reply is not None
        parts.append(reply.receipt)
        url, page = link(reply, "@odata.nextLink"), page + 1
    return Fetched(tuple(parts), timestamp(said.get("Modified")), stamp)


def get_entity(dataset: Dataset, web: Web, base: str, name: str) -> Receipt:
    reply = web.get(dataset, f"{base}/{name}", name, shape.json_object, accept="application/json")
    assert reply is not None  # no condition was asked for
    return reply.receipt


def stamp_of(access: CbsOData4, said: dict[str, Any]) -> str:
    """CBS's mark of a table's state, with what we ask of it: the same stamp gives the same observations."""
    wanted = " and ".join(f.model_dump_json() for f in access.filters)
    return "|".join(str(said.get(k)) for k in ("Version", "ObservationsModified", "ObservationCount")) + f"|{wanted}"


def current_stamp(dataset: Dataset, web: Web) -> str:
    """The table's stamp at CBS now, for one small request."""
    access = dataset.access
    assert isinstance(access, CbsOData4)
    receipt = get_entity(dataset, web, f"https://{access.host}/odata/v1/CBS/{access.table}", "Properties")
    return stamp_of(access, json.loads(web.archive.read(receipt.sha256)))


def condition(dataset: Dataset, pick: Pick, codes: dict[str, Receipt], body: Any) -> str:
    """One server-side condition; codes that are known by title only are looked up in the publisher's own list."""
    if pick.dimension not in codes:
        raise ContractBroken(
            dataset.id,
            "Dimensions",
            ", ".join(codes),
            f"a dimension {pick.dimension}",
            "Correct the filter in the catalogue.",
        )
    if pick.from_code:
        return f"{pick.dimension} ge '{pick.from_code}'"
    wanted = list(pick.codes)
    if pick.titles:
        known = {" ".join(c["Title"].split()): c["Identifier"] for c in body(codes[pick.dimension])["value"]}
        absent = [t for t in pick.titles if t not in known]
        if absent:
            raise ContractBroken(
                dataset.id,
                f"{pick.dimension}Codes",
                ", ".join(list(known)[:20]),
                f"the titles {', '.join(absent)}",
                "Correct the filter in the catalogue after CBS's new wording.",
            )
        wanted = [known[t] for t in pick.titles]
    joined = " or ".join(f"{pick.dimension} eq '{code}'" for code in wanted)
    return f"({joined})" if len(wanted) > 1 else joined


def timestamp(value: str | None) -> datetime | None:
    """CBS's `Modified`; a time without a zone is taken as UTC (v3 gives none)."""
    if not value:
        return None
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
