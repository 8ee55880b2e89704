"""What became of a spoiled body: at the raw gate of the real code, and where that lets it pass, in the marts."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from expectations.registry import MARTS, mart_suite
from expectations.runner import run as judged_by
from ingestion.archive import Archive
from ingestion.clock import now
from ingestion.dataset import Dataset
from ingestion.errors import IngestionError
from ingestion.home import CHECKOUT, Home
from ingestion.load import Before, drop_before, load, raw_table, said, set_aside
from ingestion.snapshot import Snapshot
from ingestion.sql import identifier, literal
from ingestion.warehouse import mark_loaded
from orchestration.assets.ingestion import RawGate

DBT_PROJECT = CHECKOUT / "dbt_project"
MOVED = 0.05  # of a published figure: less is inside what a planted fault may do
OUTCOMES = (
    "stopped",
    "warned",
    "same rows",
    "stopped at a mart",
    "warned at a mart",
    "inside",
    "survived",
    "not built",
)


@dataclass
class Verdict:
    """`outcome` is one of OUTCOMES; `said` what was told of it, or which figures moved."""

    outcome: str
    said: str = ""
    moved: list[str] = field(default_factory=list)


@dataclass
class Bench:
    """A sound home, copied: its raw tables are put back after each planting."""

    home: Home
    archive: Archive
    sound: Path  # the home as it was

    @classmethod
    def copied(cls, source: Path, folder: Path, kind: str) -> "Bench":
        home = Home(folder)
        shutil.copytree(source, folder, symlinks=True, ignore=shutil.ignore_patterns("dagster", "publication"))
        return cls(home, Archive(home.archive, kind), source)

    def candidate(self, snapshot: Snapshot, bodies: dict[str, bytes]) -> Snapshot:
        """The spoiled bodies as a snapshot of a moment ago, in the archive and not in use."""
        parts = []
        for part in snapshot.parts:
            body = bodies[part.part]
            sha256, size = self.archive.receive([body], len(body) + 1)
            parts.append(part.model_copy(update={"sha256": sha256, "byte_count": size}))
        return snapshot.model_copy(
            update={"snapshot_id": f"{now():%Y%m%dT%H%M%SZ}-spoiled", "parts": tuple(parts), "retrieved_at": now()}
        )

    def at_the_gate(self, dataset: Dataset, candidate: Snapshot, known: set[str]) -> Verdict | None:
        """The verdict of contract and raw suite; None when nothing was said that was not known of the sound body."""
        with duckdb.connect(str(self.home.warehouse)) as con:
            con.execute("begin")
            try:
                before = set_aside(con, dataset)
                load(con, dataset, candidate, self.archive)
                gate = RawGate(self.archive)
                refused = gate(con, dataset, candidate, before)
            except Exception as error:  # as in a build: what nobody foresaw is told in the library's words
                return Verdict("stopped", str(error) if isinstance(error, IngestionError) else f"unforeseen: {error}")
            finally:
                con.execute("rollback")
        if refused:
            return Verdict("stopped", refused)
        failed = [r for r in gate.found[dataset.id][1] if r.status in ("failed", "broken") and r.severity != "info"]
        new = [f"{r.check_name}: {r.observed}" for r in failed if r.check_name not in known]
        return Verdict("warned", "; ".join(new)) if new else None

    def known_of(self, dataset: Dataset, snapshot: Snapshot) -> set[str]:
        """The warnings that the sound body gives too."""
        with duckdb.connect(str(self.home.warehouse)) as con:
            con.execute("begin")
            before = set_aside(con, dataset)
            load(con, dataset, snapshot, self.archive)
            gate = RawGate(self.archive)
            refused = gate(con, dataset, snapshot, before)
            con.execute("rollback")
        assert refused is None, f"{dataset.id}: the sound body is refused: {refused}"
        return {r.check_name for r in gate.found[dataset.id][1] if r.status in ("failed", "broken")}

    def in_the_marts(self, dataset: Dataset, candidate: Snapshot) -> Verdict:
        """Builds what rests on the dataset, in a copy; the verdict of dbt and the suites, or how far figures moved."""
        folder = self.home.root.with_name(f"{self.home.root.name}-marts")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("warehouse.duckdb", "marts.duckdb"):
            shutil.copyfile(self.sound / name, folder / name)
        with duckdb.connect(str(folder / "warehouse.duckdb")) as con:
            before = set_aside(con, dataset)
            loaded = load(con, dataset, candidate, self.archive)
            if same_rows(con, dataset, before):
                return Verdict("same rows", "read as the sound body is")
            drop_before(con, before)
            mark_loaded(con, dataset, candidate, loaded.rows)
        (folder / "dbt").mkdir()
        shutil.copyfile(self.sound / "dbt" / "partial_parse.msgpack", folder / "dbt" / "partial_parse.msgpack")
        built = dbt(folder, "run", dataset)
        bad = [r for r in built if r["status"] == "error"]
        moved = [] if bad else figures_moved(self.sound / "marts.duckdb", folder / "marts.duckdb")
        if not bad and not moved:
            return Verdict("inside", "no published figure moved")
        tested = [] if bad else dbt(folder, "test", dataset)
        bad += [r for r in tested if r["status"] in ("error", "fail", "runtime error")]
        if bad:
            return Verdict("stopped at a mart", "; ".join(r["unique_id"].split(".")[2] for r in bad[:4]), moved)
        found = self.suites(folder, {r["unique_id"].rsplit(".", 1)[-1] for r in built})
        for severity, outcome in (("critical", "stopped at a mart"), ("warning", "warned at a mart")):
            told = [name for name, weight in found if weight == severity]
            if told:
                return Verdict(outcome, "; ".join(told[:4]), moved)
        warned = [r["unique_id"].split(".")[2] for r in tested if r["status"] == "warn"]
        new = sorted(set(warned) - self.warned_before(dataset))
        if new:
            return Verdict("warned at a mart", "; ".join(new[:4]), moved)
        return Verdict("survived", f"{len(moved)} figures", moved)

    def warned_before(self, dataset: Dataset) -> set[str]:
        """The tests of dbt that warn on the sound home too."""
        folder = self.home.root.with_name(f"{self.home.root.name}-before")
        if not folder.exists():
            folder.mkdir()
            for name in ("warehouse.duckdb", "marts.duckdb", "dbt/partial_parse.msgpack"):
                (folder / name).parent.mkdir(exist_ok=True)
                shutil.copyfile(self.sound / name, folder / name)
        return {r["unique_id"].split(".")[2] for r in dbt(folder, "test", dataset) if r["status"] == "warn"}

    def suites(self, folder: Path, built: set[str]) -> list[tuple[str, str]]:
        """Checks of marts that fail now and did not on the sound home: (table check, severity)."""
        told = []
        for table in sorted(built & set(MARTS)):
            before = {r for r, _ in failing(self.sound, table)}
            told += [(f"{table} {name}", weight) for name, weight in failing(folder, table) if name not in before]
        return told


def failing(folder: Path, table: str) -> list[tuple[str, str]]:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as con:
        con.execute(f"attach {literal(folder / 'marts.duckdb')} as curated (read_only)")
        found = judged_by(mart_suite(table), con, may_be_empty=True)
    return [(r.check_name, r.severity) for r in found if r.status in ("failed", "broken") and r.severity != "info"]


def same_rows(con: duckdb.DuckDBPyConnection, dataset: Dataset, before: Before) -> bool:
    """Does the table hold what the one of before holds, whatever the order of rows and columns, under the same words?"""
    pairs = [
        (
            f"select * exclude (_snapshot_id) from {raw_table(dataset)}",
            f"select * exclude (_snapshot_id) from {before.table}",
        )
    ]
    if before.words:
        pairs.append((said(dataset), f"from {before.words}"))
    for now_, then in pairs:
        columns = [{c[0] for c in con.execute(f"describe {query}").fetchall()} for query in (now_, then)]
        if columns[0] != columns[1]:
            return False
        chosen = ", ".join(map(identifier, sorted(columns[0])))
        left, right = (f"(select {chosen} from ({query}))" for query in (now_, then))
        for one, other in ((left, right), (right, left)):
            if con.execute(f"select 1 from ({one} except all {other}) limit 1").fetchone():
                return False
    return True


def dbt(folder: Path, command: str, dataset: Dataset) -> list[dict[str, str]]:
    """dbt's results on everything that rests on the dataset."""
    target = folder / "dbt"
    (target / "run_results.json").unlink(missing_ok=True)
    subprocess.run(
        [
            Path(sys.executable).with_name("dbt"), command,
            *(("--exclude-resource-type", "unit_test") if command == "test" else ()),
            "--select", f"source:raw.{dataset.id}+", "--target-path", target,
            "--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT,
        ],
        env=os.environ | {"TALENT_HOME": str(folder), "DBT_LOG_PATH": str(target)},
        capture_output=True,
        check=False,
    )  # fmt: skip
    results: list[dict[str, str]] = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    return results


def figures_moved(before: Path, after: Path) -> list[str]:
    """National figures and figures of an opgave (indicator_value) that moved by more than MOVED, came or went."""
    key = ("indicator_id", "opgave_id", "delineation", "period_start", "breakdown")
    same = " and ".join(f"o.{c} is not distinct from n.{c}" for c in key)
    with duckdb.connect() as con:
        con.execute(f"attach {literal(before)} as sound (read_only)")
        con.execute(f"attach {literal(after)} as spoiled (read_only)")
        rows = con.execute(
            f"""
            with o as (select * from sound.marts.indicator_value where value is not null),
            n as (select * from spoiled.marts.indicator_value where value is not null)
            select {", ".join(f"coalesce(o.{c}, n.{c}) as {c}" for c in key)}, o.value as was, n.value as is_now
            from o full join n on {same}
            where o.value is null or n.value is null or abs(n.value - o.value) > {MOVED} * greatest(abs(o.value), 1e-9)
            """
        ).fetchall()
    return [f"{' '.join(str(c) for c in row[: len(key)])}: {row[-2]} -> {row[-1]}" for row in rows]
