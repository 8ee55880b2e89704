"""What the demo reads: code lists of the warehouse, and facts that were published.

Code lists stand once, in dbt's seeds: csv files that are read here as data, without dbt. Published counts of DUO and IND
stand in `data/published.yml`, those of CBS (edition 2014) and ROA (edition 2025) per occupation in `data/occupations.csv`,
all other series of CBS and Eurostat beside their table in `tables/`.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"


class Loader(yaml.SafeLoader):
    """PyYAML's, but as YAML 1.2: codes such as `3000800_2` and `0111` stay text, and so do dates."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":int", ":float", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9][0-9]*)$"), list("-0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789"))


@cache
def rows(path: Path) -> tuple[dict[str, str], ...]:
    """The lines of a csv, all text."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def seed(name: str) -> tuple[dict[str, str], ...]:
    """The lines of a seed by its path below the seeds (`codelist/sbi2008`)."""
    return rows(SEEDS / f"{name}.csv")


@cache
def document(path: Path) -> Mapping[str, Any]:
    """A yml as a mapping."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader))  # noqa: S506 - a SafeLoader


def series(dataset: str) -> dict[str, dict[int, int]]:
    """Published counts per series and year: a series is written as its first year and the values from there."""
    listed = document(DATA / "published.yml")[dataset].items()
    return {name: dict(enumerate(values, first)) for name, (first, *values) in listed}
