"""Thirty publications of a built home, each after one changed mart, through the publication's own code: what the lake costs,
whether every table of every publication reads as it was published, and what a client that attaches all the time sees.

    python -m tests.soak.lake HOME [--publications 30]     HOME is a built demo; it is copied, and the copy is worked in

Pages are left out (they take most of a publication's time and are no part of the lake). Exit status 1 when a bar is missed.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ingestion.home import Home
from ingestion.sql import identifier
from orchestration.assets.transformation import parse_if_changed
from orchestration.publication import publish as publishing
from orchestration.publication.copy_check import PublishedModels
from orchestration.publication.lake import writing
from orchestration.publication.lake.catalogue import NAME, attach, commits, connection, folder_of
from tests.integration.publication.lakes import differences, through_delta, through_polars

MOST_BYTES, MOST_SECONDS, CHANGED = 1_000_000, 2.0, 7
MARKED = "dim_opgave"  # a mart with a text of which the first row tells the number of the publication


@dataclass
class Seen:
    """What a client that attaches in a loop saw."""

    attached: int = 0
    wrong: list[str] = field(default_factory=list)


def size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def change(home: Home, number: int) -> list[str]:
    """Other figures in the first row of some marts, another set each time; and the number of the publication in one."""
    with duckdb.connect(str(home.marts)) as con:
        names = con.execute(
            "select t.table_name, min(column_name) from duckdb_tables() t join duckdb_columns() c using (table_name, schema_name) "
            "where schema_name = 'marts' and data_type = 'DOUBLE' and estimated_size > 0 group by 1 order by 1"
        ).fetchall()
        chosen = [names[(number * CHANGED + n) % len(names)] for n in range(CHANGED)]
        for table, column in chosen:
            target = f"marts.marts.{identifier(table)}"
            con.execute(f"update {target} set {identifier(column)} = {number} where rowid = 0")
        con.execute(f"update marts.marts.{MARKED} set name_nl = 'nummer {number}' where rowid = 0")
    return [table for table, _ in chosen]


def look(catalogue: Path, seen: Seen, done: threading.Event) -> None:
    while not done.is_set():
        con = connection()
        attach(con, catalogue)
        rows = con.execute(
            "select fingerprint, (select string_agg(name_nl) from lake.marts.dim_opgave where name_nl like 'nummer %') "
            "from lake.meta.publication"
        ).fetchall()
        seen.attached += 1
        if len(rows) != 1 or (rows[0][1] and rows[0][0] != rows[0][1].replace("nummer ", "n")):
            seen.wrong.append(str(rows))
        con.close()
        done.wait(0.05)


def run(built: Path, folder: Path, publications: int) -> int:
    home = Home(Path(shutil.copytree(built, folder / "home", symlinks=True)))
    contract = PublishedModels.of(json.loads(parse_if_changed().read_text(encoding="utf-8")))
    with duckdb.connect(str(home.marts), read_only=True) as con:
        (build_id,) = con.execute(f"select build_id from {publishing.SIGNATURE}").fetchone() or ("",)
    publishing.write_site = lambda con, target, before, issuer: (  # type: ignore[assignment]
        shutil.copytree(before, target) if before else target.mkdir()
    )
    seconds, lake, catalogue = [], folder_of(home), folder_of(home) / NAME
    settle = writing.settle

    def timed(*args: object) -> None:
        began = time.monotonic()
        settle(*args)  # type: ignore[arg-type]
        seconds.append(time.monotonic() - began)

    writing.settle = timed  # type: ignore[assignment]
    kept, bytes_of, seen, done = folder / "published", [], Seen(), threading.Event()
    kept.mkdir()
    said: list[str] = []
    timed(home, said.append)  # the publication that the home came with
    client = threading.Thread(target=look, args=(catalogue, seen, done))
    client.start()
    for number in range(1, publications + 1):
        change(home, number)
        before = size(lake)
        made = publishing.publish(home, "demo", "demo", str(build_id), f"n{number}", contract, None, said.append)
        bytes_of.append(size(lake) - before)
        shutil.copyfile(made.file, kept / f"{made.publication_id}.duckdb")
        print(f"{number}: {bytes_of[-1]:,} bytes, {seconds[-1]:.2f} s", flush=True)
        if number == 10:
            done.set()
    done.set()
    client.join()
    moved = lake.rename(folder / "elsewhere")
    wrong, compared = [], 0
    for commit in commits(moved / NAME):
        file = kept / f"{commit.publication_id}.duckdb"
        if file.exists():
            for reader in (None, through_delta, through_polars):
                found, tables = differences(moved, commit, file, reader)
                wrong, compared = wrong + found, compared + tables
    told = [line for line in said if line.startswith("lake:")]
    print(f"first publication into the lake {seconds[0]:.2f} s")
    print(
        f"bytes per publication: median {statistics.median(bytes_of):,.0f}, most {max(bytes_of):,}; lake {size(moved):,}"
    )
    print(f"seconds per publication: median {statistics.median(seconds[1:]):.2f}, most {max(seconds[1:]):.2f}")
    print(f"tables compared {compared}, different {len(wrong)}; publications {len(commits(moved / NAME))}")
    print(f"attached {seen.attached} times, two publications in one {len(seen.wrong)}")
    for trouble in [*wrong[:20], *seen.wrong[:5], *told]:
        print(f"  {trouble}")
    late = statistics.median(seconds[1:]) > MOST_SECONDS or statistics.median(bytes_of) > MOST_BYTES
    return int(bool(wrong or seen.wrong or told or late or not compared or not seen.attached))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.lake")
    parser.add_argument("home", type=Path)
    parser.add_argument("--publications", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="talent-lake-") as folder:
        return run(chosen.home, Path(folder), chosen.publications)


if __name__ == "__main__":
    sys.exit(main())
