"""The one resource: which home, asked how, as known when. What a run does follows the kind of its home.

A run has the turn to write for as long as it has the resource: in one process from its first step to its last, so that
no other build changes what this one is about to publish. With a process for each step the turn is a step's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from typing import Any

import dagster as dg

from ingestion.archive import Archive
from ingestion.clock import moment_of
from ingestion.editions import Failed
from ingestion.home import KINDS, Home, Kind, WrongHome
from ingestion.ingest import Gate, Ingestion, Source
from ingestion.lock import locked
from ingestion.private_files import mend


class Ask(Enum):
    """What a run asks: as its home is (live or demo), or the archive alone, without a network."""

    as_home = "as_home"
    live = "live"
    demo = "demo"
    archive = "archive"


class Pipeline(dg.ConfigurableResource[None]):
    """Where a run's data come from. The home says live or demo; naming the other one is refused before anything happens.

    `as_of` (ISO date) builds what was known on that day, from the archive; it is kept in the history of publications, and
    becomes the current one only with `make_current`.
    """

    source: Ask = Ask.as_home
    as_of: str = ""
    make_current: bool = False

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Any]:
        say = context.log.info if context.log else print
        try:
            kind, _ = self.kind, self.moment
        except (WrongHome, ValueError) as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        with locked(self.home, f"run {context.run_id[:8] if context.run_id else 'outside a job'}", say):
            self.home.settle(kind)
            mend(self.home, say)
            yield self

    @property
    def home(self) -> Home:
        return Home.from_env().create()

    @property
    def kind(self) -> Kind:
        """The kind of the home. Raises WrongHome where the run asks for the other, or where nobody has said yet."""
        asked = next((kind for kind in KINDS if kind == self.source.value), self.home.kind)
        if asked is None:
            raise WrongHome(
                f"{self.home.root} is nog geen map voor live of demo: zeg welke, met `talent build --source demo` of "
                "`--source live`, of met `source` in de launchpad"
            )
        self.home.check(asked)
        return asked

    @property
    def asked(self) -> Source:
        """live or demo, or archive where nobody outside is asked."""
        return "archive" if self.as_of or self.source is Ask.archive else self.kind

    @property
    def moment(self) -> datetime | None:
        """The moment of `as_of`. Raises ValueError, in words."""
        if self.as_of and self.source in (Ask.live, Ask.demo):
            raise ValueError("as_of goes with the archive: publishers are asked for what they say today")
        return moment_of(self.as_of) if self.as_of else None

    @property
    def as_current(self) -> bool:
        """Does what this run publishes become the current publication?"""
        return self.make_current or not self.as_of

    @property
    def archive(self) -> Archive:
        return Archive(self.home.archive, self.kind)

    def ingestion(self, gate: Gate, failed: Failed) -> Ingestion:
        return Ingestion(self.home, self.asked, as_of=self.moment, gate=gate, failed=failed)
