"""What CBS says of its tables, in the shared tables `raw.cbs__*`: their columns, and selects of the small bodies."""

from pathlib import Path

from ingestion.sql import literal, struct

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
