"""Asks the demo as a client would, and lists every address that it answers: those that the catalogue leads to."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import requests

from ingestion.catalogue import load_catalogue
from ingestion.demo import DemoAdapter

ADAPTER = DemoAdapter()
ACCESS = {d.id: d.access for d in load_catalogue().values()}
CBS4 = tuple(a.table for a in ACCESS.values() if a.protocol == "cbs_odata4")
CBS3, AZW = "https://opendata.cbs.nl/ODataFeed/odata/83583NED", "https://dataderden.cbs.nl"
PORTAL = {d: a for d, a in ACCESS.items() if a.protocol == "ckan"}
DOWNLOADS = {d: a.url for d, a in ACCESS.items() if a.protocol == "download"}
STATIC = {s: DOWNLOADS[f"duo__gediplomeerden_{s}_2019"] for s in ("hbo", "wo")}
ROA = "https://dataverse.nl/api/access/datafile/674144"
REGISTER = "https://ind.nl/en/public-register-recognised-sponsors/public-register-"
IND = f"{REGISTER}work"
MATCH = "https://data.overheid.nl/data/api/3/action/package_show?id=uwv-open-match-data"
MATCH_FILE = "https://data.overheid.nl/sites/default/files/uwv/UWVopenmatch%2020191126.zip"
EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination"
KEYS = dict.fromkeys(("MIGR_RESFIRST", "MIGR_RESOCC", "MIGR_RESVALID"), "A..TOTAL.TOTAL.PER.NL") | {
    "MIGR_RESICT1_1": "..TOTAL...NL",
    "MIGR_RESICT1_2": "..TOTAL..NL",
}
PERMITS = {flow: f"{EUROSTAT}/sdmx/2.1/data/{flow}/{key}?format=SDMX-CSV" for flow, key in KEYS.items()}


def ask(url: str, method: str = "GET", **headers: str) -> requests.Response:
    """One request, through requests' own preparation of the address."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ADAPTER.send(requests.Request(method, url, headers=named).prepare(), stream=True, timeout=(1, 1))


@cache
def body(url: str) -> bytes:
    answer = ask(url, Accept_Encoding="identity")
    assert answer.status_code == 200, f"{url}: {answer.status_code} {answer.content[:200]!r}"
    return answer.content


def pages(url: str) -> Iterator[str]:
    """The addresses of an entity set's pages, following the links as they stand."""
    following: str | None = url
    while following:
        yield following
        content = json.loads(body(following))
        following = content.get("@odata.nextLink") or content.get("odata.nextLink")


def members(url: str) -> list[dict[str, Any]]:
    """All members of an OData entity set, over all its pages."""
    return [member for page in pages(url) for member in json.loads(body(page))["value"]]


def base(table: str) -> str:
    return f"https://datasets.cbs.nl/odata/v1/CBS/{table}"


def feed(base_url: str) -> Iterator[str]:
    """Every entity set and page of a table of the v3 feed."""
    yield from (f"{base_url}/{entity}?$format=json" for entity in ("TableInfos", "DataProperties", "CategoryGroups"))
    columns = members(f"{base_url}/DataProperties?$format=json")
    yield from (f"{base_url}/{c['Key']}?$format=json" for c in columns if c["Type"].endswith("Dimension"))
    yield from pages(f"{base_url}/TypedDataSet?$format=json")


def package(name: str) -> str:
    return f"https://onderwijsdata.duo.nl/api/3/action/package_show?id={name}"


@cache
def address_of(dataset: str) -> str:
    """Where the portal says that a dataset's csv stands, or the download of the catalogue."""
    if dataset in DOWNLOADS:
        return DOWNLOADS[dataset]
    resources = json.loads(body(package(PORTAL[dataset].package)))["result"]["resources"]
    return next(str(r["url"]) for r in resources if r["id"] == PORTAL[dataset].resource_id)


def table_of(dataset: str) -> list[dict[str, str]]:
    """A csv of DUO as rows, with the blank lines and the totals of the static files left out."""
    static = dataset in DOWNLOADS
    text = body(address_of(dataset)).decode("utf-8" if not static or "mbo" in dataset else "iso-8859-1")
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if static else ",")
    return [r for r in rows if not static or r.get("BRIN NUMMER ACTUEEL") or r.get("BRIN NUMMER")]


def ticket() -> str:
    said = body(PERMITS["MIGR_RESOCC"]).decode()
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said), said
    return said


@cache
def addresses() -> tuple[str, ...]:
    """Every address that a live client asks for, links of pages included."""
    found: list[str] = []
    for table in CBS4:
        found += [f"{base(table)}/{entity}" for entity in ("Properties", "Dimensions", "MeasureCodes")]
        found += [f"{base(table)}/{d['Identifier']}Codes" for d in members(f"{base(table)}/Dimensions")]
        found += pages(f"{base(table)}/Observations")
    found += [*feed(CBS3), f"{AZW}/ODataCatalog/Tables?$format=json&$filter=Catalog eq 'AZW'"]
    for listed in members(found[-1]):
        found += feed(f"{AZW}/ODataFeed/odata/{listed['Identifier']}")
    found += [package(name) for name in sorted({a.package for a in PORTAL.values()})]
    found += [address_of(dataset) for dataset in (*PORTAL, *DOWNLOADS)]
    found += [MATCH, MATCH_FILE, *(f"{REGISTER}{category}" for category in ("work", "exchange", "study", "research"))]
    found += [*PERMITS.values(), *(f"{EUROSTAT}/sdmx/2.1/datastructure/ESTAT/{flow}" for flow in KEYS)]
    found += [f"{EUROSTAT}/1.0/async/{what}/{ticket()}" for what in ("status", "data")]
    return tuple(found)
