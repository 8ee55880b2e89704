"""What the archive writes down: of a body, of a state of a dataset, and of the judgements on it. Times are UTC."""

import hashlib
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Outcome = Literal["new", "unchanged", "failed", "missing", "quarantined", "withheld"]


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
            raise ValueError(f"stand {self.snapshot_id} van {self.dataset_id} heeft geen deel {name}")
        return found


class Attempt(Record):
    """How the last attempt to fetch a dataset went; `reason` is for a person."""

    at: datetime
    outcome: Outcome
    reason: str = ""


class Promoted(Record):
    """Since when a snapshot is in use; `remark`: why it was taken although something spoke against it."""

    at: datetime
    remark: str = ""


class Quarantine(Record):
    """Why a snapshot may not be used. `readable`: it could be loaded, and only a check said no.

    `findings` names the checks on models that rest on it: it passed the gate and was taken back. `context` is what it was
    judged with (code, the other datasets): where that is another, the same bytes may be judged otherwise.
    """

    at: datetime
    reason: str
    readable: bool = False
    findings: tuple[str, ...] = ()
    context: str = ""


class Rejected(Record):
    """A person took a snapshot out of use that every check had let pass: who, when and why."""

    at: datetime
    by: str
    reason: str


class Accepted(Record):
    """A person overruled a quarantine: who, when, why, and the verdict and findings that were overruled."""

    at: datetime
    by: str
    reason: str
    verdict: str
    quarantined_at: datetime
    findings: tuple[str, ...] = ()
