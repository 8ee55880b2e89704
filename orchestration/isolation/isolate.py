"""The rule: from a build with findings to one whose every table is judged good, or withheld on the record.

    judge -> take back the new datasets that a finding rests on -> build again what rests on them -> judge -> ...

What lies upstream is judged first: what rests on it may be wrong for that reason alone. Of several new datasets the
fewest are taken back: one at a time, those that the failing rows name first and then those on which least rests; where no
single one explains it, all at once, and by halves the fewest in that order. What proved innocent is put back. A finding
that no dataset of this build explains withholds its model: it goes out without rows, and what rests on it is built from
that. Each round settles a finding, by a dataset less or a model less, so there is an end.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from orchestration.isolation.finding import Finding
from orchestration.isolation.lineage import Lineage

SINGLES = 3  # datasets that are tried alone, before all at once: 3 + 1 + log2 of all of them is the most


class NotIsolated(Exception):
    """A finding that rests on no dataset, or that stays: a fault of this project, and nothing can be published."""

    def __init__(self, found: Iterable[Finding]) -> None:
        self.found = list(found)
        super().__init__("; ".join(f.told for f in self.found))


class Bench(Protocol):
    """What the rule works on: the build, its raw tables and its results."""

    lineage: Lineage
    taken_back: set[str]  # datasets that hold their previous state now

    def candidates(self) -> Collection[str]:
        """Datasets of which another state is loaded than what was published last, or was."""

    def findings(self) -> list[Finding]:
        """What is wrong as far as it was judged, but for what was withheld and what a person accepted."""

    def unsettled(self) -> set[str]:
        """The models that were built on something else than what is there now, or whose checks must be made."""

    def bring_up(self, nodes: Collection[str]) -> None:
        """Builds these where they are unsettled, and judges them."""

    def change(self, taken_back: Collection[str]) -> None:
        """Makes exactly these datasets hold their previous state; what rests on a change is unsettled."""

    def withhold(self, node: str) -> None:
        """Makes a model empty for the rest of this build; what rests on it is unsettled. Raises NotIsolated."""

    def write_down(self, settled: "Settled") -> None:
        """Keeps what was settled; what tells of the datasets is unsettled."""


@dataclass(frozen=True)
class TakenBack:
    """Datasets whose new state is not used, and the findings that this clears. `tried` tells what did not."""

    datasets: tuple[str, ...]
    findings: tuple[Finding, ...]
    tried: tuple[str, ...]


@dataclass(frozen=True)
class Withheld:
    """A model without rows, and the findings that no new dataset explains."""

    node: str
    findings: tuple[Finding, ...]
    tried: tuple[str, ...]


Settled = TakenBack | Withheld


def isolate(bench: Bench) -> list[Settled]:
    """Settles every finding. Raises NotIsolated where that cannot be."""
    settled: list[Settled] = []
    while True:
        found, before = by_subject(bench), (len(settled), bench.unsettled())
        if not found and not before[1]:
            return settled
        for subject in sorted(found, key=lambda n: (bench.lineage.depth[n], n)):
            if not bench.lineage.way(subject) & bench.unsettled():  # else it may be judged otherwise in a moment
                settled.append(settle(bench, subject, found[subject]))
                bench.write_down(settled[-1])
        bench.bring_up(bench.unsettled())
        if (len(settled), bench.unsettled()) == before:
            raise NotIsolated(bench.findings())


def by_subject(bench: Bench) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in bench.findings():
        found.setdefault(finding.subject, []).append(finding)
    return found


def settle(bench: Bench, subject: str, found: Sequence[Finding]) -> Settled:
    """Takes back the fewest datasets that clear what was found with one model, else withholds it."""
    if not bench.lineage.datasets(subject):
        raise NotIsolated(found)
    before = set(bench.taken_back)
    search = Search(bench, subject)
    cause = search.cause(in_order(bench, subject, found))
    if cause:
        return TakenBack(tuple(cause), tuple(found), tuple(search.tried))
    bench.change(before)
    if search.tried:  # what is on record is what was found, not what a trial gave
        bench.bring_up((bench.unsettled() & bench.lineage.way(subject)) | {subject})
    bench.withhold(subject)
    return Withheld(subject, tuple(found), tuple(search.tried))


def in_order(bench: Bench, subject: str, found: Iterable[Finding]) -> list[str]:
    """The new datasets that a model rests on: named by the failing rows first, then those on which least rests."""
    named = frozenset[str]().union(*(f.named for f in found))
    chosen = bench.lineage.datasets(subject) & set(bench.candidates()) - bench.taken_back
    return sorted(chosen, key=lambda d: (d not in named, len(bench.lineage.on(d)), d))


class Search:
    """The trials for one model; `tried` holds in words what was taken back without clearing its findings."""

    def __init__(self, bench: Bench, subject: str) -> None:
        self.bench, self.subject, self.before = bench, subject, set(bench.taken_back)
        self.tried: list[str] = []

    def cause(self, candidates: Sequence[str]) -> list[str]:
        """The fewest of the candidates that clear it; they are taken back then. Empty where not even all of them do."""
        for one in candidates[:SINGLES]:
            if self.clears([one]):
                return [one]
        if len(candidates) < 2 or not self.clears(candidates):
            return []
        low, high = 1, len(candidates)  # the first `low` do not clear it, the first `high` do
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.clears(candidates[:middle]) else (middle, high)
        if high > SINGLES and self.clears([candidates[high - 1]]):
            return [candidates[high - 1]]
        self.bench.change({*self.before, *candidates[:high]})
        return list(candidates[:high])

    def clears(self, datasets: Sequence[str]) -> bool:
        """Is the model, and all that it is made of, sound with these taken back as well?"""
        bench, way = self.bench, self.bench.lineage.way(self.subject)
        bench.change({*self.before, *datasets})
        bench.bring_up((bench.unsettled() & way) | {self.subject})
        cleared = self.subject not in bench.unsettled() and not [f for f in bench.findings() if f.subject in way]
        if not cleared:
            self.tried.append(" + ".join(datasets) if len(datasets) <= SINGLES else f"{len(datasets)} datasets")
        return cleared
