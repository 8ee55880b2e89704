"""CBS OData v4: properties, dimensions, measures and their groups, code lists, then the observations page by page."""

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from ingestion import shape
from ingestion.archive import Receipt, Snapshot
from ingestion.dataset import CbsOData4, Dataset, Pick
from ingestion.errors import ContractBroken, NotPublished
from ingestion.protocols import Fetched
from ingestion.vocabulary import TITLES, TOTAL, folded, seed, titles_of
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
    names = plain_names(dataset, [d["Identifier"] for d in body(dimensions)["value"]])
    measures = entity("MeasureCodes")
    parts = [properties, dimensions, measures]
    if any(m.get("MeasureGroupId") for m in body(measures)["value"]):
        with suppress(
            NotPublished
        ):  # a title for people: some tables title every measure alike, and the group says of what
            parts.append(entity("MeasureGroups"))
    codes = {name: entity(f"{name}Codes") for name in names}
    parts += codes.values()

    absent = set(dataset.contract.optional) - set(codes)
    conditions = [condition(dataset, pick, codes, body) for pick in access.filters if pick.dimension not in absent]
    first = f"{base}/Observations" + (f"?$filter={' and '.join(conditions)}" if conditions else "")
    parts += follow(dataset, web, first, "Observations", "@odata.nextLink")
    return Fetched(tuple(parts), timestamp(said.get("Modified")), stamp)


def follow(dataset: Dataset, web: Web, first: str, name: str, link_name: str) -> list[Receipt]:
    """All pages from the first, by the publisher's own links; bounded in pages and in bytes together."""
    pages: list[Receipt] = []
    url: str | None = first
    while url:
        if len(pages) == MAX_PAGES or sum(p.byte_count for p in pages) > dataset.size.max_bytes:
            raise ContractBroken(
                dataset.id,
                url,
                f"{len(pages)} pages, {sum(p.byte_count for p in pages):,} bytes, and no end",
                f"at most {MAX_PAGES} pages and {dataset.size.max_bytes:,} bytes",
                "Filter the table in the catalogue, or use cbs_bulk.",
            )
        reply = web.get(dataset, url, f"{name}/{len(pages):04d}", shape.json_object, accept="application/json")
        assert reply is not None
        pages.append(reply.receipt)
        url = link(reply, link_name)
    return pages


def plain_names(dataset: Dataset, names: list[str]) -> list[str]:
    """Names that will stand in SQL, addresses and file names: refused unless they are plain words."""
    odd = [name for name in names if not re.fullmatch(r"\w+", name)]
    if odd:
        raise ContractBroken(
            dataset.id, "Dimensions", repr(odd[0]), "names of letters, digits and _", "Not used. See what CBS shows."
        )
    return names


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
    """One server-side condition. Titles are looked up in the publisher's own list, and codes must be in it: a filter on
    a code that is not there would be answered with nothing."""
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
    listed = body(codes[pick.dimension])["value"]
    known = {folded(c["Title"]): c["Identifier"] for c in listed}
    if pick.total and not set(pick.codes) & set(known.values()):
        totals = titles_of(pick.dimension, TOTAL)
        wanted = [known[t] for t in totals if t in known]
        expected, absent = f"one title that is its total: {' or '.join(totals)}", len(wanted) != 1
        advice = f"See which title is the total, and add it to {seed(TITLES)}."
    elif pick.titles:
        wanted = [known[folded(t)] for t in pick.titles if folded(t) in known]
        expected, absent = f"the titles {', '.join(pick.titles)}", len(wanted) < len(pick.titles)
        advice = "Correct the filter in the catalogue after CBS's new wording."
    else:
        wanted = [c for c in pick.codes if c in known.values()]
        expected, absent = f"the codes {', '.join(pick.codes)}", len(wanted) < len(pick.codes)
        advice = "Correct the filter in the catalogue: choose by title where the code is not known."
    if absent:
        told = ", ".join(" ".join(f"{c['Title']} ({c['Identifier']})".split()) for c in listed[:20])
        raise ContractBroken(dataset.id, f"{pick.dimension}Codes", told, expected, advice)
    joined = " or ".join(f"{pick.dimension} eq '{code}'" for code in wanted)
    return f"({joined})" if len(wanted) > 1 else joined


def timestamp(value: str | None) -> datetime | None:
    """CBS's `Modified`; a time without a zone is taken as UTC (v3 gives none)."""
    if not value:
        return None
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
