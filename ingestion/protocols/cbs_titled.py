"""A table of a third party (AZW: labour market in care) at CBS: found by its title in the catalogue, then read as v3.

Its dimensions are not known beforehand: one row per cell, its codes in one column. `Perioden` is the table's time
dimension whatever its name; `Codes` holds the codes of the others as JSON, under the names that CBS gives them.
"""

import json
import re
from pathlib import Path

import duckdb

from ingestion.archive import Archive
from ingestion.bodies.json_pages import select_records
from ingestion.dataset import CbsTitled, Dataset
from ingestion.errors import ContractBroken, NotPublished
from ingestion.protocols import Fetched, Loadable
from ingestion.protocols.cbs_odata3 import description, dimensions, entity, fetch_table, metadata, topics
from ingestion.protocols.cbs_odata4 import plain_names
from ingestion.protocols.one_moment import rows_asked
from ingestion.snapshot import Snapshot
from ingestion.sql import identifier, literal
from ingestion.vocabulary import folded
from ingestion.web import Web

COLUMNS = {"ID": "bigint", "Measure": "varchar", "Value": "double"}
PERIOD = "Perioden"


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsTitled)
    address = f"https://{access.host}/ODataCatalog/Tables?$format=json&$filter=Catalog eq '{access.catalogue}'"
    catalogue = entity(dataset, web, address, "Tables")
    listed = json.loads(web.archive.read(catalogue.sha256))["value"]
    named = [(years, t) for t in listed for name, years in [split(t["Title"])] if name == split(access.title)[0]]
    if not named:
        raise NotPublished(
            dataset.id,
            address,
            f"{len(listed)} tabellen: " + ("; ".join(t["Title"].strip() for t in listed) or "geen"),
            f"een tabel met de titel {access.title!r}",
            "Kies haar opvolger uit deze titels, en verbeter de catalogus.",
        )
    _, newest = max(named, key=lambda found: (found[0], found[1].get("Modified") or "", found[1]["Identifier"]))
    table = newest["Identifier"]
    (table,) = plain_names(dataset, [table])
    # a successor under another id is a change, whatever its date; so is another choice of cells
    marks = (table, *(["national"] if access.national else []))
    fetched = fetch_table(dataset, web, previous, access.host, table, marks, access.national)
    return fetched and Fetched((catalogue, *fetched.parts), fetched.modified_at, fetched.stamp)


def split(title: str) -> tuple[str, str]:
    """A title without differences that mean nothing and without the years behind it, and the last of those years: of two
    editions the newer one is told so. One without years goes on, and is newer than any."""
    text = folded(title)
    years = re.search(r",\s*(?:\d{4}\s*[-/]\s*)?(\d{4})\*{0,2}$", text)
    return (text[: years.start()], years[1]) if years else (text, "9999")


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    described = description(snapshot, archive)
    times = [d["Key"] for d in described if d["Type"] == "TimeDimension"]
    measures = topics(described)
    if len(times) != 1 or not measures:
        raise ContractBroken(
            dataset.id,
            "DataProperties",
            ", ".join(f"{d['Key']} ({d['Type']})" for d in described) or "niets",
            "een tijddimensie en ten minste een onderwerp",
            "Bekijk de tabel bij CBS; kies een andere als zij geen perioden heeft.",
        )
    others = [name for name in dimensions(described) if name not in times]
    kinds = {"ID": "bigint"} | dict.fromkeys((*others, *times), "varchar") | dict.fromkeys(measures, "double")
    pages = [p for p in snapshot.parts if p.part.startswith("TypedDataSet/")]
    wide = select_records(archive, pages, "ID", kinds, folder)
    codes = ", ".join(f"{literal(name)}, {identifier(name)}" for name in others)
    cells = (
        f"select ID, Measure, Value, {identifier(times[0])} as {PERIOD}, Codes from (select *, "
        f"json_object({codes})::varchar as Codes from ({wide})) "
        f"unpivot include nulls (Value for Measure in ({', '.join(map(identifier, measures))}))"
    )
    called: dict[str, str | None] = dict.fromkeys(others)
    return Loadable(
        cells,
        (*COLUMNS, PERIOD, "Codes"),
        "TypedDataSet",
        metadata(snapshot, archive, called | {times[0]: PERIOD}),
        asked=rows_asked(pages[0].url, lambda name: f"json_extract_string(Codes, {literal(f'$.{name}')})"),
        key=("ID", "Measure"),
    )
