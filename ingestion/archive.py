"""The archive: every body as received, stored once, and a record of each snapshot. Append-only.

    <source>/bodies/<aa>/<sha256>.zst    bytes as received, compressed (DuckDB reads them as they are)
    <source>/bodies/<aa>/<sha256>.json   the receipt of the first time these bytes came in
    <source>/<dataset>/<snapshot>.json   which bodies make one state of a dataset
    <source>/<dataset>/<snapshot>.promoted.json     that it was judged good and taken into use
    <source>/<dataset>/<snapshot>.quarantine.json   why that state may not be used
    <source>/<dataset>/<snapshot>.accepted.json     who overruled that, and why
    <source>/<dataset>/<snapshot>.rejected.json     who took it out of use after all, and why
    <source>/<dataset>/current           the name of the snapshot in use
    <source>/<dataset>/attempt.json      how the last attempt to fetch went
    <source>/<dataset>/asked_in_full     when all of it was last asked for, and was as it was

`<source>` is `live` or `demo`: what was made up can never stand in for what a publisher said.
Publishers revise in place and keep five years; this folder is the only memory.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TypeVar
from uuid import uuid4

import zstandard
from pydantic import BaseModel

from ingestion.clock import now
from ingestion.files import put_aside, sync_folder, write_text
from ingestion.snapshot import Accepted, Attempt, Outcome, Promoted, Quarantine, Receipt, Rejected, Snapshot

T = TypeVar("T", bound=BaseModel)
LOADING = "load-"  # how the folders begin that a body is unpacked in


class BodyTooLarge(Exception):
    """More bytes came than the dataset's threshold allows."""


