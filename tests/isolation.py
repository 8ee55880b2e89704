"""`make isolation`: each dataset's body spoiled after a sound build; whatever does not rest on it goes out, equal to before.

A spoiled body must pass the raw gate and be seen by a check on a model. For each dataset spoils are tried until one is;
the build is that of a sound home, brought up from the spoiled table (nothing else changed, so nothing else would come
out differently), judged and settled by the real code. Then every mart is held against that of before, cell by cell.
Exit status 1 when a table differs without a reason: it does not rest on the dataset, or the dataset's previous state was
there to be used.

    python -m tests.isolation --home <a built home> [--first] [--dataset ID ...] [--limit N]

`--first`: the spoiled state is the first that ever came, so there is none to go back to.
"""

import argparse
import csv
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dagster_dbt import DbtCliResource

from ingestion.archive import Archive
from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.snapshot import Snapshot
from ingestion.warehouse import connect
from orchestration import build_records
from orchestration.assets.ingestion import RawGate
from orchestration.assets.transformation import DBT, manifest, project
from orchestration.isolation.isolate import NotIsolated, Settled, TakenBack
from orchestration.isolation.judged import JudgedBuild
from tests.compare import Difference, compare
from tests.planting import forget_earlier, plant

TELLS = "marts.dim_dataset"  # says how each dataset came
TOLD = ("marts.opgave_scorecard", {"lateness_nl"})  # and so does this column, of what rests on one that is not current
FIGURE = re.compile(r"\d+([.,]\d+)?")
Spoil = Callable[[bytes], bytes | None]  # None: not for this body


# spoils: well-formed bodies of which the figures, names or rows are wrong


def of_json(change: Callable[[list[dict[str, Any]]], bool]) -> Spoil:
    def spoil(body: bytes) -> bytes | None:
        try:
            told = json.loads(body)
        except ValueError:
            return None
        rows = told.get("value") if isinstance(told, dict) else None
        return json.dumps(told).encode() if isinstance(rows, list) and rows and change(rows) else None

    return spoil


def alike(codes: list[dict[str, Any]]) -> bool:
    """Two categories under one name."""
    named = [c for c in codes if c.get("Title") and not str(c["Title"]).lower().startswith("totaal")]
    if len(named) > 1 and "Identifier" in named[0]:
        named[1]["Title"] = named[0]["Title"]
        return True
    return False


def thousandfold(rows: list[dict[str, Any]]) -> bool:
    figures = [
        (r, k) for r in rows for k, v in r.items() if isinstance(v, int | float) and k not in ("Id", "ID", "Index")
    ]
    for row, key in figures:
        row[key] = row[key] * 1000
    return bool(figures)


def of_csv(change: Callable[[list[str], list[list[str]]], list[list[str]] | None]) -> Spoil:
    def spoil(body: bytes) -> bytes | None:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
        head = text.split("\n", 1)[0]
        mark = max(";,\t|", key=head.count)
        if text.lstrip().startswith(("{", "<")) or not head.count(mark):
            return None
        header, *rows = list(csv.reader(io.StringIO(text), delimiter=mark))
        changed = change(header, rows)
        out = io.StringIO()
        csv.writer(out, delimiter=mark).writerows([header, *(changed or [])])
        return out.getvalue().encode() if changed else None

    return spoil


def figures_thousandfold(header: list[str], rows: list[list[str]]) -> list[list[str]] | None:
    """In the columns that are counts by their name: of a year, a sex, a number of persons."""
    counts = [i for i, h in enumerate(header) if re.search(r"\d{4}|AANTAL|OBS_VALUE|VALUE|vacatures", h)]
    for row in rows:
        for i in counts:
            if i < len(row) and FIGURE.fullmatch(row[i]) and row[i] != "0":
                row[i] = f"{row[i]}000" if row[i].isdigit() else row[i]
    return rows if counts else None


def one_code_for_all(header: list[str], rows: list[list[str]]) -> list[list[str]] | None:
    """Every row under the code of the first: a column that was filled down."""
    coded = [i for i, h in enumerate(header) if re.search("CODE$|OPLEIDINGSCODE ACTUEEL|STELSEL", h)]
    for row in rows:
        for i in coded:
            row[i] = rows[0][i] if i < len(row) else ""
    return rows if coded else None


def blanked(header: list[str], rows: list[list[str]]) -> list[list[str]] | None:
    coded = [i for i, h in enumerate(header) if re.search("STELSEL|NIVEAU|SECTORKAMER", h)]
    for row in rows:
        for i in coded:
            row[i] = ""
    return rows if coded else None


SPOILS: dict[str, Spoil] = {
    "two categories under one name": of_json(alike),
    "figures x 1000": of_json(thousandfold),
    "counts x 1000": of_csv(figures_thousandfold),
    "one code for all rows": of_csv(one_code_for_all),
    "a column left empty": of_csv(blanked),
}


