"""What a home takes after many builds: of nothing new, and of one revised dataset each.

    python -m tests.soak.growth HOME [--unchanged 20] [--changed 3]     HOME is a built demo; it is copied, and the copy is worked in

The first build of the copy is not counted: it may find the code of this checkout new. Files with two names count once.
Exit status 1 when a build that finds nothing new leaves more than MOST_UNCHANGED in the median, or one with a revised dataset more
than MOST_CHANGED.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from ingestion.archive import Archive
from ingestion.home import CHECKOUT, Home
from tests.planting import plant

MOST_UNCHANGED, MOST_CHANGED = 1_000_000, 100_000_000  # bytes a build
APART = ("dagster", "dbt", "publication/history", "publication/lake", "publication/site", "publication", "archive", "")
REVISED, COLUMN, CODES, YEAR = "cbs__84809ned", "Migratiemotief", ("A009232", "T001056"), "2024JJ00"


def sizes(root: Path) -> Counter[str]:
    """Bytes on the disk per folder of APART, the first that a file is in; a file with several names counts in one of them."""
    found, seen = Counter[str](dict.fromkeys(APART, 0)), set[int]()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()):
        stat, place = path.stat(), str(path.relative_to(root))
        if stat.st_ino not in seen:
            seen.add(stat.st_ino)
            found[next(folder for folder in APART if not folder or place.startswith(f"{folder}/"))] += (
                stat.st_blocks * 512
            )
    return found


def revise(home: Home) -> None:
    """One person fewer among labour migrants of a year, and in all: as a publisher revises a figure."""
    archive = Archive(home.archive, "demo")
    current = archive.current(REVISED)
    assert current is not None
    part, cells = next(
        (p.part, told)
        for p in current.parts
        if isinstance(told := json.loads(archive.read(p.sha256)), dict)
        and any(COLUMN in cell and "Value" in cell for cell in told.get("value", ()))
    )
    chosen = [c for c in cells["value"] if c[COLUMN] in CODES and YEAR in c.values()]
    assert len(chosen) == len(CODES), chosen
    for cell in chosen:
        cell["Value"] -= 1
    plant(archive, REVISED, {part: json.dumps(cells).encode()})


def build(home: Home, *options: str) -> float:
    """Seconds of `talent build`, that must do what was asked."""
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "build", *options],
        cwd=CHECKOUT, env=os.environ | {"TALENT_HOME": str(home.root)}, capture_output=True, check=True,
    )  # fmt: skip
    return time.monotonic() - began


def measure(home: Home, name: str, before: Counter[str], *options: str) -> tuple[Counter[str], int]:
    seconds = build(home, *options)
    after = sizes(home.root)
    grown = {place or "the rest": after[place] - before[place] for place in APART if after[place] != before[place]}
    told = ", ".join(f"{place} {taken / 1e6:+.2f}" for place, taken in grown.items())
    print(f"{name}: {seconds:.0f} s, {after.total() / 1e6:.1f} MB in all; MB: {told or 'nothing'}", flush=True)
    return after, after.total() - before.total()


def run(home: Home, unchanged: int, changed: int) -> int:
    print(f"the first: {build(home):.0f} s", flush=True)
    at = sizes(home.root)
    print("MB: " + ", ".join(f"{place or 'the rest'} {taken / 1e6:.1f}" for place, taken in at.items()), flush=True)
    still, moved = list[int](), list[int]()
    for number in range(1, unchanged + 1):
        at, grown = measure(home, f"unchanged {number}", at)
        still.append(grown)
    for number in range(1, changed + 1):
        revise(home)
        at, grown = measure(home, f"one dataset revised {number}", at, "--source", "archive")
        moved.append(grown)
    for name, most, of in (("unchanged", MOST_UNCHANGED, still), ("one dataset revised", MOST_CHANGED, moved)):
        if of:
            print(
                f"{name}: median {statistics.median(of) / 1e6:.2f} MB a build, most {max(of) / 1e6:.2f}; bar {most / 1e6:.0f} in the median"
            )
    return int(
        any(of and statistics.median(of) > most for of, most in ((still, MOST_UNCHANGED), (moved, MOST_CHANGED)))
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.growth")
    parser.add_argument("home", type=Path)
    parser.add_argument("--unchanged", type=int, default=20)
    parser.add_argument("--changed", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="talent-growth-") as folder:
        home = Home(Path(shutil.copytree(chosen.home, Path(folder) / "home", symlinks=True)))
        return run(home, chosen.unchanged, chosen.changed)


if __name__ == "__main__":
    sys.exit(main())
