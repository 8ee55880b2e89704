"""The build that the rule works on: dbt's models, the suites of the marts and the raw tables of one home."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import duckdb

from expectations.registry import mart_suite, mart_tables
from expectations.runner import run
from ingestion import taking_back
from ingestion.archive import Archive
from ingestion.catalogue import load_catalogue
from ingestion.home import Home
from ingestion.lock import child
from ingestion.snapshot import Snapshot
from ingestion.sql import literal
from ingestion.warehouse import connect
from orchestration import progress
from orchestration.build_records import Quality
from orchestration.dbt_process import read_results, results_of, without_results
from orchestration.isolation.finding import Finding, findings, not_built
from orchestration.isolation.isolate import NotIsolated
from orchestration.isolation.lineage import BUILDS, BUILT, Lineage
from orchestration.publication.dbt_results import of_run

Say = Callable[[str], None]
Invoke = Callable[[list[str]], Any]  # dbt with these arguments: dagster-dbt's invocation
LOCAL = ("IO Error", "Out of Memory", "No space left", "Disk quota", "INTERNAL Error", "FATAL Error")
NAMED_ONLY = ["--indirect-selection", "empty", "--exclude-resource-type", "unit_test"]  # only the tests that are named


def follow(event: Any) -> None:
    """Tells whoever follows the build what dbt has just done."""
    if hasattr(event, "passed"):
        progress.tell("check", str(event.check_name), "passed" if event.passed else "not passed")
    elif unique_id := (event.metadata or {}).get("unique_id"):
        kind, _, name = str(unique_id.value).partition(".")
        if kind in BUILT:  # a test of a part that Dagster has no check for is told with all results, at the end
            progress.tell("model", name.rpartition(".")[2], "built")


class MachineTrouble(Exception):
    """dbt ended for a reason that lies with this machine and tells nothing of any dataset."""


class Bench:
    """See `isolate.Bench`. Every result is kept until the end: `results` are those of what stands there then."""

    def __init__(
        self,
        home: Home,
        archive: Archive,
        build_id: str,
        manifest: Mapping[str, Any],
        invoke: Invoke,
        new: Mapping[str, Snapshot],
        published: Mapping[str, str],
        say: Say,
    ) -> None:
        self.home, self.archive, self.build_id, self.manifest = home, archive, build_id, manifest
        self.invoke, self.new, self.published, self.say = invoke, new, published, say
        self.lineage = Lineage(manifest, load_catalogue())
        self.results: dict[tuple[str, str], Quality] = {}
        self.overruled: set[str] = set()
        self.taken_back: set[str] = set()
        self.previous: dict[str, Snapshot | None] = {}
        self.withheld: set[str] = set()
        self.stale: set[str] = set()  # built on something else than what is there now, or not yet
        self.failed: set[str] = set()  # could not be built
        self.due: set[str] = set()  # tests to be made
        self.due_marts: set[str] = set()  # marts whose suite is to be run
        self.events: list[Any] = []  # what dagster-dbt made of each model and test, in the order of time

    # what the rule asks

    def candidates(self) -> Collection[str]:
        return self.new.keys()

    def findings(self) -> list[Finding]:
        found = findings(self.results.values(), self.lineage)
        return [f for f in found if f.subject not in self.withheld and f.id not in self.overruled]

    def unsettled(self) -> set[str]:
        waiting = self.stale | {self.lineage.subject(t) for t in self.due} | self.due_marts
        return waiting - self.failed - self.withheld

    def bring_up(self, nodes: Collection[str]) -> None:
        wanted = set(nodes) - self.withheld
        for node in {n for n in wanted & self.stale if self.lineage.is_ephemeral(n)}:  # part of those that read it
            self.stale.discard(node)
            self.due |= self.lineage.tests_of([node])
        build = wanted & (self.stale | self.failed)
        tests = {t for t in self.due | self.lineage.tests_of(build) if self.lineage.subject(t) in wanted}
        tests = {t for t in tests if not set(self.lineage.parents[t]) & (self.stale - build)}
        if build or tests:
            self.dbt(["build", *NAMED_ONLY, "--select", self.lineage.selection(build | tests)])
        self.judge({n for n in self.due_marts & wanted if not self.lineage.way(n) & self.stale})

    def change(self, taken_back: Collection[str]) -> None:
        chosen = set(taken_back)
        with connect(self.home, self.say) as con:
            for dataset_id in sorted(self.taken_back ^ chosen):
                dataset, snapshot = load_catalogue()[dataset_id], self.new[dataset_id]
                if dataset_id in chosen:
                    self.previous[dataset_id] = taking_back.use_earlier(
                        con, self.archive, dataset, snapshot, self.published.get(dataset_id)
                    )
                    told = "haar vorige stand" if self.previous[dataset_id] else "niets, want er is geen vorige stand"
                    self.say(f"isolatie: {dataset_id} heeft {told}")
                else:
                    taking_back.use(con, self.archive, dataset, snapshot)
                    self.say(f"isolatie: {dataset_id} heeft weer haar nieuwe stand")
                self.unsettle(self.lineage.on(dataset_id))
        self.taken_back = chosen

    def withhold(self, node: str) -> None:
        nodes = self.lineage.tables(node)
        self.say(f"isolatie: {', '.join(map(self.lineage.name, nodes))} ingehouden, gebouwd zonder rijen")
        self.withheld |= {node, *nodes}
        # what was judged on its rows stays found; what was not is judged without, so that every check has a result
        tests = {t for t in self.due if self.lineage.subject(t) in self.withheld}
        told = self.dbt(["build", "--empty", *NAMED_ONLY, "--select", self.lineage.selection({*nodes, *tests})])
        built = {r["unique_id"] for r in told["results"] if r["status"] == "success"}
        with self.reading() as con:
            if not all(n in built and self.emptied(con, n) for n in nodes):
                raise NotIsolated(
                    f for f in findings(self.results.values(), self.lineage) if f.subject in self.withheld
                )
        self.judge({n for n in nodes if self.has_a_suite(n) and not self.was_judged(n)})
        self.stale -= {node, *nodes}
        self.due_marts -= self.withheld
        self.unsettle(self.lineage.downstream(nodes) - self.withheld)

    # how it is done

    def unsettle(self, nodes: Collection[str]) -> None:
        self.stale |= set(nodes) - self.withheld
        self.failed -= set(nodes)

    def everything(self, arguments: list[str]) -> Mapping[str, Any]:
        """Builds and tests every model for the first time in this build."""
        self.stale = {n for n in self.lineage.model.values() if not self.lineage.is_ephemeral(n)}
        self.due = set(self.lineage.test.values())
        return self.dbt(arguments)

    def dbt(self, arguments: list[str]) -> Mapping[str, Any]:
        """Runs dbt, takes in what it found, and gives its results. Raises MachineTrouble."""
        results_of(self.home).unlink(missing_ok=True)  # those of an earlier run are none of this one
        invocation = self.invoke(arguments)
        with child(self.home, invocation.process.pid), redirect_stdout(io.StringIO()):
            for event in invocation.stream():  # a line a test; what went wrong is told below, the rest is in dbt.log
                self.events.append(event)
                follow(event)
        invocation.is_successful()  # waits for its end
        told = read_results(results_of(self.home))
        if told is None:
            raise MachineTrouble(without_results(self.home, invocation.process.returncode))
        self.take_in(told)
        return told

    def take_in(self, run_results: Mapping[str, Any]) -> None:
        """What dbt found, taken over."""
        ran = {r["unique_id"]: r for r in run_results["results"]}
        for node, result in ran.items():
            if node.split(".")[0] not in BUILT:
                continue
            check = ("dbt", f"{BUILDS} {self.lineage.name(node)}")
            if result["status"] == "success":
                if node not in self.withheld:  # without rows it can be built: what was found with them stays found
                    self.results.pop(check, None)
                self.stale.discard(node)
                self.failed.discard(node)
                about = {t for t in self.lineage.tests_of([node]) if self.lineage.subject(t) not in self.withheld}
                self.due |= about
                self.due_marts |= {node} if self.has_a_suite(node) and node not in self.withheld else set()
            elif result["status"] == "error":
                if any(words in str(result.get("message")) for words in LOCAL):
                    raise MachineTrouble(f"{node}: {result['message']}")
                self.stale.discard(node)
                self.failed.add(node)
                self.results[check] = not_built(self.build_id, result, self.lineage)
            else:
                self.stale.add(node)
        with self.reading() as con:
            for quality in of_run(self.build_id, run_results, self.manifest, con):
                self.results[quality.target, quality.check_name] = quality
        self.due -= {node for node, result in ran.items() if result["status"] != "skipped"}

    def was_judged(self, mart: str) -> bool:
        """Has every check of its suite a result?"""
        suite = mart_suite(self.lineage.name(mart))
        return all((suite.target, check.name) in self.results for check in suite.checks)

    def has_a_suite(self, node: str) -> bool:
        return self.lineage.is_mart(node) and self.lineage.name(node) in mart_tables()

    def judge(self, marts: Collection[str]) -> None:
        """Runs the suites of these marts."""
        with self.reading() as con:
            for node in sorted(marts):
                suite = mart_suite(self.lineage.name(node))
                empty = node in self.withheld or rightly_empty(con, self.lineage, node, self.withheld)
                for result in run(suite, con, may_be_empty=empty):
                    quality = Quality.of(result, build_id=self.build_id)
                    self.results[quality.target, quality.check_name] = quality
        self.due_marts -= set(marts)

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, with the marts as `curated` where there are any: not where dbt failed before its first."""
        with connect(self.home, self.say) as con:
            if Path(self.home.marts).exists():  # not read-only: what a crash left in its log is written first
                con.execute(f"attach {literal(self.home.marts)} as curated")
            yield con
            con.execute("detach database if exists curated")

    def emptied(self, con: duckdb.DuckDBPyConnection, node: str) -> bool:
        """Has a model no rows now? One that counts has a row of zeros also where nothing came in: that goes too."""
        described = self.lineage.nodes[node]
        if not is_empty(con, described["relation_name"]) and described["config"]["materialized"] == "table":
            con.execute(f"truncate {described['relation_name']}")
        return is_empty(con, described["relation_name"])


