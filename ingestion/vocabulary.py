"""The words of publishers that are known, from the seeds `dbt_project/seeds/vocabulary`: one copy, for the gate and for dbt.

A word that nobody knows is never guessed at: it stops its dataset, and says in which seed to add it.
"""

import csv
from functools import cache

from ingestion.home import CHECKOUT

FOLDER = CHECKOUT / "dbt_project" / "seeds" / "vocabulary"


@cache
def known(name: str) -> dict[str, dict[str, str]]:
    """The rows of a vocabulary by the publisher's word. Raises FileNotFoundError."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row for row in csv.DictReader(file)}


def seed(name: str) -> str:
    """The seed as a person finds it."""
    return str((FOLDER / f"{name}.csv").relative_to(CHECKOUT))
