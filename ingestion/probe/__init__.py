"""`talent probe`: what every publisher has now against what the catalogue expects, by small requests only.

A dataset is asked and read by its own protocol and held against its own contract and vocabulary, as in a build; only the
web gives less (`glance`): an empty page for a table's observations, the first lines of a file. So nothing that a dataset
must be is written here again. What differs comes with the lines that would put it right (`corrections`, `words`,
`successor`), proposed and never taken.
"""

from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["agrees", "differs", "gone", "unreachable"]


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise than expected. `stops`: a build refuses the dataset for it."""

    place: str
    found: str
    expected: str
    action: str
    stops: bool = True


@dataclass(frozen=True)
class Proposal:
    """Lines for one file of the checkout. Of YAML: top-level keys that take the place of those that are there; of CSV: rows
    to add. `reason` says what they rest on."""

    file: str
    lines: str
    reason: str


@dataclass
class Finding:
    """What was found of one dataset. `mended`: with the proposals for its catalogue entry the probe finds nothing more."""

    dataset_id: str
    verdict: Verdict
    differences: list[Difference] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    mended: bool = False

    @property
    def stops(self) -> bool:
        """Would a build of now go without it, or go on with its last good state?"""
        return any(difference.stops for difference in self.differences)