class Archive:
    """The archive of one source (`live` or `demo`)."""

    def __init__(self, root: Path, source: str) -> None:
        self.root, self.source = root / source, source
        self.damaged: dict[
            str, str
        ] = {}  # records that could not be read, and why: passed over, and told by who builds

    # bodies

    def receive(self, chunks: Iterable[bytes], max_bytes: int) -> tuple[str, int]:
        """Stores a body while it comes in; gives (sha256, bytes). Raises BodyTooLarge; leaves nothing half-written."""
        temporary = self.incoming() / f"{uuid4().hex}.zst"
        digest, size = hashlib.sha256(), 0
        try:
            with temporary.open("wb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)  # says that someone is still writing it: see upkeep.sweep
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

    def incoming(self) -> Path:
        """The folder of what is half-written: bodies that come in, and files that a body is unpacked to while it loads.

        Beside the bodies, for it may hold what is in them; what a killed run left there goes at the next build.
        """
        folder = self.root / "incoming"
        if put_aside(folder):
            self.damaged[folder.name] = "een bestand waar een map hoort, terzijde gezet"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

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
        """Records a snapshot without making it current. The same content as the latest one gives that one back.

        Not where that one is in quarantine and the publisher dates it otherwise now: it may be judged otherwise.
        """
        for latest in self.snapshots(snapshot.dataset_id)[-1:]:
            same = (latest.content, latest.stamp) == (snapshot.content, snapshot.stamp)
            redated = latest.publisher_modified_at != snapshot.publisher_modified_at
            if same and not (redated and self.quarantine_of(latest)):
                return latest
        write_text(self._record(snapshot.dataset_id, snapshot.snapshot_id), snapshot.model_dump_json(indent=1))
        return snapshot

    def snapshots(self, dataset_id: str) -> list[Snapshot]:
        """All recorded snapshots of a dataset, oldest first, quarantined ones too."""
        files = [p for p in (self.root / dataset_id).glob("*.json") if p.name.count(".") == 1 and p.stem != "attempt"]
        found = [s for p in files if (s := self.get(dataset_id, p.stem))]
        return sorted(found, key=lambda s: (s.retrieved_at, s.snapshot_id))

    def promote(self, snapshot: Snapshot, remark: str = "") -> None:
        """Makes a snapshot the one in use, and lifts a quarantine it may have been under."""
        promoted = self._record(snapshot.dataset_id, snapshot.snapshot_id, "promoted")
        if not promoted.exists():
            write_text(promoted, Promoted(at=now(), remark=remark).model_dump_json(exclude_defaults=True))
        self._record(snapshot.dataset_id, snapshot.snapshot_id, "quarantine").unlink(missing_ok=True)
        write_text(self.root / snapshot.dataset_id / "current", snapshot.snapshot_id)

    def quarantine(
        self,
        snapshot: Snapshot,
        reason: str,
        *,
        readable: bool = False,
        findings: tuple[str, ...] = (),
        context: str = "",
    ) -> None:
        """Records why a snapshot may not be used; since when stays what it was where only the words are others."""
        before = self.quarantine_of(snapshot)
        at = before.at if before else now()
        told = Quarantine(at=at, reason=reason, readable=readable, findings=findings, context=context)
        if told != before:
            write_text(
                self._record(snapshot.dataset_id, snapshot.snapshot_id, "quarantine"), told.model_dump_json(indent=1)
            )

    def take_back(self, snapshot: Snapshot, previous: Snapshot | None, quarantine: Quarantine) -> None:
        """Takes a snapshot out of use that was taken into use and turned out wrong: `previous` is in use again.

        It was never judged good after all: what falls back on earlier states, or asks what was known, passes it over.
        """
        self.quarantine(
            snapshot,
            quarantine.reason,
            readable=quarantine.readable,
            findings=quarantine.findings,
            context=quarantine.context,
        )
        pointer = self.root / snapshot.dataset_id / "current"
        if previous:
            write_text(pointer, previous.snapshot_id)
        else:
            pointer.unlink(missing_ok=True)
        self._record(snapshot.dataset_id, snapshot.snapshot_id, "promoted").unlink(missing_ok=True)
        self.note(snapshot.dataset_id, "withheld", quarantine.reason)

    def quarantine_of(self, snapshot: Snapshot) -> Quarantine | None:
        path = self._record(snapshot.dataset_id, snapshot.snapshot_id, "quarantine")
        if not path.exists():
            return None
        unread = Quarantine(
            at=snapshot.retrieved_at, reason="waarom hij in quarantaine is, is niet te lezen", readable=True
        )
        return self._read(path, Quarantine) or unread

    def in_quarantine(self, dataset_id: str) -> list[tuple[Snapshot, Quarantine]]:
        """What waits for a person: the quarantined snapshots later than the one in use, oldest first."""
        names = [p.name.removesuffix(".quarantine.json") for p in (self.root / dataset_id).glob("*.quarantine.json")]
        snapshots = [s for s in (self.get(dataset_id, name) for name in names) if s]
        current = self.current(dataset_id)
        later = [s for s in snapshots if current is None or s.retrieved_at > current.retrieved_at]
        return [(s, q) for s in sorted(later, key=lambda s: s.retrieved_at) if (q := self.quarantine_of(s))]

    def accept(self, snapshot: Snapshot, accepted: Accepted) -> None:
        """Keeps who overruled the quarantine of a snapshot, and makes it the one in use."""
        write_text(
            self._record(snapshot.dataset_id, snapshot.snapshot_id, "accepted"), accepted.model_dump_json(indent=1)
        )
        self.promote(snapshot)
        self.note(snapshot.dataset_id, "new")

    def acceptance(self, dataset_id: str, snapshot_id: str) -> Accepted | None:
        return self._read(self._record(dataset_id, snapshot_id, "accepted"), Accepted)

    def reject(self, snapshot: Snapshot, rejected: Rejected) -> Snapshot | None:
        """Keeps who took a snapshot out of use, and puts the newest one before it back; gives that one, if there is."""
        write_text(
            self._record(snapshot.dataset_id, snapshot.snapshot_id, "rejected"), rejected.model_dump_json(indent=1)
        )
        told = f"afgewezen door {rejected.by}: {rejected.reason}"
        self.quarantine(snapshot, told, readable=True)
        pointer = self.root / snapshot.dataset_id / "current"
        before = self.current(snapshot.dataset_id)
        if before is None or before == snapshot:
            before = next((s for s in reversed(self.snapshots(snapshot.dataset_id)) if self.may_be_used(s)), None)
            if before:
                write_text(pointer, before.snapshot_id)
            else:
                pointer.unlink(missing_ok=True)
            self.note(snapshot.dataset_id, "quarantined", told)
        return before

    def rejection(self, dataset_id: str, snapshot_id: str) -> Rejected | None:
        """Who took a snapshot out of use; None where nobody did, or where it was accepted since."""
        path = self._record(dataset_id, snapshot_id, "rejected")
        rejected, accepted = self._read(path, Rejected), self.acceptance(dataset_id, snapshot_id)
        if rejected is None:
            if not path.exists():
                return None
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            rejected = Rejected(at=at, by="iemand", reason="wie en waarom is niet te lezen")
        return None if accepted and accepted.at > rejected.at else rejected

    def may_be_used(self, snapshot: Snapshot) -> bool:
        """Was it judged good and taken into use, and not taken out of it?"""
        return self.was_promoted(snapshot) and self.rejection(snapshot.dataset_id, snapshot.snapshot_id) is None

    def current(self, dataset_id: str) -> Snapshot | None:
        """The snapshot in use. Where what points to it is damaged, or its record is: the newest before it."""
        pointer = self.root / dataset_id / "current"
        if not pointer.exists():
            return None
        name = pointer.read_bytes().decode("ascii", "replace").strip() if pointer.is_file() else ""
        named = self.get(dataset_id, name)
        if named is None:
            self.damaged[f"{dataset_id}/current"] = "wijst naar geen stand die te lezen is"
            named = next((s for s in reversed(self.snapshots(dataset_id)) if self.may_be_used(s)), None)
        return named

    def get(self, dataset_id: str, snapshot_id: str) -> Snapshot | None:
        """One recorded snapshot; None when this archive has no such one."""
        path = self._record(dataset_id, snapshot_id)
        found = self._read(path, Snapshot)
        if found and (found.dataset_id, found.snapshot_id) != (dataset_id, snapshot_id):
            self.damaged[str(path.relative_to(self.root))] = (
                f"het verslag van {found.snapshot_id}, onder een andere naam"
            )
            return None
        return found

    def as_of(self, dataset_id: str, moment: datetime) -> Snapshot | None:
        """The newest snapshot known at a moment that was judged good and in use, by then if by a person's word."""
        known = [s for s in self.snapshots(dataset_id) if s.retrieved_at <= moment and self.was_promoted(s)]
        for snapshot in reversed(known):
            accepted = self.acceptance(dataset_id, snapshot.snapshot_id)
            rejected = self.rejection(dataset_id, snapshot.snapshot_id)
            if (accepted is None or accepted.at <= moment) and (rejected is None or rejected.at > moment):
                return snapshot
        return None

    def known_since(self, dataset_ids: Iterable[str]) -> datetime | None:
        """When the first state of any of these datasets came into use; None where none ever did."""
        states = (s for dataset_id in dataset_ids for s in self.snapshots(dataset_id) if self.was_promoted(s))
        return min((s.retrieved_at for s in states), default=None)

    def in_use_before(self, snapshot: Snapshot) -> list[Snapshot]:
        """The states with the same bytes that the one in use replaced, oldest first."""
        current = self.current(snapshot.dataset_id)
        return [
            s
            for s in self.snapshots(snapshot.dataset_id)
            if current
            and s.retrieved_at < current.retrieved_at
            and s.content == snapshot.content != current.content
            and self.may_be_used(s)
        ]

    def promotion(self, snapshot: Snapshot) -> Promoted | None:
        """Since when a snapshot is in use, and with what remark."""
        return self._read(self._record(snapshot.dataset_id, snapshot.snapshot_id, "promoted"), Promoted)

    def was_promoted(self, snapshot: Snapshot) -> bool:
        return self._record(snapshot.dataset_id, snapshot.snapshot_id, "promoted").exists()

    def note(self, dataset_id: str, outcome: Outcome, reason: str = "") -> None:
        """Remembers how the attempt went; one that tells nothing new is not written again."""
        before = self.attempt(dataset_id)
        told = (before.outcome, before.reason) if before else None
        if told != (outcome, reason) and (told, outcome) != (("new", ""), "unchanged"):
            attempt = Attempt(at=now(), outcome=outcome, reason=reason)
            write_text(self.root / dataset_id / "attempt.json", attempt.model_dump_json(indent=1))

    def note_asked_in_full(self, dataset_id: str, moment: datetime) -> None:
        write_text(self.root / dataset_id / "asked_in_full", moment.isoformat())

    def asked_in_full(self, dataset_id: str) -> datetime | None:
        """When the publisher last gave all of it again, unchanged; None where it never did, or where it cannot be read."""
        try:
            return datetime.fromisoformat((self.root / dataset_id / "asked_in_full").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def attempt(self, dataset_id: str) -> Attempt | None:
        return self._read(self.root / dataset_id / "attempt.json", Attempt)

    # records

    def _record(self, dataset_id: str, snapshot_id: str, mark: str = "") -> Path:
        """The file of a snapshot's record, or of a mark on it."""
        return self.root / dataset_id / f"{snapshot_id}{mark and '.'}{mark}.json"

    def _read(self, path: Path, model: type[T]) -> T | None:
        """A record; None where there is none, or none that can be read: then it is passed over, and told in `damaged`."""
        try:
            return model.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:  # pydantic's is a ValueError, as that of a name that no file can have
            self.damaged[str(path.relative_to(self.root))] = f"geen verslag dat te lezen is ({type(error).__name__})"
            return None
