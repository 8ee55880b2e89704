"""Where publications stand: the current one, that BI opens, and the last ones, whole, in the history."""

import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from ingestion.archive import sync_folder, write_text
from ingestion.home import Home

KEPT = 10  # publications in history, the current one included
NAMES = {True: "talentstrategie-demo.duckdb", False: "talentstrategie.duckdb"}
LINKED = ("parquet", "data_docs")  # folders of the current one, read where they stand in the history
BESIDE = (
    "changes.md",
    "datapackage.json",
    "catalog.jsonld",
    "manifest.json",
)  # small files beside the current one; the manifest is written last


def current_file(home: Home) -> Path | None:
    """The file that BI opens, if there is one."""
    return next((home.publication / name for name in NAMES.values() if (home.publication / name).exists()), None)


def current_manifest(home: Home) -> dict[str, Any] | None:
    """What is published, in full; None when there is nothing, or when a publication was cut off half-way.

    The manifest is written last, so one that agrees with the file's bytes tells that all of it is in place. The file is
    read, not opened as a database: a client may hold it.
    """
    path = home.publication / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        name = NAMES[bool(manifest["is_demo"])]
        promised = next(file["sha256"] for file in manifest["files"] if file["path"] == name)
    except (OSError, ValueError, KeyError, StopIteration):
        return None
    files = list(home.publication.glob("*.duckdb"))
    return manifest if [p.name for p in files] == [name] and sha256(files[0]) == promised else None


def latest(history: Path, name: str) -> Path | None:
    """The newest publication of the same kind in the history; a rebuild of an earlier day is no predecessor."""
    for folder in sorted((p for p in history.glob("[!.]*") if (p / name).exists()), reverse=True):
        if json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["as_of"] is None:
            return folder / name
    return None


def last_published(history: Path) -> datetime | None:
    """When the newest publication of the history was made, as its name tells (UTC, without a zone)."""
    names = [p.name for p in history.glob("[!.]*Z-*")]
    return max((datetime.strptime(name.split("-")[0], "%Y%m%dT%H%M%SZ") for name in names), default=None)


def put_in_place(home: Home, folder: Path, name: str) -> None:
    """Makes a publication of the history the current one: the file in one rename, the manifest last.

    A copy, not a link: what a client does to the file never reaches the history. A client that opened it for writing
    may have left a log beside it, which DuckDB would play into the new file: it goes first and last.
    """
    incoming, log = home.publication / f".{name}.incoming", home.publication / f"{name}.wal"
    shutil.copyfile(folder / name, incoming)
    fsync(incoming)
    log.unlink(missing_ok=True)
    os.replace(incoming, home.publication / name)
    log.unlink(missing_ok=True)
    for other in NAMES.values():
        if other != name:
            (home.publication / other).unlink(missing_ok=True)
            (home.publication / f"{other}.wal").unlink(missing_ok=True)
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
    """Keeps the last publications of each kind: demos never push out a real one."""
    for name in NAMES.values():
        for old in sorted(p.parent for p in history.glob(f"[!.]*/{name}"))[:-kept]:
            shutil.rmtree(old)


def fsync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
