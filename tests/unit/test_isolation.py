"""The rule of isolation: which datasets are taken back for a finding, which model is withheld, and that it ends.

On a small graph, with a bench that knows which datasets spoil which checks; the real bench is in integration.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest

from orchestration.isolation.finding import Finding
from orchestration.isolation.isolate import NotIsolated, Settled, TakenBack, Withheld, isolate
from orchestration.isolation.lineage import Lineage

Wrong = Callable[[set[str], set[str]], bool]  # given the new states that are in use and the models without rows


def graph(edges: dict[str, Iterable[str]]) -> dict[str, Any]:
    """dbt's manifest of models `m_*` and raw tables `d_*`: a model to what it reads."""

    def unique(name: str) -> str:
        return f"source.p.raw.{name}" if name.startswith("d_") else f"model.p.{name}"

    names = {*edges, *(p for parents in edges.values() for p in parents)}
    return {
        "nodes": {
            unique(n): {
                "name": n,
                "unique_id": unique(n),
                "resource_type": "model",
                "schema": "marts" if n.startswith("m_mart") else "route",
                "config": {"materialized": "table"},
                "fqn": ["p", n],
            }
            for n in names
            if not n.startswith("d_")
        },
        "sources": {unique(n): {"name": n, "unique_id": unique(n)} for n in names if n.startswith("d_")},
        "parent_map": {unique(n): [unique(p) for p in edges.get(n, ())] for n in names},
        "child_map": {unique(n): [unique(c) for c in edges if n in edges[c]] for n in names},
    }


class Bench:
    """A build in which a check of a model fails while `wrong` says so."""

    def __init__(self, edges: dict[str, Iterable[str]], new: Collection[str], wrong: dict[str, Wrong]) -> None:
        self.lineage = Lineage(graph(edges), {n for parents in edges.values() for n in parents if n.startswith("d_")})
        self.new, self.wrong, self.named = set(new), wrong, frozenset[str]()
        self.taken_back: set[str] = set()
        self.empty: set[str] = set()
        self.stale: set[str] = set()
        self.found: dict[str, bool] = {}
        self.built = 0
        self.written: list[Settled] = []
        self.bring_up(self.lineage.model.values())

    def candidates(self) -> Collection[str]:
        return self.new

    def findings(self) -> list[Finding]:
        return [
            Finding("dbt", f"check of {n}", self.lineage.model[n], "found 1, expected 0", self.named)
            for n, bad in self.found.items()
            if bad and n not in self.empty
        ]

    def unsettled(self) -> set[str]:
        return self.stale - {self.lineage.model[n] for n in self.empty}

    def bring_up(self, nodes: Collection[str]) -> None:
        self.built += 1
        for name in (self.lineage.name(n) for n in nodes):
            if name in self.wrong:
                self.found[name] = self.wrong[name](self.new - self.taken_back, self.empty)
        self.stale -= set(nodes)

    def change(self, taken_back: Collection[str]) -> None:
        for dataset_id in self.taken_back ^ set(taken_back):
            self.stale |= self.lineage.on(dataset_id)
        self.taken_back = set(taken_back)

    def withhold(self, node: str) -> None:
        self.empty.add(self.lineage.name(node))
        self.stale |= self.lineage.downstream([node]) - {node}

    def write_down(self, settled: Settled) -> None:
        self.written.append(settled)


EDGES: dict[str, Iterable[str]] = {
    "m_a": ["d_a", "d_codes"],
    "m_b": ["d_b", "d_codes"],
    "m_ab": ["m_a", "m_b"],
    "m_mart": ["m_ab", "d_c"],
    "m_mart_other": ["m_b"],
    "m_mart_last": ["m_mart"],
}
DATASETS = ("d_a", "d_b", "d_c", "d_codes")


def because_of(*datasets: str) -> Wrong:
    """Wrong as long as all of these are in their new state."""
    return lambda new, empty: set(datasets) <= new


def test_the_one_dataset_at_fault_is_taken_back_and_the_innocent_are_put_back() -> None:
    bench = Bench(EDGES, DATASETS, {"m_mart": because_of("d_b")})
    (settled,) = isolate(bench)
    assert isinstance(settled, TakenBack)
    assert settled.datasets == ("d_b",)
    assert bench.taken_back == {"d_b"}
    assert bench.written == [settled]
    assert settled.tried == ("d_c", "d_a"), "those on which least rests come first, and are told"
    assert bench.empty == set()
    assert not bench.findings()
    assert not bench.unsettled()


