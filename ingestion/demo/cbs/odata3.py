"""The v3 feed of 83583NED: jobs of employees in December by industry (SBI 2008) and size of the business, x 1 000.

Published: nothing of it is in `published_figures.csv`, so every figure is modelled: 8.5 million jobs in 2019, spread by
the rough weights of `sbi_2008.csv`, growing 1.1% a year. The wire format is that of the v3 feed: codes padded with a
space, one column per measure, blanks as null, `odata.nextLink` after PAGE rows.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from ingestion.demo.body import JSON, Body, compact, utc
from ingestion.demo.cbs import industries
from ingestion.demo.cbs.odata4 import DEMO_NOTE
from ingestion.demo.model import between, spread

HOST, TABLE = "opendata.cbs.nl", "83583NED"
BASE = f"https://{HOST}/ODataFeed/odata/{TABLE}"
PAGE = 5_000
MODIFIED = utc(2020, 11, 19, 1)
YEARS = range(2010, 2020)
JOBS_2019 = 8_500  # x 1 000, modelled
SIZES = {  # code: title as CBS spells it, weight
    "T001098": ("Totaal", 0.0),
    "WP19074": ("0  tot 10 werkzame personen", 0.14),
    "WP19090": ("10  tot 50 werkzame personen", 0.19),
    "WP19096": ("50  tot 100 werkzame personens", 0.09),
    "WP19099": ("100  tot 500 werkzame personen", 0.19),
    "WP19109": ("500 werkzame personen of meer", 0.39),
}
MEASURE = "BanenVanWerknemersInDecember_1"


def padded(key: str) -> str:
    """v3 pads the keys of this dimension to seven characters."""
    return key.ljust(7)


def rows() -> Iterator[str]:
    """The observations as JSON, in the order of their ids."""
    jobs = {year: _jobs(year) for year in YEARS}
    number = 0
    keys = [industries.TOTAL, *(i.key for i in industries.industries())]
    for key in keys:
        for size_number, size in enumerate(SIZES):
            for year in YEARS:
                tenths = jobs[year][key]
                # a cell of under 300 jobs is secret, and stays so for its size class
                value = "null" if size_number and tenths[size_number] < 3 else repr(tenths[size_number] / 10)
                yield (
                    f'{{"ID":{number},"BedrijfstakkenBranchesSBI2008":"{padded(key)}","Bedrijfsgrootte":"{size}",'
                    f'"Perioden":"{year}JJ00","{MEASURE}":{value}}}'
                )
                number += 1


def _jobs(year: int) -> dict[str, list[int]]:
    """Tenths of a thousand jobs per key and size class, the total first."""
    weights = {
        s: industries.jobs_of(s) * (1 + (year - 2019) * between(-0.01, 0.01, "jobs", s)) for s in industries.SECTIONS
    }
    total = round(10 * JOBS_2019 / 1.011 ** (2019 - year))
    values = industries.filled(dict(zip(weights, spread(total, list(weights.values())), strict=True)))
    found = {}
    for key, value in values.items():
        lean = between(0.4, 1.6, "size", key)  # above 1: larger businesses than average
        shares = [share * lean ** (n - 3) for n, (_, share) in enumerate(SIZES.values()) if share]
        found[key] = [value, *spread(value, shares)]
    return found


@cache
def entities() -> dict[str, list[str]]:
    """The members of each entity set, as JSON."""
    status = dict.fromkeys(YEARS, "Definitief") | {2018: "NaderVoorlopig", 2019: "Voorlopig"}
    sbi = [(industries.TOTAL, industries.TOTAL_TITLE)] + [(i.key, i.title) for i in industries.industries()]
    plain: dict[str, object] = {"Description": ""}
    column = plain | dict.fromkeys(("ReleasePolicy", "Datatype", "Unit", "Decimals", "Default"))
    columns: list[tuple[str, str, str, dict[str, object]]] = [
        ("Dimension", "BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI 2008) ", {}),
        ("Dimension", "Bedrijfsgrootte", "Bedrijfsgrootte", {}),
        ("TimeDimension", "Perioden", "Perioden", {"ReleasePolicy": True}),
        ("Topic", MEASURE, "Banen van werknemers in december",
         {"Datatype": "Float", "Unit": "x 1 000", "Decimals": 1, "Default": "Zero"}),
    ]  # fmt: skip
    info = {
        "ID": 0,
        "Title": "Banen van werknemers; bedrijfsgrootte en economische activiteit (SBI2008) ",
        "ShortTitle": "Banen van werknemers; bedrijfsgrootte",
        "Identifier": TABLE,
        "Summary": DEMO_NOTE,
        "Modified": "2020-11-19T02:00:00",
        "MetaDataModified": "2020-11-19T02:00:00",
        "ReasonDelivery": "Demonstratie",
        "ExplanatoryText": "",
        "Language": "nl",
        "Catalog": "CBS",
        "Frequency": "Perjaar",
        "Period": "2010 december - 2019 december",
        "ShortDescription": DEMO_NOTE,
        "Description": "",
        "DefaultPresentation": "",
        "DefaultSelection": "",
        "GraphTypes": "Table,Bar,Line",
        "OutputStatus": "Regulier",
        "Source": "CBS.",
    }
    described: dict[str, list[dict[str, object]]] = {
        "TableInfos": [info],
        "DataProperties": [
            {"odata.type": f"Cbs.OData.{kind}", "ID": n, "Position": n, "ParentID": None, "Type": kind, "Key": key,
             "Title": title} | column | more
            for n, (kind, key, title, more) in enumerate(columns)
        ],
        "CategoryGroups": [
            {"ID": n, "DimensionKey": "BedrijfstakkenBranchesSBI2008", "Title": title} | plain | {"ParentID": None}
            for n, title in enumerate(("Totaal A-U", "Bedrijfstakken 1e digit", "Bedrijfstakken 2e digit"))
        ],
        "BedrijfstakkenBranchesSBI2008": [
            {"Key": padded(key), "Title": title} | plain | {"CategoryGroupID": None} for key, title in sbi
        ],
        "Bedrijfsgrootte": [
            {"Key": key, "Title": title} | plain | {"CategoryGroupID": None} for key, (title, _) in SIZES.items()
        ],
        "Perioden": [
            {"Key": f"{y}JJ00", "Title": f"{y} december"} | plain | {"Status": said} for y, said in status.items()
        ],
    }  # fmt: skip
    return {name: [compact(m).decode() for m in members] for name, members in described.items()} | {
        "TypedDataSet": list(rows())
    }


def answer(entity: str, options: dict[str, str]) -> Body | None:
    """The body of one entity set, a page of it where it is long; None for one that the table does not have."""
    members = entities().get(entity)
    if members is None or options.get("$format") != "json":
        return None
    return page(BASE, entity, members, options, MODIFIED)


def page(base: str, entity: str, members: list[str], options: dict[str, str], modified: datetime) -> Body:
    """A page of an entity set of the v3 feed, with the link to the next one; other options stay in the link."""
    start = int(options.get("$skip", "0"))
    end = start + PAGE
    kept = "&".join(f"{name}={value}" for name, value in options.items() if name != "$skip")
    more = f',"odata.nextLink":"{base}/{entity}?{kept}&$skip={end}"' if end < len(members) else ""
    context = f"{base}/$metadata#Cbs.OData.WebAPI.{entity}"
    text = f'{{"odata.metadata":"{context}","value":[{",".join(members[start:end])}]{more}}}'
    return Body(text.encode(), JSON, modified)
