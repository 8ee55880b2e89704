"""Upkeep of an archive: every record held against its bytes, and what killed runs left behind cleared away.

Nothing that a record rests on is removed, damaged or not: a person may have a copy to restore it from. Bodies of refused fetches,
that no record names, go when a person says so (`orphans`, `remove`).
"""

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import zstandard
from pydantic import BaseModel, ValidationError

from ingestion.archive import LOADING, Archive
from ingestion.dutch import in_words, whole
from ingestion.snapshot import Accepted, Attempt, Promoted, Quarantine, Receipt, Rejected, Snapshot

READERS = 2  # bodies hashed at once; both libraries let go of Python's lock
BODY_NAME = re.compile(r"[0-9a-f]{64}")
TEMPORARY = re.compile(r"\..+\.[0-9a-f]{32}")  # what write_text renames when it is whole
MARKS: dict[str, type[BaseModel]] = {
    "promoted": Promoted,
    "quarantine": Quarantine,
    "accepted": Accepted,
    "rejected": Rejected,
}
T = TypeVar("T", bound=BaseModel)
APART = {"bodies", "incoming", "landing"}  # folders of a source that are no dataset


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: which file, what is wrong, which snapshots rest on it."""

    place: str
    wrong: str
    rests_on_it: tuple[str, ...] = ()


@dataclass
class Verified:
    """What was looked at, and what was found."""

    bodies: int = 0
    byte_count: int = 0
    snapshots: int = 0
    unused: int = 0  # whole bodies that no snapshot has: of a fetch that was cut off, or refused
    findings: list[Finding] = field(default_factory=list)
    swept: list[str] = field(default_factory=list)


def sweep(archive: Archive) -> list[str]:
    """Removes what killed runs were still writing; gives the names. The caller holds the turn.

    A body that somebody is writing at this moment (a sensor asks publishers without a turn) is locked, and stays.
    """
    swept = []
    for path in sorted(
        (archive.root / "incoming").glob(f"{LOADING}*")
    ):  # loading is done in turn, and the turn is ours
        shutil.rmtree(path, ignore_errors=True)
        swept.append(str(path.relative_to(archive.root)))
    for path in sorted((archive.root / "incoming").glob("*.zst")):
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            path.unlink(missing_ok=True)
        swept.append(str(path.relative_to(archive.root)))
    for path in sorted([*archive.root.glob("*/.*"), *archive.root.glob("bodies/*/.*")]):
        if path.is_file() and TEMPORARY.fullmatch(path.name):
            path.unlink(missing_ok=True)
            swept.append(str(path.relative_to(archive.root)))
    return swept


class Unreadable(Exception):
    """A record that says nothing: what rests on it is not known."""


def orphans(archive: Archive, before: datetime) -> list[Path]:
    """Bodies that came in before a moment and that no record names: of a fetch that was cut off, or refused.

    The caller holds the turn. Raises Unreadable, with the first record that cannot be read.
    """
    findings: list[Finding] = []
    named = {part.sha256 for snapshot in records(archive, findings) for part in snapshot.parts}
    if findings:
        raise Unreadable(f"{findings[0].place}: {findings[0].wrong}")
    return [
        path
        for path in sorted((archive.root / "bodies").glob("*/*.zst"))
        if path.stem not in named and path.stat().st_mtime < before.timestamp()
    ]


def remove(bodies: Iterable[Path]) -> None:
    """Removes bodies, each after its receipt: what is cut off leaves a body without one, that goes the next time."""
    for body in bodies:
        body.with_suffix(".json").unlink(missing_ok=True)
        body.unlink(missing_ok=True)


def held_against_bytes(archive: Archive) -> Verified:
    """Holds every record of an archive against its bytes. The caller holds the turn."""
    verified = Verified(swept=sweep(archive))
    snapshots = list(records(archive, verified.findings))
    verified.snapshots = len(snapshots)
    resting: dict[str, list[str]] = {}
    for snapshot in snapshots:
        in_use = " (in gebruik)" if current_name(archive, snapshot.dataset_id) == snapshot.snapshot_id else ""
        for sha256 in dict.fromkeys(part.sha256 for part in snapshot.parts):
            resting.setdefault(sha256, []).append(f"{snapshot.dataset_id}/{snapshot.snapshot_id}{in_use}")
    sizes = check_bodies(archive, resting, verified)
    for snapshot in snapshots:
        verified.findings += check_snapshot(archive, snapshot, sizes)
    for folder in dataset_folders(archive):
        verified.findings += check_pointers(archive, folder, {s.snapshot_id for s in snapshots})
    return verified


def dataset_folders(archive: Archive) -> list[Path]:
    return sorted(p for p in archive.root.glob("[!.]*") if p.is_dir() and p.name not in APART)


def records(archive: Archive, findings: list[Finding]) -> Iterator[Snapshot]:
    """Every snapshot's record that can be read; the others are findings."""
    for folder in dataset_folders(archive):
        for path in sorted(p for p in folder.glob("*.json") if p.name.count(".") == 1 and p.stem != "attempt"):
            snapshot = parsed(archive, path, Snapshot, findings)
            if snapshot is None:
                continue
            if (snapshot.dataset_id, snapshot.snapshot_id) != (folder.name, path.stem):
                told = f"het verslag van {snapshot.dataset_id}/{snapshot.snapshot_id}, onder een andere naam"
                findings.append(Finding(str(path.relative_to(archive.root)), told))
            yield snapshot


