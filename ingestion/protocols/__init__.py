"""How each kind of publisher is asked: one module per protocol, one function `fetch` each.

`fetch(dataset, web, previous)` gives what was Fetched, or None when the publisher says that nothing changed since
the `previous` snapshot. It raises an IngestionError and never touches what is current.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ingestion.archive import Receipt, Snapshot
from ingestion.dataset import Dataset
from ingestion.web import Web


@dataclass(frozen=True)
class Fetched:
    """The bodies of one state of a dataset, all in the archive."""

    parts: tuple[Receipt, ...]
    modified_at: datetime | None  # the publisher's own time of this state
    stamp: str | None = None  # the publisher's own mark, where it tells more than the bytes


Fetch = Callable[[Dataset, Web, Snapshot | None], Fetched | None]
