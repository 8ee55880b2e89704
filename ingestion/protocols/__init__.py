"""How each kind of publisher is asked, and how its bodies become a table: one module per protocol.

`fetch(dataset, web, previous)` gives what was Fetched, or None when the publisher says that nothing changed since
the `previous` snapshot. It raises an IngestionError and never touches what is current.

`read(dataset, snapshot, archive, con, folder)` gives a Loadable: SQL that DuckDB runs over the archived bytes (or
over a decoded copy in the temporary `folder`). Python never loops over rows.

Each is registered once, in `registry`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.snapshot import Receipt, Snapshot
from ingestion.web import Web


@dataclass(frozen=True)
class Fetched:
    """The bodies of one state of a dataset, all in the archive."""

    parts: tuple[Receipt, ...]
    modified_at: datetime | None  # the publisher's own time of this state
    stamp: str | None = None  # the publisher's own mark, where it tells more than the bytes


@dataclass(frozen=True)
class Loadable:
    """A select over one snapshot, the columns it found (in order), and selects for the shared metadata tables."""

    select: str
    columns: tuple[str, ...]
    part: str  # which body, for messages
    metadata: dict[str, str] = field(default_factory=dict)
    expected_rows: int | None = None  # where the publisher says how many there are
    asked: str | None = None  # SQL that is true of every row, where only some were asked for
    key: tuple[str, ...] = ()  # columns by which the publisher numbers its rows: none comes twice


Fetch = Callable[[Dataset, Web, Snapshot | None], Fetched | None]
Read = Callable[[Dataset, Snapshot, Archive, duckdb.DuckDBPyConnection, Path], Loadable]
