"""CBS OData v4: observations in long form, and the table's own description into the shared `raw.cbs__*` tables."""

import json
import re
from pathlib import Path
from typing import Any

import duckdb

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import CbsOData4, Dataset
from ingestion.errors import ContractBroken
from ingestion.readers import Loadable, literal, struct
from ingestion.readers.json_pages import first_record_keys, select_records

FIXED = {"Id": "bigint", "Measure": "varchar", "ValueAttribute": "varchar", "Value": "double", "StringValue": "varchar"}
PROPERTY = (
    "Identifier",
    "Title",
    "Modified",
    "ObservationsModified",
    "ObservationCount",
    "Version",
    "VersionReason",
    "TemporalCoverage",
    "Frequency",
    "Status",
    "DatasetType",
    "License",
    "Source",
)
DIMENSION = ("Identifier", "Title", "Description", "Kind")
MEASURE = ("Identifier", "Index", "Title", "Description", "MeasureGroupId", "DataType", "Unit", "Decimals")
GROUP = ("Id", "Title")  # of measures: only its title is kept, beside each measure
CODE = ("Identifier", "Index", "Title", "Description", "DimensionGroupId", "Status")
WHOLE = ("Index", "Decimals", "ObservationCount")

DESCRIPTIONS = {
    "cbs__property": "Wat CBS over elke tabel zegt: titel, stand, periode, datum van wijziging.",
    "cbs__dimension": "De dimensies van elke CBS-tabel.",
    "cbs__measure": "De onderwerpen van elke CBS-tabel, met eenheid en aantal decimalen.",
    "cbs__code": "De codelijsten van elke CBS-tabel: per dimensie elke code met haar titel.",
}
METADATA_TABLES = {
    "cbs__property": PROPERTY,
    "cbs__dimension": DIMENSION,
    "cbs__measure": (*MEASURE, "MeasureGroupTitle"),
    "cbs__code": ("Dimension", *CODE),
}


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    assert isinstance(dataset.access, CbsOData4)
    described = json.loads(archive.read(snapshot.part("Dimensions").sha256))["value"]
    dimensions = [d["Identifier"] for d in described]
    said = json.loads(archive.read(snapshot.part("Properties").sha256))
    timed = dataset.period in dimensions or any(d.get("Kind") == "TimeDimension" for d in described)
    year = None if timed or not dataset.period else survey_year(dataset, said)
    pages = [p for p in snapshot.parts if p.part.startswith("Observations/")]
    columns = FIXED | dict.fromkeys(dimensions, "varchar")
    found = first_record_keys(archive, pages[0], "Id")
    columns |= {key: "varchar" for key in found if key not in columns}
    observations = select_records(archive, pages, "Id", columns, folder)
    codes = [
        (archive.body(snapshot.part(f"{name}Codes").sha256), f"{literal(name)} as Dimension, ") for name in dimensions
    ]
    if year:
        observations = f"select *, {literal(year + 'JJ00')} as {dataset.period} from ({observations})"
    return Loadable(
        observations,
        (*(found or columns), *([dataset.period] if year and dataset.period else ())),
        "Observations",
        {
            "cbs__property": one(archive.body(snapshot.part("Properties").sha256), PROPERTY),
            "cbs__dimension": many([(archive.body(snapshot.part("Dimensions").sha256), "")], DIMENSION),
            "cbs__measure": measures(snapshot, archive),
            "cbs__code": many(codes, CODE)
            + (
                f" union all by name select {literal(dataset.period or '')} as Dimension, {literal(year + 'JJ00')} as "
                f"Identifier, {literal(year)} as Title"
                if year
                else ""
            ),
        },
        None if dataset.access.filters else said.get("ObservationCount"),
    )


def survey_year(dataset: Dataset, said: dict[str, Any]) -> str:
    """The year of a table without a time dimension, which CBS has of surveys held once: the one its title ends in, else
    its coverage. 85987NED is titled 2022 and covers 2023: the title is of the figures. Raises ContractBroken."""
    title, coverage = str(said.get("Title") or ""), str(said.get("TemporalCoverage") or "")
    found = re.search(r"\b((?:19|20)\d{2})\s*$", title) or re.fullmatch(r"\s*((?:19|20)\d{2})\s*", coverage)
    if found is None:
        raise ContractBroken(
            dataset.id,
            "Properties",
            f"no time dimension, Title {title!r}, TemporalCoverage {coverage!r}",
            "a dimension of periods, or one year at the end of the title or as TemporalCoverage",
            "See at CBS what the figures are of; a table of several years needs its time dimension.",
        )
    return found[1]


def measures(snapshot: Snapshot, archive: Archive) -> str:
    """A select of the measures, each with the title of its group where CBS gives one."""
    listed = many([(archive.body(snapshot.part("MeasureCodes").sha256), "")], MEASURE)
    groups = [p for p in snapshot.parts if p.part == "MeasureGroups"]
    titles = (
        many([(archive.body(groups[0].sha256), "")], GROUP)
        if groups
        else "select null as Id, null as Title where false"
    )
    return (
        f"select measure.*, parent.Title as MeasureGroupTitle from ({listed}) as measure "
        f"left join ({titles}) as parent on parent.Id = measure.MeasureGroupId"
    )


def typed(columns: tuple[str, ...]) -> dict[str, str]:
    return {c: "bigint" if c in WHOLE else "varchar" for c in columns}


def one(path: Path, columns: tuple[str, ...]) -> str:
    """A select of a singleton entity."""
    return f"select * from read_json({literal(path)}, format = 'unstructured', columns = {struct(typed(columns))})"


def many(files: list[tuple[Path, str]], columns: tuple[str, ...]) -> str:
    """A select of the records of small entity sets, each with the extra columns given for its file."""
    record = ", ".join(f'"{name}" {kind}' for name, kind in typed(columns).items())
    return " union all by name ".join(
        f"select {extra}unnest(record, recursive := true) from (select unnest(value) as record from read_json("
        f"{literal(path)}, format = 'unstructured', maximum_object_size = 268435456, "
        f"columns = {{'value': 'struct({record})[]'}}))"
        for path, extra in files
    )
