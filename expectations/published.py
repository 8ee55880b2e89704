"""Published control totals: `published_figures.csv`, facts with the page they were read on.

One row is one number: dataset, series (a short name that the suites know), period (CBS notation, a study year as its
starting year), value in the publisher's unit, the step it is rounded to, source.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "published_figures.csv"


@dataclass(frozen=True)
class Figure:
    dataset_id: str
    series: str
    period: str
    value: float
    rounding: float
    unit: str
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
        raise KeyError(f"no published figures of {', '.join(dataset_ids)}")
    rows = ", ".join(f"('{f.dataset_id}', '{f.series}', '{f.period}', {f.value}, {f.rounding})" for f in chosen)
    return f"(select * from (values {rows}) as listed (dataset_id, series, period, published, rounding))"
