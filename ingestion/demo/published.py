"""The published figures that the demo reproduces: facts with their source, in `data/published_figures.csv`.

Each row names publisher, dataset, dimension, period, measure, unit, value, rounding, the page it was read on, a note.
`data/` holds code lists too; all of it is read as text.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Figure:
    """One published number. `dimensions` is (title of the dimension, title of the category) as printed."""

    period: str
    measure: str
    dimensions: tuple[tuple[str, str], ...]
    value: float


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """A file of `data/`, all text."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _by_dataset() -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = {}
    for row in rows("published_figures.csv"):
        if row["value"]:
            figure = Figure(row["period"], row["measure"], _split(row["dimension"]), float(row["value"]))
            found.setdefault(row["dataset"], []).append(figure)
    return {dataset: tuple(figures) for dataset, figures in found.items()}


def _split(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.strip().partition("=") for part in text.split(";"))
    return tuple((name, title) for name, _, title in pairs)


def figures(dataset: str) -> tuple[Figure, ...]:
    """All published figures of a dataset, as the publisher names it (`85276NED`)."""
    return _by_dataset()[dataset]


def by_year(dataset: str, *dimension: str) -> dict[int, int]:
    """Counts per (start) year of the series whose dimension reads exactly so (`hbo`, `onderdeel=techniek`)."""
    wanted = tuple(_split(part)[0] for part in dimension)
    return {int(f.period[:4]): int(f.value) for f in figures(dataset) if f.dimensions == wanted}


def by_title(dataset: str) -> dict[tuple[str, ...], float]:
    """Values under (measure, titles of the categories in the order printed, period)."""
    return {(f.measure, *(title for _, title in f.dimensions), f.period): f.value for f in figures(dataset)}