def test_what_the_failing_rows_name_is_tried_first() -> None:
    bench = Bench(EDGES, DATASETS, {"m_mart": because_of("d_codes")})
    bench.named = frozenset({"d_codes"})
    (settled,) = isolate(bench)
    assert isinstance(settled, TakenBack)
    assert (settled.datasets, settled.tried) == (("d_codes",), ())


def test_only_what_is_new_is_taken_back_else_the_model_is_withheld() -> None:
    bench = Bench(EDGES, {"d_a"}, {"m_mart": lambda new, empty: True})
    (settled,) = isolate(bench)
    assert isinstance(settled, Withheld)
    assert settled.node == "model.p.m_mart"
    assert settled.tried == ("d_a",)
    assert (bench.taken_back, bench.empty) == (set(), {"m_mart"})
    assert not bench.unsettled()


def test_what_rests_on_a_withheld_model_goes_out_from_nothing_or_is_withheld_as_well() -> None:
    wrong: dict[str, Wrong] = {"m_mart": lambda new, empty: True, "m_mart_last": lambda new, empty: "m_mart" in empty}
    bench = Bench(EDGES, (), wrong)
    assert [s.node for s in isolate(bench) if isinstance(s, Withheld)] == ["model.p.m_mart", "model.p.m_mart_last"]
    bench = Bench(EDGES, (), {"m_mart": lambda new, empty: True})
    isolate(bench)
    assert bench.empty == {"m_mart"}


def test_a_finding_upstream_explains_those_that_rest_on_it() -> None:
    wrong = {"m_b": because_of("d_b"), "m_mart": because_of("d_b"), "m_mart_other": because_of("d_b")}
    bench = Bench(EDGES, DATASETS, wrong)
    (settled,) = isolate(bench)
    assert isinstance(settled, TakenBack)
    assert settled.datasets == ("d_b",)
    assert [f.subject for f in settled.findings] == ["model.p.m_b"]


def test_two_datasets_at_fault_are_taken_back_for_a_finding_each() -> None:
    bench = Bench(EDGES, DATASETS, {"m_a": because_of("d_a"), "m_mart_other": because_of("d_b")})
    assert sorted(s.datasets for s in isolate(bench) if isinstance(s, TakenBack)) == [("d_a",), ("d_b",)]
    assert bench.taken_back == {"d_a", "d_b"}


def test_two_that_are_only_wrong_apart_are_both_taken_back() -> None:
    """Neither alone clears it: the check holds with both new, or with both old."""
    bench = Bench(EDGES, DATASETS, {"m_mart": lambda new, empty: bool({"d_a", "d_codes"} & new)})
    (settled,) = isolate(bench)
    assert isinstance(settled, TakenBack)
    assert {"d_a", "d_codes"} <= set(settled.datasets)
    assert not bench.findings()


def test_of_a_hundred_datasets_the_one_is_found_in_a_dozen_builds() -> None:
    many = [f"d_{n:03}" for n in range(100)]
    for culprit in ("d_000", "d_002", "d_003", "d_050", "d_099"):
        bench = Bench({"m_mart": many}, many, {"m_mart": because_of(culprit)})
        (settled,) = isolate(bench)
        assert isinstance(settled, TakenBack)
        assert settled.datasets == (culprit,)
        assert bench.built <= 14


def test_a_finding_that_rests_on_no_dataset_is_no_publishers_fault() -> None:
    bench = Bench(EDGES | {"m_own": []}, DATASETS, {"m_own": lambda new, empty: True})
    with pytest.raises(NotIsolated, match="found 1, expected 0"):
        isolate(bench)


def test_a_build_that_gets_no_further_ends() -> None:
    bench = Bench(EDGES, DATASETS, {})
    bench.stale = {"model.p.m_a"}
    bench.bring_up = lambda nodes: None  # type: ignore[method-assign]
    with pytest.raises(NotIsolated):
        isolate(bench)


def test_a_finding_is_shown_at_the_tables_that_are_published() -> None:
    lineage = Bench(EDGES, (), {}).lineage
    assert lineage.nearest_marts("model.p.m_mart") == ["model.p.m_mart"]
    assert lineage.nearest_marts("model.p.m_b") == ["model.p.m_mart", "model.p.m_mart_other"]
    assert lineage.on("d_codes") == {f"model.p.{n}" for n in EDGES}
    assert lineage.datasets("model.p.m_mart_other") == {"d_b", "d_codes"}
