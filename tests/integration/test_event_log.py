"""The event log of a build: every event is there for whoever reads it, at once and after a kill."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster import DagsterEventType, DagsterInstance, EventRecordsFilter

from ingestion.home import CHECKOUT
from orchestration.event_log import WHOLE_RUNS, EventLog

# a process that tells of ten assets and waits to be killed, its connections open
WRITER = """
import sys
from dagster import AssetMaterialization, DagsterInstance
with DagsterInstance.from_config(sys.argv[1]) as instance:
    for n in range(10):
        instance.report_runless_asset_event(AssetMaterialization(asset_key=f"made_{n}"))
    print("told", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dagster.yaml").write_bytes((CHECKOUT / "dagster.yaml").read_bytes())
    return tmp_path


@pytest.fixture
def instance(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    monkeypatch.setenv("DAGSTER_HOME", str(folder))
    with DagsterInstance.from_config(str(folder)) as opened:
        yield opened


def writer(folder: Path) -> "subprocess.Popen[str]":
    """Another process, when it has told."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    environment = os.environ | {"DAGSTER_HOME": str(folder)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True, cwd=CHECKOUT)
    assert process.stdout is not None
    assert process.stdout.readline() == "told\n"
    return process


def made(instance: DagsterInstance) -> list[str]:
    records = instance.get_event_records(EventRecordsFilter(DagsterEventType.ASSET_MATERIALIZATION), ascending=True)
    return [r.asset_key.to_user_string() for r in records if r.asset_key]


TEN = [f"made_{n}" for n in range(10)]


def test_commits_do_not_wait_for_the_disk_and_the_file_stays_open(instance: DagsterInstance) -> None:
    log = instance.event_log_storage
    assert isinstance(log, EventLog)
    with log._connect() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 1  # normal
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        first = connection.connection.dbapi_connection
    with log._connect() as connection:
        assert connection.connection.dbapi_connection is first


def test_a_writer_that_is_killed_leaves_what_it_told(folder: Path, instance: DagsterInstance) -> None:
    with writer(folder) as process:
        process.send_signal(signal.SIGKILL)
    assert made(instance) == TEN


def test_who_watches_sees_what_another_process_tells_while_it_runs(folder: Path, instance: DagsterInstance) -> None:
    """As the UI does, of the events of one run: those without a run here."""
    log: Any = instance.event_log_storage
    seen: list[str] = []
    all_seen = threading.Event()

    def see(entry: Any, _: str) -> None:
        seen.append(entry.dagster_event.asset_key.to_user_string())
        if len(seen) == len(TEN):
            all_seen.set()

    log.watch("", None, see)
    with writer(folder) as process:
        found = all_seen.wait(60)
        process.kill()
    assert found
    assert seen == TEN


def test_of_older_runs_stays_how_they_ended_and_what_they_made(instance: DagsterInstance) -> None:
    """Runs of one asset with a check; the third fails, and from the fifth on the asset is seen and no longer made."""

    @dg.op
    def step(context: dg.OpExecutionContext) -> None:
        number = int(context.run.tags["number"])
        if number == 2:
            raise dg.Failure("as asked")
        known = dg.AssetMaterialization if number < 4 else dg.AssetObservation
        context.log_event(known("made", metadata={"number": number}))
        context.log_event(dg.AssetCheckEvaluation(dg.AssetKey("made"), "good", passed=True))

    @dg.job
    def work() -> None:
        step()

    runs = [
        work.execute_in_process(instance=instance, tags={"number": str(n)}, raise_on_error=False).run_id
        for n in range(WHOLE_RUNS + 6)
    ]
    instance.report_runless_asset_event(dg.AssetMaterialization("by_hand"))
    newest, older = runs[-WHOLE_RUNS:], runs[:-WHOLE_RUNS]
    kinds = {run: [e.dagster_event_type for e in instance.all_logs(run) if e.dagster_event_type] for run in runs}
    assert all(DagsterEventType.STEP_START in kinds[run] for run in newest)
    began, ended, made = (
        DagsterEventType.RUN_START,
        DagsterEventType.RUN_SUCCESS,
        DagsterEventType.ASSET_MATERIALIZATION,
    )
    assert [kinds[run] for run in older] == [
        [began, made, ended],
        [began, made, ended],
        [began, DagsterEventType.STEP_FAILURE, DagsterEventType.RUN_FAILURE],
        [began, made, ended],
        [began, ended],
        [began, ended],
    ]
    last = instance.get_latest_materialization_event(dg.AssetKey("made"))
    assert last is not None
    assert last.run_id == runs[3]
    executions = instance.event_log_storage.get_asset_check_execution_history(
        dg.AssetCheckKey(dg.AssetKey("made"), "good"), limit=100
    )
    assert [e.run_id for e in executions] == newest[::-1]
    assert instance.get_latest_materialization_event(dg.AssetKey("by_hand")) is not None


def test_where_columns_came_from_stays_of_the_newest_runs(instance: DagsterInstance) -> None:
    """It is large, and asked of the newest materialisation only; what else an older one says stays."""
    lineage = dg.TableColumnLineage({"a": [dg.TableColumnDep(dg.AssetKey("before"), "b")]})

    @dg.op
    def step(context: dg.OpExecutionContext) -> None:
        told = {"dagster/row_count": 7, "dagster/column_lineage": lineage}
        context.log_event(dg.AssetMaterialization("made", metadata=told))

    @dg.job
    def work() -> None:
        step()

    runs = [work.execute_in_process(instance=instance).run_id for _ in range(WHOLE_RUNS + 2)]
    told = {
        run: {
            label
            for e in instance.all_logs(run, of_type=DagsterEventType.ASSET_MATERIALIZATION)
            if e.asset_materialization
            for label in e.asset_materialization.metadata
        }
        for run in runs
    }
    assert told[runs[0]] == told[runs[1]] == {"dagster/row_count"}
    assert all(told[run] == {"dagster/row_count", "dagster/column_lineage"} for run in runs[2:])
