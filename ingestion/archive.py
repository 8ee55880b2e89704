"""The archive: every body as received, stored once, and a record of each snapshot. Append-only.

    <source>/bodies/<aa>/<sha256>.zst    bytes as received, compressed (DuckDB reads them as they are)
    <source>/bodies/<aa>/<sha256>.json   the receipt of the first time these bytes came in
    <source>/<dataset>/<snapshot>.json   which bodies make one state of a dataset
    <source>/<dataset>/<snapshot>.promoted.json     that it was judged good and taken into use
    <source>/<dataset>/<snapshot>.quarantine.json   why that state may not be used
    <source>/<dataset>/current           the name of the snapshot in use
    <source>/<dataset>/attempt.json      how the last attempt to fetch went

`<source>` is `live` or `demo`: what was made up can never stand in for what a publisher said.
Publishers revise in place and keep five years; this folder is the only memory.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal
from uuid import uuid4

import zstandard
from pydantic import BaseModel, ConfigDict

Outcome = Literal["new", "unchanged", "failed", "missing", "quarantined"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Receipt(Record):
    """One body: where it came from, when, and what it was. Times are UTC."""

    part: str
    url: str
    retrieved_at: datetime
    publisher_modified_at: datetime | None
    etag: str | None
    http_status: int
    content_type: str
    byte_count: int
    sha256: str


class Snapshot(Record):
    """One state of one dataset, as its publisher gave it at one moment."""

    snapshot_id: str
    dataset_id: str
    title: str
    publisher: str
    licence: str
    attribution: str
    retrieved_at: datetime
    publisher_modified_at: datetime | None
    stamp: str | None  # the publisher's own mark of this state, where it has one
    parts: tuple[Receipt, ...]

    @property
    def content(self) -> str:
        """A hash of all bodies: equal content is the same state, whatever the clock says."""
        return hashlib.sha256("\n".join(f"{p.part} {p.sha256}" for p in self.parts).encode()).hexdigest()

    @property
    def byte_count(self) -> int:
        return sum(p.byte_count for p in self.parts)

    def part(self, name: str) -> Receipt:
        found = next((p for p in self.parts if p.part == name), None)
        if found is None:
            raise ValueError(f"snapshot {self.snapshot_id} of {self.dataset_id} has no part {name}")
        return found


class Attempt(Record):
    """How the last attempt to fetch a dataset went; `reason` is for a person."""

    at: datetime
    outcome: Outcome
    reason: str = ""


class BodyTooLarge(Exception):
    """More bytes came than the dataset's threshold allows."""


def now() -> datetime:
    return datetime.now(UTC)


