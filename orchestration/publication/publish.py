"""The published file: made whole beside the current one, then put in its place in one rename.

    publication/talentstrategie.duckdb          what BI opens; the same name in a live and in a demo home
    publication/manifest.json, changes.md       what it is, and what it changed
    publication/datapackage.json, catalog.jsonld    the same for machines: Frictionless and DCAT-AP-NL
    publication/parquet -> history/<id>/parquet the same tables and views as Parquet, each file saying what it is
    publication/data_docs -> history/<id>/data_docs  what was checked and found, a site that opens from a file
    publication/site/                           pages for people, this one's and at site/p/<id>/ those of each earlier one
    publication/history/<id>/                   this and earlier publications, whole
    publication/lake/                           every publication there ever was, for any engine (`publication.lake`)

A failure at any step leaves the current publication as it was.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from expectations import docs
from ingestion.clock import after
from ingestion.dutch import whole
from ingestion.files import sync_folder, write_text
from ingestion.home import Home, Kind
from ingestion.sql import literal
from orchestration.build_records import SIGNATURE, utc_now
from orchestration.publication import bi, changes, meta
from orchestration.publication import keys as keys_of_dimensions
from orchestration.publication.access import as_its_folder
from orchestration.publication.copy_check import PublishedModels, check_copy, quoted
from orchestration.publication.datapackage import datapackage
from orchestration.publication.dcat import catalog
from orchestration.publication.describe import Issuer, describe
from orchestration.publication.history import (
    DATABASE,
    KEPT,
    SITE,
    fsync,
    keep_last,
    last_published,
    latest,
    put_in_place,
    sha256,
)
from orchestration.publication.lake import writing as lake
from orchestration.publication.marks import DEMO_FILE
from orchestration.publication.parquet import write_parquet
from orchestration.publication.relations import relations
from orchestration.publication.rollback import record, unreadable
from orchestration.publication.site.placing import LIST
from orchestration.publication.site.writing import write as write_site

STORAGE = "v1.2.0"  # of DuckDB's file, as in dbt's profile: what BI drivers still ship reads it


@dataclass(frozen=True)
class Publication:
    """One publication: its file, and per table `schema.table` its rows."""

    publication_id: str
    file: Path
    rows: dict[str, int]
    changes: str


def publish(
    home: Home,
    kind: Kind,
    source: str,
    build_id: str,
    fingerprint: str,
    contract: PublishedModels,
    as_of: datetime | None = None,
    say: Callable[[str], None] = print,
    *,
    as_current: bool = True,
) -> Publication:
    """Publishes the marts. The caller holds the warehouse's turn and has audited the build.

    With `as_current` False the publication goes into the history alone, and what was published stays so.
    Raises NotWhole where the finished copy is not what `contract` says; then nothing was published.
    """
    history = home.publication / "history"
    moment = after(utc_now(), last_published(history))
    header = meta.Header(
        f"{moment:%Y%m%dT%H%M%SZ}-{fingerprint[:8]}",
        moment,
        kind,
        source,
        as_of,
        build_id,
        fingerprint,
        version("talentstrategie"),
    )
    issuer = Issuer.from_env()
    if issuer.missing and not header.is_demo:
        say(
            f"{' en '.join(issuer.missing)} niet gezet: datapackage.json en catalog.jsonld zeggen niet wie te vragen is"
        )
    draft, final = history / f".draft-{header.publication_id}", history / header.publication_id
    for leftover in history.glob(".draft-*"):
        shutil.rmtree(leftover)
    if not history.exists():
        history.mkdir(parents=True)
        as_its_folder([history], home.publication)
    draft.mkdir()
    try:
        done = write(home, header, draft, contract, issuer, say)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)  # what is left of it takes room that the next attempt may need
        raise
    if final.exists():
        shutil.rmtree(final)
    as_its_folder([draft], home.publication)
    os.replace(draft, final)
    sync_folder(history)
    if as_current:
        put_in_place(home, final)
        lake.settle(home, say)
    keep_last(history, KEPT, lake.not_yet(home))
    where = "gepubliceerd:" if as_current else "naast wat gepubliceerd is:"
    say(
        f"{where} {done.file.name}, {len(done.rows)} tabellen, {whole(sum(done.rows.values()))} rijen, elk teruggelezen"
    )
    return replace(done, file=home.publication / DATABASE if as_current else final / DATABASE)


def write(
    home: Home,
    header: meta.Header,
    draft: Path,
    contract: PublishedModels,
    issuer: Issuer,
    say: Callable[[str], None],
) -> Publication:
    """The whole publication in a folder of its own, read back and found to be what was built."""
    file = draft / DATABASE
    followed, previous = remembered(home, header, draft, say)
    if told := unreadable(home):
        say(told)
    copy_marts(home, file)
    with duckdb.connect(str(file)) as con:
        con.execute(f"attach {literal(home.warehouse)} as warehouse (read_only)")
        con.execute(f"drop table {SIGNATURE}")
        keys = {table: [k.columns for k in found if k.where is None] for table, found in contract.keys.items()}
        meta.write(con, header, previous, record(home), keys, contract.references)
        keys_of_dimensions.declare(con, keys)
        bi.write(con, contract.views)
        meta.list_columns(con)
        con.execute("detach warehouse")
        con.execute("checkpoint")
    if previous:
        previous.unlink()
    fsync(file)
    with duckdb.connect(str(file), read_only=True) as con:
        rows = count_rows(con)
        text = changes.written(con, header, followed)
        write_parquet(con, draft / "parquet", rows)
        check_copy(con, home.marts, draft / "parquet", contract)
        write_docs(con, draft / "data_docs", header)
        before = home.publication / "history" / followed / SITE if followed else None
        write_site(con, draft / SITE, before, issuer)
        write_text(draft / "changes.md", text)
        listed = manifest_of(con, header, draft, rows)
        about = describe(con, listed, contract, issuer)
        write_text(draft / "datapackage.json", json.dumps(datapackage(about), ensure_ascii=False, indent=1))
        write_text(draft / "catalog.jsonld", json.dumps(catalog(about), ensure_ascii=False, indent=1))
        write_text(draft / "manifest.json", json.dumps(listed, ensure_ascii=False, indent=1, default=str))
    sync_folder(draft)
    return Publication(header.publication_id, file, rows, text)


def remembered(
    home: Home, header: meta.Header, draft: Path, say: Callable[[str], None]
) -> tuple[str | None, Path | None]:
    """The publication that this one follows, and a copy of its file: a client may hold the one that is published."""
    found = latest(home, demo=header.is_demo, say=say)
    if found is None:
        return None, None
    copy = draft / "earlier.duckdb"
    shutil.copyfile(found[1], copy)
    return found[0], copy


def copy_marts(home: Home, target: Path) -> None:
    """The marts in a new file, with their comments, in the order of their rows.

    Not a copy of the bytes: dbt rewrites its file in place at every build, and of such a file of many builds DuckDB 1.2
    says "Failed to load metadata pointer" (written by 1.5.5), while newer ones read it.
    """
    with duckdb.connect() as con:
        con.execute(f"attach {literal(home.marts)} as built (read_only)")
        con.execute(f"attach {literal(target)} as published (storage_version {literal(STORAGE)})")
        con.execute("copy from database built to published")


def count_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = {}
    for name in relations(con):
        row = con.execute(f"select count(*) from {quoted(name)}").fetchone()
        counts[name] = int(row[0]) if row else 0
    return counts


def write_docs(con: duckdb.DuckDBPyConnection, folder: Path, header: meta.Header) -> None:
    """Great Expectations' Data Docs, from the results that this file holds: its own, and dbt's of each mart beside them."""
    rows = con.execute(
        "select if(tool = 'dbt', 'mart_' || split_part(target, '.', 2), suite), target, check_name, severity, status, "
        "observed, expected, reason, dated, failing_rows from meta.quality_result "
        "where tool = 'great_expectations' or target like 'marts.%' order by target, tool = 'dbt', check_name"
    ).fetchall()
    note = header.note_nl if header.is_demo else None
    docs.build(folder, header.publication_id, header.published_at, [docs.Judged(*row) for row in rows], note)


def manifest_of(
    con: duckdb.DuckDBPyConnection, header: meta.Header, folder: Path, rows: dict[str, int]
) -> dict[str, Any]:
    """manifest.json: files with sha256, tables with rows, datasets with their state, versions."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".duckdb", ".parquet") or p.name in (DEMO_FILE, LIST))
    datasets = con.execute(
        "select dataset_id, publisher, title, licence, attribution, status, snapshot_id, retrieved_at "
        "from marts.dim_dataset order by dataset_id"
    ).fetchall()
    keys = ("dataset_id", "publisher", "title", "licence", "attribution", "status", "snapshot_id", "retrieved_at")
    return {
        "publication_id": header.publication_id,
        "published_at": header.published_at.isoformat() + "Z",
        "source": header.source,
        "is_demo": header.is_demo,
        "as_of": header.as_of.isoformat() + "Z" if header.as_of else None,
        "note_nl": header.note_nl,
        "build_id": header.build_id,
        "fingerprint": header.fingerprint,
        "versions": {name: version(name) for name in ("talentstrategie", "duckdb", "dbt-core", "dagster")},
        "files": [{"path": str(p.relative_to(folder)), "bytes": p.stat().st_size, "sha256": sha256(p)} for p in files],
        "tables": [{"name": name, "rows": count} for name, count in rows.items()],
        "datasets": [dict(zip(keys, row, strict=True)) for row in datasets],
    }
