"""Asks the demo as a client would, and lists every address that it answers."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import requests

from ingestion.demo import DemoAdapter
from ingestion.demo.duo import higher_crosstabs, vocational_files

ADAPTER = DemoAdapter()
CBS4 = (
    "85224NED", "85276NED", "85314NED", "85315NED", "85316NED", "85624NED", "80472ned", "84545NED", "84546NED",
    "84808NED", "84809NED", "85477NED", "85880NED", "80474ned", "80567ned", "80857NED", "85081NED", "83599NED", "85517NED",
    "86355NED", "86112NED", "85951NED", "85879NED", "85920NED",
)  # fmt: skip
RECORDED = (  # tables of which real bodies are beside the checkout
    "80472ned", "80474ned", "84545NED", "84546NED", "84808NED", "84809NED", "85081NED", "85224NED", "85276NED", "85314NED",
    "85315NED", "85316NED", "85477NED", "85624NED", "85880NED",
)  # fmt: skip
EDUCATION = (  # modelled on what CBS describes: no figure of theirs is in the list of published ones
    "83966NED", "85124NED", "85125NED", "85313NED", "85352NED", "85354NED", "85355NED", "85356NED", "85357NED",
    "85421NED", "85423NED", "85424NED", "85425NED", "85696NED", "85698NED", "85699NED", "85700NED", "85776NED",
    "85777NED", "85778NED", "85779NED",
)  # fmt: skip
LEARNING = ("85574NED", "85569NED", "85989NED", "85987NED")  # entrants of mbo and courses: modelled
CBS3 = "https://opendata.cbs.nl/ODataFeed/odata/83583NED"
CBS3_ENTITIES = (
    "TableInfos", "DataProperties", "CategoryGroups", "BedrijfstakkenBranchesSBI2008", "Bedrijfsgrootte", "Perioden",
)  # fmt: skip
THIRD = "https://dataderden.cbs.nl"  # tables of third parties: modelled
MATCH = "https://data.overheid.nl/data/api/3/action/package_show?id=uwv-open-match-data"
MATCH_FILES = [
    f"https://data.overheid.nl/sites/default/files/uwv/UWVopenmatchdata{day}.zip" for day in ("20191126", "20230516")
]
PACKAGES = (
    "p04hogdipl", "p02ho1ejrs", "p01hoinges", "gediplomeerde-mbo-studenten", "mbo-studenten-per-instelling",
    "ho_opleidingsoverzicht", "p03hoinschr", "mbo-studenten-per-sectorkamer-en-leerweg",
    "studentprognoses-mbo-per-instelling", "sectorale_ontwikkelpaden", "overzicht-erkenningen-ho", "mbo_opleidingsaanbod",
)  # fmt: skip
# what the warehouse reads of those packages: ids are real and stand in DUO's lists
RESOURCES = {
    "p04_hbo": "0488fa97-d0ba-4285-9569-19bf26050204",
    "p04_wo": "b74aeac5-ea8c-4697-a909-3aaae7e25f09",
    "p02_hbo": "0f594842-cca9-4f17-8cbc-e502dba408b4",
    "p02_wo": "1a67316d-db9f-415c-8057-8c47bee19d44",
    "p01_hbo": "7761bd6a-b87b-4389-a943-829872116f92",
    "p01_wo": "6a7e10c1-6ae8-4949-89da-b6e59151698c",
    "mbo_graduates": "aa057440-a653-41c4-8d73-d63cb0556135",
    "mbo_students": "0cf33778-666c-4a6d-bd58-0b4d1ddefb61",
    "register": "ffffa7ad-e6a2-4ba7-9fc2-a09df4128555",
    "p03_hbo": "9ec2ffc8-6121-485f-acda-1838d8c44a93",
    "p03_wo": "84b7bec1-0774-4e0a-bcdf-1ac460f2fc2e",
    "p04_hbo_geslacht": "e7b2aabd-1c10-4990-a33c-bf558f02ed12",
    "p04_wo_geslacht": "4938e55f-45f5-4f74-a512-baa2db99f5a9",
    "p04_hbo_vorm": "3f2541ca-6acd-4b98-ac08-7b68d05bb06a",
    "p04_wo_vorm": "63dc7252-5538-42b1-98ac-19b8ba7522dd",
    "p02_hbo_geslacht": "5338f63e-af6a-434c-8086-c4584767c3fc",
    "p02_wo_geslacht": "2e0a58a1-f7aa-4ed6-9a76-65bc569edcfc",
    "p01_hbo_geslacht": "c454d7e1-b9b1-4460-b9ff-55938c85788e",
    "p01_wo_geslacht": "b88721ef-9787-4299-afc7-5d74380d29ba",
    "p01_hbo_vorm": "ef11448c-e8c3-4afe-899f-67f90a3c3be0",
    "p01_wo_vorm": "f9a16992-8f11-4579-809c-bcdbc93c9d2b",
    "mbo_residence": "da6669b9-5894-4ba6-9ba4-bfd42f8d3387",
    "mbo_age": "ef08d2f4-ab61-4167-aa89-c08528a03581",
    "forecast_age": "2e76d021-f92a-4699-92c7-68945027deb0",
    "forecast_sectorkamer": "d73ea32d-a7cd-40b5-ac21-5fbad0c81c14",
    "recognised": "28a4d89b-c223-4dbc-8deb-9d02a533f215",
    "offered": "5776abd4-d34b-4489-9b1b-fd639b05acdb",
    "paths": "f5884514-3a92-401b-aebf-063c619c6e22",
}
STATIC = {s: f"https://duo.nl/open_onderwijsdata/images/05-gediplomeerden-{s}-2019.csv" for s in ("hbo", "wo")}
STATIC_MBO, STATIC_FIRST_YEARS = vocational_files.STATIC_URL, higher_crosstabs.STATIC_URL
ROA = "https://dataverse.nl/api/access/datafile/674144"
IND = "https://ind.nl/en/public-register-recognised-sponsors/public-register-work"
EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination"
REGISTERS = [IND.replace("-work", f"-{category}") for category in ("exchange", "study", "research")]
PERMITS = {
    f: f"{EUROSTAT}/sdmx/2.1/data/{f}/A..TOTAL.TOTAL.PER.NL?format=SDMX-CSV"
    for f in ("MIGR_RESFIRST", "MIGR_RESOCC", "MIGR_RESVALID")
} | {
    "MIGR_RESICT1_1": f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESICT1_1/..TOTAL...NL?format=SDMX-CSV",
    "MIGR_RESICT1_2": f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESICT1_2/..TOTAL..NL?format=SDMX-CSV",
}
STRUCTURES = [
    f"{EUROSTAT}/sdmx/2.1/datastructure/ESTAT/{f}" for f in ("MIGR_RESVALID", "MIGR_RESICT1_1", "MIGR_RESICT1_2")
]


def ask(url: str, method: str = "GET", adapter: DemoAdapter | None = None, **headers: str) -> requests.Response:
    """One request, through requests' own preparation of the address."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return (adapter or ADAPTER).send(
        requests.Request(method, url, headers=named).prepare(), stream=True, timeout=(1, 1)
    )


