"""What is particular to one CBS table: what its suite in `cbs.py` is made of."""

from dataclasses import dataclass

from expectations.suite import Severity
from expectations.suites.raw.cbs_batch import Control, Title


@dataclass(frozen=True)
class Table:
    """What is particular to one table: the titles staging needs, the published cells, and what its source promises."""

    titles: tuple[Title, ...]
    controls: tuple[Control, ...] = ()
    step: int = 1  # the longest gap between periods of one frequency
    gaps: Severity = "warning"  # critical where every edition, excerpts included, has all its periods
    counts: bool = True  # false for growth rates, which may be below zero
    tolerance_pct: float = 2
