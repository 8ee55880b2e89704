"""Eurostat SDMX-CSV: one request, or, where Eurostat answers with a ticket, waiting for the prepared file.

A body may arrive gzipped although nothing says so; the reader looks at its first bytes.
"""

import re
import time

from ingestion import shape
from ingestion.archive import Snapshot
from ingestion.dataset import Dataset, Eurostat
from ingestion.errors import Unreachable
from ingestion.protocols import Fetched
from ingestion.web import Reply, Web

TICKET = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
POLLS, PAUSE = 60, 5.0  # at most five minutes


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None, pause: float = PAUSE) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, Eurostat)
    api = f"https://{access.host}/eurostat/api/dissemination"
    since = previous.part("data") if previous else None
    url = f"{api}/sdmx/2.1/data/{access.flow}/{access.key}?format=SDMX-CSV"
    reply = web.get(dataset, url, "data", shape.anything, encoding="identity", since=since)
    if reply is None:
        return None
    if not reply.head.startswith(b"\x1f\x8b") and (ticket := ticket_in(reply)):
        wait(dataset, web, f"{api}/1.0/async/status/{ticket}", pause)
        reply = get(dataset, web, f"{api}/1.0/async/data/{ticket}", "data", shape.compressed_or_delimited)
    wrong = shape.compressed_or_delimited(reply.head, reply.tail)
    if wrong:
        raise Unreachable(
            dataset.id, url, wrong, shape.NAMES[shape.compressed_or_delimited], "The last good snapshot stays in use."
        )
    return Fetched((reply.receipt,), None)


def ticket_in(reply: Reply) -> str | None:
    """The ticket of an asynchronous answer: a small body that holds a UUID and no data."""
    found = TICKET.search(reply.head)
    return found[0].decode() if found and reply.receipt.byte_count < 2_000 and b"OBS_VALUE" not in reply.head else None


def wait(dataset: Dataset, web: Web, url: str, pause: float) -> None:
    for _ in range(POLLS):
        said = get(dataset, web, url, "status", shape.anything).head.upper()
        if b"AVAILABLE" in said:
            return
        if b"EXPIRED" in said or b"UNKNOWN" in said:
            raise Unreachable(dataset.id, url, repr(said[:100]), "AVAILABLE", "Try again later.")
        time.sleep(pause)
    raise Unreachable(dataset.id, url, f"no file after {POLLS} questions", "AVAILABLE", "Try again later.")


def get(dataset: Dataset, web: Web, url: str, part: str, form: shape.Shape) -> Reply:
    reply = web.get(dataset, url, part, form, encoding="identity")
    assert reply is not None
    return reply
