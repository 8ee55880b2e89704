"""A build with nothing new changes nothing; a build from the archive alone gives the same tables."""

import hashlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest
from dagster import DagsterEventType, DagsterInstance, EventRecordsFilter

from ingestion.catalogue import load_catalogue
from ingestion.dutch import whole
from ingestion.home import Home
from orchestration.instance import prepare
from orchestration.triggers import asking
from orchestration.when_new import build_when_new
from tests.integration.conftest import Built, copied, talent

pytestmark = pytest.mark.recordings


def blocks(built: Built) -> dict[str, tuple[object, ...]]:
    """Where each table lies in the warehouse's file: a table that is written again lies elsewhere."""
    found = {}
    with duckdb.connect(str(built.home / "warehouse.duckdb"), read_only=True) as con:
        tables = con.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name <> 'ops' order by all"
        ).fetchall()
        for schema, table in tables:
            query = f"select block_id, block_offset, count from pragma_storage_info('{schema}.{table}') order by all"
            found[f"{schema}.{table}"] = tuple(con.execute(query).fetchall())
    return found


def digests(built: Built) -> dict[str, tuple[object, ...]]:
    """The content of every published mart and of the memory of revisions, whatever the order of the rows."""
    with duckdb.connect(str(built.file), read_only=True) as con:
        tables = con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where schema_name = 'marts' order by 1"
        ).fetchall()
        # why a dataset is missing is told by the last attempt to fetch it, which a build from the archive does not make
        columns = {"marts.dim_dataset": "columns(* exclude (status_reason))"}
        query = "select count(*), sum(hash({})::hugeint) from {} as t"
        found = {}
        for (name,) in [*tables, ("meta.revision",)]:
            shape = f"(select {columns.get(name, '*')} from {name})"
            found[name] = con.execute(query.format("t", shape)).fetchone()
        return found


def restored(built: Built, folder: Path) -> Path:
    """The home as a backup brought it back, elsewhere."""
    file, home = folder / "kopie.tar.zst", folder / "een 'map' één"
    for command, where in (("backup", built.home), ("restore", home)):
        done = talent(where, command, str(file))
        assert done.status == 0, done.output
    verified = talent(home, "archive", "verify")
    assert verified.status == 0, verified.output
    return home


def test_a_build_after_a_restored_backup_finds_nothing_new(live: Built, tmp_path: Path) -> None:
    home = restored(live, tmp_path)
    before = Built(home, live.status, live.output, live.env)
    files, tables, marts = before.state(), blocks(before), hashlib.sha256((home / "marts.duckdb").read_bytes())
    assert len(tables) > 30
    made, seen = recorded(before)
    of_before = runs(before)
    after = talent(home, "build", "--source", "live", "-v", **live.env)
    assert after.status == live.status == 3, after.output
    assert after.state() == files, "a file of the archive or the publication was written"
    assert [name for name, lies in blocks(after).items() if lies != tables[name]] == [], "a table was written again"
    assert hashlib.sha256((home / "marts.duckdb").read_bytes()).digest() == marts.digest()
    for dataset_id, rows in live.published(
        "select dataset_id, row_count from marts.dim_dataset where status in ('current', 'late')"
    ):
        assert f"{dataset_id}: ongewijzigd" in after.output
        assert f"{dataset_id}: ongewijzigd, {whole(int(str(rows)))} rijen" in after.output
    assert "dbt: niets gewijzigd sinds build " in after.output
    assert "geen tabel herschreven" in after.output
    assert f"publicatie: niets gewijzigd, {before.publication_id} blijft zoals zij is" in after.output
    made_again, seen_again = recorded(after)
    assert made_again == made, "nothing came in, so nothing was materialised"
    assert len([r for r in runs(after) if r not in of_before]) == 1, "nothing was new, so no run of the whole"
    (asked,) = [r for r in runs(after) if r not in of_before]
    assert events_of(after, asked) <= 200, "a run that finds nothing new leaves little behind"
    datasets = {f"raw/{dataset_id}" for dataset_id in load_catalogue()}
    again = {key for key, at in seen_again.items() if at > max([*made.values(), *seen.values()])}
    assert again >= datasets | {"publication", "raw/catalogue__dataset"}, "every dataset was asked, and that is told"


