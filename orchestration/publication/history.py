"""Where publications stand: the current one, that BI opens, and the last ones, whole, in the history."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ingestion.files import sync_folder, take_place, write_text
from ingestion.home import Home
from orchestration.publication.access import as_its_folder
from orchestration.publication.site import placing

NAME = re.compile(r"\d{8}T\d{6}Z-\w+")  # of a publication, and of its folder
KEPT = 10  # publications in history, the current one included
DATABASE = "talentstrategie.duckdb"  # in every home, so that what is made on a demo opens on figures too
LINKED = ("parquet", "data_docs")  # folders of the current one, read where they stand in the history
PAGES = ("site", "data_docs")  # folders of the current one that are read in a browser
SHOWN = "/publicatie"  # where the Dagster UI has them
SITE = "site"  # the pages: of each publication its own, and where readers are the current ones and all that were
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
        raise ValueError(f"{folder / 'manifest.json'} is geen JSON-object")
    return found


def database_of(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a manifest says of the DuckDB file: path and sha256. Until November 2026 the demo's had another name."""
    return next(file for file in manifest["files"] if str(file["path"]).endswith(".duckdb"))


def current_manifest(home: Home) -> dict[str, Any] | None:
    """What is published, in full; None when there is nothing, or when a publication was cut off half-way.

    The manifest is written last, so one that agrees with the file's bytes tells that all of it is in place. The file is
    read, not opened as a database: a client may hold it. One that wrote beside it changed what readers see.
    """
    if log_of(home.publication / DATABASE).exists():
        return None
    try:
        manifest = manifest_in(home.publication)
        promised = database_of(manifest)["sha256"]
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None
    files = list(home.publication.glob("*.duckdb"))
    return manifest if [p.name for p in files] == [DATABASE] and sha256(files[0]) == promised else None


def log_of(file: Path) -> Path:
    """Where DuckDB writes what a client changed; it is played into whatever stands beside it."""
    return file.with_name(f"{file.name}.wal")


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


def publications(history: Path) -> list[Path]:
    """The folders of publications, oldest first; what a person put beside them is none."""
    return sorted(p for p in history.glob("*") if NAME.fullmatch(p.name) and p.is_dir())


def latest(home: Home, *, demo: bool, say: Callable[[str], None]) -> tuple[str, Path] | None:
    """Id and DuckDB file of the newest whole publication of a kind; a rebuild of an earlier day is no predecessor.

    Where the history does not have it, the published file itself remembers. What is not whole is told, and passed over.
    """
    found = []
    for folder in [home.publication, *publications(home.publication / "history")]:
        try:
            manifest = manifest_in(folder)
            name, database = str(manifest["publication_id"]), database_of(manifest)
            if folder != home.publication and name != folder.name:
                raise ValueError(f"het manifest van {name}")
            if manifest["as_of"] is None and manifest["is_demo"] is demo:
                found.append((name, folder != home.publication, folder / str(database["path"]), database["sha256"]))
        except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
            if folder != home.publication:  # where nothing was published yet, or that is told of elsewhere
                say(f"history: {folder.name} is niet te lezen ({error}); overgeslagen")
    for name, _, file, promised in sorted(found, reverse=True):
        if file.is_file() and sha256(file) == promised:
            return name, file
        say(f"history: {file.relative_to(home.publication)} is weg, of niet wat is gepubliceerd; overgeslagen")
    return None


def last_published(history: Path) -> datetime | None:
    """When the newest publication of the history was made, as its name tells (UTC, without a zone)."""
    names = [p.name for p in publications(history)]
    return max((datetime.strptime(name.split("-")[0], "%Y%m%dT%H%M%SZ") for name in names), default=None)


def put_in_place(home: Home, folder: Path) -> None:
    """Makes a publication of the history the current one: the file in one rename, the manifest last.

    A copy, not a link: what a client does to the file never reaches the history. A client that opened it for writing
    may have left a log beside it, which DuckDB would play into the new file: it goes first and last.
    """
    incoming, log = home.publication / f".{DATABASE}.incoming", log_of(home.publication / DATABASE)
    clear(incoming)
    shutil.copyfile(folder / str(database_of(manifest_in(folder))["path"]), incoming)
    as_its_folder([incoming], home.publication)
    fsync(incoming)
    clear(log)
    take_place(incoming, home.publication / DATABASE)
    clear(log)
    for linked in LINKED:
        link = home.publication / f".{linked}.incoming"
        clear(link)
        link.symlink_to(Path("history") / folder.name / linked)
        take_place(link, home.publication / linked)
    site = home.publication / SITE
    as_its_folder(placing.put_in_place(folder / SITE, folder.name, site), home.publication)
    as_its_folder([site, site / placing.FIXED], home.publication, within=False)  # it holds every publication that was
    for small in BESIDE:
        if (folder / small).exists():
            write_text(home.publication / small, (folder / small).read_text(encoding="utf-8"))
            as_its_folder([home.publication / small], home.publication)
        else:  # a publication of before there was one: better none than that of another
            clear(home.publication / small)
    sync_folder(home.publication)


def clear(path: Path) -> None:
    """Removes what a cut-off run, or a copy from a backup, left where something is about to be made."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def keep_last(history: Path, kept: int, needed: Collection[str] = ()) -> None:
    """Removes the publications that are `beyond` those that stay."""
    for old in beyond(history, kept, needed):
        shutil.rmtree(old)


def beyond(history: Path, kept: int, needed: Collection[str] = ()) -> list[Path]:
    """Folders older than the last `kept` publications, and as many rebuilds of earlier days: those never push out what was
    published.

    What is `needed` stays too, however old: it is nowhere else.
    """
    folders = publications(history)
    groups = ([p for p in folders if not is_rebuild(p)], [p for p in folders if is_rebuild(p)])
    return [old for group in groups for old in group[:-kept] if old.name not in needed]


def in_place(home: Home) -> set[str]:
    """The publications of the history that what stands outside it is read from: the current one, also after a rollback."""
    links = [home.publication / name for name in LINKED]
    return {told_by(home), *(link.readlink().parent.name for link in links if link.is_symlink())} - {""}


def fsync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
