"""`datapackage.json`: the publication as a Data Package (datapackage.org, version 2), for Frictionless and its kin.

A resource per table: its Parquet with columns, types, keys and the datasets it is made from; and the DuckDB file.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ingestion import catalogue
from orchestration.publication.describe import Description, Field, PublishedTable, UsedDataset

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES = {
    "VARCHAR": "string", "DOUBLE": "number", "FLOAT": "number", "INTEGER": "integer", "BIGINT": "integer",
    "SMALLINT": "integer", "HUGEINT": "integer", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime",
    "DECIMAL": "number", "STRUCT": "object",
}  # fmt: skip


def datapackage(about: Description) -> dict[str, Any]:
    """The descriptor."""
    return {
        "$schema": PROFILE,
        "name": about.name,
        "id": about.publication_id,
        "title": about.title,
        "description": about.note_nl,
        "version": about.publication_id,
        "created": about.published_at,
        "is_demo": about.is_demo,  # a property of our own, as the profile allows
        "keywords": ["talentstrategie", "onderwijs", "arbeidsmarkt", "leven lang ontwikkelen", "arbeidsmigratie"],
        "contributors": [contributor(about)],
        "licenses": list(licences(about.sources)),
        "sources": [source(s) for s in about.sources],
        "resources": [duckdb_file(about), *(resource(about, table) for table in about.tables)],
    }


def contributor(about: Description) -> dict[str, Any]:
    told: dict[str, Any] = {"title": about.publisher_name, "roles": ["publisher"]}
    contact = about.publisher.contact
    if contact:
        told["path" if contact.startswith("https://") else "email"] = contact
    return told


def licences(sources: Iterable[UsedDataset]) -> Iterator[dict[str, str]]:
    """Every licence of the sources once; one without a name of SPDX by its own words, and where a source says it."""
    for title, homepage in {s.licence: s.homepage for s in sources}.items():
        licence = catalogue.licences()[title]
        named = {"name": licence.spdx} if licence.spdx else {}
        yield named | {"path": licence.url or homepage, "title": title}


def source(s: UsedDataset) -> dict[str, str]:
    told = {"title": f"{s.publisher_name}: {s.title} ({s.dataset_id})", "path": s.homepage}
    return told | ({"version": f"{s.publisher_modified_at:%Y-%m-%d}"} if s.publisher_modified_at else {})


def duckdb_file(about: Description) -> dict[str, Any]:
    return {
        "$schema": RESOURCE_PROFILE,
        "name": about.file["path"],
        "path": about.file["path"],
        "title": about.marked("Alle tabellen in een bestand"),
        "description": about.noted(
            "DuckDB-bestand met de schema's marts, bi en meta; te openen met DuckDB 1.2 en later."
        ),
        "is_demo": about.is_demo,
        "format": "duckdb",
        "mediatype": "application/octet-stream",
        "bytes": about.file["bytes"],
        "hash": f"sha256:{about.file['sha256']}",
    }


def resource(about: Description, table: PublishedTable) -> dict[str, Any]:
    told: dict[str, Any] = {
        "$schema": RESOURCE_PROFILE,
        "name": table.name,
        "path": table.path,
        "title": about.marked(table.name),
        "description": about.noted(table.description),
        "is_demo": about.is_demo,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": table.byte_count,
        "hash": f"sha256:{table.sha256}",
        "schema": schema(table),
    }
    if table.sources:
        told |= {"sources": [source(s) for s in table.sources], "licenses": list(licences(table.sources))}
    return told


def schema(table: PublishedTable) -> dict[str, Any]:
    """Columns and keys. A key with empty values in this file is told as `uniqueKeys`: a primary key may have none."""
    filled = {field.name for field in table.fields if field.required}
    primary = next((key for key in table.keys if filled.issuperset(key)), None)
    told: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [field(f) for f in table.fields],
        "missingValues": [],  # Parquet has empty values of its own; an empty text is a text
    }
    if primary:
        told["primaryKey"] = list(primary)
    unique = [list(key) for key in table.keys if key != primary]
    if unique:
        told["uniqueKeys"] = unique
    if table.references:
        told["foreignKeys"] = [
            {"fields": list(r.columns), "reference": {"resource": r.table, "fields": list(r.there)}}
            for r in table.references
        ]
    return told


def field(f: Field) -> dict[str, Any]:
    """A column; `required` is what this file holds, not a promise for the next."""
    # `any` is the standard's own word for a type that it has none of
    kind = TYPES.get(f.data_type.split("(")[0], "any")
    told: dict[str, Any] = {"name": f.name, "type": kind, "description": f.description}
    return told | ({"constraints": {"required": True}} if f.required else {})