@cache
def body(url: str) -> bytes:
    answer = ask(url, Accept_Encoding="identity")
    assert answer.status_code == 200, f"{url}: {answer.status_code} {answer.content[:200]!r}"
    return answer.content


def members(url: str) -> list[dict[str, Any]]:
    """All members of an OData entity set, over all its pages."""
    found: list[dict[str, Any]] = []
    for page in pages(url):
        found += json.loads(body(page))["value"]
    return found


def pages(url: str) -> Iterator[str]:
    """The addresses of an entity set's pages, following the links as they stand."""
    following: str | None = url
    while following:
        yield following
        content = json.loads(body(following))
        following = content.get("@odata.nextLink") or content.get("odata.nextLink")


def base(table: str) -> str:
    return f"https://datasets.cbs.nl/odata/v1/CBS/{table}"


@cache
def resource_urls() -> dict[str, str]:
    """Download addresses by our short name, found in the portal's own answers."""
    every: dict[str, str] = {}
    for package in PACKAGES:
        answer = json.loads(body(f"https://onderwijsdata.duo.nl/api/3/action/package_show?id={package}"))
        every |= {r["id"]: r["url"] for r in answer["result"]["resources"]}
    return {name: every[key] for name, key in RESOURCES.items()}


def table_of(name: str) -> list[dict[str, str]]:
    """A csv of the portal as rows."""
    return list(csv.DictReader(io.StringIO(body(resource_urls()[name]).decode())))


def ticket() -> str:
    said = body(PERMITS["MIGR_RESOCC"]).decode()
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said), said
    return said


def third_party() -> list[str]:
    """The catalogue of third parties and, of each of its tables, every entity set and page."""
    found = [f"{THIRD}/ODataCatalog/Tables?$format=json&$filter=Catalog eq 'AZW'"]
    for listed in members(found[0]):
        feed = f"{THIRD}/ODataFeed/odata/{listed['Identifier']}"
        found += [f"{feed}/TableInfos?$format=json", f"{feed}/DataProperties?$format=json"]
        keys = [c["Key"] for c in members(found[-1]) if c["Type"].endswith("Dimension")]
        found += [f"{feed}/{key}?$format=json" for key in keys]
        found += pages(f"{feed}/TypedDataSet?$format=json")
    return found


def addresses() -> list[str]:
    """Every address that a live client asks for, links of pages included."""
    found = []
    for table in (*CBS4, *EDUCATION, *LEARNING):
        found += [f"{base(table)}/{entity}" for entity in ("Properties", "Dimensions", "MeasureCodes")]
        found += [f"{base(table)}/{d['Identifier']}Codes" for d in members(f"{base(table)}/Dimensions")]
        found += pages(f"{base(table)}/Observations")
    entities = (
        "TableInfos",
        "DataProperties",
        "CategoryGroups",
        "BedrijfstakkenBranchesSBI2008",
        "Bedrijfsgrootte",
        "Perioden",
    )
    found += [f"{CBS3}/{entity}?$format=json" for entity in entities]
    found += pages(f"{CBS3}/TypedDataSet?$format=json")
    found += third_party()
    found += [MATCH, *MATCH_FILES]
    found += [f"https://onderwijsdata.duo.nl/api/3/action/package_show?id={p}" for p in PACKAGES]
    found += [*resource_urls().values(), *STATIC.values(), STATIC_MBO, STATIC_FIRST_YEARS, ROA, IND]
    found += [*REGISTERS, *PERMITS.values(), *STRUCTURES]
    found += [f"{EUROSTAT}/1.0/async/{what}/{ticket()}" for what in ("status", "data")]
    return found
