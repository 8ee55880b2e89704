"""When the job runs by itself: after the publishers' release times, when CBS revises a table, when a file lands.

Each asks only what it is about: a publisher, the tables that were revised, the dataset whose file landed. The nightly run asks all.
"""

import hashlib
import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import dagster as dg

from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Ingestion
from orchestration.run_tags import ASKED, LONGEST

ZONE = "Europe/Amsterdam"
STAMPED = "cbs_odata4"  # the protocol of a publisher that says of a table when it was last revised
LANDING = "landing"


class Time(NamedTuple):
    """When a run begins, of which publisher (None for all), and why then."""

    cron: str
    publisher: str | None
    text: str


# CBS releases at 06:30 on working days, DUO and IND during the day, Eurostat at 11:00 (docs/sources; 2026-11).
TIMES = {
    "after_cbs_release": Time("0 7 * * 1-5", "cbs", "Vraagt CBS, na zijn publicatie van 06:30 op werkdagen."),
    "after_eurostat_release": Time(
        "30 11 * * 1-5", "eurostat", "Vraagt Eurostat, na zijn publicatie van 11:00 op werkdagen."
    ),
    "nightly": Time("30 22 * * *", None, "Vraagt elke uitgever, na de publicaties van de dag."),
}


def of(publisher: str | None, protocol: str | None = None) -> list[Dataset]:
    """The datasets of a publisher (of all: None), of one protocol where that is named."""
    return [
        d
        for d in load_catalogue().values()
        if publisher in (None, d.publisher) and protocol in (None, d.access.protocol)
    ]


def asking(dataset_ids: Sequence[str]) -> dict[str, Any]:
    """The config of a run of `build_when_new` that asks these datasets alone."""
    return {"ops": {"ask": {"config": {"datasets": list(dataset_ids)}}}}


def asked(dataset_ids: Sequence[str]) -> dict[str, str]:
    """The tag that a list of runs shows: what was asked."""
    return {ASKED: ", ".join(dataset_ids)[:LONGEST]}


def schedules(job: Any) -> list[dg.ScheduleDefinition]:
    """Runs of the job, as the home is; off until someone turns them on in the UI."""
    return [
        dg.ScheduleDefinition(
            name=name,
            job=job,
            cron_schedule=time.cron,
            execution_timezone=ZONE,
            description=time.text,
            run_config=asking([d.id for d in of(time.publisher)]) if time.publisher else {},
            tags=asked([time.publisher or "elke uitgever"]),
        )
        for name, time in TIMES.items()
    ]


def sensors(job: Any) -> list[dg.SensorDefinition]:
    """A sensor for each publisher of which something can be seen to have changed without asking for all of it."""
    publishers = sorted({d.publisher for d in load_catalogue().values()})
    return [
        *(landing_sensor(job, p) for p in publishers if of(p, LANDING)),
        *(revision_sensor(job, p) for p in publishers if of(p, STAMPED)),
    ]


def landing_sensor(job: Any, publisher: str) -> dg.SensorDefinition:
    """Starts a run of the datasets of which the files in the landing folder of a live home changed."""
    return sensor(
        job,
        f"landing_{publisher}",
        60,
        f"In landing/ is een bestand van {publisher} gezet: alleen die dataset wordt gevraagd.",
        lambda home: folder_states(home, [d.id for d in of(publisher, LANDING)]),
        "geen nieuw bestand in landing/",
    )


def revision_sensor(job: Any, publisher: str) -> dg.SensorDefinition:
    """Starts a run of a live home of the tables of which the publisher has a newer version than the one in use."""
    return sensor(
        job,
        f"revised_by_{publisher}",
        1800,
        f"Een tabel is herzien door {publisher}: alleen die wordt gevraagd.",
        lambda home: Ingestion(home, "live").changed_stamps(of(publisher, STAMPED)),
        "geen tabel herzien",
    )


def sensor(
    job: Any, name: str, seconds: int, text: str, seen: Callable[[Home], Mapping[str, str]], nothing: str
) -> dg.SensorDefinition:
    """Asks a dataset once for each state that is `seen` of it; what was seen before stands in the cursor."""

    @dg.sensor(name=name, job=job, minimum_interval_seconds=seconds, description=text)
    def evaluated(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        home = Home.from_env()
        if home.kind != "live":
            return dg.SkipReason("de demo vraagt niemand en leest geen bestanden van anderen")
        before, now = json.loads(context.cursor or "{}"), dict(seen(home))
        changed = sorted(dataset_id for dataset_id, state in now.items() if before.get(dataset_id) != state)
        context.update_cursor(json.dumps(now, sort_keys=True))
        if not changed:
            return dg.SkipReason(nothing)
        key = hashlib.sha256(repr([(dataset_id, now[dataset_id]) for dataset_id in changed]).encode()).hexdigest()[:16]
        return dg.RunRequest(run_key=key, run_config=asking(changed), tags=asked(changed))

    return evaluated


def folder_states(home: Home, dataset_ids: Collection[str]) -> dict[str, str]:
    """Of each dataset with files in landing/: changes with their names, sizes and times."""
    found: dict[str, list[str]] = {}
    for path in sorted(p for p in home.landing.glob("*/*") if p.suffix.lower() in (".csv", ".xlsx")):
        if path.parent.name in dataset_ids:
            with suppress(FileNotFoundError):  # a person takes one away at this moment
                told = f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}"
                found.setdefault(path.parent.name, []).append(told)
    return {name: hashlib.sha256(os.fsencode("\n".join(seen))).hexdigest()[:16] for name, seen in found.items()}
