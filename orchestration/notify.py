"""Someone is told: one JSON message to a command or an https address (`TALENT_NOTIFY`) when a build that nobody watches ends badly:
one that a schedule or sensor of Dagster started, or `talent build --notify` (of a timer, of cron).

The message: `event` (`failed` or `attention`), `home`, `kind`, `run_id`, `at`, `message` in words, and `datasets`: those that are
late, stale, missing, withheld or in quarantine, each with its state and the reason. A register's cells never stand in it.
"""

import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import requests

from ingestion.home import Home
from orchestration.run_tags import ASKED_BY

VARIABLE = "TALENT_NOTIFY"
PATIENCE = 30  # seconds for a command or an address
UNWATCHED = ("dagster/schedule_name", "dagster/sensor_name")  # tags of a run that nobody started by hand
ADDRESS = "https://"


class NotTold(Exception):
    """The message did not arrive; says why."""


def notify(message: dict[str, Any], to: str | None = None) -> bool:
    """Sends the message; False where nobody is to be told. Raises NotTold.

    A command gets the message on its standard input, an address as the body of a POST.
    """
    target = os.environ.get(VARIABLE, "") if to is None else to
    if not target:
        return False
    body = json.dumps(message, ensure_ascii=False, default=str)
    try:
        if "://" in target:
            if not target.startswith(ADDRESS):
                raise NotTold(
                    f"{VARIABLE}: {target.split('://')[0]}:// is niet veilig, gebruik {ADDRESS} of een opdracht"
                )
            requests.post(
                target,
                data=body.encode(),
                headers={"Content-Type": "application/json"},
                timeout=PATIENCE,
                allow_redirects=False,
            ).raise_for_status()
        else:
            subprocess.run(
                shlex.split(target), input=body, text=True, timeout=PATIENCE, check=True, capture_output=True
            )
    except (requests.RequestException, OSError, subprocess.SubprocessError, ValueError) as error:
        raise NotTold(f"{VARIABLE}: {type(error).__name__}: {str(error)[:200]}") from error
    return True


def message(home: Home, event: str, run_id: str, told: str, datasets: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "event": event,
        "home": str(home.root),
        "kind": home.kind,
        "run_id": run_id,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "message": told,
        "datasets": datasets,
    }


def trouble(home: Home) -> Iterator[dict[str, str]]:
    """The datasets of the publication that are not current, and what waits in quarantine."""
    from ingestion.archive import Archive
    from ingestion.catalogue import load_catalogue
    from orchestration.publication.reading import NotReadable, opened

    try:
        con, _ = opened(home)
    except NotReadable:
        rows = []
    else:
        with con:
            rows = con.execute(
                "select dataset_id, status, coalesce(status_reason, '') from marts.dim_dataset "
                "where status <> 'current' order by 2, 1"
            ).fetchall()
    for dataset_id, status, reason in rows:
        yield {"dataset": dataset_id, "state": status, "reason": reason}
    if home.kind:
        archive = Archive(home.archive, home.kind)
        for dataset_id in load_catalogue():
            for snapshot, quarantine in archive.in_quarantine(dataset_id):
                reason = f"{snapshot.snapshot_id}: {quarantine.reason}"
                yield {"dataset": dataset_id, "state": "quarantined", "reason": reason}


def sensors(*jobs: Any) -> list[dg.SensorDefinition]:
    """Two sensors of Dagster, on from the first start: they do nothing where `TALENT_NOTIFY` is not set."""
    running = dg.DefaultSensorStatus.RUNNING

    @dg.run_failure_sensor(
        name="tell_of_failure",
        monitored_jobs=list(jobs),
        default_status=running,
        description=f"Een geplande build mislukte: {VARIABLE} krijgt het te horen.",
    )
    def failed(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        return tell(context.dagster_run, "failed", why(context.instance, context.dagster_run.run_id))

    @dg.run_status_sensor(
        name="tell_of_trouble",
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitored_jobs=list(jobs),
        default_status=running,
        description=f"Een geplande build publiceerde terwijl een dataset laat, verouderd, niet opgehaald of ingehouden is: {VARIABLE} krijgt het te horen.",
    )
    def ended(context: dg.RunStatusSensorContext) -> dg.SkipReason | None:
        return tell(context.dagster_run, "attention", "")

    return [failed, ended]


def tell(run: dg.DagsterRun, event: str, told: str) -> dg.SkipReason | None:
    """Of a run that a schedule or sensor started; a person who started one sees how it ends."""
    if not any(tag in run.tags for tag in UNWATCHED):
        return dg.SkipReason("een mens startte deze run")
    return dg.SkipReason(skipped) if (skipped := send(Home.from_env(), event, run.run_id, told)) else None


def send(home: Home, event: str, run_id: str, told: str) -> str:
    """Why nobody was told; empty where somebody was. Raises NotTold."""
    found = list(trouble(home))
    if event == "attention":
        if not found:
            return "elke dataset is actueel"
        told = f"{len(found)} dataset(s) niet actueel, of wachtend op een mens"
    return "" if notify(message(home, event, run_id, told, found)) else f"{VARIABLE} is niet gezet"


def after(home: Home, published: bool, began: datetime) -> str:
    """Of a build by the command line: why nobody was told, empty where somebody was. `began` has a zone. Raises NotTold."""
    if published:
        return send(home, "attention", "", "")
    run_id, told = "", "niet gepubliceerd, en geen run begonnen: de uitvoer van de build zegt waarom"
    if (home.dagster / "history" / "runs.db").exists():
        with dg.DagsterInstance.get() as instance:
            for run in instance.get_runs(dg.RunsFilter(created_after=began), limit=1):
                run_id, told = run.run_id, why(instance, run.run_id)
    return send(home, "failed", run_id, told)


def why(instance: dg.DagsterInstance, run_id: str) -> str:
    """Which steps of a run, and of the run of the whole that it started, failed, and why where this project says so.

    What a library says of a failure stays in the records: it may hold a cell of a register.
    """
    started = instance.get_runs(dg.RunsFilter(tags={ASKED_BY: run_id}))
    told: dict[str, None] = {}
    for each in (*(run.run_id for run in started), run_id):
        for entry in instance.all_logs(each, of_type=dg.DagsterEventType.STEP_FAILURE):
            if event := entry.dagster_event:
                failure = event.step_failure_data
                ours = failure.user_failure_data and failure.user_failure_data.description
                error = failure.error
                while error and error.cause:
                    error = error.cause
                told[f"{event.step_key}: {ours or (error and error.cls_name) or 'onbekend'}"] = None
    return "; ".join(told) or "de run is afgebroken"
