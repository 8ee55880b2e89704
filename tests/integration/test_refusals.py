"""What may not be published is not: a publisher that answers garbage, a mart that fails, a check without a result."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration import build_records
from orchestration.publication.audit import NotPublishable, audit, blocking_tests
from tests.integration.conftest import BOUND, CHECKOUT, GARBAGE, Built, Republished, copied, talent
from tests.integration.revising import REVISED

LLO = "marts.fct_llo_uptake"


@pytest.mark.recordings
def test_garbage_makes_a_dataset_stale_and_the_rest_is_published(live: Built, republished: Republished) -> None:
    built = republished.built
    assert built.status == 3, built.output
    missing = "select count(*) from marts.dim_dataset where status = 'missing'"
    assert f"2 verouderd, {live.published(missing)[0][0]} nooit opgehaald" in built.output
    used = f"select dataset_id, snapshot_id from marts.dim_dataset where dataset_id <> '{REVISED}' order by dataset_id"
    assert built.published(used) == live.published(used), "the last good snapshots are in use"
    stale = dict(built.published("select dataset_id, status_reason from marts.dim_dataset where status = 'stale'"))
    assert stale.keys() == GARBAGE.keys()
    for dataset_id, reason in stale.items():
        assert str(reason).startswith(f"{dataset_id}: bij http")
        assert "HTML" in str(reason)
        assert f"verouderd: {dataset_id}: {str(reason).removeprefix(f'{dataset_id}: ')}" in built.output
    figures = f"from marts.indicator_value where dataset_id <> '{REVISED}' order by all"
    assert built.published(figures) == live.published(figures) != []
    header = "select publication_id, datasets_stale from meta.publication"
    assert built.published(header)[0][1] == 2
    assert built.published(header)[0][0] != live.published(header)[0][0]
    assert snapshots(built) == snapshots(live), "the error page is no state of a dataset"


def snapshots(built: Built) -> set[str]:
    """The states of datasets in the archive: records and which one is in use; not how the last attempt went."""
    files = (built.home / "archive").rglob("*")
    apart = ("attempt.json", "bodies")
    return {
        f"{path.relative_to(built.home)} {path.read_text(encoding='utf-8')}"
        for path in files
        if path.is_file() and not any(name in path.parts for name in (*apart, REVISED))
    }


@pytest.mark.recordings
def test_of_two_builds_at_once_the_second_waits_and_says_for_whom(republished: Republished) -> None:
    first, second = republished.built, republished.second
    told = next(line for line in second.output.splitlines() if "wacht op zijn beurt" in line)
    assert "wacht op zijn beurt: talent build: run " in told
    assert ": dbt, run " in told
    assert "(proces " in told
    assert told.endswith(" schrijft")
    assert (first.status, second.status) == (3, 3), second.output
    assert "dbt: niets gewijzigd sinds build " in second.output
    assert len(list((first.home / "publication" / "history").iterdir())) == 2, (
        "one of the live fixture, one of these two"
    )


@pytest.fixture(scope="module")
def tampered(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo's home after someone changed a mart and asked for its checks to be made again; not yet built."""
    home = copied(demo, tmp_path_factory.mktemp("tampered") / "home")
    with duckdb.connect(str(home / "marts.duckdb")) as con:
        con.execute(
            f"update marts.{LLO} set persons = persons * 1.5 where opgave_id = 'nederland' and form = 'deelname'"
        )
    with duckdb.connect(str(home / "warehouse.duckdb")) as con:
        con.execute("delete from ops.quality_result where target = ? and tool = 'great_expectations'", [LLO])
    return Built(home, 0, "", {})


def test_a_mart_that_fails_a_critical_check_is_not_published(tampered: Built) -> None:
    before = tampered.state()
    built = talent(tampered.home, "build", "--source", "demo")
    assert built.status == 1, built.output
    assert "Niet gepubliceerd" in built.output
    assert "wat er stond blijft staan" in built.output
    assert f"{LLO} " in built.output
    assert "(kritiek) niet geslaagd: gevonden" in built.output
    assert "Traceback" not in built.output
    assert built.state() == before
    # the publication alone, in a run without the checks: its own audit refuses too
    assert f"- {LLO} " in refused(tampered.home)
    assert built.state() == before


