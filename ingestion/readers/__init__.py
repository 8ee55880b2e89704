"""How each form of body becomes a table: one module per form, one function `read` each.

`read(dataset, snapshot, archive, con, folder)` gives a Loadable: SQL that DuckDB runs over the archived bytes (or
over a decoded copy in the temporary `folder`). Python never loops over rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import Dataset


@dataclass(frozen=True)
class Loadable:
    """A select over one snapshot, the columns it found (in order), and selects for the shared metadata tables."""

    select: str
    columns: tuple[str, ...]
    part: str  # which body, for messages
    metadata: dict[str, str] = field(default_factory=dict)
    expected_rows: int | None = None  # where the publisher says how many there are


Read = Callable[[Dataset, Snapshot, Archive, duckdb.DuckDBPyConnection, Path], Loadable]


def identifier(name: str) -> str:
    """A name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | Path) -> str:
    """A text as a quoted SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def struct(columns: dict[str, str]) -> str:
    """Columns and types as DuckDB's `columns =` argument."""
    return "{" + ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns.items()) + "}"
