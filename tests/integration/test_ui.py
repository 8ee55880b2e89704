"""The Dagster UI shows the whole graph, and a run launched from it does all that `talent build` does."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.registry import expected_checks, mart_tables
from ingestion.catalogue import load_catalogue
from tests.integration import elsewhere
from tests.integration.conftest import CHECKOUT
from tests.integration.dagster_ui import LAUNCH, REPOSITORY, Ui, browse, started

ASSETS = """
{
  assetNodes {
    assetKey { path }
    groupName
    kinds
    description
    isExecutable
    owners { ... on TeamAssetOwner { team } }
    metadataEntries { label }
    assetMaterializations(limit: 1) { runId metadataEntries { label } }
    assetChecksOrError {
      ... on AssetChecks {
        checks { name executionForLatestMaterialization { runId status } }
      }
    }
  }
}
"""


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    """The UI on a home where nothing was ever built."""
    home = tmp_path_factory.mktemp("ui") / "home"
    with started(home, home.parent / "ui.log") as running:
        yield running


@pytest.fixture(scope="module")
def run(ui: Ui) -> tuple[str, str]:
    """A run of the job `warehouse` on the demo, launched over GraphQL: (run id, how it ended)."""
    return ui.launch("warehouse", {"resources": {"pipeline": {"config": {"source": "demo"}}}}, bound=1200)


@pytest.fixture(scope="module")
def assets(ui: Ui, run: tuple[str, str]) -> dict[str, dict[str, Any]]:
    """What the UI knows of every asset after that run, by key."""
    return {"/".join(a["assetKey"]["path"]): a for a in ui.ask(ASSETS)["assetNodes"]}


def test_a_run_from_the_ui_materialises_everything(
    ui: Ui, run: tuple[str, str], assets: dict[str, dict[str, Any]]
) -> None:
    run_id, status = run
    assert status == "SUCCESS"
    others = [key for key, a in assets.items() if [m["runId"] for m in a["assetMaterializations"]] != [run_id]]
    assert others == []
    file = ui.home / "publication" / "talentstrategie.duckdb"
    with duckdb.connect(str(file), read_only=True) as con:
        build = con.execute("select build_id, datasets_missing from meta.publication").fetchone()
        assert build == (run_id, 0)
        assert con.execute("select count(*) from marts.fct_education_output").fetchone() != (0,)


def test_every_table_has_its_rows_over_time_and_its_columns(assets: dict[str, dict[str, Any]]) -> None:
    for key, asset in assets.items():
        (made,) = asset["assetMaterializations"]
        labels = {entry["label"] for entry in made["metadataEntries"]}
        if key.startswith("marts/") or key.removeprefix("raw/") in load_catalogue():
            assert {"dagster/row_count", "dagster/column_schema"} <= labels, key
            assert ("dagster/column_lineage" in labels) is key.startswith("marts/"), key
            assert "dagster/code_references" in {e["label"] for e in asset["metadataEntries"]}, key
        assert "```" not in asset["description"], key


def test_every_dataset_and_mart_is_an_asset_that_explains_itself(assets: dict[str, dict[str, Any]]) -> None:
    expected = {f"raw/{d}" for d in load_catalogue()} | {f"marts/{t}" for t in mart_tables()} | {"publication"}
    assert expected <= assets.keys()
    for key, asset in assets.items():
        assert asset["groupName"] != "default", key
        assert asset["kinds"], key
        assert asset["description"], key
    for dataset_id, dataset in load_catalogue().items():
        asset = assets[f"raw/{dataset_id}"]
        assert asset["groupName"] == dataset.publisher
        assert dataset.title in asset["description"]
        assert {"homepage", "licence", "attribution", "serves"} <= {e["label"] for e in asset["metadataEntries"]}


def test_every_check_has_a_verdict_on_this_run(run: tuple[str, str], assets: dict[str, dict[str, Any]]) -> None:
    verdicts = {
        f"{key}: {check['name']}": (check["executionForLatestMaterialization"] or {})
        for key, asset in assets.items()
        for check in asset["assetChecksOrError"]["checks"]
    }
    judged = [t for t in mart_tables() if "critical" in dict(expected_checks(f"marts.{t}")).values()]
    assert sum(name.endswith("expectations_critical") for name in verdicts) >= len(load_catalogue()) + len(judged) > 100
    bad = {
        n: v.get("status") for n, v in verdicts.items() if (v.get("runId"), v.get("status")) != (run[0], "SUCCEEDED")
    }
    assert {n: s for n, s in bad.items() if n.endswith("expectations_critical")} == {}
    assert set(bad.values()) <= {"FAILED"}, "a check without a verdict"


def test_the_publication_has_its_checks_its_size_over_time_and_links_that_open(
    ui: Ui, assets: dict[str, dict[str, Any]]
) -> None:
    asset = assets["publication"]
    checks = {c["name"] for c in asset["assetChecksOrError"]["checks"]}
    assert checks == {"audited", "whole", "inputs_on_time", "nothing_withheld", "no_new_warnings"}
    (made,) = asset["assetMaterializations"]
    labels = {entry["label"] for entry in made["metadataEntries"]}
    assert {"bytes", "tables", "dagster/row_count", "datasets_current", "site", "data_docs"} <= labels
    for name in ("site", "data_docs"):
        with urllib.request.urlopen(f"{ui.address}/publicatie/{name}/index.html", timeout=60) as page:
            assert "DEMONSTRATIE" in page.read().decode()


DEFAULTS = "query($of: PipelineSelector!) { runConfigSchemaOrError(selector: $of) { ... on RunConfigSchema { rootDefaultYaml } } }"


@pytest.mark.parametrize("job", ["warehouse", "rebuild", "build_when_new"])
def test_the_launchpad_offers_no_path_of_this_machine(ui: Ui, job: str) -> None:
    offered = ui.ask(DEFAULTS, of=REPOSITORY | {"pipelineName": job})["runConfigSchemaOrError"]["rootDefaultYaml"]
    assert "source: as_home" in offered
    assert str(CHECKOUT) not in offered
    assert "bin/dbt" not in offered


VERDICTS = """
query($key: AssetKeyInput!) {
  assetNodeOrError(assetKey: $key) {
    ... on AssetNode {
      assetChecksOrError { ... on AssetChecks { checks { name executionForLatestMaterialization { runId status } } } }
    }
  }
}
"""


def test_the_checks_of_one_dataset_are_executed_alone_and_ask_nobody(ui: Ui, run: tuple[str, str]) -> None:
    key = {"path": ["raw", "cbs__85224ned"]}
    names = ("fetched", "expectations_critical")
    chosen = [{"assetKey": key, "name": name} for name in names]
    run_id, status = ui.launch("__ASSET_JOB", {}, bound=300, assetSelection=[], assetCheckSelection=chosen)
    assert status == "SUCCESS"
    checks = ui.ask(VERDICTS, key=key)["assetNodeOrError"]["assetChecksOrError"]["checks"]
    verdicts = {c["name"]: c["executionForLatestMaterialization"] for c in checks}
    assert [(verdicts[n]["runId"], verdicts[n]["status"]) for n in names] == [(run_id, "SUCCEEDED")] * 2
    assert verdicts["expectations_warning"]["runId"] == run[0], "what was not chosen keeps its verdict"


@pytest.mark.browser
def test_the_graph_shows_every_publisher_the_marts_and_the_publication(
    ui: Ui, run: tuple[str, str], tmp_path: Path
) -> None:
    text, picture = ui.look("/asset-groups", tmp_path, "lineage")
    shown = text.splitlines()
    assert "Global asset lineage" in shown
    for group in {d.publisher for d in load_catalogue().values()} | {
        "shaped",
        "route",
        "facts",
        "figures",
        "seeds",
        "publication",
    }:
        assert shown.count(group) >= 2, f"{group} is in the list and in the graph"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "Join the Dagster community" not in text, "an invitation lies over the graph"


@pytest.mark.browser
def test_the_list_of_marts_shows_each_mart(ui: Ui, run: tuple[str, str], tmp_path: Path) -> None:
    rows = 100  # pixels of a row at most; the list draws only the rows that are in the window
    shown = ""
    for group in ("facts", "figures"):
        page = f"/locations/__repository__@orchestration.definitions/asset-groups/{group}/list"
        shown += ui.look(page, tmp_path, group, height=2000 + rows * len(mart_tables()))[0]
    for table in mart_tables():
        assert any(line.endswith(table) for line in shown.splitlines()), table


@pytest.mark.browser
def test_the_page_of_a_mart_explains_it(ui: Ui, run: tuple[str, str], tmp_path: Path) -> None:
    text, _ = ui.look("/assets/marts/fct_llo_uptake", tmp_path, "mart")
    assert "leven lang ontwikkelen" in text
    meaning = "Personen als percentage van de bevolkingsgroep (%). Uit"
    assert any(line.startswith(meaning) for line in text.splitlines()), "columns with their meaning and what made them"
    after = text.split("Latest materialization", 1)[1]
    assert "ago" in after.split("Latest check results", 1)[0], "never materialised"


RUNS = "{ runsOrError { ... on Runs { results { runId } } } assetsOrError { ... on AssetConnection { nodes { key { path } } } } }"


@pytest.mark.browser
def test_a_page_of_another_origin_launches_no_run_and_reports_no_asset(
    ui: Ui, run: tuple[str, str], tmp_path: Path
) -> None:
    before = ui.ask(RUNS)
    assert run[0] in [r["runId"] for r in before["runsOrError"]["results"]]
    params = {"params": {"selector": REPOSITORY | {"jobName": "warehouse"}, "runConfigData": "{}"}}
    with elsewhere.page(ui.address, LAUNCH, params) as address:
        text, _ = browse(address, tmp_path, "elsewhere", elsewhere.RESOLVE)
    assert f"{elsewhere.DONE}: answer not read, websocket closed" in text.splitlines()
    assert ui.ask(RUNS) == before


@pytest.mark.browser
def test_a_name_of_someone_else_that_leads_to_this_machine_shows_no_ui(ui: Ui, tmp_path: Path) -> None:
    address = ui.address.replace("127.0.0.1", elsewhere.NAME)
    text, _ = browse(address, tmp_path, "rebound", elsewhere.RESOLVE)
    assert text.startswith("Deze UI antwoordt alleen op de host 127.0.0.1:")