def rightly_empty(con: duckdb.DuckDBPyConnection, lineage: Lineage, node: str, withheld: Collection[str] = ()) -> bool:
    """May this model be without rows? Where none of the datasets that serve it (the catalogue's `serves`) ever came, or one
    of its inputs is empty, and rightly so: a raw table of which nothing ever came, a model that is withheld, or one that
    may be empty itself. Else, where all that it reads has rows, it may not be."""

    def never_came(dataset_id: str) -> bool:
        row = con.execute("select snapshot_id from ops.loaded where dataset_id = ?", [dataset_id]).fetchone()
        return row in (None, (None,))

    serving = [d.id for d in load_catalogue().values() if lineage.name(node) in d.serves]
    if serving and all(map(never_came, serving)):
        return True

    def explained(parent: str) -> bool:
        kind = parent.split(".")[0]
        if parent in lineage.dataset:
            return never_came(lineage.dataset[parent])
        if kind != "model":
            return False
        if parent in withheld:
            return True
        described = lineage.nodes[parent]
        if not lineage.is_ephemeral(parent) and not is_empty(con, described["relation_name"]):
            return False
        return any(map(explained, lineage.parents[parent]))

    return any(map(explained, lineage.parents[node]))


def is_empty(con: duckdb.DuckDBPyConnection, relation: str) -> bool:
    return con.execute(f"select 1 from {relation} limit 1").fetchone() is None
