"""When the job runs by itself: after the publishers' release times, when CBS revises a table, when a file lands."""

import hashlib
import os
from contextlib import suppress
from typing import Any

import dagster as dg

from ingestion.home import Home
from ingestion.ingest import Ingestion

ZONE = "Europe/Amsterdam"

# CBS releases at 06:30 on working days, DUO and IND during the day, Eurostat at 11:00 (docs/sources; 2026-11).
TIMES = {
    "after_cbs_release": ("0 7 * * 1-5", "Na de publicatie van CBS van 06:30 op werkdagen."),
    "nightly": ("30 22 * * *", "Na de publicaties van de dag van DUO, IND, UWV en Eurostat."),
}


def schedules(job: Any) -> list[dg.ScheduleDefinition]:
    """Runs of the job, as the home is; off until someone turns them on in the UI."""
    return [
        dg.ScheduleDefinition(name=name, job=job, cron_schedule=cron, execution_timezone=ZONE, description=text)
        for name, (cron, text) in TIMES.items()
    ]


def landing_sensor(job: Any) -> dg.SensorDefinition:
    """Starts a run when the files in the landing folder of a live home changed."""

    @dg.sensor(
        name="landing_folder", job=job, minimum_interval_seconds=60, description="Er is een bestand in landing/ gezet."
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        home = Home.from_env()
        if home.kind != "live":
            return dg.SkipReason("de demo leest geen bestanden van anderen")
        seen = folder_state(home)
        if not seen or seen == context.cursor:
            return dg.SkipReason("geen nieuw bestand in landing/")
        context.update_cursor(seen)
        return dg.RunRequest(run_key=seen)

    return sensor


def changed_sources_sensor(job: Any) -> dg.SensorDefinition:
    """Starts a run of a live home when CBS has a newer version of a table than the one in use."""

    @dg.sensor(name="changed_sources", job=job, minimum_interval_seconds=1800, description="CBS herzag een tabel.")
    def sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        home = Home.from_env()
        if home.kind != "live":
            return dg.SkipReason("de demo vraagt geen uitgever")
        changed = Ingestion(home, "live").changed_stamps()
        if not changed:
            return dg.SkipReason("geen tabel gewijzigd bij CBS")
        key = hashlib.sha256(repr(sorted(changed.items())).encode()).hexdigest()[:16]
        return dg.RunRequest(run_key=key, tags={"changed": ", ".join(changed)[:200]})

    return sensor


def folder_state(home: Home) -> str:
    """Changes with the names, sizes and times of the files in landing/; empty without files."""
    seen = []
    for path in sorted(p for p in home.landing.glob("*/*") if p.suffix.lower() in (".csv", ".xlsx")):
        with suppress(FileNotFoundError):  # a person takes one away at this moment
            seen.append(f"{path.parent.name}/{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}")
    return hashlib.sha256(os.fsencode("\n".join(seen))).hexdigest()[:16] if seen else ""
