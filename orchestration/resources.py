"""The one resource: which home, which source, as known when. Its defaults come from the environment.

A run has the turn to write for as long as it has the resource: in one process from its first step to its last, so that
no other build changes what this one is about to publish. With a process for each step the turn is a step's.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Any

import dagster as dg
import duckdb

from ingestion import publication_calendar
from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Gate, Ingestion, Source
from ingestion.turns import turn

SOURCES = ("demo", "live", "archive")


class Pipeline(dg.ConfigurableResource[None]):
    """Where a run's data come from; can be changed in the launchpad. `as_of` (ISO date) goes with `archive`."""

    source: str = os.environ.get("TALENT_SOURCE", "demo")
    as_of: str = ""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Any]:
        say = context.log.info if context.log else print
        with turn(self.home, f"run {context.run_id[:8] if context.run_id else 'outside a job'}", say):
            yield self

    @property
    def home(self) -> Home:
        return Home.from_env().create()

    @property
    def checked_source(self) -> Source:
        if self.source not in SOURCES:
            raise dg.Failure(f"source {self.source!r}: expected one of {', '.join(SOURCES)}", allow_retries=False)
        if self.as_of and self.source != "archive":
            raise dg.Failure("as_of goes with source archive: the past is in the archive only", allow_retries=False)
        return self.source  # type: ignore[return-value]

    @property
    def moment(self) -> datetime | None:
        """The end of the day of `as_of`, or the moment itself where a time is given."""
        if not self.as_of:
            return None
        moment = datetime.fromisoformat(self.as_of)
        if len(self.as_of) == len("2026-07-02"):
            moment = datetime.combine(moment, time.max)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def archive(self) -> Archive:
        return Archive(self.home.archive, "demo" if self.checked_source == "demo" else "live")

    def late(self, con: duckdb.DuckDBPyConnection, dataset: Dataset) -> str:
        """Why the newest period is late on the day of the run, or on the day that is asked for; the demo never is."""
        if self.archive.source == "demo":
            return ""
        return publication_calendar.late(con, dataset, (self.moment or datetime.now(UTC)).date())

    def ingestion(self, gate: Gate) -> Ingestion:
        return Ingestion(self.home, self.checked_source, as_of=self.moment, gate=gate)
