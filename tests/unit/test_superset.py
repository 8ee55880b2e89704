"""The export for Superset names columns that schema `bi` has, and no figure is added in it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.models import described

EXPORT = Path(__file__).resolve().parents[2] / "docs" / "bi" / "superset"
OF_THE_PUBLICATION = {"is_demo", "publication_id", "note_nl", "citation_nl"}  # every view of bi has them
DATASETS = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(EXPORT.glob("datasets/*/*.yaml"))]


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: str(dataset["table_name"]))
def test_a_dataset_has_the_columns_of_its_view(dataset: dict[str, Any]) -> None:
    view = described("models")[dataset["table_name"]]
    assert {c["column_name"] for c in dataset["columns"]} == {c["name"] for c in view["columns"]} | OF_THE_PUBLICATION
    for metric in dataset["metrics"]:
        assert dataset["table_name"] == "diplomas" or metric["expression"].startswith("max(figure).")


def test_each_chart_is_in_the_dashboard_and_asks_metrics_and_columns_that_there_are() -> None:
    (board,) = EXPORT.glob("dashboards/*.yaml")
    placed = {
        part["meta"]["uuid"]
        for part in yaml.safe_load(board.read_text(encoding="utf-8"))["position"].values()
        if isinstance(part, dict) and part["type"] == "CHART"
    }
    charts = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in EXPORT.glob("charts/*.yaml")]
    assert {chart["uuid"] for chart in charts} == placed
    of = {dataset["uuid"]: dataset for dataset in DATASETS}
    for chart in charts:
        dataset, params = of[chart["dataset_uuid"]], chart["params"]
        columns = {c["column_name"] for c in dataset["columns"]}
        asked = {
            *params["groupby"],
            params.get("x_axis", "period_start"),
            *(f["subject"] for f in params["adhoc_filters"]),
        }
        assert asked <= columns, chart["slice_name"]
        assert {*params["metrics"]} <= {m["metric_name"] for m in dataset["metrics"]}, chart["slice_name"]
