"""What the Dagster UI shows of dbt: every model and every test in words, and no SQL behind them."""

from datetime import timedelta
from typing import Any

import dagster as dg

from ingestion.catalogue import load_catalogue
from ingestion.vocabulary import known
from orchestration.assets.transformation import dbt_models
from orchestration.assets.translator import origin, words_of
from orchestration.isolation.lineage import Lineage
from orchestration.manifest import manifest


def nodes(kind: str) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == kind]


def test_every_model_says_what_it_is_in_a_few_words_and_where_it_stands() -> None:
    for spec in dbt_models.specs:
        assert spec.description, spec.key
        assert "```" not in spec.description, spec.key
        assert "dagster/code_references" in spec.metadata, spec.key


def test_every_test_says_what_it_holds() -> None:
    found = {node["unique_id"]: words_of(node) for node in nodes("test")}
    assert all(len(words) > 10 for words in found.values()), [k for k, words in found.items() if len(words) <= 10]
    assert not [words for words in found.values() if "{" in words and "}" in words and "ref(" in words]
    described = {spec.description for spec in dbt_models.check_specs}
    assert None not in described


def test_a_generic_test_is_told_with_its_arguments() -> None:
    node = {
        "test_metadata": {
            "name": "relationships",
            "kwargs": {"column_name": "code", "to": "ref('dim_x')", "field": "id"},
        },
        "config": {"where": "code <> 'nvt'"},
    }
    assert words_of(node) == "Elke code bestaat in dim_x (id). Waar: code <> 'nvt'."
    assert isinstance(dbt_models, dg.AssetsDefinition)


def test_a_test_of_several_models_stands_at_one_that_it_reads() -> None:
    """Dagster evaluates a check on the asset that `meta` names, and refuses a result of one that the test does not read."""
    for node in nodes("test"):
        named = node["config"]["meta"].get("dagster", {}).get("ref", {}).get("name")
        if named:
            assert named in {i.rpartition(".")[2] for i in node["depends_on"]["nodes"]}, node["name"]


def test_what_is_read_is_as_fresh_as_the_quickest_of_what_it_rests_on() -> None:
    """As the raw tables are by the calendar; what rests on no dataset that still comes is never too old."""
    policies = {spec.key.path[-1]: spec.freshness_policy for spec in dbt_models.specs}
    lineage = Lineage(manifest, load_catalogue())
    days = {name: int(row["fresh_days"]) for name, row in known("cadence").items() if row["fresh_days"]}
    seen = set()
    for node in nodes("model"):
        cadences = {load_catalogue()[d].cadence for d in lineage.datasets(node["unique_id"])}
        due = min((days[c] for c in cadences if c in days), default=None)
        policy = policies.get(node["name"])
        if node["schema"] in ("marts", "bi") and due:
            assert policy == dg.FreshnessPolicy.time_window(fail_window=timedelta(days=due)), node["name"]
            seen.add(due)
        else:
            assert policy is None, node["name"]
    assert len(seen) > 1


def test_a_column_says_what_it_is_made_from_by_table() -> None:
    made = [
        dg.TableColumnDep(dg.AssetKey(["s", table]), column) for table, column in zip("aabcd", "xyzvw", strict=True)
    ]
    assert origin(made) == "Uit `a` (x, y), `b` (z), `c` (v) en nog 1."
    assert origin(made[:1]) == "Uit `a` (x)."
    assert origin([]) == ""
