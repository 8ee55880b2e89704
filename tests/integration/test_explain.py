"""`talent explain` over the demo: figures are computed anew from their leaves alone."""

import json
from pathlib import Path

import pytest

from ingestion.home import Home
from orchestration.explain.project import opened
from tests.integration.conftest import Built, talent
from tests.integration.explaining import explain_some


@pytest.mark.parametrize("what", ["scorecard", "facts"])
def test_figures_are_computed_anew(demo: Built, what: str) -> None:
    found = list(explain_some(opened(Home(demo.home)), what, 50))
    assert len(found) == 50
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


def test_without_a_warehouse_it_says_so(tmp_path: Path) -> None:
    told = talent(
        tmp_path, "explain", "graduates.hbo", "--opgave", "zorg", "--delineation", "kern", "--period", "2018-08-01"
    )
    assert told.status == 1
    assert "warehouse.duckdb" in told.output