def test_a_test_without_a_result_is_not_published(demo: Built, tmp_path: Path) -> None:
    home = copied(demo, tmp_path / "home")
    name = a_blocking_test(home)
    with duckdb.connect(str(home / "warehouse.duckdb")) as con:
        con.execute("delete from ops.quality_result where tool = 'dbt' and check_name = ?", [name])
    before = Built(home, 0, "", {}).state()
    told = refused(home)
    assert "niet gepubliceerd:" in told
    assert f"- dbt {name}: geen uitslag van build " in told
    assert Built(home, 0, "", {}).state() == before


def refused(home: Path, source: str = "demo") -> str:
    """Materialises the publication alone, as from the UI, and gives what the failed run says."""
    config = {"resources": {"pipeline": {"config": {"source": source}}}}
    dagster = [sys.executable, "-m", "dagster", "asset", "materialize", "-m", "orchestration.definitions"]
    done = subprocess.run(
        [*dagster, "--select", "publication", "--config-json", json.dumps(config)],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")},
        capture_output=True,
        text=True,
        check=False,
        timeout=BOUND,
    )
    assert done.returncode != 0, done.stdout
    return done.stdout + done.stderr


def blocking_names(home: Path) -> list[str]:
    """The dbt tests that must have passed, from the manifest of the home's own build."""
    manifest = json.loads((home / "dbt" / "manifest.json").read_text(encoding="utf-8"))
    return sorted(blocking_tests(manifest).values())


def a_blocking_test(home: Path) -> str:
    return next(name for name in blocking_names(home) if "rate_pct" in name)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("delete from ops.build", "dbt heeft de marts nooit gebouwd"),
        ("update ops.build set succeeded = false", "dbt eindigde met fouten"),
        (
            "insert into ops.build values ('killed', 'x', '2126-01-01', false)",
            "killed: dbt eindigde met fouten of is afgebroken",
        ),
        (
            "insert into ops.build select 'other', fingerprint, '2126-01-01', true from ops.build",
            "is van een andere build",
        ),
        ("update ops.ingested set source = 'archive'", "zegt source demo, maar de tabellen zijn van archive"),
        (
            "update ops.loaded set row_count = row_count + 1 where dataset_id = 'roa__ais_2030'",
            "zijn sindsdien gewijzigd",
        ),
        ("update ops.quality_result set build_id = 'another' where target = 'marts.dim_opgave'", "dim_opgave"),
        ("delete from ops.quality_result where tool = 'dbt'", "- dbt .*rate_pct.*: geen uitslag"),
        (
            "update ops.quality_result set status = 'broken' where target = 'marts.dim_opgave' and severity = 'critical'",
            "marts.dim_opgave",
        ),
    ],
)
def test_the_audit_refuses_what_it_does_not_know_to_be_good(
    demo: Built, tmp_path: Path, damage: str, told: str
) -> None:
    copy = tmp_path / "warehouse.duckdb"
    copy.write_bytes((demo.home / "warehouse.duckdb").read_bytes())
    with duckdb.connect(str(copy)) as con:
        build = build_records.latest_build(con)
        assert build is not None
        tests, marts = blocking_names(demo.home), demo.home / "marts.duckdb"
        assert audit(con, marts, tests, "demo", "demo") == build[0]
        con.execute(damage)
        with pytest.raises(NotPublishable, match=told):
            audit(con, marts, tests, "demo", "demo")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("live", "is een demo-map, en een build van live zou vervangen wat erin staat"),
        ("archive", "deze run zegt source archive, maar de tabellen zijn van demo"),
    ],
)
def test_the_demo_cannot_be_published_as_what_publishers_said(
    demo: Built, tmp_path: Path, source: str, said: str
) -> None:
    home = copied(demo, tmp_path / "home")
    before = Built(home, 0, "", {}).state()
    told = refused(home, source)
    assert said in told
    assert Built(home, 0, "", {}).state() == before
