"""A home in one file, consistent also while a build goes on.

What is archived or published is put in its place by a rename and never changed there, so a tree of second names of those files is
what stood at one moment. The private files (warehouse, marts, Dagster's records, what dbt compiled) are written in place: they are taken along where
nobody has the turn, and can be made again where somebody has.
"""

import fcntl
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from ingestion.files import sync_folder
from ingestion.home import Home
from ingestion.lock import Busy, Say, locked, refuse
from orchestration.keeping.form import ABOUT, FORMAT, SUMS, About, NotKept, Summed, add_text, check, written
from orchestration.keeping.staging import NotStill, staged
from orchestration.publication.history import current_manifest, fsync

DBT, DBT_LOG = "dbt", "dbt.log"  # what dbt compiled, which `talent explain` reads, and its logs, which nobody does
KEPT = ("archive", "landing", "publication")  # what cannot be made again


def keep(home: Home, file: Path, say: Say, *, wait: bool) -> tuple[About, int, int]:
    """Writes a home to a file, reads it back, and puts it in its place; gives also how many files, and the size of it.

    Where somebody has the turn it waits, or leaves the private files out. Raises NotKept or OSError; what stood at `file` stays.
    """
    refuse_place(home, file)
    draft = file.with_name(f".{file.name}.{uuid4().hex}")
    draft.touch(mode=0o600)  # it holds what the archive holds, names of a register too
    try:
        with draft.open("wb") as raw, written(raw, file) as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
            about, sums = fill(home, tar, say, wait)
            add_text(tar, SUMS, json.dumps(sums))
        fsync(draft)
        check(draft, file.suffix == ".zst")
        size = draft.stat().st_size
        os.replace(draft, file)
        sync_folder(file.parent)
    except NotStill as error:
        raise NotKept(str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return about, len(sums), size


def refuse_place(home: Home, file: Path) -> None:
    if file.suffix not in (".tar", ".zst"):
        raise NotKept(f"{file.name}: laat de naam eindigen op .tar.zst of .tar")
    if not file.parent.is_dir() or file.is_dir():
        raise NotKept(f"{file}: " + ("dat is een map" if file.is_dir() else f"de map {file.parent} is er niet"))
    if file.resolve().is_relative_to(home.root):
        raise NotKept(f"{file} ligt in {home.root} zelf: kies een plaats erbuiten")
    if home.kind is None or not home.record.exists():
        raise NotKept(f"in {home.root} is nog niets gebouwd")


def fill(home: Home, tar: tarfile.TarFile, say: Say, wait: bool) -> tuple[About, dict[str, list[Any]]]:
    """The private files first, while the turn is held; the rest from its tree of second names, after it."""
    sums: dict[str, list[Any]] = {}
    with tree(home) as folder:
        try:
            with locked(home, "talent backup", say if wait else refuse):
                about = note(home, home, private=True)
                add_text(tar, ABOUT, json.dumps(asdict(about)))
                for path in private_files(home, folder):
                    add(tar, path, named(home, folder, path), sums, say)
                staged(home, KEPT, folder, say)
        except Busy as busy:
            say(f"{str(busy).removeprefix('wacht op zijn beurt: ')}: zonder warehouse, marts en de gegevens van Dagster, "
                "die de eerste build na het terugzetten opnieuw maakt (met --wait gaan zij mee)")  # fmt: skip
            staged(home, KEPT, folder, say)
            about = note(home, Home(folder), private=False)
            add_text(tar, ABOUT, json.dumps(asdict(about)))
        for path in sorted(p for name in (*KEPT, home.record.name) for p in under(folder / name)):
            add(tar, path, path.relative_to(folder), sums, say)
    return about, sums


@contextmanager
def tree(home: Home) -> Iterator[Path]:
    """A folder in the home for second names; one that a killed backup left is cleared away."""
    for left in home.root.glob(".backup-*"):
        with suppress(OSError), folder_lock(left):
            shutil.rmtree(left)
    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=home.root, ignore_cleanup_errors=True) as name,
        folder_lock(Path(name)),
    ):
        yield Path(name)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Says that somebody uses a folder. Raises OSError where another process says so."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def note(home: Home, kept: Home, *, private: bool) -> About:
    """Of a home, of which `kept` has what is read."""
    manifest = current_manifest(kept) or {}
    return About(
        FORMAT,
        str(home.root),
        str(home.kind),
        str(manifest.get("publication_id", "")),
        datetime.now(UTC).isoformat(timespec="seconds"),
        version("talentstrategie"),
        private,
    )


def private_files(home: Home, folder: Path) -> Iterator[Path]:
    """DuckDB's files with their logs, each of Dagster's databases as one that is whole (the UI may be writing in it), dbt's."""
    for file in (home.warehouse, home.marts):
        yield from (p for p in (file, file.with_name(f"{file.name}.wal")) if p.exists())
    for file in sorted(home.dagster.rglob("*.db")):
        copy = folder / file.relative_to(home.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with (
            closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as there,
            closing(sqlite3.connect(copy)) as here,
        ):
            there.backup(here)
        yield copy
        copy.unlink()
    for place in (home.dagster / "dagster.yaml", home.dagster / "storage", home.root / DBT):
        yield from (path for path in under(place) if not path.name.startswith(DBT_LOG))


def named(home: Home, folder: Path, path: Path) -> Path:
    """Where a file, or its copy in the folder, lies in the home."""
    return path.relative_to(folder if path.is_relative_to(folder) else home.root)


def under(path: Path) -> Iterator[Path]:
    """A file or link, or a folder and all in it."""
    if path.exists() or path.is_symlink():
        yield path
    if path.is_dir() and not path.is_symlink():
        yield from path.rglob("*")


def add(tar: tarfile.TarFile, path: Path, name: Path, sums: dict[str, list[Any]], say: Say) -> None:
    """A file, folder or link under its name in the home, and what its bytes are; a file with two names in it is written once."""
    member = tar.gettarinfo(path, str(name))
    if member is None:
        say(f"{name} is geen bestand, map of link, en is overgeslagen")
        return
    member.uname = member.gname = ""
    if not member.isreg():
        tar.addfile(member)
        return
    with path.open("rb") as raw:
        reading = Summed(raw)
        tar.addfile(member, reading)
    sums[str(name)] = [reading.digest.hexdigest(), reading.size]
