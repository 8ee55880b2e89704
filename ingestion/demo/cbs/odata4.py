"""OData v4 as CBS sends it: the bodies of a table's entity sets.

Order of fields, context links and paging follow recorded answers of 85224NED. CBS sends up to 100,000 rows at a time;
the demo sends PAGE, so that a client always has to follow `@odata.nextLink`.
"""

from functools import cache
from urllib.parse import quote

from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.cbs.filters import compiled
from ingestion.demo.tables import MODIFIED, DemoTable, tables
from ingestion.demo.tables.parts import Category, Dimension, Measure

HOST = "datasets.cbs.nl"
PAGE = 2_000
LITERAL = "'(),$"  # stays as it is in a link
AUTHORITY = "https://standaarden.overheid.nl/owms/terms/Centraal_Bureau_voor_de_Statistiek"
DEMO_NOTE = (
    "Demonstratiegegevens van het Talentstrategie-datawarehouse, geen statistiek: landelijke totalen zijn waar "
    "mogelijk de door CBS gepubliceerde cijfers, al het andere is gemodelleerd."
)


def answer(name: str, entity: str, options: dict[str, str]) -> Body | None:
    """The body of one entity set of a table; None for one that is not there. Ids are case-sensitive, as at CBS."""
    table = tables().get(name)
    if table is None or not name.lower().endswith("ned"):
        return None
    if entity == "Observations":
        return observations(table, options)
    if entity == "Observations/$count":
        return count(table, options)
    if entity == "Properties":
        return Body(compact(properties(table)), JSON, MODIFIED)
    entities = {
        "Dimensions": [dimension(table, d) for d in table.shown],
        "MeasureCodes": [measure(m, n) for n, m in enumerate(table.measures, 1)],
    } | {
        f"{d.identifier}Codes": [category(code, c, n, d.kind) for n, (code, c) in enumerate(d.codes.items(), 1)]
        for d in table.shown
    }
    if entity not in entities:
        return None
    content = compact({"@odata.context": f"{base(table)}/$metadata#{entity}", "value": entities[entity]})
    return Body(content, JSON, MODIFIED)


def base(table: DemoTable) -> str:
    return f"https://{HOST}/odata/v1/CBS/{table.identifier}"


@cache
def lines(name: str) -> tuple[str, ...]:
    """All observations of a table as JSON; written by hand because they are most of the demo's bytes."""
    table, found = tables()[name], []
    names = [d.identifier for d in table.shown]
    for number, cell in enumerate(table.cells):
        where = "".join(f',"{name}":"{code}"' for name, code in zip(names, cell.codes[: len(names)], strict=True))
        value = "null" if cell.value is None else plain(cell.value)
        found.append(
            f'{{"Id":{number},"Measure":"{cell.measure}","ValueAttribute":"{cell.attribute}",'
            f'"Value":{value},"StringValue":null{where}}}'
        )
    return tuple(found)


def chosen_lines(table: DemoTable, condition: str) -> tuple[str, ...]:
    """The observations that a filter lets through; all without one. Raises ValueError."""
    listed = lines(table.identifier)
    if not condition:
        return listed
    names = ["Measure", *(d.identifier for d in table.dimensions)]
    test, cells = compiled(condition, frozenset(names)), zip(table.cells, listed, strict=True)
    return tuple(t for c, t in cells if test(dict(zip(names, (c.measure, *c.codes), strict=True))))


def count(table: DemoTable, options: dict[str, str]) -> Body:
    """How many observations a filter lets through: a bare number after a byte order mark, as CBS writes it."""
    try:
        found = len(chosen_lines(table, options.get("$filter", "")))
    except ValueError as error:
        return Body(compact({"error": {"code": "", "message": str(error)}}), JSON, status=400)
    return Body(f"\ufeff{found}".encode(), "text/plain", MODIFIED)


def observations(table: DemoTable, options: dict[str, str]) -> Body:
    """One page, filtered as asked; the ids stay those of the whole table, as CBS does."""
    condition = options.get("$filter", "")
    try:
        chosen = chosen_lines(table, condition)
        start = int(options.get("$skiptoken", "0"))
    except ValueError as error:
        return Body(compact({"error": {"code": "", "message": str(error)}}), JSON, status=400)
    end = start + PAGE
    asked = f"$filter={quote(condition, safe=LITERAL)}&" if condition else ""
    following = f',"@odata.nextLink":"{base(table)}/Observations?{asked}$skiptoken={end}"'
    more = following if end < len(chosen) else ""
    context = f"{base(table)}/$metadata#Observations"
    text = f'{{"@odata.context":"{context}","value":[{",".join(chosen[start:end])}]{more}}}'
    return Body(text.encode(), JSON, MODIFIED)


def properties(table: DemoTable) -> dict[str, object]:
    moment = MODIFIED.isoformat()
    download = {
        "Format": "odata", "MediaType": "odata", "DownloadUrl": base(table),
        "AccessUrl": f"https://dataportal.cbs.nl/detail/CBS/{table.identifier}", "Language": "nl",
    }  # fmt: skip
    return {
        "@odata.context": f"{base(table)}/$metadata#Properties", "Identifier": table.identifier, "Title": table.title,
        "Description": DEMO_NOTE, "Language": "nl", "Authority": AUTHORITY, "Modified": moment, "ReleaseDate": moment,
        "ModificationDate": moment, "TemporalCoverage": table.coverage, "Catalog": "CBS", "Publisher": AUTHORITY,
        "ContactPoint": "infoservice@cbs.nl", "Version": MODIFIED.strftime("%Y%m%d%H%M"), "VersionNotes": "",
        "VersionReason": "Demonstratie", "Frequency": table.frequency, "Status": "Regulier",
        "ObservationCount": sum(1 for _ in table.observer.places()), "ObservationsModified": moment, "DatasetType": "Numeric",
        "GraphTypes": "Table,Bar,Line", "License": "https://creativecommons.org/licenses/by/4.0/", "Source": "CBS.",
        "Summary": DEMO_NOTE, "LongDescription": "", "Provenance": [], "RelatedSources": [], "Distributions": [download],
    }  # fmt: skip


def dimension(table: DemoTable, d: Dimension) -> dict[str, object]:
    time = d.kind == "TimeDimension"
    return ({"@odata.type": "#Cbs.Ccb.Models.TimeDimension"} if time else {}) | {
        "Identifier": d.identifier, "Title": d.title, "Description": "", "MapYear": None,
        "ReleasePolicy": True if time else None, "Kind": d.kind, "ContainsGroups": False, "ContainsCodes": True,
        "CodesUrl": f"{base(table)}/{d.identifier}Codes", "GroupsUrl": None,
    }  # fmt: skip


def measure(m: Measure, index: int) -> dict[str, object]:
    return {
        "Identifier": m.identifier, "Index": index, "Title": m.title, "Description": "", "MeasureGroupId": m.group and str(m.group),
        "DataType": "Double" if m.decimals else "Long", "Unit": m.unit, "Decimals": m.decimals,
        "PresentationType": None,
    }  # fmt: skip


def category(code: str, c: Category, index: int, kind: str) -> dict[str, object]:
    row = {"Identifier": code, "Index": index, "Title": c.title, "Description": c.description, "DimensionGroupId": None}
    return row | {"Status": c.status} if kind == "TimeDimension" else row


def plain(value: float) -> str:
    """A number as CBS writes it: no trailing `.0`."""
    return str(int(value)) if value == int(value) else repr(value)
