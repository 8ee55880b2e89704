"""Descriptions of a publication for machines: `datapackage.json` (Frictionless) and `catalog.jsonld` (DCAT-AP-NL).

Both are made from the file itself, dbt's declared keys and the catalogue of datasets, and hold relative addresses only:
they are right wherever the folder of the publication is put.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from ingestion.catalogue import load_catalogue
from ingestion.sql import identifier
from orchestration.publication.copy_check import PublishedModels, quoted
from orchestration.publication.marks import marked, noted
from orchestration.publication.relations import Reference, relations

EMAIL = re.compile(r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+")


class WrongSetting(ValueError):
    """A setting that would make the descriptions say nonsense."""


@dataclass(frozen=True)
class Issuer:
    """Who publishes, and where a reader asks: `TALENT_PUBLISHER`, and `TALENT_CONTACT` (e-mail or https address).

    `TALENT_SITE` is the address at which the pages are put, if they are: citations begin with it.
    """

    name: str | None
    contact: str | None
    site: str | None = None

    @classmethod
    def from_env(cls) -> "Issuer":
        asked = ("PUBLISHER", "CONTACT", "SITE")
        name, contact, site = (os.environ.get(f"TALENT_{key}", "").strip() or None for key in asked)
        if contact and not EMAIL.fullmatch(contact) and not re.fullmatch(r"https://[^\s\"<>]+", contact):
            raise WrongSetting(f"TALENT_CONTACT must be an e-mail address or an https address, it is {contact!r}")
        if site and not re.fullmatch(r"https?://[^\s\"<>?#]+", site):
            raise WrongSetting(f"TALENT_SITE must be the address of the pages' folder, it is {site!r}")
        return cls(name, contact, site)

    @property
    def missing(self) -> list[str]:
        """The settings that are not there."""
        return [f"TALENT_{k}" for k, v in (("PUBLISHER", self.name), ("CONTACT", self.contact)) if v is None]


@dataclass(frozen=True)
class UsedDataset:
    """A dataset that the publication is made from, as `dim_dataset` has it."""

    dataset_id: str
    publisher_name: str
    title: str
    licence: str
    attribution: str
    homepage: str
    cadence: str
    period_first: str | None
    period_last: str | None
    publisher_modified_at: datetime | None
    retrieved_at: datetime | None


@dataclass(frozen=True)
class Field:
    name: str
    data_type: str
    description: str
    required: bool  # no empty value in this file


@dataclass(frozen=True)
class PublishedTable:
    """A published table, with the file of it."""

    name: str  # schema.table
    description: str
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    sources: tuple[UsedDataset, ...]
    path: str
    byte_count: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Description:
    """Everything that both descriptions tell."""

    publication_id: str
    published_at: str
    is_demo: bool
    note_nl: str
    version: str
    publisher: Issuer
    sources: tuple[UsedDataset, ...]
    tables: tuple[PublishedTable, ...]
    file: Mapping[str, Any]  # of the DuckDB file: path, bytes, sha256

    @property
    def title(self) -> str:
        return self.marked("Talentstrategie: opleiding, leven lang ontwikkelen en arbeidsmigratie per cruciale opgave")

    def marked(self, title: str) -> str:
        return marked(title, is_demo=self.is_demo)

    def noted(self, description: str) -> str:
        return noted(description, is_demo=self.is_demo)

    @property
    def name(self) -> str:
        return "talentstrategie-demo" if self.is_demo else "talentstrategie"

    @property
    def publisher_name(self) -> str:
        return self.publisher.name or "Beheerder van dit datawarehouse van de Talentstrategie"


def describe(
    con: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], contract: PublishedModels, publisher: Issuer
) -> Description:
    """Of the open publication, with its manifest."""
    files = {file["path"]: file for file in manifest["files"]}
    rows = {table["name"]: int(table["rows"]) for table in manifest["tables"]}
    sources = {source.dataset_id: source for source in datasets(con)}
    (file,) = (f for path, f in files.items() if path.endswith(".duckdb"))
    return Description(
        publication_id=manifest["publication_id"],
        published_at=manifest["published_at"],
        is_demo=bool(manifest["is_demo"]),
        note_nl=manifest["note_nl"],
        version=manifest["versions"]["talentstrategie"],
        publisher=publisher,
        sources=tuple(sources.values()),
        tables=tuple(
            table(con, name, contract, sources, files["parquet/" + name.replace(".", "/") + ".parquet"], count)
            for name, count in rows.items()
        ),
        file=file,
    )


def datasets(con: duckdb.DuckDBPyConnection) -> list[UsedDataset]:
    """The datasets with figures in this publication; one that was never fetched is no source of it."""
    rows = con.execute(
        "select dataset_id, publisher_name, title, licence, attribution, homepage, cadence, period_first, period_last, "
        "publisher_modified_at, retrieved_at from marts.dim_dataset where snapshot_id is not null order by dataset_id"
    ).fetchall()
    return [UsedDataset(*row) for row in rows]


def table(
    con: duckdb.DuckDBPyConnection,
    name: str,
    contract: PublishedModels,
    sources: Mapping[str, UsedDataset],
    file: Mapping[str, Any],
    count: int,
) -> PublishedTable:
    schema, bare = name.split(".")
    columns = con.execute(
        "select column_name, data_type, comment from duckdb_columns() where schema_name = $1 and table_name = $2 "
        "and database_name = current_database() order by column_index",
        [schema, bare],
    ).fetchall()
    filled = filled_columns(con, name, [column for column, _, _ in columns]) if count else set()
    serving = [d.id for d in load_catalogue().values() if schema == "marts" and bare in d.serves]
    return PublishedTable(
        name=name,
        description=relations(con)[name],
        fields=tuple(Field(column, kind, text, column in filled) for column, kind, text in columns),
        keys=tuple(key.columns for key in contract.all_keys().get(name, ()) if key.where is None),
        references=tuple(contract.references.get(name, ())),
        sources=tuple(sources[dataset_id] for dataset_id in serving if dataset_id in sources),
        path=file["path"],
        byte_count=int(file["bytes"]),
        sha256=str(file["sha256"]),
        rows=count,
    )


def filled_columns(con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str]) -> set[str]:
    """The columns without an empty value."""
    counts = con.execute(
        f"select count(*), {', '.join(f'count({identifier(c)})' for c in columns)} from {quoted(name)}"
    ).fetchone()
    assert counts is not None
    return {column for column, count in zip(columns, counts[1:], strict=True) if count == counts[0]}
