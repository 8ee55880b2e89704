"""kill -9 at random moments of live builds that have something new to publish, while a client asks all the time.

Each round a publisher revises a figure; a build is killed (the process alone, or it and its children) at a random moment
between its start and its usual end; then a build must complete and publish the revised figure, the archive must verify,
and whatever the client read in between must be one of the whole publications.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import SHARED
from tests.integration.clients import Reader
from tests.integration.conftest import CHECKOUT, Built, mirroring, talent
from tests.integration.revising import FIGURE, revised

STAGES = (  # words of the console, latest first, and the stage they begin
    ("Klaar in", "end"),
    ("read back", "published"),
    (" pass, ", "audit and copy"),
    ("dbt: bouwt", "dbt"),
    (": nieuw", "load"),
    (": ongewijzigd", "load"),
    ("talent build", "fetch"),
)


@dataclass
class Tally:
    """What a soak counts; everything but `tried`, `survived`, `readings` and `stages` must stay 0."""

    tried: int = 0
    survived: int = 0
    rows_lost: int = 0
    failed_reads: int = 0
    wrong_publications: int = 0
    damaged_archives: int = 0
    readings: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """When to kill: so many seconds after the start, or after the console says so (the short stages are else never hit)."""

    seconds: float
    words: str = ""
    with_children: bool = False

    def __str__(self) -> str:
        since = f" after '{self.words}'" if self.words else ""
        return f"{self.seconds:.1f} s{since}, {'with' if self.with_children else 'without'} children"


def moment(chance: random.Random, usual: float) -> Moment:
    """Half of the kills anywhere in a build, half from the end of dbt on, where files are copied and renamed."""
    with_children = chance.random() < 0.5
    if chance.random() < 0.5:
        return Moment(chance.uniform(0.5, usual), with_children=with_children)
    return Moment(chance.uniform(0, 8), " pass, ", with_children)


def killed(home: Path, log: Path, mirror: str, when: Moment) -> str:
    """Starts a build, kills it at the moment, and says in which stage it was."""
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "orchestration.cli", "build", "--source", "live"],
            cwd=CHECKOUT,
            env=os.environ | {"TALENT_HOME": str(home), "TALENT_MIRROR": mirror},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while when.words and process.poll() is None and when.words not in log.read_text(encoding="utf-8"):
            time.sleep(0.05)
        try:
            process.wait(timeout=when.seconds)
        except subprocess.TimeoutExpired:
            if when.with_children:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
    told = log.read_text(encoding="utf-8")
    return next((stage for words, stage in STAGES if words in told), "start-up")


def manifests(home: Path) -> dict[str, dict[str, int]]:
    """Rows per table of every publication in the history, by its id."""
    found = {}
    for file in (home / "publication" / "history").glob("*/manifest.json"):
        content = json.loads(file.read_text(encoding="utf-8"))
        found[content["publication_id"]] = {t["name"]: t["rows"] for t in content["tables"]}
    return found


def figure(built: Built) -> float | None:
    rows = built.published(FIGURE)
    return float(str(rows[0][0])) if rows and rows[0][0] is not None else None


def run(folder: Path, kills: int, seed: int) -> Tally:
    """The rounds, each told on one line."""
    chance, tally, home = random.Random(seed), Tally(), folder / "home"
    recordings = SHARED / "recordings"
    with mirroring(recordings) as mirror:
        first = talent(home, "build", "--source", "live", TALENT_MIRROR=mirror)
    if first.status != 3:
        raise RuntimeError(first.output)
    tables = {name: rows for name, rows in manifests(home).popitem()[1].items() if name.startswith("marts.")}
    whole, usual, seen = manifests(home), 60.0, []
    reader = Reader("sqlalchemy", first.file)
    try:
        for number in range(1, kills + 1):
            with mirroring(revised(recordings, folder / f"revised-{number}", number)) as mirror:
                when = moment(chance, usual)
                stage = killed(home, folder / f"killed-{number}.log", mirror, when)
                whole |= manifests(home)
                began = time.monotonic()
                next_one = talent(home, "build", "--source", "live", TALENT_MIRROR=mirror)
                lasted = time.monotonic() - began
            whole |= manifests(home)
            usual = max(usual, lasted)
            tally.tried += 1
            tally.stages[stage] += 1
            troubles = judged(next_one, home, tables, 21_500 - 50 * number, tally)
            tally.survived += not troubles
            tally.troubles += [f"round {number}, {stage}: {trouble}" for trouble in troubles]
            print(
                f"{number}: killed during {stage} ({when}); next build {lasted:.0f} s; {'; '.join(troubles) or 'all well'}",
                flush=True,
            )
    finally:
        seen = reader.stop()
    tally.readings = len(seen)
    tally.failed_reads = sum("error" in reading for reading in seen)
    tally.wrong_publications += sum(
        reading["rows"] != whole.get(reading["publication_id"]) for reading in seen if "error" not in reading
    )
    tally.troubles += sorted({reading["error"] for reading in seen if "error" in reading})
    return tally


def judged(built: Built, home: Path, tables: dict[str, int], value: float, tally: Tally) -> list[str]:
    """What is wrong after the build that followed a kill."""
    troubles = []
    if built.status != 3:
        troubles.append(f"exit {built.status}: {built.output[-400:]}")
    if figure(built) != value:
        tally.wrong_publications += 1
        troubles.append(f"{figure(built)} is published, not {value}")
    counts = {name: built.published(f"select count(*) from {name}")[0][0] for name in tables}
    lost = sum(max(0, rows - int(str(counts[name]))) for name, rows in tables.items())
    if lost:
        tally.rows_lost += lost
        troubles.append(f"{lost} rows lost")
    verified = talent(home, "archive", "verify")
    if verified.status:
        tally.damaged_archives += 1
        troubles.append(verified.output[-400:])
    return troubles
