"""Eurostat's interface as the demo answers it: SDMX-CSV and the structure of a flow. Figures: `tables/eurostat.yml`.

Three quirks of the service are kept. The key of a request is positional, in the order that the data structure gives. A
request for MIGR_RESOCC is answered with a ticket (a bare UUID); the data are ready under `/1.0/async/data/<ticket>`
once `/1.0/async/status/<ticket>` says AVAILABLE (addresses and words confirmed by Eurostat's description of the
interface, the XML around the word and that of the data structure expected). And a body comes gzipped without
Content-Encoding unless the client asks for identity.
"""

import gzip
import re
from dataclasses import replace
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from ingestion.demo.body import Body
from ingestion.demo.tables import MODIFIED, tables

API = "https://ec.europa.eu/eurostat/api/dissemination"
UPDATED = f"{MODIFIED:%d/%m/%y %H:%M:%S}"
ASYNCHRONOUS = "MIGR_RESOCC"
FLOWS = (
    "MIGR_RESFIRST", "MIGR_RESOCC", "MIGR_RESVALID", "MIGR_RESICT1_1", "MIGR_RESICT1_2", "ISOC_SK_DSKL_I21", "ISOC_SKS_ITSPT",
)  # fmt: skip


@cache
def data(flow: str, key: str) -> Body:
    """SDMX-CSV of the series that a key selects; an empty position means all, `+` joins alternatives."""
    wanted = [set(part.split("+")) - {""} for part in key.split(".")]
    names = (d.identifier for d in tables()[flow].dimensions)
    decimals = {m.identifier: m.decimals for m in tables()[flow].measures}
    lines = [",".join(("DATAFLOW", "LAST UPDATE", *names, "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"))]
    for cell in tables()[flow].cells:
        *codes, period = cell.codes
        if all(not choice or code in choice for code, choice in zip(codes, wanted, strict=False)):
            value, flag = ("", "c") if cell.value is None else (f"{cell.value:.{decimals[cell.measure]}f}", "")
            lines.append(f"ESTAT:{flow}(1.0),{UPDATED},{','.join(codes)},{period[:4]},{value},{flag},")
    text = "\n".join(lines) + "\n"
    return Body(text.encode(), "application/vnd.sdmx.data+csv;version=1.0.0", MODIFIED)


@cache
def structure(flow: str) -> Body:
    """The data structure definition, as far as a client reads it: the dimensions and their positions."""
    message, parts = (f"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/{name}" for name in ("message", "structure"))
    *others, _ = tables()[flow].dimensions
    listed = "".join(f'<s:Dimension id="{d.identifier}" position="{n}"/>' for n, d in enumerate(others, 1))
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><m:Structure xmlns:m="{message}" xmlns:s="{parts}"><m:Structures>'
        f'<s:DataStructures><s:DataStructure id="{flow}" agencyID="ESTAT"><s:DataStructureComponents>'
        f'<s:DimensionList id="DimensionDescriptor">{listed}<s:TimeDimension id="TIME_PERIOD" '
        f'position="{len(others) + 1}"/></s:DimensionList></s:DataStructureComponents>'
        "</s:DataStructure></s:DataStructures></m:Structures></m:Structure>"
    )
    return Body(text.encode(), "application/vnd.sdmx.structure+xml;version=2.1")


def ticket(flow: str, key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{API}/sdmx/2.1/data/{flow}/{key}"))


ASKED = (ASYNCHRONOUS, "A..TOTAL.TOTAL.PER.NL")
TICKETS = {ticket(*ASKED): ASKED}  # what each ticket stands for; the one that the catalogue leads to is always known


def answer(path: str, options: dict[str, str], accepted: str) -> Body | None:
    """`path` is what follows `/eurostat/api/dissemination`; `accepted` the request's Accept-Encoding."""
    asked = re.fullmatch(r"/sdmx/2\.1/data/(\w+)/([\w.+-]*)", path)
    if asked and asked[1] in FLOWS and options.get("format") == "SDMX-CSV":
        flow, key = asked.groups()
        if flow == ASYNCHRONOUS:
            TICKETS[ticket(flow, key)] = (flow, key)
            return Body(ticket(flow, key).encode(), "text/plain")
        return _packed(data(flow, key), accepted)
    if (flow := path.removeprefix("/sdmx/2.1/datastructure/ESTAT/")) in FLOWS:
        return structure(flow)
    waiting = re.fullmatch(r"/1\.0/async/(status|data)/([0-9a-f-]{36})", path)
    if waiting and waiting[2] in TICKETS:
        if waiting[1] == "status":
            said = f"<status><key>{waiting[2]}</key><status>AVAILABLE</status></status>"
            return Body(f'<?xml version="1.0" encoding="UTF-8"?>{said}'.encode(), "application/xml")
        return _packed(data(*TICKETS[waiting[2]]), accepted)
    return None


def _packed(body: Body, accepted: str) -> Body:
    if "gzip" in accepted and "identity" not in accepted:
        return replace(body, content=gzip.compress(body.content, mtime=0))
    return body
