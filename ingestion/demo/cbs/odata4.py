"""OData v4 as CBS sends it: what a table is, and the bodies of its entity sets.

Order of fields, context links and paging follow recorded answers of 85224NED. CBS sends up to 100,000 rows at a time;
the demo sends PAGE, so that a client always has to follow `@odata.nextLink`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.cbs.filters import compiled

HOST = "datasets.cbs.nl"
PAGE = 2_000
LITERAL = "'(),$"  # stays as it is in a link
DEMO_NOTE = (
    "Demonstratiegegevens van het Talentstrategie-datawarehouse, geen statistiek: landelijke totalen zijn waar "
    "mogelijk de door CBS gepubliceerde cijfers, al het andere is gemodelleerd."
)


@dataclass(frozen=True)
class Code:
    """A category of a dimension. `status` is set for periods only."""

    identifier: str
    title: str
    description: str = ""
    group: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Dimension:
    identifier: str
    title: str
    codes: tuple[Code, ...]
    kind: str = "Dimension"


@dataclass(frozen=True)
class Measure:
    identifier: str
    index: int
    title: str
    unit: str
    decimals: int = 0
    group: str | None = None


@dataclass(frozen=True)
class Cell:
    """One observation. No value: `attribute` says why (`NotAvailable` for '.', `Impossible` for a blank)."""

    measure: str
    value: float | None
    codes: tuple[str, ...]
    attribute: str = "None"


@dataclass(frozen=True)
class Table:
    """A table with what is needed to answer for it. `observe` gives the cells in the order of their ids."""

    identifier: str
    title: str
    modified: datetime
    frequency: str
    coverage: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    observe: Callable[[], Iterable[Cell]] = field(repr=False)

    @property
    def base(self) -> str:
        return f"https://{HOST}/odata/v1/CBS/{self.identifier}"

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self.observe())

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        """Each observation as JSON; written by hand because it is most of the demo's bytes."""
        names = [d.identifier for d in self.dimensions]
        decimals = {m.identifier: m.decimals for m in self.measures}
        lines = []
        for number, cell in enumerate(self.cells):
            where = "".join(f',"{name}":"{code}"' for name, code in zip(names, cell.codes, strict=True))
            value = "null" if cell.value is None else plain(cell.value, decimals[cell.measure])
            lines.append(
                f'{{"Id":{number},"Measure":"{cell.measure}","ValueAttribute":"{cell.attribute}",'
                f'"Value":{value},"StringValue":null{where}}}'
            )
        return tuple(lines)

    def answer(self, entity: str, options: dict[str, str]) -> Body | None:
        """The body of one entity set; None for one that the table does not have."""
        if entity == "Observations":
            return self.observations(options)
        if entity == "Properties":
            return Body(compact(self.properties()), JSON, self.modified)
        members: list[dict[str, object]] | None = None
        if entity == "Dimensions":
            members = [self.dimension(d) for d in self.dimensions]
        elif entity == "MeasureCodes":
            members = [measure(m) for m in self.measures]
        else:
            for d in self.dimensions:
                if entity == f"{d.identifier}Codes":
                    members = [code(c, index, d.kind) for index, c in enumerate(d.codes, 1)]
        if members is None:
            return None
        return Body(
            compact({"@odata.context": f"{self.base}/$metadata#{entity}", "value": members}), JSON, self.modified
        )

    def properties(self) -> dict[str, object]:
        moment = self.modified.isoformat()
        authority = "https://standaarden.overheid.nl/owms/terms/Centraal_Bureau_voor_de_Statistiek"
        return {
            "@odata.context": f"{self.base}/$metadata#Properties",
            "Identifier": self.identifier,
            "Title": self.title,
            "Description": DEMO_NOTE,
            "Language": "nl",
            "Authority": authority,
            "Modified": moment,
            "ReleaseDate": moment,
            "ModificationDate": moment,
            "TemporalCoverage": self.coverage,
            "Catalog": "CBS",
            "Publisher": authority,
            "ContactPoint": "infoservice@cbs.nl",
            "Version": self.modified.strftime("%Y%m%d%H%M"),
            "VersionNotes": "",
            "VersionReason": "Demonstratie",
            "Frequency": self.frequency,
            "Status": "Regulier",
            "ObservationCount": len(self.cells),
            "ObservationsModified": moment,
            "DatasetType": "Numeric",
            "GraphTypes": "Table,Bar,Line",
            "License": "https://creativecommons.org/licenses/by/4.0/",
            "Source": "CBS.",
            "Summary": DEMO_NOTE,
            "LongDescription": "",
            "Provenance": [],
            "RelatedSources": [],
            "Distributions": [
                {
                    "Format": "odata",
                    "MediaType": "odata",
                    "DownloadUrl": self.base,
                    "AccessUrl": f"https://dataportal.cbs.nl/detail/CBS/{self.identifier}",
                    "Language": "nl",
                }
            ],
        }

    def dimension(self, d: Dimension) -> dict[str, object]:
        time = d.kind == "TimeDimension"
        return ({"@odata.type": "#Cbs.Ccb.Models.TimeDimension"} if time else {}) | {
            "Identifier": d.identifier,
            "Title": d.title,
            "Description": "",
            "MapYear": None,
            "ReleasePolicy": True if time else None,
            "Kind": d.kind,
            "ContainsGroups": False,
            "ContainsCodes": True,
            "CodesUrl": f"{self.base}/{d.identifier}Codes",
            "GroupsUrl": None,
        }

    def observations(self, options: dict[str, str]) -> Body:
        """One page, filtered as asked; the ids stay those of the whole table, as CBS does."""
        lines: tuple[str, ...] = self._lines
        condition = options.get("$filter")
        try:
            if condition:
                lines = self._filtered(condition)
            start = int(options.get("$skiptoken", "0"))
        except ValueError as error:
            return Body(compact({"error": {"code": "", "message": str(error)}}), JSON, status=400)
        end = start + PAGE
        more = ""
        if end < len(lines):
            asked = f"$filter={quote(condition, safe=LITERAL)}&" if condition else ""
            more = f',"@odata.nextLink":"{self.base}/Observations?{asked}$skiptoken={end}"'
        context = f"{self.base}/$metadata#Observations"
        text = f'{{"@odata.context":"{context}","value":[{",".join(lines[start:end])}]{more}}}'
        return Body(text.encode(), JSON, self.modified)

    def _filtered(self, condition: str) -> tuple[str, ...]:
        names = [d.identifier for d in self.dimensions]
        test = compiled(condition, frozenset(names) | {"Measure"})
        return tuple(
            line
            for cell, line in zip(self.cells, self._lines, strict=True)
            if test({"Measure": cell.measure, **dict(zip(names, cell.codes, strict=True))})
        )


def measure(m: Measure) -> dict[str, object]:
    return {
        "Identifier": m.identifier,
        "Index": m.index,
        "Title": m.title,
        "Description": "",
        "MeasureGroupId": m.group,
        "DataType": "Double" if m.decimals else "Long",
        "Unit": m.unit,
        "Decimals": m.decimals,
        "PresentationType": None,
    }


def code(c: Code, index: int, kind: str) -> dict[str, object]:
    row: dict[str, object] = {
        "Identifier": c.identifier,
        "Index": index,
        "Title": c.title,
        "Description": c.description,
        "DimensionGroupId": c.group,
    }
    return row | {"Status": c.status} if kind == "TimeDimension" else row


def plain(value: float, decimals: int) -> str:
    """A number as CBS writes it: no trailing `.0`."""
    rounded = round(value, decimals)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)
