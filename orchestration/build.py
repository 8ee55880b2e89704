"""`talent build`: the Dagster job `warehouse`, run in this process, and what to tell the person who started it."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from ingestion.errors import local_cause
from ingestion.home import Home, Kind
from ingestion.turns import turn
from orchestration.instance import prepare
from orchestration.publication.shelf import current_file

NOTHING_PUBLISHED, SOMETHING_MISSING = 1, 3


def run(home: Home, kind: Kind, source: str, as_of: str, make_current: bool, out: Console) -> int:
    """Gives the exit status: 0, 1 nothing published, 3 something missing. A build that runs already goes first.

    `kind` was checked against the home; `source` is `as_home` or `archive`.
    """
    asked = f" --source {source}" if source == "archive" and not as_of else ""
    command = f"talent build{asked}{' --as-of ' + as_of if as_of else ''}"
    try:
        prepare(home)
        out.print(f"{command} in {home.root} ({kind})", markup=False)
        with turn(home, command, lambda told: out.print(told, markup=False)):
            home.settle(kind)
            return run_job(home, {"source": source, "as_of": as_of, "make_current": make_current}, out)
    except Exception as error:
        cause = local_cause(error)
        if cause is None:
            raise
        # Dagster's own records need room as well: where they cannot be written, a step cannot say what happened
        out.print(
            f"Geen ruimte op deze machine: {type(cause).__name__}: {cause}. Niet gepubliceerd; wat er stond blijft staan. "
            "Maak ruimte en bouw opnieuw.",
            markup=False,
        )
        return NOTHING_PUBLISHED


def run_job(home: Home, pipeline: Mapping[str, Any], out: Console) -> int:
    """The job itself, while this process has the turn."""
    started = time.monotonic()
    from dagster import DagsterInstance

    from orchestration.definitions import defs

    with DagsterInstance.get() as instance:
        result = defs.resolve_job_def("warehouse").execute_in_process(
            instance=instance,
            run_config={
                "resources": {"pipeline": {"config": pipeline}},
                "loggers": {"console": {"config": {"log_level": "INFO"}}},
            },
            raise_on_error=False,
        )
    seconds = time.monotonic() - started
    if not result.success:
        for event in result.all_events:
            if event.is_step_failure:
                out.print(f"{event.step_key}: {reason(event)}", markup=False)
        out.print(
            f"Niet gepubliceerd na {seconds:.0f} s; wat er stond blijft staan. Run {result.run_id} in de Dagster UI."
        )
        return NOTHING_PUBLISHED
    return report(published_by(home, result), out, seconds)


def published_by(home: Home, result: Any) -> Path:
    """The file that a run published, kept in the history, or found unchanged."""
    told = [
        e.event_specific_data.asset_observation.metadata.get("file")
        for e in result.all_events
        if e.is_asset_observation and e.asset_key and e.asset_key.path == ["publication"]
    ]
    file = Path(str(told[0].value)) if told and told[0] else current_file(home)
    assert file is not None, "a run that succeeded published nothing"
    return file


def reason(event: Any) -> str:
    """Why a step failed, as it was said first."""
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    error = failure.error
    while error and error.cause:
        error = error.cause
    return str(error.message if error else "unknown")


def report(file: Path, out: Console, seconds: float) -> int:
    """Says what a reader must know of the datasets: one line for each that is not current."""
    with duckdb.connect(str(file), read_only=True) as con:  # not the warehouse: another build may be writing there
        rows = con.execute(
            "select dataset_id, status, status_reason from marts.dim_dataset where status <> 'current' order by 2, 1"
        ).fetchall()
    for dataset_id, status, reason in rows:
        out.print(f"  {status}: {dataset_id}: {reason.removeprefix(f'{dataset_id}: ')}", markup=False)
    missing = sum(status == "missing" for _, status, _ in rows)
    if "history" in file.parts:
        out.print(f"De stand van toen, naast wat gepubliceerd is: {file}", markup=False)
    out.print(f"Klaar in {seconds:.0f} s; {len(rows) - missing} dataset(s) stale, {missing} missing.")
    return SOMETHING_MISSING if missing else 0
