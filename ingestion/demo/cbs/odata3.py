"""The v3 feed: 83583NED at opendata.cbs.nl, and the catalogue and tables of third parties (AZW) at dataderden.cbs.nl.

In v3 a record holds all measures of a place, one column each, blanks as null, and codes are padded with spaces: those of
the industries to seven characters. `odata.nextLink` comes after PAGE records.
"""

from functools import cache

from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.cbs.filters import BadFilter, compiled
from ingestion.demo.cbs.odata4 import DEMO_NOTE
from ingestion.demo.tables import MODIFIED, DemoTable, tables

HOST, THIRD_PARTIES = "opendata.cbs.nl", "dataderden.cbs.nl"
CATALOGUE = f"https://{THIRD_PARTIES}/ODataCatalog/Tables"
CATALOGUES = {"83583NED": "CBS", "90001NED": "AZW", "90002NED": "AZW"}  # the ids of AZW are the demo's own
PAGE = 5_000


def padded(dimension: str, code: str) -> str:
    return code.ljust(7) if "SBI2008" in dimension else code


def info(table: DemoTable) -> dict[str, object]:
    moment = MODIFIED.isoformat()[:19]
    return {
        "ID": 0, "Title": f"{table.title} ", "ShortTitle": table.title, "Identifier": table.identifier,
        "Summary": DEMO_NOTE, "Modified": moment, "MetaDataModified": moment, "ReasonDelivery": "Demonstratie",
        "ExplanatoryText": "", "Language": "nl", "Catalog": CATALOGUES[table.identifier],
        "Frequency": table.frequency.replace(" ", ""), "Period": table.coverage, "ShortDescription": DEMO_NOTE,
        "Description": "", "DefaultPresentation": "", "DefaultSelection": "", "GraphTypes": "Table,Bar,Line",
        "OutputStatus": "Regulier", "Source": "CBS.",
    }  # fmt: skip


@cache
def entities(name: str) -> dict[str, list[dict[str, object]]]:
    """The members of each entity set of a table."""
    table = tables()[name]
    found: dict[str, list[dict[str, object]]] = {"TableInfos": [info(table)], "CategoryGroups": []}
    empty: dict[str, object] = {
        "Description": "",
        "ReleasePolicy": None,
        "Datatype": None,
        "Unit": None,
        "Default": None,
    }
    columns = [
        empty | {"Type": d.kind, "Key": d.identifier, "Title": d.title, "Decimals": None} for d in table.dimensions
    ]
    for m in table.measures:
        topic = {"Type": "Topic", "Key": m.identifier, "Title": m.title, "Datatype": "Double", "Unit": m.unit}
        columns.append(empty | topic | {"Decimals": m.decimals})
    found["DataProperties"] = [
        {"odata.type": f"Cbs.OData.{c['Type']}", "ID": n, "Position": n, "ParentID": None} | c
        for n, c in enumerate(columns)
    ]
    for d in table.dimensions:
        found[d.identifier] = []
        for code, c in d.codes.items():
            row: dict[str, object] = {"Key": padded(d.identifier, code), "Title": c.title, "Description": ""}
            row |= {"Status": c.status} if c.status else dict[str, object](CategoryGroupID=None)
            found[d.identifier].append(row)
    places: dict[tuple[str, ...], dict[str, object]] = {}
    for cell in table.cells:
        if cell.codes not in places:
            named = zip((d.identifier for d in table.dimensions), cell.codes, strict=True)
            places[cell.codes] = {"ID": len(places)} | {name: padded(name, code) for name, code in named}
        places[cell.codes][cell.measure] = None if cell.value is None else float(cell.value)
    return found | {"TypedDataSet": list(places.values())}


def answer(url: str, options: dict[str, str]) -> Body | None:
    """The catalogue, or a page of an entity set (of the chosen records where there is a filter); None for anything else."""
    if url == CATALOGUE:
        wanted = options.get("$filter", "").removeprefix("Catalog eq ").strip("'")
        listed = [tables()[name] for name, catalogue in CATALOGUES.items() if catalogue == wanted]
        said = {"odata.metadata": f"{CATALOGUE}#", "value": [info(t) for t in listed]}
        return Body(compact(said), JSON, MODIFIED)
    host, _, path = url.removeprefix("https://").partition("/ODataFeed/odata/")
    name, _, entity = path.partition("/")
    if host != {"CBS": HOST, "AZW": THIRD_PARTIES}.get(CATALOGUES.get(name, "")) or options.get("$format") != "json":
        return None
    members = entities(name).get(entity)
    if members is None:
        return None
    if "$filter" in options:
        names = [d.identifier for d in tables()[name].dimensions]
        try:
            chosen = compiled(options["$filter"], frozenset(names))
        except BadFilter:
            return None
        members = [m for m in members if chosen({key: str(m[key]) for key in names})]
    start = int(options.get("$skip", "0"))
    end = start + PAGE
    base = f"https://{host}/ODataFeed/odata/{name}"
    kept = "&".join(f"{key}={value}" for key, value in options.items() if key != "$skip")
    more = {"odata.nextLink": f"{base}/{entity}?{kept}&$skip={end}"} if end < len(members) else {}
    content = {"odata.metadata": f"{base}/$metadata#Cbs.OData.WebAPI.{entity}", "value": members[start:end]} | more
    return Body(compact(content), JSON, MODIFIED)
