"""What a demo publisher answers: bytes, how they are labelled, and when they were last changed."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

JSON = "application/json; charset=utf-8"
CSV = "text/csv"


@dataclass(frozen=True)
class Body:
    """One answer. `modified` is the publisher's own time of this state; None where the server sends none."""

    content: bytes
    content_type: str
    modified: datetime | None = None
    status: int = 200


def compact(value: object) -> bytes:
    """JSON as the publishers send it: no spaces, text as UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def utc(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)
