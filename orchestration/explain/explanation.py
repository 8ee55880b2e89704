"""One row of a mart explained: its value, the value that its leaves alone give again, the way between, and the leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from ingestion.catalogue import load_catalogue
from ingestion.sql import literal
from ingestion.vocabulary import known
from orchestration.explain.asking import refuse_unknown
from orchestration.explain.project import LEAVES, Name, NotExplained, Project, Table
from orchestration.explain.replay import NEAR, Bench, Replay, Seen
from orchestration.explain.syntax import NotFollowed
from orchestration.explain.trace import Trace, split, traced

SCORECARD: Name = ("marts", "opgave_scorecard")
MEASURED = ("DOUBLE", "FLOAT", "DECIMAL")


@dataclass
class Explanation:
    """One row of a mart, and what it was made of."""

    bench: Bench
    table: Table
    number: int
    column: str  # the figure
    asked: list[str] | None  # the columns that are explained; None: the whole row
    trace: Trace
    replay: Replay

    @property
    def project(self) -> Project:
        return self.bench.project

    @cached_property
    def seen(self) -> Seen:
        return self.bench.seen(self.trace)

    @property
    def stored(self) -> dict[str, Any]:
        return dict(zip(self.table.columns, self.trace.rows[self.table.name].cells[self.number], strict=True))

    @property
    def again(self) -> dict[str, Any]:
        """The row as the leaves give it; empty where they give none."""
        row = self.replay.rows.get(self.number)
        return dict(zip(self.table.columns, row, strict=True)) if row else {}

    @property
    def explained(self) -> list[str]:
        return [c for c in self.table.columns if self.asked is None or c in self.asked]

    @property
    def differs(self) -> list[str]:
        """The explained columns that the leaves do not give again."""
        return [c for c in self.explained if not self.again or not same(self.stored[c], self.again[c])]

    @property
    def problem(self) -> str:
        """Why it was not recomputed, in words; empty where it was."""
        for name, count in self.replay.miscounted.items():
            return f"{name[1]}: {count} getelde rijen zijn niet de som van hun cellen"
        if not self.differs:
            return ""
        first = min(
            [*self.trace.lost, *self.replay.differs], key=lambda n: self.project.depth[n], default=self.table.name
        )
        if first in self.trace.lost:
            return f"{first[1]} komt niet uit zijn eigen SQL: gebouwd met een andere versie van het model; bouw opnieuw"
        return f"{first[1]} komt uit deze cellen niet opnieuw; anders: {', '.join(self.differs)}"

    def cells(self, name: Name, number: int) -> dict[str, Any]:
        """The row of a relation on the way; empty where it is confidential."""
        table = self.project.tables[name]
        if confidential(self.project, name):
            return {}
        found = self.seen.rows.get(name, {}) if table.is_view else self.trace.rows[name].cells
        return dict(zip(table.columns, found[number], strict=True)) if number in found else {}

    def behind(self, name: Name) -> dict[int, list[int]]:
        if self.project.tables[name].is_view:
            return self.seen.made_of.get(name, {})
        return self.trace.made_of[name].rows if name in self.trace.made_of else {}

    def terms(self, name: Name, number: int) -> list[list[tuple[Name, int]]]:
        """What a row was made of: the rows of the relations that its model reads, those that acted together beside one another."""
        table = self.project.tables[name]
        found = []
        for term in split(self.behind(table.name).get(number, [])):
            parts = [(t.name, n) for t, n in map(self.project.table_of, term) if t.name in table.reads]
            if parts and parts not in found:
                found.append(parts)
        return found

    def is_leaf(self, name: Name, number: int) -> bool:
        """Does it go no further: loaded, or an estimate that rests on all cells of its pool?"""
        return name[0] in LEAVES or (
            self.project.tables[name].estimates is not None and number not in self.behind(name)
        )

    def leaves(self) -> list[dict[str, Any]]:
        """Every leaf: a cell of a publisher, an estimate of a hidden one, a row of the crosswalk or of another list of ours."""
        found = []
        read = self.read_as()
        for name, rows in sorted(self.trace.rows.items()):
            for number in rows.numbers:
                if not self.is_leaf(name, number):
                    continue
                cells = self.cells(name, number)
                dataset = cells.get("dataset_id") or name[1]
                leaf: dict[str, Any] = {
                    "id": identity(name, number),
                    "kind": kind(name),
                    "table": ".".join(name),
                    "row": number,
                }
                if name[0] == "raw":
                    leaf["dataset_id"] = dataset
                    leaf["confidential"] = confidential(self.project, name)
                    leaf |= read.get((name, number), {})
                found.append(leaf | {"cells": cells})
        return found

    def read_as(self) -> dict[tuple[Name, int], dict[str, Any]]:
        """The unit of a raw cell as its publisher says it, and the factor to ours, where the staging model has it."""
        factors = known("unit")
        found: dict[tuple[Name, int], dict[str, Any]] = {}
        for name, rows in self.seen.rows.items():
            for number in rows:
                unit = self.cells(name, number).get("unit")
                if not unit:
                    continue
                word = factors.get(str(unit)) or factors.get(" ".join(str(unit).lower().split()))
                for term in self.terms(name, number):
                    for of, row in term:
                        if of[0] == "raw" and of[1] not in SHARED:
                            found[of, row] = {"unit": unit, "factor": float(word["factor"]) if word else None}
        return found

    def snapshots(self, leaves: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Where the cells came from, by dataset: snapshot, and of each body its address, time and sha256."""
        wanted = sorted({leaf["dataset_id"] for leaf in leaves if leaf["kind"] == "raw"})
        if not wanted:
            return {}
        found: dict[str, dict[str, Any]] = {}
        for dataset, snapshot, part, url, at, sha256 in self.project.con.execute(
            "select dataset_id, snapshot_id, part, url, retrieved_at, sha256 from warehouse.raw.archive__snapshot "
            f"where dataset_id in ({', '.join(map(literal, wanted))}) order by dataset_id, part"
        ).fetchall():
            bodies = found.setdefault(dataset, {"snapshot_id": snapshot, "retrieved_at": at, "bodies": []})["bodies"]
            bodies.append({"part": part, "url": url, "retrieved_at": at, "sha256": sha256})
        return found

    def as_json(self) -> dict[str, Any]:
        leaves = self.leaves()
        return {
            "table": ".".join(self.table.name),
            "column": self.column,
            "value": self.stored[self.column],
            "recomputed": self.again.get(self.column),
            "equal": not self.problem,
            "problem": self.problem or None,
            "row": {c: self.stored[c] for c in self.table.columns},
            "recomputed_row": {c: self.again.get(c) for c in self.explained},
            "tree": self.node(self.table.name, self.number, set()),
            "leaves": leaves,
            "snapshots": self.snapshots(leaves),
        }

    def node(self, name: Name, number: int, told: set[tuple[Name, int]]) -> dict[str, Any]:
        """A row with what it was made of; what was told before, and every leaf, by its id."""
        here = identity(name, number)
        if self.is_leaf(name, number):
            return {"leaf": here}
        if (name, number) in told:
            return {"see": here}
        told.add((name, number))
        made_of = [[self.node(*part, told) for part in term] for term in self.terms(name, number)]
        return {"id": here, "table": ".".join(name), "row": self.cells(name, number), "made_of": made_of}


