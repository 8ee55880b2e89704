"""Thirty publications of a built home, each after one changed dataset, through the publication's own code: what the lake costs,
whether every table of every publication reads as it was published, and what a client that attaches all the time sees.

    python -m tests.soak.lake HOME [--publications 30]     HOME is a built home; it is copied, and the copy is worked in

A changed dataset is one other figure in every mart that has a row of it, a new moment of retrieval, and checks done again. What
takes most of a publication's time and is no part of the lake (pages, Data Docs, reading the copy back) is left out.
Exit status 1 when a bar is missed.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingestion.home import Home
from ingestion.sql import identifier
from orchestration.assets.transformation import parse_if_changed
from orchestration.publication import publish as publishing
from orchestration.publication.copy_check import PublishedModels
from orchestration.publication.history import current_manifest
from orchestration.publication.lake import writing
from orchestration.publication.lake.catalogue import NAME, commits, folder_of
from tests.integration.publication.lakes import attaching, differences, remembering, through_delta, through_polars

MOST_BYTES, MOST_SECONDS = 1_000_000, 2.0
WATCHED = 10  # publications during which a client attaches in a loop: it takes a processor of its own
MARKED = "dim_opgave"  # a mart with a text of which the first row tells the number of the publication
ASKED = (
    f"select fingerprint, (select string_agg(name_nl) from lake.marts.{MARKED} where name_nl like 'nummer %') "
    "from lake.meta.publication"
)
NAMES = "regexp_split_to_array({column}, '[, ]+')"  # a column that names datasets has one or more of them


@dataclass
class Cost:
    """Of one publication: what the lake took."""

    dataset: str
    marts: int
    bytes: int
    seconds: float
    processor: float


def size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def reached(marts: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Per dataset the marts with a row of it: table, the column that names it, and one with a figure."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    with duckdb.connect(str(marts), read_only=True) as con:
        for table, names, figure in con.execute(
            "select table_name, min(column_name) filter (column_name like 'dataset%' and data_type = 'VARCHAR') as d, "
            "coalesce(min(column_name) filter (data_type = 'DOUBLE'), min(column_name) filter (data_type in "
            "('INTEGER', 'BIGINT'))) as f from duckdb_tables() join duckdb_columns() using (schema_name, table_name) "
            "where schema_name = 'marts' group by 1 having d is not null and f is not null order by 1"
        ).fetchall():
            for (dataset,) in con.execute(
                f"select distinct unnest({NAMES.format(column=identifier(names))}) from marts.marts.{identifier(table)}"
            ).fetchall():
                if dataset:
                    found.setdefault(dataset, []).append((table, names, figure))
    return found


def evenly(reach: dict[str, list[tuple[str, str, str]]], wanted: int) -> Iterator[str]:
    """Datasets from those that reach most to those that reach least, as many as wanted, evenly spread."""
    ordered = sorted(reach, key=lambda dataset: (-len(reach[dataset]), dataset))
    for number in range(wanted):
        yield ordered[number * len(ordered) // wanted]


def change(home: Home, number: int, dataset: str, marts: list[tuple[str, str, str]]) -> None:
    with duckdb.connect(str(home.marts)) as con:
        for table, names, figure in marts:
            target = f"marts.marts.{identifier(table)}"
            con.execute(
                f"update {target} set {identifier(figure)} = {number} where rowid = "
                f"(select min(rowid) from {target} where list_contains({NAMES.format(column=identifier(names))}, $1))",
                [dataset],
            )
        con.execute(f"update marts.marts.{MARKED} set name_nl = 'nummer {number}' where rowid = 0")
    with duckdb.connect(str(home.warehouse)) as con:
        later = f"to_hours({number})"
        con.execute(
            f"update raw.archive__snapshot set retrieved_at = retrieved_at + {later} where dataset_id = $1", [dataset]
        )
        con.execute(f"update ops.quality_result set checked_at = checked_at + {later}")


def leave_out() -> None:
    """What a publication makes beside its file and Parquet."""
    publishing.write_site = lambda *_: None  # type: ignore[assignment]
    publishing.write_docs = lambda con, folder, header: folder.mkdir()  # type: ignore[assignment]
    publishing.check_copy = lambda *_: None  # type: ignore[assignment]
    publishing.describe = lambda *_: None  # type: ignore[assignment]
    publishing.datapackage = publishing.catalog = lambda _: {}  # type: ignore[assignment]


def run(built: Path, folder: Path, publications: int) -> int:
    home = Home(Path(shutil.copytree(built, folder / "home", symlinks=True)))
    shutil.rmtree(folder_of(home), ignore_errors=True)  # a home as one of before the lake
    current = current_manifest(home)
    assert current is not None
    contract = PublishedModels.of(json.loads(parse_if_changed().read_text(encoding="utf-8")))
    with duckdb.connect(str(home.marts), read_only=True) as con:
        (build_id,) = con.execute(f"select build_id from {publishing.SIGNATURE}").fetchone() or ("",)
    leave_out()
    lake = folder_of(home)
    settle, costs, said = writing.settle, list[Cost](), list[str]()
    changed = ("", 0)

    def timed(*args: object) -> None:
        before, began, worked = size(lake), time.monotonic(), time.process_time()
        settle(*args)  # type: ignore[arg-type]
        took = time.monotonic() - began, time.process_time() - worked
        costs.append(Cost(*changed, size(lake) - before, *took))

    writing.settle = timed  # type: ignore[assignment]
    kept = folder / "published"
    kept.mkdir()
    timed(home, said.append)  # the publication that the home came with
    reach = reached(home.marts)
    with ExitStack() as clients:
        seen = clients.enter_context(attaching(lake, ASKED, folder / "client"))
        for number, dataset in enumerate(evenly(reach, publications), start=1):
            changed = dataset, len(reach[dataset])
            change(home, number, dataset, reach[dataset])
            made = publishing.publish(
                home, "demo" if current["is_demo"] else "live", str(current["source"]), str(build_id), f"n{number}",
                contract, None, said.append,
            )  # fmt: skip
            shutil.copyfile(made.file, kept / f"{made.publication_id}.duckdb")
            print(f"{number}: {costs[-1]}", flush=True)
            if number == WATCHED:
                clients.close()
    attached = seen()
    moved = lake.rename(folder / "elsewhere")
    wrong, compared = list[str](), 0
    readers = None, remembering(through_delta), remembering(through_polars)
    for commit in commits(moved / NAME):
        file = kept / f"{commit.publication_id}.duckdb"
        if file.exists():
            for reader in readers:
                found, tables = differences(moved, commit, file, reader)
                wrong, compared = wrong + found, compared + tables
    return tell(costs, size(moved), len(commits(moved / NAME)), compared, wrong, attached, said)


def one(rows: list[list[Any]]) -> bool:
    """Is this one publication: are the number in its fingerprint and the one in a mart the same?"""
    return len(rows) == 1 and rows[0][1] in (None, rows[0][0].replace("n", "nummer "))


def tell(
    costs: list[Cost],
    total: int,
    publications: int,
    compared: int,
    wrong: list[str],
    attached: list[Any],
    said: list[str],
) -> int:
    first, *rest = costs
    told = [line for line in said if line.startswith("lake:")]
    print(f"first publication into the lake: {first.bytes:,} bytes, {first.seconds:.2f} s")
    for name, most in (("bytes", MOST_BYTES), ("seconds", MOST_SECONDS), ("processor", MOST_SECONDS)):
        of = sorted(getattr(cost, name) for cost in rest)
        print(f"{name} per publication: median {statistics.median(of):,.2f}, most {of[-1]:,.2f}; above {most}: "
              f"{sum(each > most for each in of)} of {len(of)}")  # fmt: skip
    print(f"lake {total:,} bytes, {publications} publications")
    print(f"tables compared {compared}, different {len(wrong)}")
    mixed = [str(pair) for pair in attached if pair[0] != pair[1] or not one(pair[0])]
    print(f"attached {len(attached)} times, two publications in one {len(mixed)}")
    for trouble in [*wrong[:20], *mixed[:5], *told]:
        print(f"  {trouble}")
    late = statistics.median(cost.seconds for cost in rest) > MOST_SECONDS
    large = statistics.median(cost.bytes for cost in rest) > MOST_BYTES
    return int(bool(wrong or mixed or told or late or large or not compared or not attached))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.lake")
    parser.add_argument("home", type=Path)
    parser.add_argument("--publications", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="talent-lake-") as folder:
        return run(chosen.home, Path(folder), chosen.publications)


if __name__ == "__main__":
    sys.exit(main())
