"""Random figures explained, and computed anew from their leaves: `python -m tests.integration.explaining 1000` in a home.

A second number is the seed of the draw, so that another draw can be added to one; each figure is told as soon as it is known.
"""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.home import Home
from orchestration.explain.explanation import SCORECARD, explained, intervals_of
from orchestration.explain.project import Name, Project, opened
from orchestration.explain.replay import Bench


@dataclass(frozen=True)
class Told:
    """One figure: where it stands, why it was not recomputed (empty: it was), its leaves, and how long it took (seconds)."""

    name: Name
    number: int
    problem: str
    leaves: int
    seconds: float


def rows_of(project: Project, what: str) -> list[tuple[Name, int]]:
    """Every row of the scorecard, or of every fact per opgave."""
    facts = [
        n for n, t in project.tables.items() if n[0] == "marts" and n[1].startswith("fct_") and "opgave_id" in t.columns
    ]
    names = [SCORECARD] if what == "scorecard" else facts
    return [
        (name, number)
        for name in names
        for (number,) in project.con.execute(f"select rowid from {project.tables[name].relation}").fetchall()
    ]


def explain_some(project: Project, what: str, count: int, seed: int = 12) -> Iterator[Told]:
    rows, bench = rows_of(project, what), Bench(project)
    for name, number in random.Random(seed).sample(rows, min(count, len(rows))):
        start = time.perf_counter()
        asked = intervals_of(project.tables[name], "value") if what == "scorecard" else None
        told = explained(bench, name, f"rowid = {number}", asked)
        leaves = sum(len(rows.numbers) for of, rows in told.trace.rows.items() if project.tables[of].is_leaf)
        yield Told(name, number, told.problem, leaves, time.perf_counter() - start)


if __name__ == "__main__":
    project = opened(Home.from_env())
    for what in ("scorecard", "facts"):
        found = []
        for told in explain_some(project, what, int(sys.argv[1]), *map(int, sys.argv[2:])):
            found.append(told)
            print(
                f"{what}\t{told.name[1]}\t{told.number}\t{told.seconds:.2f}\t{told.leaves}\t{told.problem or 'equal'}",
                flush=True,
            )
        found.sort(key=lambda t: t.seconds)
        print(
            f"{what}: {len(found)} figures, {sum(not t.problem for t in found)} equal; seconds: median "
            f"{found[len(found) // 2].seconds:.2f}, 95 % within {found[int(len(found) * 0.95)].seconds:.2f}, most "
            f"{found[-1].seconds:.2f}; {sum(t.seconds < 1 for t in found)} under one; leaves: most {max(t.leaves for t in found)}"
        )