SHARED = ("cbs__code", "cbs__measure", "cbs__property", "catalogue__dataset", "archive__snapshot")


def identity(name: Name, number: int) -> str:
    return f"{name[0]}.{name[1]}#{number}"


def kind(name: Name) -> str:
    if name[0] not in LEAVES:
        return "estimate"
    if name[0] == "raw":
        return "raw"
    return "crosswalk" if name[1].startswith("opgave_") else "seed"


def confidential(project: Project, name: Name) -> bool:
    """Do the cells of this relation come, unchanged, from a dataset that may name persons?"""
    datasets = load_catalogue()
    names = (
        {name[1]} if name[0] == "raw" else {r[1] for r in project.tables[name].reads if project.tables[name].is_view}
    )
    return any(n in datasets and datasets[n].confidential for n in names)


def same(stored: Any, again: Any) -> bool:
    if isinstance(stored, float) and isinstance(again, float):
        return abs(stored - again) <= NEAR * max(abs(stored), abs(again), 1) or (stored != stored and again != again)
    return bool(stored == again)


def explained(bench: Bench, name: Name, where: str, asked: list[str] | None, column: str = "") -> Explanation:
    """Explains the one row of a mart for which a condition holds. Raises NotExplained."""
    project, table = bench.project, bench.project.tables[name]
    try:
        found = project.con.execute(f"select rowid from {table.relation} where {where} limit 11").fetchall()
    except duckdb.Error as error:
        raise NotExplained(f"--where is niet te lezen. DuckDB zegt: {error}") from error
    if len(found) != 1:
        told = "geen rij" if not found else f"{'meer dan 10' if len(found) > 10 else len(found)} rijen"
        key = f" De sleutel is {', '.join(table.key)}." if table.key else ""
        which = f" waarvoor geldt: {where}." if where != "true" else "; zeg met --where welke."
        raise NotExplained(f"{name[1]} heeft {told}{which}{key}")
    number = found[0][0]
    figure = column or figure_of(table)
    try:
        trace = traced(project, name, [number], asked)
        return Explanation(bench, table, number, figure, asked, trace, bench.replayed(trace))
    except NotFollowed as error:
        raise NotExplained(f"{name[1]} is niet te volgen: {error}") from error
    except duckdb.OutOfMemoryException as error:
        raise NotExplained(f"{name[1]}: deze rij rust op te veel cellen om ze hier alle te volgen (2 GB)") from error


def figure_of(table: Table) -> str:
    """The figure of a row: `value`, else the first measured column that is no part of its key."""
    measured = [c for c, of in table.columns.items() if of.startswith(MEASURED) and c not in table.key]
    if "value" in table.columns or not measured:
        return "value" if "value" in table.columns else list(table.columns)[-1]
    return measured[0]


def intervals_of(table: Table, column: str) -> list[str]:
    """A figure with what says how certain it is: its bounds, its margin, its interval."""
    beside = (
        "weight_lower",
        "weight_upper",
        "total_lower",
        "total_upper",
        "margin_95",
        f"{column}_lower",
        f"{column}_upper",
    )
    return [column, *(c for c in table.columns if c in beside)]


def of_scorecard(bench: Bench, indicator: str, opgave: str, delineation: str, period: str, column: str) -> Explanation:
    """Explains a figure of the scorecard, with its intervals. Raises NotExplained."""
    table = bench.project.tables[SCORECARD]
    if column not in table.columns:
        raise NotExplained(f"{column} is geen kolom van {SCORECARD[1]}")
    asked = {"indicator_id": indicator, "opgave_id": opgave, "delineation": delineation, "period_start": period}
    refuse_unknown(bench.project.con, table, asked)
    where = " and ".join(f"{name} = {literal(value)}" for name, value in asked.items())
    return explained(bench, SCORECARD, where, intervals_of(table, column), column)
