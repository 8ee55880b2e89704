"""`talent explain` over the demo: figures are computed anew from their leaves alone."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from ingestion.home import Home
from orchestration.explain.explanation import SCORECARD
from orchestration.explain.project import opened
from orchestration.explain.replay import Bench
from orchestration.explain.trace import Rows, traced
from tests.integration.conftest import Built, talent
from tests.integration.explaining import explain_some


@pytest.mark.parametrize("what", ["scorecard", "facts"])
def test_figures_are_computed_anew(demo: Built, what: str) -> None:
    found = list(explain_some(opened(Home(demo.home)), what, 20))
    assert len(found) == 20
    assert [t for t in found if t.problem] == []
    assert all(t.leaves for t in found)


def test_it_tells_the_cells_and_where_they_came_from(demo: Built) -> None:
    [row] = demo.published(
        "select indicator_id, opgave_id, delineation, period_start, value from marts.opgave_scorecard "
        "where indicator_id = 'job_openings.forecast' and opgave_id = 'woningbouw' and delineation = 'kern'"
    )
    asked = [str(row[0]), "--opgave", str(row[1]), "--delineation", str(row[2]), "--period", str(row[3])]
    told = talent(demo.home, "explain", *asked, "--json")
    answer = json.loads(told.output)
    assert told.status == 0
    assert answer["value"] == answer["recomputed"] == row[4]
    kinds = {leaf["kind"] for leaf in answer["leaves"]}
    assert {"raw", "crosswalk"} <= kinds
    for leaf in answer["leaves"]:
        if leaf["kind"] == "raw":
            bodies = answer["snapshots"][leaf["dataset_id"]]["bodies"]
            assert bodies
            assert all(len(body["sha256"]) == 64 and body["url"] for body in bodies)
    tree = talent(demo.home, "explain", *asked)
    assert "gelijk" in tree.output
    assert "NIET GELIJK" not in tree.output
    lines = tree.output.splitlines()
    assert [line for line in lines if len(line) > 80 and "://" not in line] == []
    for leaf in answer["leaves"]:
        if leaf["kind"] == "raw":
            assert f"[1] rij {leaf['row']}: " in tree.output
            assert all(body["url"] in tree.output for body in answer["snapshots"][leaf["dataset_id"]]["bodies"])
    assert "rationale" in " ".join(tree.output.split())


def test_cells_that_do_not_give_the_figure_are_told_where_it_begins(demo: Built) -> None:
    project = opened(Home(demo.home))
    bench = Bench(project)
    [(number,)] = project.con.execute(
        f"select rowid from {project.tables[SCORECARD].relation} where indicator_id = 'graduates.mbo' and opgave_id = 'zorg' "
        "and delineation = 'kern' order by period_start limit 1"
    ).fetchall()
    trace = traced(project, SCORECARD, [number], ["value"])
    whole = bench.replayed(trace)
    assert (whole.differs, whole.miscounted) == ({}, {})
    assert whole.rows.keys() == {number}

    cells = next(n for n in trace.rows if n[0] == "raw" and n[1].startswith("duo__"))
    for leaf, part in ((("seeds", "opgave_programme"), "differs"), (cells, "miscounted")):
        kept = trace.rows[leaf]
        trace.rows[leaf] = without_its_first(kept)
        told = getattr(bench.replayed(trace), part)
        assert told
        assert all(count > 0 for count in told.values())
        trace.rows[leaf] = kept
    assert bench.replayed(trace).differs == {}


def without_its_first(rows: Rows) -> Rows:
    return Rows(rows.arrow.add_column(0, "number", pa.array(rows.numbers, pa.int64())).slice(1))


def test_without_a_warehouse_it_says_so(tmp_path: Path) -> None:
    told = talent(
        tmp_path, "explain", "graduates.hbo", "--opgave", "zorg", "--delineation", "kern", "--period", "2018-08-01"
    )
    assert told.status == 1
    assert tmp_path.name in told.output
    assert "warehouse.duckdb" in told.output
