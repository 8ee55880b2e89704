"""`make gate`: wrong but well-formed bodies, planted one at a time, and what became of each.

Faults are planted in bodies of a sound home (the demo's, or one built from recordings), by a seed. The raw gate of the
real code judges each; what passes it in silence is built into the marts and judged there; what passes that too is held
against the sound figures. Exit status 1 when one survived (nobody said a word, and a published figure moved by more than 5 %) or was not built.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ingestion.archive import Archive
from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset
from ingestion.snapshot import Snapshot
from tests.gate.bodies import NotSpoilable, opened
from tests.gate.faults import FAULTS
from tests.gate.judge import OUTCOMES, Bench, Verdict

ANOTHER = "another resource under the name"


def sound_snapshots(archive: Archive) -> dict[str, tuple[Dataset, Snapshot]]:
    found = {}
    for dataset in load_catalogue().values():
        snapshot = archive.current(dataset.id)
        if snapshot:
            found[dataset.id] = (dataset, snapshot)
    return found


def spoiled(
    dataset: Dataset, snapshot: Snapshot, kind: str, rng: random.Random, bench: Bench, others: list[Snapshot]
) -> tuple[str, dict[str, bytes]] | None:
    """What was done and the bodies it gave; None where this fault cannot be in this dataset."""
    if kind == ANOTHER:
        alike = [s for s in others if [p.part for p in s.parts] == [p.part for p in snapshot.parts] and s != snapshot]
        if not alike:
            return None
        other = rng.choice(alike)
        return f"the body of {other.dataset_id}", {p.part: bench.archive.read(p.sha256) for p in other.parts}
    try:
        body = opened(dataset, snapshot, bench.archive)
    except NotSpoilable:
        return None
    done = FAULTS[kind](body, rng) if body.records else None
    return (done, body.spoiled()) if done else None


@dataclass
class Planting:
    """One fault in one body. `verdict` is None until somebody said something of it."""

    kind: str
    dataset: Dataset
    done: str
    candidate: Snapshot
    verdict: Verdict | None = None

    def told(self) -> str:
        verdict = self.verdict or Verdict("silent at the raw gate")
        return f"{verdict.outcome:18} {self.kind}; {self.dataset.id}; {self.done}; {verdict.said[:160]}"


def plant(bench: Bench, plantings: int, seed: int) -> list[Planting]:
    """Each planting with the verdict of the raw gate."""
    rng, held = random.Random(seed), sound_snapshots(bench.archive)
    known: dict[str, set[str]] = {}
    planted: list[Planting] = []
    kinds, tried = [*FAULTS, ANOTHER], 0
    while len(planted) < plantings and tried < plantings * 40:
        kind = kinds[tried % len(kinds)]
        tried += 1
        dataset, snapshot = held[rng.choice(sorted(held))]
        made = spoiled(dataset, snapshot, kind, rng, bench, [s for _, s in held.values()])
        if made is None:
            continue
        done, bodies = made
        candidate = bench.candidate(snapshot, bodies)
        if [p.sha256 for p in candidate.parts] == [p.sha256 for p in snapshot.parts]:
            continue
        if dataset.id not in known:
            known[dataset.id] = bench.known_of(dataset, snapshot)
        planting = Planting(kind, dataset, done, candidate, bench.at_the_gate(dataset, candidate, known[dataset.id]))
        print(f"{len(planted) + 1:4} {planting.told()}", flush=True)
        planted.append(planting)
    return planted


def in_turn(planted: list[Planting]) -> list[Planting]:
    """What the raw gate lets pass, one of each kind after the other: where the time ends, every kind was looked at."""
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int, Planting]] = []
    for planting in [p for p in planted if p.verdict is None]:
        turns.append((seen[planting.kind], len(turns), planting))
        seen[planting.kind] += 1
    return [planting for *_, planting in sorted(turns, key=lambda t: t[:2])]


def build(bench: Bench, planted: list[Planting], minutes: float) -> None:
    """Builds what is left into the marts, as far as the time allows."""
    ends = time.monotonic() + minutes * 60
    for number, planting in enumerate(in_turn(planted), 1):
        if time.monotonic() > ends:
            planting.verdict = Verdict("not built")
            continue
        planting.verdict = bench.in_the_marts(planting.dataset, planting.candidate)
        print(f"built {number:3} {planting.told()}", flush=True)


def score(planted: list[Planting]) -> str:
    """A Markdown table: a row a kind of fault."""
    told = [(p.kind, (p.verdict or Verdict("not built")).outcome) for p in planted]
    used = [o for o in OUTCOMES if any(o == outcome for _, outcome in told)]
    lines = ["| fault | " + " | ".join(used) + " |", "|---|" + "---:|" * len(used)]
    for kind in [*FAULTS, ANOTHER, None]:
        counts = Counter(outcome for k, outcome in told if kind in (k, None))
        lines.append(f"| {kind or '**all**'} | " + " | ".join(str(counts[o] or "") for o in used) + " |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gate")
    parser.add_argument("--home", type=Path, required=True, help="a home that was built and published")
    parser.add_argument("--plantings", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--minutes", type=float, default=240, help="how long to build what passes the raw gate; 0: not")
    chosen = parser.parse_args()
    kind = next(k for k in ("live", "demo") if (chosen.home / "archive" / k).is_dir())
    with tempfile.TemporaryDirectory(prefix="talent-gate-") as folder:
        bench = Bench.copied(chosen.home, Path(folder) / "home", kind)
        planted = plant(bench, chosen.plantings, chosen.seed)
        build(bench, planted, chosen.minutes)
    print(f"\nseed {chosen.seed}, {kind}, {len(planted)} plantings\n\n{score(planted)}\n")
    open_ends = [p for p in planted if p.verdict and p.verdict.outcome in ("survived", "not built")]
    for planting in open_ends:
        print(planting.told())
        for line in planting.verdict.moved[:3] if planting.verdict else ():
            print(f"    {line}")
    return int(bool(open_ends))


if __name__ == "__main__":
    sys.exit(main())
