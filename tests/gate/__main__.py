"""`make gate`: wrong but well-formed bodies, planted one at a time, and what became of each.

Faults are planted in bodies of a sound home (the demo's, or one built from recordings), by a seed. The raw gate of the
real code judges each; what passes it in silence is built into the marts and judged there; what passes that too is held
against the sound figures. Exit status 1 when one survived: nobody said a word, and a published figure moved by more than 5 %.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
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


def plant(bench: Bench, plantings: int, seed: int, marts: bool) -> list[tuple[str, str, str, Verdict]]:
    """(kind, dataset, what was done, verdict) of each planting."""
    rng, held = random.Random(seed), sound_snapshots(bench.archive)
    known: dict[str, set[str]] = {}
    planted: list[tuple[str, str, str, Verdict]] = []
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
        verdict = bench.at_the_gate(dataset, candidate, known[dataset.id])
        if verdict is None:
            verdict = bench.in_the_marts(dataset, candidate) if marts else Verdict("survived", "not built")
        planted.append((kind, dataset.id, done, verdict))
        print(f"{len(planted):4} {verdict.outcome:18} {kind}; {dataset.id}; {done}; {verdict.said[:160]}", flush=True)
    return planted


def score(planted: list[tuple[str, str, str, Verdict]]) -> str:
    """A Markdown table: a row a kind of fault."""
    lines = ["| fault | " + " | ".join(OUTCOMES) + " |", "|---|" + "---:|" * len(OUTCOMES)]
    for kind in [*FAULTS, ANOTHER, None]:
        counts = Counter(v.outcome for k, _, _, v in planted if kind in (k, None))
        lines.append(f"| {kind or '**all**'} | " + " | ".join(str(counts[o] or "") for o in OUTCOMES) + " |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gate")
    parser.add_argument("--home", type=Path, required=True, help="a home that was built and published")
    parser.add_argument("--plantings", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--raw-only", action="store_true", help="what the raw gate lets pass counts as survived")
    chosen = parser.parse_args()
    kind = next(k for k in ("live", "demo") if (chosen.home / "archive" / k).is_dir())
    with tempfile.TemporaryDirectory(prefix="talent-gate-") as folder:
        bench = Bench.copied(chosen.home, Path(folder) / "home", kind)
        planted = plant(bench, chosen.plantings, chosen.seed, not chosen.raw_only)
    print(f"\nseed {chosen.seed}, {kind}, {len(planted)} plantings\n\n{score(planted)}\n")
    survived = [p for p in planted if p[3].outcome == "survived"]
    for name, dataset_id, done, verdict in survived:
        print(f"survived: {name}; {dataset_id}; {done}")
        for line in verdict.moved[:3]:
            print(f"    {line}")
    return int(bool(survived))


if __name__ == "__main__":
    sys.exit(main())
