"""What a suite is: a batch of one table (a query) and the checks on it. Nothing here imports Great Expectations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["critical", "warning", "info"]
Kind = Literal["raw", "mart"]


@dataclass(frozen=True)
class Expectation:
    """An expectation of Great Expectations, written down but not yet made: its import takes seconds.

    `name` is the class in `great_expectations.expectations`, `arguments` what it is called with, and `words` the same
    for a person: "share_empty between 0 and 0.6".
    """

    name: str
    arguments: Mapping[str, object]
    words: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the batch that it looks at; none for one on the whole batch."""
        found: list[str] = []
        for argument in ("column", "column_A", "column_B", "column_list"):
            value = self.arguments.get(argument, ())
            found += [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
        return tuple(found)


@dataclass(frozen=True)
class Check:
    """One expectation with its weight, what the bound rests on (`reason`, for readers) and since when (`dated`).

    critical: wrong figures would be published; warning: a person must look; info: worth knowing.
    `failing_rows` is SQL for the offending rows of the table; without it those of the batch are shown.
    """

    name: str
    expectation: Expectation
    severity: Severity
    reason: str
    dated: date
    failing_rows: str | None = None


@dataclass(frozen=True)
class Suite:
    """Checks on one table. `query` gives the batch: only the columns it needs, an aggregate where the table is large.

    Raw tables are read as `raw.<dataset id>` and `ops.loaded` of the warehouse, marts as `curated.marts.<table>`.
    Raises ValueError where two checks have the same name.
    """

    name: str
    target: str
    kind: Kind
    query: str
    checks: tuple[Check, ...]

    def __post_init__(self) -> None:
        names = [check.name for check in self.checks]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"suite {self.name}: controle {', '.join(twice)} komt meer dan een keer voor")
