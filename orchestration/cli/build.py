"""`talent build`: the Dagster job `build_when_new`, or a part of `warehouse`, run in this process; and what to tell of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from ingestion.catalogue import load_catalogue
from ingestion.errors import in_the_way, local_cause, tells_no_room
from ingestion.home import Home, Kind
from ingestion.lock import locked
from ingestion.private_files import is_damage, mend, put_all_aside
from orchestration.cli.app import err
from orchestration.cli.dictionary import status_word
from orchestration.instance import prepare
from orchestration.publication.lake.reading import behind
from orchestration.publication.reading import connected, opened
from orchestration.publication.warned import told, warned
from orchestration.publication.withheld import withheld

NOTHING_PUBLISHED, SOMETHING_MISSING = 1, 3
SHOWN = 12  # names of a long list


@dataclass(frozen=True)
class Order:
    """What a build is asked for."""

    kind: Kind  # was checked against the home
    archive: bool = False  # no publisher is asked
    as_of: str = ""
    make_current: bool = False
    parts: tuple[str, ...] = ()  # names of datasets and models, see `selection`; none is everything
    verbose: bool = False  # show every message and check

    @property
    def command(self) -> str:
        """As a person would type it."""
        words = ["talent build", *(f"--select {part}" for part in self.parts)]
        words += ["--source archive"] if self.archive and not self.as_of else []
        words += [f"--as-of {self.as_of}"] if self.as_of else []
        return " ".join(words)

    @property
    def pipeline(self) -> dict[str, Any]:
        """The same for the resource of that name."""
        source = "archive" if self.archive else "as_home"
        return {"source": source, "as_of": self.as_of, "make_current": self.make_current}


def run(home: Home, order: Order, out: Console, notes: Console) -> int:
    """Gives the exit status: 0, 1 nothing published, 3 something missing or withheld. A build that runs already goes first.

    What came of it goes to `out`; progress, and why it failed, to `notes`.
    """
    try:
        prepare(home)
        notes.print(f"{order.command} in {home.root} ({order.kind})", markup=False)
        with locked(home, order.command, lambda told: notes.print(told, markup=False)):
            home.settle(order.kind)
            mend(home, lambda told: notes.print(told, markup=False))
            return run_part(home, order, out, notes) if order.parts else run_whole(home, order, out, notes)
    except Exception as error:
        cause = local_cause(error)
        if cause is None:
            raise
        # Dagster's own records need room as well: where they cannot be written, a step cannot say what happened
        notes.print(no_room(f"{type(cause).__name__}: {cause}"), markup=False)
        return NOTHING_PUBLISHED


def no_room(told: str) -> str:
    why, do = in_the_way(told)
    return f"{why}. Niet gepubliceerd; wat er stond blijft staan. {do} en bouw opnieuw."


def run_whole(home: Home, order: Order, out: Console, notes: Console) -> int:
    """The whole job, while this process has the turn; once more where a private file is damaged inside."""
    result, seconds = execute(order, None)
    if not result.success and any(map(is_damage, reasons(result))):
        put_all_aside(home, lambda told: notes.print(told, markup=False))
        result, seconds = execute(order, None)
    if not result.success:
        tell_failures(result, notes)
        notes.print(
            f"Niet gepubliceerd na {seconds:.0f} s; wat er stond blijft staan. Run {result.run_id} in de Dagster UI."
        )
        return NOTHING_PUBLISHED
    return tell_outcome(home, kept_apart(result), out, seconds)


def run_part(home: Home, order: Order, out: Console, notes: Console) -> int:
    """A part of the job, that ends before the publication: 0 built and checked, 1 not, 3 a dataset that did not come."""
    from orchestration.cli.selection import NotKnown, companions, selected
    from orchestration.manifest import manifest
    from orchestration.standing import standing

    try:
        keys = selected(order.parts)
    except NotKnown as typo:
        notes.print(f"Niet gebouwd: {typo}", markup=False)
        return NOTHING_PUBLISHED
    more = companions(keys, standing(home, manifest))
    if more:
        names = sorted(key.path[-1] for key in more)
        shown = ", ".join(names[:SHOWN]) + (f" en nog {len(names) - SHOWN}" if len(names) > SHOWN else "")
        notes.print(f"Nog niet (zo) in deze map, dus ook gebouwd: {shown}", markup=False)
    result, seconds = execute(order, [*keys, *more])
    bad = [e for e in result.get_asset_check_evaluations() if not e.passed and e.severity.value == "ERROR"]
    if not result.success:
        tell_failures(result, notes)
    for check in bad:
        out.print(f"Niet gehaald: {check.asset_key.path[-1]}, {check.check_name}", markup=False)
    datasets = [key.path[-1] for key in keys if key.path[0] == "raw"]
    troubled = troubled_of(home, datasets)
    missing = [why for why, status in troubled if status == "missing"]
    for why, _ in troubled:
        out.print(f"  {why}", markup=False)
    out.print(
        f"{'Niet goed' if bad or missing or not result.success else 'Klaar'} in {seconds:.0f} s: {len(datasets)} dataset(s)"
        f"{f' waarvan {len(missing)} nooit opgehaald' if missing else ''}, {len(keys) + len(more) - len(datasets)} model(len), "
        f"{len(bad)} kritieke controle(s) niet gehaald; niets gepubliceerd."
    )
    if bad or not result.success:
        return NOTHING_PUBLISHED
    return SOMETHING_MISSING if missing else 0


def troubled_of(home: Home, datasets: Sequence[str]) -> list[tuple[str, str]]:
    """Why each of these datasets that is not current is not, and its status."""
    if not datasets:
        return []
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        rows = con.execute(
            "select dataset_id, status, status_reason from raw.catalogue__dataset "
            "where status <> 'current' and list_contains(?, dataset_id) order by 2, 1",
            [datasets],
        ).fetchall()
    return [(f"{name}: {reason.removeprefix(f'{name}: ')}", status) for name, status, reason in rows]


def execute(order: Order, keys: Sequence[Any] | None) -> tuple[Any, float]:
    """Runs what is new, or these assets, in this process: Dagster's result, and the seconds it took.

    The result is that of the job `warehouse`; of `build_when_new` where that found nothing, or did not come to it.
    """
    started = time.monotonic()
    from dagster import DagsterInstance

    from orchestration import progress
    from orchestration.cli.following import following
    from orchestration.when_new import build_when_new, heard

    progress.expected.clear()
    if keys is None:
        job = build_when_new
        progress.expected["dataset"] = len(load_catalogue())
    else:  # the assets take seconds to make: only where they are asked for
        from orchestration.definitions import defs

        job = defs.resolve_job_def("warehouse")
        progress.expected |= {
            "dataset": sum(key.path[0] == "raw" for key in keys),
            "model": sum(key.path[0] != "raw" for key in keys),
        }
    with DagsterInstance.get() as instance, following(err, order.verbose), heard() as wholes:
        result = job.execute_in_process(
            instance=instance,
            asset_selection=keys,
            run_config={
                "resources": {"pipeline": {"config": order.pipeline}},
                "loggers": {"console": {"config": {"log_level": "DEBUG" if order.verbose else "INFO"}}},
            },
            raise_on_error=False,
        )
    result = wholes[-1] if wholes else result
    raise_if_stopped(result)
    return result, time.monotonic() - started


def raise_if_stopped(result: Any) -> None:
    """A person who stops a run is taken by Dagster for a step that failed."""
    if any("DagsterExecutionInterruptedError" in told or "KeyboardInterrupt" in told for told in reasons(result)):
        raise KeyboardInterrupt


def reasons(result: Any) -> list[str]:
    return [reason(event) for event in result.all_events if event.is_step_failure]


def tell_failures(result: Any, out: Console) -> None:
    """A line for each step that failed; one for all where this machine has no room."""
    full = next((told for told in reasons(result) if tells_no_room(told)), None)
    if full:
        line = next(line for line in full.splitlines() if tells_no_room(line))
        out.print(no_room(line.strip()[:300]), markup=False)
        return
    for event in result.all_events:
        if event.is_step_failure:
            out.print(f"{event.step_key}: {reason(event)}", markup=False)


def last_run(home: Home, published: bool) -> list[str]:
    """How the last run in a home ended, as Dagster's records have it, and why it failed; nothing where none ever ran."""
    if not (home.dagster / "storage").exists():
        return []
    prepare(home)
    from dagster import DagsterEventType, DagsterInstance, DagsterRunStatus

    with DagsterInstance.get() as instance:
        record = next(iter(instance.get_run_records(limit=1)), None)
        if record is None:
            return []
        run, at = record.dagster_run, f"{record.create_timestamp:%Y-%m-%d %H:%M} UTC"
        if run.status is DagsterRunStatus.SUCCESS:
            return [f"De laatste run, van {at}, is gelukt{'' if published else ' en publiceerde niets'}."]
        failures = instance.all_logs(run.run_id, of_type=DagsterEventType.STEP_FAILURE)
        told = [f"  {e.dagster_event.step_key}: {reason(e.dagster_event)}" for e in failures if e.dagster_event]
        if run.status is DagsterRunStatus.FAILURE:
            return [f"De laatste run, van {at}, is mislukt (run {run.run_id} in de Dagster UI):", *told]
        return [f"De laatste run, van {at}, is nog bezig of afgebroken ({run.status.value.lower()}).", *told]


