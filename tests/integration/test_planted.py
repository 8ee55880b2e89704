"""Faults planted in built marts, each of a kind that dbt alone looks for: a test that stops the publication sees it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from ingestion.home import CHECKOUT
from orchestration.publication.audit import blocking_tests
from tests.integration.conftest import Built, copied

ZORG, NL = "opgave_id = 'zorg'", "opgave_id = 'nederland'"
# table, what is done to it, the kind of test (or its own name), the column where it is of one
FAULTS = [
    ("dim_opgave", f"update {{t}} set kind = 'taak' where {ZORG}", "in_vocabulary", "kind"),
    ("dim_opgave", f"update {{t}} set description_nl = '' where {ZORG}", "filled", None),
    ("dim_programme", "update {t} set code = '0' || code || '00' where code = '25180'", "matches", "code"),
    ("dim_dataset", "update {t} set retrieved_at = null where status = 'current'", "dataset_present_traceable", None),
    ("dim_dataset", "update {t} set licence = null", "filled", None),
    (
        "bridge_opgave",
        f"delete from {{t}} where {ZORG} and delineation = 'breed' and code_system = 'SBI'",
        "kern_is_within_breed",
        None,
    ),
    ("bridge_opgave", f"insert into {{t}} from {{t}} where {ZORG}", "bridge_counts_a_code_once", None),
    ("opgave_overlap", f"delete from {{t}} where {ZORG} and other_opgave_id = 'onderwijs'", "overlap_is_a_whole_matrix", None),
    ("opgave_overlap", f"update {{t}} set share_pct = 90 where {ZORG} and other_opgave_id = 'zorg'", "overlap_with_itself_is_whole", None),
    ("classification_coverage", f"update {{t}} set total = total - 1 where {ZORG}", "one_value_per", "total"),
    ("classification_coverage", f"update {{t}} set claimed = total + 1 where {ZORG}", "coverage_claims_are_parts", None),
    ("opgave_sensitivity", f"update {{t}} set value_breed = value_kern - 5 where {ZORG} and indicator_id like 'graduates%'", "breed_holds_kern_of_what_adds_up", None),
    ("fct_education_output", f"insert into {{t}} from {{t}} where {ZORG}", "unique_combination", None),
    ("fct_education_output", "update {t} set persons_upper = persons - 1 where opgave_id = 'onderwijs'", "bounds_ordered", None),
    ("fct_education_output", "update {t} set dataset_id = 'duo__iets' where opgave_id = 'woningbouw'", "relationships", "dataset_id"),
    ("fct_education_output", f"update {{t}} set delineation = 'kern' where {NL}", "delineated", None),
    ("fct_education_output_field", "update {t} set persons_lower = -1 where opgave_id = 'onderwijs'", "not_negative", "persons_lower"),
    ("fct_education_output_field", f"update {{t}} set persons = persons * 9 where {ZORG} and delineation = 'kern'", "breed_holds_kern", None),
    ("fct_llo_uptake", f"update {{t}} set rate_pct = 101 where {ZORG}", "accepted_range", "rate_pct"),
    ("fct_llo_uptake", f"update {{t}} set status = 'Voorlopig' where {ZORG}", "in_vocabulary", "status"),
    ("fct_llo_uptake", f"update {{t}} set caveat_nl = 'Landelijk.' where {NL}", "caveat_says_why_national", None),
    ("fct_labour_migration", "update {t} set counted_as = 'applications' where counted_as = 'jobs'", "in_vocabulary", "counted_as"),
    ("fct_labour_migration", f"update {{t}} set method = 'observed' where {ZORG}", "migration_per_opgave_is_estimated", None),
    ("fct_labour_market", f"update {{t}} set value = 0 where measure = 'tightness' and {ZORG}", "labour_market_tightness_positive", None),
    ("fct_labour_market", f"update {{t}} set unit = 'x 1 000' where measure = 'employed' and {ZORG}", "one_value_per", "unit"),
    ("fct_labour_market", f"update {{t}} set value = null where measure = 'employed' and {ZORG}", "labour_market_absence_explained", None),
    ("fct_labour_market", f"update {{t}} set frequency = 'study_year' where measure = 'jobs' and {ZORG}", "in_vocabulary", "frequency"),
    ("fct_productivity", f"update {{t}} set coverage_pct = 40 where {ZORG} and value is not null", "productivity_no_value_below_coverage", None),
    ("dim_indicator", "update {t} set line = 5 where topic = 'llo'", "in_vocabulary", "line"),
    ("opgave_scorecard", f"update {{t}} set unit = 'appels' where {ZORG}", "scorecard_unit_as_defined", None),
    ("opgave_criteria", f"update {{t}} set rule_nl = null where {ZORG} and criterion = 3", "criteria_rule_beside_verdict", None),
    ("motion_digital_skills", "update {t} set skill = 'handig' where skill = 'ai'", "in_vocabulary", "skill"),
]  # fmt: skip


@pytest.fixture(scope="module")
def failed(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str | None]]:
    """The tests that stop a publication and saw something: kind or name with the table, and the column."""
    folder = tmp_path_factory.mktemp("planted")
    home = copied(demo, folder / "home")
    with duckdb.connect() as con:
        con.execute(f"attach '{home / 'marts.duckdb'}' as curated")
        for table, damage, _, _ in FAULTS:
            con.execute(damage.format(t=f"curated.marts.{table}"))
    dbt, project = str(Path(sys.executable).with_name("dbt")), str(CHECKOUT / "dbt_project")
    done = subprocess.run(
        [
            *(dbt, "test", "--quiet", "--exclude-resource-type", "unit_test"),
            *("--select", *sorted({table for table, *_ in FAULTS}), "--target-path", str(folder / "target")),
            *("--project-dir", project, "--profiles-dir", project),
        ],
        env=os.environ | {"TALENT_HOME": str(home), "DBT_LOG_PATH": str(folder / "log")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    stopping = blocking_tests(manifest)
    return {
        told
        for result in results
        if result["status"] == "fail" and result["unique_id"] in stopping
        for told in names(manifest["nodes"][result["unique_id"]])
    }


def names(node: Mapping[str, object]) -> set[tuple[str, str | None]]:
    """What a test is called here: by its own name, and by its kind, table and column."""
    found: set[tuple[str, str | None]] = {(str(node["name"]), None)}
    test = node.get("test_metadata")
    if isinstance(test, dict):
        table = str(node["attached_node"]).rpartition(".")[2]
        found.add((f"{table} {test['name']}", test["kwargs"].get("column_name")))
    return found


@pytest.mark.parametrize(("table", "damage", "test", "column"), FAULTS, ids=[f"{f[0]} {f[2]}" for f in FAULTS])
def test_a_planted_fault_stops_the_publication(
    failed: set[tuple[str, str | None]], table: str, damage: str, test: str, column: str | None
) -> None:
    assert {(test, column), (f"{table} {test}", column)} & failed, damage
