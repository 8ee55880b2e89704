"""What a list of runs shows of each: the kind of home, what was asked and new, and which publication stands after it."""

import dagster as dg

from ingestion.home import Home
from orchestration.publication.history import current_manifest

LONGEST = 200  # characters of a tag
ASKED, NEW, KIND, PUBLICATION = "talent/asked", "talent/new", "talent/kind", "talent/publication"
ASKED_BY = "talent/asked_by"  # the run that found something new


def tag(instance: dg.DagsterInstance, run_id: str, home: Home, new: str = "") -> None:
    """Tags a run as it ends; `new` is what was new, where that was looked at."""
    current = current_manifest(home)
    told = {KIND: str(home.kind), NEW: new[:LONGEST], PUBLICATION: str(current["publication_id"]) if current else ""}
    instance.add_run_tags(run_id, {name: value for name, value in told.items() if value})