class Trials:
    """Copies of a sound home, each with one dataset spoiled."""

    def __init__(self, sound: Home, folder: Path, *, first: bool) -> None:
        self.sound, self.folder, self.first = sound, folder, first
        self.source = sound.kind or "demo"
        self.dbt = DbtCliResource(project_dir=project, dbt_executable=DBT)
        archive = Archive(sound.archive, self.source)
        self.published = {d: s.snapshot_id for d in load_catalogue() if (s := archive.current(d))}

    def fresh(self) -> tuple[Home, Archive]:
        home = Home(self.folder / "home")
        os.environ["TALENT_HOME"] = str(home.root)  # where dbt's profile looks
        shutil.rmtree(home.root, ignore_errors=True)
        (home.root / "dbt").mkdir(parents=True)
        for name in ("home.json", "warehouse.duckdb", "marts.duckdb", "dbt/partial_parse.msgpack"):
            shutil.copyfile(self.sound.root / name, home.root / name)
        shutil.copytree(self.sound.archive, home.archive)
        return home, Archive(home.archive, self.source)

    def spoiled(self, archive: Archive, dataset: Dataset) -> Iterator[tuple[str, dict[str, bytes]]]:
        current = archive.current(dataset.id)
        for name, spoil in SPOILS.items() if current else ():
            assert current is not None
            bodies = {p.part: s for p in current.parts if fits(name, p.part) and (s := spoil(archive.read(p.sha256)))}
            if bodies:
                yield name, bodies

    def of(self, dataset: Dataset) -> tuple[str, str, list[str]]:
        """(what became of it, how it was spoiled, tables that differ without a reason)."""
        refused, unseen = [], []
        for name, bodies in self.spoiled(Archive(self.sound.archive, self.source), dataset):
            home, archive = self.fresh()
            planted = plant(archive, dataset.id, bodies)
            if self.first:
                forget_earlier(archive, planted)
            ingestion = Ingestion(home, "archive", gate=RawGate(archive))
            result = ingestion.run([dataset], "isolation")[0]
            if result.snapshot != planted:
                refused.append(name)
                continue
            bench = self.built(home, archive, dataset, planted)
            if not bench.findings():
                unseen.append(name)
                continue
            try:
                settled = bench.settle({})
            except NotIsolated as error:
                return "NOT ISOLATED", f"{name}: {error}", ["everything"]
            return ending(settled), name, self.without_reason(home, bench, dataset, settled)
        if refused:
            return "stopped at the raw gate", ", ".join(refused), []
        return ("seen by no check" if unseen else "no spoil for its form"), ", ".join(unseen), []

    def built(self, home: Home, archive: Archive, dataset: Dataset, planted: Snapshot) -> JudgedBuild:
        """The build after the dataset came in, before anything is settled."""

        def invoke(arguments: list[str]) -> Any:
            return self.dbt.cli(arguments, manifest=manifest, target_path=home.root / "dbt", raise_on_error=False)

        with connect(home) as con:
            build_records.create_tables(con)
        bench = JudgedBuild(home, archive, "isolation", manifest, invoke, {dataset.id: planted}, self.published, quiet)
        bench.unsettle(bench.lineage.on(dataset.id) | bench.lineage.on_provenance())
        bench.bring_up(bench.unsettled())
        return bench

    def without_reason(self, home: Home, bench: JudgedBuild, dataset: Dataset, settled: list[Settled]) -> list[str]:
        """The marts that differ from those of before although nothing that they rest on is another."""
        differ = {
            d.table
            for d in compare(self.sound.marts, home.marts)
            if isinstance(d, Difference) and not (d.table == TOLD[0] and not d.shape and {*d.columns} <= TOLD[1])
        }
        back = all(isinstance(s, TakenBack) and s.datasets == (dataset.id,) for s in settled)
        lineage = bench.lineage
        missed = bench.withheld if back and not self.first else bench.withheld | {lineage.source[dataset.id]}
        rests = {f"marts.{lineage.name(n)}" for n in lineage.downstream(missed)}
        return sorted(t for t in differ if t.startswith("marts.") and t not in rests | {TELLS})


def fits(spoil: str, part: str) -> bool:
    """Names are changed in code lists, figures in observations."""
    return ("Codes" in part and "Measure" not in part) if "categories" in spoil else "Codes" not in part and part not in ("Properties", "Dimensions")  # fmt: skip


def ending(settled: list[Settled]) -> str:
    return " and ".join(
        sorted({"dataset taken back" if isinstance(s, TakenBack) else "table withheld" for s in settled})
    )


def quiet(_: str) -> None:
    """What the isolation does is told in a line for each dataset."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="isolation")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--first", action="store_true")
    parser.add_argument("--dataset", action="append")
    parser.add_argument("--limit", type=int)
    asked = parser.parse_args(arguments)
    chosen = [d for d in load_catalogue().values() if not asked.dataset or d.id in asked.dataset]
    chosen = chosen[:: max(1, len(chosen) // asked.limit)] if asked.limit else chosen
    ends: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="isolation-") as folder:
        trials = Trials(Home(asked.home.resolve()), Path(folder), first=asked.first)
        for dataset in chosen:
            started = time.monotonic()
            end, how, differ = trials.of(dataset)
            ends[end] += 1
            wrong += len(differ)
            told = f"; DIFFER WITHOUT REASON: {', '.join(differ)}" if differ else ""
            print(f"{dataset.id}: {end} ({how}), {time.monotonic() - started:.0f} s{told}", flush=True)
    print(f"{len(chosen)} datasets: " + ", ".join(f"{n} {end}" for end, n in ends.most_common()))
    print(f"tables that differ without a reason: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