def parsed(archive: Archive, path: Path, model: type[T], findings: list[Finding]) -> T | None:
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        told = f"een verslag dat niet te lezen is: {in_words(error)[:200]}"
        findings.append(Finding(str(path.relative_to(archive.root)), told))
        return None


def check_bodies(archive: Archive, resting: dict[str, list[str]], verified: Verified) -> dict[str, int]:
    """Reads every body; gives the size of those that are whole. Names damaged ones, and those that are gone."""
    paths = sorted((archive.root / "bodies").glob("*/*.zst"))
    with ThreadPoolExecutor(READERS) as pool:
        measured = dict(zip(paths, pool.map(measure, paths), strict=True))
    sizes = {}
    for path, found in measured.items():
        place, rests = str(path.relative_to(archive.root)), tuple(resting.get(path.stem, ()))
        if found is None or found[0] != path.stem or path != archive.body(path.stem):
            told = "in de verkeerde map"
            if found is None or found[0] != path.stem:
                told = f"bytes met sha256 {found[0]}, niet die van de naam" if found else "niet uit te pakken"
            verified.findings.append(Finding(place, told, rests))
            continue
        sizes[path.stem] = found[1]
        receipt = path.with_suffix(".json")
        if receipt.exists():
            kept = parsed(archive, receipt, Receipt, verified.findings)
            if kept and (kept.sha256, kept.byte_count) != (path.stem, found[1]):
                told = f"de bon van {whole(kept.byte_count)} bytes {kept.sha256}; de body heeft er {whole(found[1])}"
                verified.findings.append(Finding(str(receipt.relative_to(archive.root)), told, rests))
        elif rests:
            verified.findings.append(Finding(place, "zonder bon ernaast", rests))
    there = {path.stem for path in paths}
    gone = {path.stem for path in (archive.root / "bodies").glob("*/*.json") if BODY_NAME.fullmatch(path.stem)}
    for sha256 in sorted((gone | resting.keys()) - there):
        place = str(archive.body(sha256).relative_to(archive.root))
        verified.findings.append(Finding(place, "weg", tuple(resting.get(sha256, ()))))
    verified.bodies, verified.byte_count = len(paths), sum(sizes.values())
    verified.unused = len(sizes.keys() - resting.keys())
    return sizes


def measure(path: Path) -> tuple[str, int] | None:
    """(sha256, bytes) of an archived body; None where it cannot be read to its end."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
                size += len(block)
    except (OSError, zstandard.ZstdError):
        return None
    return digest.hexdigest(), size


def check_snapshot(archive: Archive, snapshot: Snapshot, sizes: dict[str, int]) -> Iterator[Finding]:
    """Does a record agree with itself and with the sizes of its bodies?"""
    place = f"{snapshot.dataset_id}/{snapshot.snapshot_id}.json"
    if not snapshot.snapshot_id.endswith(snapshot.content[:12]):
        yield Finding(place, f"de delen hebben inhoud {snapshot.content[:12]}, niet die van de naam")
    for part in snapshot.parts:
        if part.sha256 in sizes and sizes[part.sha256] != part.byte_count:
            yield Finding(
                place,
                f"deel {part.part}: {whole(part.byte_count)} bytes gezegd, de body heeft er {whole(sizes[part.sha256])}",
            )


def check_pointers(archive: Archive, folder: Path, known: Iterable[str]) -> Iterator[Finding]:
    """Does everything that names a snapshot name one that is there?"""
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.*.json")):
        snapshot_id, kind = path.name.removesuffix(".json").rsplit(".", 1)
        place = f"{folder.name}/{path.name}"
        if snapshot_id not in known:
            findings.append(Finding(place, f"van stand {snapshot_id}, die er niet is"))
        elif kind in MARKS:
            parsed(archive, path, MARKS[kind], findings)
        else:
            findings.append(Finding(place, "een soort verslag dat dit archief niet kent"))
    if (folder / "attempt.json").exists():
        parsed(archive, folder / "attempt.json", Attempt, findings)
    current = current_name(archive, folder.name)
    if current is not None and current not in known:
        findings.append(Finding(f"{folder.name}/current", f"wijst naar {current or 'niets'}, dat er niet is"))
    elif current is not None and not (folder / f"{current}.promoted.json").exists():
        findings.append(Finding(f"{folder.name}/current", f"wijst naar {current}, die nooit in gebruik is genomen"))
    yield from findings


def current_name(archive: Archive, dataset_id: str) -> str | None:
    pointer = archive.root / dataset_id / "current"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None