def kept_apart(result: Any) -> Path | None:
    """The file that a run kept in the history, beside what is published; None where it published or nothing changed."""
    told = [
        e.event_specific_data.asset_observation.metadata.get("file")
        for e in result.all_events
        if e.is_asset_observation and e.asset_key and e.asset_key.path == ["publication"]
    ]
    return Path(str(told[0].value)) if told and told[0] else None


def reason(event: Any) -> str:
    """Why a step failed, as it was said first."""
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    error = failure.error
    while error and error.cause:
        error = error.cause
    return str(error.message if error else "onbekend")


def tell_outcome(home: Home, apart: Path | None, out: Console, seconds: float) -> int:
    """Says what a reader must know of the datasets: one line for each that is not current."""
    con = connected(apart) if apart else opened(home)[0]  # not the warehouse: another build may be writing there
    with con:
        rows = con.execute(
            "select dataset_id, status, status_reason from marts.dim_dataset where status <> 'current' order by 2, 1"
        ).fetchall()
        warnings, held = warned(con), withheld(con)
        words = {word: status_word(con, word) for word in ("late", "stale", "missing", "withheld")}
    for dataset_id, status, reason in rows:
        out.print(f"  {words[status]}: {dataset_id}: {reason.removeprefix(f'{dataset_id}: ')}", markup=False)
    for line in held:
        out.print(f"  {line}", markup=False)
    absent = {word: sum(status == word for _, status, _ in rows) for word in ("missing", "withheld")}
    for line in [*told(warnings, known=False), *([] if apart else behind(home))]:
        out.print(line, markup=False)
    if apart:
        out.print(f"De stand van toen, naast wat gepubliceerd is: {apart}", markup=False)
    told_absent = f"{absent['missing']} {words['missing']}"
    told_absent += f", {absent['withheld']} {words['withheld']}" if absent["withheld"] else ""
    tables = f"; {len(held)} tabel(len) ingehouden" if held else ""
    counted = ", ".join(f"{sum(s == word for _, s, _ in rows)} {words[word]}" for word in ("late", "stale"))
    out.print(f"Klaar in {seconds:.0f} s; datasets: {counted}, {told_absent}{tables}.")
    return SOMETHING_MISSING if held or any(absent.values()) else 0
