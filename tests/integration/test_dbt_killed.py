"""A dbt that is killed, or ends without a word, is told as that: results of an earlier run are none of this one."""

import json
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from dagster_dbt import DbtCliResource

from ingestion.home import Home
from ingestion.warehouse import writing
from orchestration import build_records, dbt_process, manifest
from orchestration.assets import transformation
from orchestration.resources import Pipeline

DBT = f"""#!/bin/sh
case "$*" in *--version*) exec {manifest.DBT} "$@";; esac
"""
ENDS = {
    "killed": (
        "kill -9 $$",
        "dbt is van buiten beëindigd met signaal SIGKILL (geen geheugen meer?), en gaf geen resultaten",
    ),
    "silent": ("exit 2", "dbt eindigde met status 2, en gaf geen resultaten"),
    "cut off": (
        'printf \'{"results": [{"unique\' > "$TALENT_HOME/dbt/run_results.json"; exit 1',
        "dbt eindigde met status 1, en gaf geen resultaten",
    ),
}


@pytest.mark.parametrize(("act", "told"), ENDS.values(), ids=ENDS)
def test_a_dbt_that_is_killed_gives_no_results(
    act: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path))
    home = Home(tmp_path).create()
    home.settle("demo")
    dbt = tmp_path / "a dbt"
    dbt.write_text(f"{DBT}{act}\n", encoding="utf-8")
    dbt.chmod(0o755)
    test = next(n for n in transformation.manifest["nodes"].values() if n["resource_type"] == "test")
    earlier = {"results": [{"unique_id": test["unique_id"], "status": "pass", "failures": 0}]}
    (home.root / "dbt").mkdir()
    dbt_process.results_of(home).write_text(json.dumps(earlier), encoding="utf-8")
    with duckdb.connect(str(home.marts)):
        pass
    run = dg.materialize(
        [transformation.dbt_models],
        selection=[next(iter(transformation.dbt_models.keys))],
        resources={
            "pipeline": Pipeline(),
            "dbt": DbtCliResource(project_dir=transformation.project, dbt_executable=str(dbt)),
        },
        raise_on_error=False,
    )
    (failure,) = [e.step_failure_data for e in run.all_events if e.is_step_failure]
    assert failure.user_failure_data is not None
    assert failure.user_failure_data.description == told
    with writing(home, "test") as con:
        build = build_records.latest_build(con)
        assert build is not None
        assert not build[2]
        assert build_records.quality_of_build(con, build[0]) == []


def test_how_a_process_ended_is_told() -> None:
    assert dbt_process.ended(-15) == "is van buiten beëindigd met signaal SIGTERM"
    assert dbt_process.ended(-99) == "is van buiten beëindigd met signaal 99"
    assert dbt_process.ended(1) == "eindigde met status 1"
