"""Eurostat's residence permits for the Netherlands as SDMX-CSV: MIGR_RESFIRST and MIGR_RESOCC.

Published: nothing; `published_figures.csv` has no first permits by reason. Modelled: permits as a fixed share of the
immigrants from outside EU/EFTA with the matching motive (CBS 84809NED, published), 2008-2024, and 2025 as 2024 less 3%.

How sure the codes are. Dimensions, their order and the header: confirmed for MIGR_RESFIRST, expected for MIGR_RESOCC.
Reasons TOTAL, EMP, EDUC, FAM, OTH: confirmed (seen in public code that uses the dataset). EMP_HSW, EMP_BLC, EMP_RES,
EMP_SEAS, EMP_OTH: expected; the labels "Highly skilled workers" and "Researchers" are confirmed, the codes are not.
Durations M3-5, M6-11, M_GE12: expected.

Two quirks of the service are kept. A request for MIGR_RESOCC is answered with a ticket (a bare UUID); the data are
ready under `/1.0/async/data/<ticket>` once `/1.0/async/status/<ticket>` says AVAILABLE (addresses and words confirmed
by Eurostat's description of the interface, the XML around the word expected). And a body comes gzipped without
Content-Encoding unless the client asks for identity.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from ingestion.demo.body import Body, utc
from ingestion.demo.cbs.migration import totals
from ingestion.demo.model import between, spread

API = "https://ec.europa.eu/eurostat/api/dissemination"
HEADER = "DATAFLOW,LAST UPDATE,freq,reason,citizen,duration,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"
UPDATED, MODIFIED = "11/09/26 11:00:00", utc(2026, 9, 11, 9)
YEARS = range(2008, 2026)
FIRST = {  # reason: motives of 84809NED, share of immigrants that hold a first permit (modelled)
    "EMP": (("A009232",), 0.88),
    "EDUC": (("A009235",), 0.95),
    "FAM": (("A009234",), 0.72),
    "OTH": (("A009233", "A009238"), 0.8),
}
WORK = {"EMP_HSW": 0.62, "EMP_BLC": 0.02, "EMP_RES": 0.14, "EMP_SEAS": 0.01, "EMP_OTH": 0.21}
CITIZENS = {"TOTAL": 1.0, "IN": 0.19, "CN": 0.1, "US": 0.08, "TR": 0.07}  # a selection: they do not add up
DURATIONS = {"M3-5": 0.08, "M6-11": 0.17, "M_GE12": 0.75}
ASYNCHRONOUS = "MIGR_RESOCC"
FLOWS = ("MIGR_RESFIRST", ASYNCHRONOUS)


@cache
def first_permits() -> dict[tuple[str, int], int]:
    """Permits under (reason, year)."""
    persons = totals("84809NED")
    found = {}
    for year in YEARS:
        known, later = min(year, 2024), 0.97 if year > 2024 else 1.0
        for reason, (motives, share) in FIRST.items():
            immigrants = sum(persons.get((m, f"{known}JJ00"), 0) for m in motives)
            found[(reason, year)] = round(immigrants * share * later * between(0.98, 1.02, reason, year))
        found[("TOTAL", year)] = sum(found[(reason, year)] for reason in FIRST)
    return found


@cache
def work_permits() -> dict[tuple[str, int], int]:
    """Permits for work under (kind of work, year); EMP is their sum and equals EMP of the first permits."""
    found = {}
    for year in YEARS:
        total = found[("EMP", year)] = first_permits()[("EMP", year)]
        weights = [share * between(0.9, 1.1, kind, year) for kind, share in WORK.items()]
        found |= {(kind, year): part for kind, part in zip(WORK, spread(total, weights), strict=True)}
    return found


def observations(flow: str) -> Iterator[tuple[tuple[str, ...], int, int | None]]:
    """Key in the order of the dimensions, year, permits."""
    for (reason, year), total in (first_permits() if flow == FLOWS[0] else work_permits()).items():
        for citizen, share in CITIZENS.items():
            part = total if citizen == "TOTAL" else round(total * share * between(0.8, 1.2, reason, citizen, year))
            by_duration = dict(zip(DURATIONS, spread(part, list(DURATIONS.values())), strict=True))
            for duration, permits in {"TOTAL": part, **by_duration}.items():
                # the first years by length of validity were not delivered: an empty value, flagged
                missing = year < 2010 and duration != "TOTAL"
                yield ("A", reason, citizen, duration, "PER", "NL"), year, None if missing else permits


@cache
def data(flow: str, key: str) -> Body:
    """SDMX-CSV of the series that a key selects; an empty position means all, `+` joins alternatives."""
    wanted = [set(part.split("+")) - {""} for part in key.split(".")]
    lines = [HEADER]
    for codes, year, permits in observations(flow):
        if all(not choice or code in choice for code, choice in zip(codes, wanted, strict=False)):
            value, flag = ("", "c") if permits is None else (str(permits), "")
            lines.append(f"ESTAT:{flow}(1.0),{UPDATED},{','.join(codes)},{year},{value},{flag},")
    text = "\n".join(lines) + "\n"
    return Body(text.encode(), "application/vnd.sdmx.data+csv;version=1.0.0", MODIFIED)


def ticket(flow: str, key: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{API}/sdmx/2.1/data/{flow}/{key}"))


CATALOGUE_KEY = "A..TOTAL.TOTAL.PER.NL"
# what each ticket stands for; the one that the catalogue leads to is always known
TICKETS = {ticket(ASYNCHRONOUS, CATALOGUE_KEY): (ASYNCHRONOUS, CATALOGUE_KEY)}


def answer(path: str, options: dict[str, str], accepted: str) -> Body | None:
    """`path` is what follows `/eurostat/api/dissemination`; `accepted` the request's Accept-Encoding."""
    asked = re.fullmatch(r"/sdmx/2\.1/data/(\w+)/([\w.+-]*)", path)
    if asked and asked[1] in FLOWS and options.get("format") == "SDMX-CSV":
        flow, key = asked.groups()
        if flow == ASYNCHRONOUS:
            TICKETS[ticket(flow, key)] = (flow, key)
            return Body(ticket(flow, key).encode(), "text/plain")
        return _packed(data(flow, key), accepted)
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