def test_one_dataset_is_asked_alone(demo: Built, tmp_path: Path) -> None:
    """As a landed file does it: nobody else is asked, and the rest stands."""
    home = copied(demo, tmp_path / "home")
    before = Built(home, demo.status, demo.output, {})
    files, (made, seen) = before.state(), recorded(before)
    with patch.dict(os.environ, {"TALENT_HOME": str(home)}):
        prepare(Home(home))
        with DagsterInstance.get() as instance:
            result = build_when_new.execute_in_process(run_config=asking(["uwv__stap"]), instance=instance)
            tags = instance.get_runs()[0].tags
    assert (tags["talent/new"], tags["talent/kind"]) == ("niets", "demo")
    assert tags["talent/publication"] == demo.publication_id
    made_again, seen_again = recorded(before)
    assert made_again == made
    told = {key for key, at in seen_again.items() if at > seen.get(key, 0) and key.startswith("raw/")}
    assert told & {f"raw/{dataset_id}" for dataset_id in load_catalogue()} == {"raw/uwv__stap"}
    assert events_of(before, result.run_id) <= 30
    changed = {Path(path).name for path, at in before.state().items() if files.get(path) != at}
    assert changed <= {"attempt.json"}, "a file of the archive or the publication was written"


def runs(built: Built) -> list[str]:
    """The ids of the runs that Dagster's records hold."""
    folder = str(built.home / "dagster")
    with patch.dict(os.environ, {"DAGSTER_HOME": folder}), DagsterInstance.from_config(folder) as instance:
        return [run.run_id for run in instance.get_runs()]


def events_of(built: Built, run_id: str) -> int:
    """How many events Dagster's log holds of a run, messages included."""
    folder = str(built.home / "dagster")
    with patch.dict(os.environ, {"DAGSTER_HOME": folder}), DagsterInstance.from_config(folder) as instance:
        return len(instance.all_logs(run_id))


def recorded(built: Built) -> tuple[dict[str, float], dict[str, float]]:
    """What Dagster's records hold: when each asset was last materialised, and when it was last observed."""
    folder, found = str(built.home / "dagster"), {}
    with patch.dict(os.environ, {"DAGSTER_HOME": folder}), DagsterInstance.from_config(folder) as instance:
        for kind in (DagsterEventType.ASSET_MATERIALIZATION, DagsterEventType.ASSET_OBSERVATION):
            events = instance.get_event_records(EventRecordsFilter(kind))
            found[kind] = {r.asset_key.to_user_string(): r.timestamp for r in reversed(events) if r.asset_key}
    return found[DagsterEventType.ASSET_MATERIALIZATION], found[DagsterEventType.ASSET_OBSERVATION]


def test_green_means_that_we_have_it(live: Built) -> None:
    """After a first build: what came in is materialised, what did not is observed with its reason."""
    status = dict(live.published("select 'raw/' || dataset_id, status from marts.dim_dataset"))
    made, seen = recorded(live)
    assert {k for k, s in status.items() if s in ("current", "late")} == status.keys() & made.keys()
    assert {k for k, s in status.items() if s == "missing"} == status.keys() & seen.keys()
    assert {"publication", "marts/opgave_scorecard"} <= made.keys()


def test_what_was_known_on_a_day_gives_equal_tables(live: Built, tmp_path: Path) -> None:
    """The archive and the code alone, asked for the end of the day of the publication: only its name is new.

    What is late depends on the day, so it is not asked for any later one.
    """
    home = copied(live, tmp_path / "home")
    (home / "warehouse.duckdb").unlink()
    (home / "marts.duckdb").unlink()
    built = talent(home, "build", "--as-of", date.fromisoformat(live.publication_id[:8]).isoformat())
    assert built.status == 3, built.output
    assert built.publication_id == live.publication_id, "what was known on a day never becomes current unasked"
    (made,) = [p for p in (home / "publication" / "history").iterdir() if p.name != live.publication_id]
    assert str(made / "talentstrategie.duckdb") in built.output
    then = replace(built, at=made / "talentstrategie.duckdb")
    assert digests(then) == digests(live)
    assert len(digests(live)) > 15
    assert then.published("select as_of is not null, source, is_demo from meta.publication") == [
        (True, "archive", False)
    ]
    archive = {k.removeprefix(str(live.home)): v for k, v in live.state().items() if "/archive/" in k}
    assert {k.removeprefix(str(home)): v for k, v in built.state().items() if "/archive/" in k} == archive


def test_of_a_day_before_the_archive_began_nothing_is_built(live: Built) -> None:
    before, (made, _) = live.state(), recorded(live)
    done = talent(live.home, "build", "--as-of", "2020-01-01")
    assert done.status == 1
    assert "op 2020-01-01 was nog niets bekend: het archief van " in done.output
    assert (live.state(), recorded(live)[0]) == (before, made), "no run was started"