class Archive:
    """The archive of one source (`live` or `demo`)."""

    def __init__(self, root: Path, source: str) -> None:
        self.root, self.source = root / source, source

    # bodies

    def receive(self, chunks: Iterable[bytes], max_bytes: int) -> tuple[str, int]:
        """Stores a body while it comes in; gives (sha256, bytes). Raises BodyTooLarge; leaves nothing half-written."""
        incoming = self.root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        temporary = incoming / f"{uuid4().hex}.zst"
        digest, size = hashlib.sha256(), 0
        try:
            with temporary.open("wb") as file:
                with zstandard.ZstdCompressor(level=1).stream_writer(file, closefd=False) as compressed:
                    for chunk in chunks:
                        size += len(chunk)
                        if size > max_bytes:
                            raise BodyTooLarge(size)
                        digest.update(chunk)
                        compressed.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            target = self.body(digest.hexdigest())
            if not target.exists() or not self.is_whole(digest.hexdigest()):
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(temporary, target)
                sync_folder(target.parent)
        finally:
            temporary.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def keep_receipt(self, receipt: Receipt) -> None:
        """Writes the receipt beside its body, the first time these bytes come in."""
        path = self.body(receipt.sha256).with_suffix(".json")
        if not path.exists():
            write_text(path, receipt.model_dump_json(indent=1))

    def body(self, sha256: str) -> Path:
        return self.root / "bodies" / sha256[:2] / f"{sha256}.zst"

    @contextmanager
    def open(self, sha256: str) -> Iterator[IO[bytes]]:
        """The received bytes as a stream."""
        with self.body(sha256).open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
            yield stream

    def read(self, sha256: str) -> bytes:
        with self.open(sha256) as stream:
            return stream.read()

    def is_whole(self, sha256: str) -> bool:
        """Do the archived bytes still have the hash they are stored under?"""
        digest = hashlib.sha256()
        try:
            with self.open(sha256) as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        except (OSError, zstandard.ZstdError):
            return False
        return digest.hexdigest() == sha256

    # snapshots

    def keep(self, snapshot: Snapshot) -> Snapshot:
        """Records a snapshot without making it current. The same content as an earlier one gives that one back."""
        latest = self.snapshots(snapshot.dataset_id)[-1:]
        if latest and latest[0].content == snapshot.content and latest[0].stamp == snapshot.stamp:
            return latest[0]
        write_text(self._record(snapshot.dataset_id, snapshot.snapshot_id), snapshot.model_dump_json(indent=1))
        return snapshot

    def snapshots(self, dataset_id: str) -> list[Snapshot]:
        """All recorded snapshots of a dataset, oldest first, quarantined ones too."""
        files = [p for p in (self.root / dataset_id).glob("*.json") if p.name.count(".") == 1 and p.stem != "attempt"]
        found = [Snapshot.model_validate_json(p.read_text(encoding="utf-8")) for p in files]
        return sorted(found, key=lambda s: (s.retrieved_at, s.snapshot_id))

    def promote(self, snapshot: Snapshot) -> None:
        """Makes a snapshot the one in use, and lifts a quarantine it may have been under."""
        promoted = self._promoted(snapshot.dataset_id, snapshot.snapshot_id)
        if not promoted.exists():
            write_text(promoted, json.dumps({"at": now().isoformat()}))
        self._quarantine(snapshot.dataset_id, snapshot.snapshot_id).unlink(missing_ok=True)
        write_text(self.root / snapshot.dataset_id / "current", snapshot.snapshot_id)

    def quarantine(self, snapshot: Snapshot, reason: str) -> None:
        path = self._quarantine(snapshot.dataset_id, snapshot.snapshot_id)
        write_text(path, json.dumps({"at": now().isoformat(), "reason": reason}, ensure_ascii=False, indent=1))

    def quarantine_reason(self, snapshot: Snapshot) -> str | None:
        path = self._quarantine(snapshot.dataset_id, snapshot.snapshot_id)
        return str(json.loads(path.read_text(encoding="utf-8"))["reason"]) if path.exists() else None

    def current(self, dataset_id: str) -> Snapshot | None:
        pointer = self.root / dataset_id / "current"
        return self.get(dataset_id, pointer.read_text(encoding="utf-8").strip()) if pointer.exists() else None

    def get(self, dataset_id: str, snapshot_id: str) -> Snapshot | None:
        """One recorded snapshot; None when this archive has no such one."""
        path = self._record(dataset_id, snapshot_id)
        return Snapshot.model_validate_json(path.read_text(encoding="utf-8")) if path.exists() else None

    def as_of(self, dataset_id: str, moment: datetime) -> Snapshot | None:
        """The newest snapshot known at a moment that was judged good and taken into use."""
        known = [s for s in self.snapshots(dataset_id) if s.retrieved_at <= moment and self.was_promoted(s)]
        return known[-1] if known else None

    def was_promoted(self, snapshot: Snapshot) -> bool:
        return self._promoted(snapshot.dataset_id, snapshot.snapshot_id).exists()

    def note(self, dataset_id: str, outcome: Outcome, reason: str = "") -> None:
        """Remembers how the attempt went; one that tells nothing new is not written again."""
        before = self.attempt(dataset_id)
        told = (before.outcome, before.reason) if before else None
        if told != (outcome, reason) and (told, outcome) != (("new", ""), "unchanged"):
            attempt = Attempt(at=now(), outcome=outcome, reason=reason)
            write_text(self.root / dataset_id / "attempt.json", attempt.model_dump_json(indent=1))

    def attempt(self, dataset_id: str) -> Attempt | None:
        path = self.root / dataset_id / "attempt.json"
        return Attempt.model_validate_json(path.read_text(encoding="utf-8")) if path.exists() else None

    def _record(self, dataset_id: str, snapshot_id: str) -> Path:
        return self.root / dataset_id / f"{snapshot_id}.json"

    def _promoted(self, dataset_id: str, snapshot_id: str) -> Path:
        return self.root / dataset_id / f"{snapshot_id}.promoted.json"

    def _quarantine(self, dataset_id: str, snapshot_id: str) -> Path:
        return self.root / dataset_id / f"{snapshot_id}.quarantine.json"


def write_text(path: Path, text: str) -> None:
    """Writes a small file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
