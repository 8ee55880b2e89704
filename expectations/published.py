"""Published control totals: the seed `published_figure`, facts with the page they were read on. There is one copy: the
mart `reconciliation` reads it as a seed, the suites as a file.

One row is one number: dataset whose total it controls, series (a short name that the suites know), period (CBS notation,
a study year as 2018SJ00), value in the publisher's unit, the step it is rounded to, publisher, source.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds" / "reconciliation"
FILE = SEEDS / "published_figure.csv"
COMPARISONS = SEEDS / "reconciliation_figure.csv"


@dataclass(frozen=True)
class Figure:
    dataset_id: str
    series: str
    period: str
    value: float
    rounding: float
    unit: str
    publisher: str
    source: str


@cache
def figures() -> tuple[Figure, ...]:
    """All figures, as the file has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Figure(
                row["dataset_id"],
                row["series"],
                row["period"],
                float(row["value"]),
                float(row["rounding"]),
                row["unit"],
                row["publisher"],
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def sql(*dataset_ids: str) -> str:
    """The figures of these datasets as a relation (dataset_id, series, period, published, rounding).

    Raises KeyError where there are none: a reconciliation with nothing would always pass.
    """
    chosen = [f for f in figures() if f.dataset_id in dataset_ids]
    if not chosen:
        raise KeyError(f"geen gepubliceerde cijfers van {', '.join(dataset_ids)}")
    rows = ", ".join(f"('{f.dataset_id}', '{f.series}', '{f.period}', {f.value}, {f.rounding})" for f in chosen)
    return f"(select * from (values {rows}) as listed (dataset_id, series, period, published, rounding))"


@cache
def comparisons() -> tuple[dict[str, str], ...]:
    """The figures that are reconciled, as `reconciliation_figure` lists them: figure, fact, series, tolerance, why."""
    with COMPARISONS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def pages() -> tuple[Figure, ...]:
    """The published figures that a comparison reads; the others control a raw table only."""
    listed = {(c["dataset_id"], c["series"]) for c in comparisons()}
    return tuple(f for f in figures() if (f.dataset_id, f.series) in listed)
