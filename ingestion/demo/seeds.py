"""Code lists of the warehouse, read as data from dbt's seeds: here they stand once, with name, edition and parents.

Ingestion does not import dbt; a seed is a csv file, and the demo is the only part that looks at it from here.
"""

import csv
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of a seed by its path below the seeds (`codelist/sbi2008`), all text."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
