"""dbt's unit tests hold, each on its own rows: no data and no build is needed for them."""

import json
from pathlib import Path

from ingestion.home import Home
from tests import dbt_units


def test_every_unit_test_of_a_model_passes(tmp_path: Path) -> None:
    done = dbt_units.run(Home(tmp_path / "home"))
    assert done.returncode == 0, done.stdout
    results = json.loads((tmp_path / "home" / "dbt" / "run_results.json").read_text(encoding="utf-8"))["results"]
    units = [r for r in results if r["unique_id"].startswith("unit_test.")]
    assert len(units) > 80
    assert {r["status"] for r in units} == {"pass"}
