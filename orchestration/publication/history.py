"""Where publications stand: the current one, that BI opens, and the last ones, whole, in the history."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ingestion.files import sync_folder, write_text
from ingestion.home import Home

KEPT = 10  # publications in history, the current one included
DATABASE = "talentstrategie.duckdb"  # in every home, so that what is made on a demo opens on figures too
LINKED = ("parquet", "data_docs")  # folders of the current one, read where they stand in the history
BESIDE = (
    "changes.md",
    "datapackage.json",
    "catalog.jsonld",
    "manifest.json",
)  # small files beside the current one; the manifest is written last


def current_file(home: Home) -> Path | None:
    """The file that BI opens, if there is one."""
    file = home.publication / DATABASE
    return file if file.exists() else None


def manifest_in(folder: Path) -> dict[str, Any]:
    """A publication's manifest. Raises OSError or ValueError where there is none that can be read."""
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{folder / 'manifest.json'} holds no object")
    return found


def database_of(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a manifest says of the DuckDB file: path and sha256. Until November 2026 the demo's had another name."""
    return next(file for file in manifest["files"] if str(file["path"]).endswith(".duckdb"))


def current_manifest(home: Home) -> dict[str, Any] | None:
    """What is published, in full; None when there is nothing, or when a publication was cut off half-way.

    The manifest is written last, so one that agrees with the file's bytes tells that all of it is in place. The file is
    read, not opened as a database: a client may hold it.
    """
    try:
        manifest = manifest_in(home.publication)
        promised = database_of(manifest)["sha256"]
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None
    files = list(home.publication.glob("*.duckdb"))
    return manifest if [p.name for p in files] == [DATABASE] and sha256(files[0]) == promised else None


def told_by(home: Home) -> str:
    """What the manifest says is published, also where the file beside it is not that; empty when there is none."""
    try:
        return str(manifest_in(home.publication)["publication_id"])
    except (OSError, ValueError, KeyError):
        return ""


def is_rebuild(folder: Path) -> bool:
    """Is this a rebuild of an earlier day? It stands in the history, and is never chosen by itself."""
    try:
        return manifest_in(folder)["as_of"] is not None
    except (OSError, ValueError, KeyError):
        return False  # not whole, and refused as such


def latest(history: Path, *, demo: bool) -> Path | None:
    """The DuckDB file of the newest publication of a kind; a rebuild of an earlier day is no predecessor."""
    for folder in sorted(history.glob("[!.]*"), reverse=True):
        with suppress(OSError, ValueError, KeyError, TypeError, StopIteration):  # not whole: the one before it is
            manifest = manifest_in(folder)
            found = folder / str(database_of(manifest)["path"])
            if manifest["as_of"] is None and manifest["is_demo"] is demo and found.exists():
                return found
    return None


def last_published(history: Path) -> datetime | None:
    """When the newest publication of the history was made, as its name tells (UTC, without a zone)."""
    names = [p.name for p in history.glob("[!.]*Z-*")]
    return max((datetime.strptime(name.split("-")[0], "%Y%m%dT%H%M%SZ") for name in names), default=None)


def put_in_place(home: Home, folder: Path) -> None:
    """Makes a publication of the history the current one: the file in one rename, the manifest last.

    A copy, not a link: what a client does to the file never reaches the history. A client that opened it for writing
    may have left a log beside it, which DuckDB would play into the new file: it goes first and last.
    """
    incoming, log = home.publication / f".{DATABASE}.incoming", home.publication / f"{DATABASE}.wal"
    shutil.copyfile(folder / str(database_of(manifest_in(folder))["path"]), incoming)
    fsync(incoming)
    log.unlink(missing_ok=True)
    os.replace(incoming, home.publication / DATABASE)
    log.unlink(missing_ok=True)
    for linked in LINKED:
        link = home.publication / f".{linked}.incoming"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("history") / folder.name / linked)
        os.replace(link, home.publication / linked)
    for small in BESIDE:
        if (folder / small).exists():
            write_text(home.publication / small, (folder / small).read_text(encoding="utf-8"))
        else:  # a publication of before there was one: better none than that of another
            (home.publication / small).unlink(missing_ok=True)
    sync_folder(home.publication)


def keep_last(history: Path, kept: int) -> None:
    """Keeps the last publications, and as many rebuilds of earlier days: those never push out what was published."""
    folders = sorted(history.glob("[!.]*"))
    for group in (
        [p for p in folders if not is_rebuild(p)],
        [p for p in folders if is_rebuild(p)],
    ):
        for old in group[:-kept]:
            shutil.rmtree(old)


def fsync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
