"""How large the figures of a dataset are: the seed `expected_size`, reviewed by a person, per dataset and series.

What no other edition is there to tell, and no quotient shows when both of its sides are wrong alike: figures ten or a
thousand times too large or too small. The bounds leave room for years of growth and for parts of a table; they hold for
every source, because the demo has the sizes of the publishers.
"""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from expectations.suite import Suite
from expectations.suites.raw.common import check, table
from expectations.vocabulary import zero
from ingestion.cells import cells
from ingestion.dataset import Dataset
from ingestion.sql import literal

FILE = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds" / "quality" / "expected_size.csv"
OTHERS = "*"  # in place of a series: all that have no entry of their own, together
LARGEST, SUM, MEDIAN = "largest", "sum", "median"


@dataclass(frozen=True)
class Size:
    """What the `statistic` of a series may be, in the publisher's unit: `largest`, its largest figure of all, `sum`, that of
    all figures of a period, or `median`, that of all its figures that are not nought: for growth, of which the largest is a matter
    of one industry in one year. `series` is CBS's title of the measure, or a column; OTHERS the rest."""

    dataset_id: str
    series: str
    statistic: str
    lower: float
    upper: float


@cache
def entries() -> tuple[Size, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Size(row["dataset_id"], row["series"], row["statistic"], float(row["lower"]), float(row["upper"]))
            for row in csv.DictReader(file)
        )


def with_sizes(suite: Suite, dataset: Dataset) -> Suite:
    """The suite with two checks on the size of the figures; as it was for a dataset without an entry."""
    known = [e for e in entries() if e.dataset_id == dataset.id]
    if not known:
        return suite
    query = f"""
    select batch.*, sizes.too_large, sizes.too_small
    from ({suite.query}) as batch
    cross join (
        select count(*) filter (where most > upper) as too_large, count(*) filter (where least < lower) as too_small
        from ({compared(dataset, known)})
    ) as sizes
    """
    added = (
        check(
            "figures_not_too_large",
            zero("too_large"),
            "critical",
            "Zo groot is geen cijfer van deze reeks: een andere eenheid, of een teken dat als duizendtal is gelezen (seed "
            "expected_size).",
            f"select * from ({compared(dataset, known)}) where most > upper",
        ),
        check(
            "figures_not_too_small",
            zero("too_small"),
            "warning",
            "Zo klein is deze reeks niet: een andere eenheid, of een uittreksel zonder de totalen (seed expected_size).",
            f"select * from ({compared(dataset, known)}) where least < lower",
        ),
    )
    return replace(suite, query=query, checks=(*suite.checks, *added))


def compared(dataset: Dataset, known: list[Size]) -> str:
    """SQL: the entries beside what the table holds (series, statistic, lower, upper, least, most); none for a series that
    is not there."""
    listed = ", ".join(f"({literal(e.series)}, {literal(e.statistic)}, {e.lower!r}, {e.upper!r})" for e in known)
    return f"""
        with entry as (select * from (values {listed}) as known (series, statistic, lower, upper)),
        titles as (
            select trim(Identifier) as code, any_value(trim(regexp_replace(Title, '\\s+', ' ', 'g'))) as title
            from raw.cbs__measure where dataset_id = {literal(dataset.id)} group by 1
        ),
        told as (
            select coalesce(titles.title, figure.series) as series, figure.period, abs(figure.value) as value
            from ({cells(dataset, table(dataset))}) as figure
            left join titles on titles.code = trim(figure.series)
            where figure.value is not null
        ),
        figures as (
            select entry.*, told.period, told.value
            from told
            inner join entry on entry.series = case
                when told.series in (select series from entry) then told.series else {literal(OTHERS)}
            end
        ),
        totals as (
            select series, statistic, min(total) as least_total, max(total) as most_total
            from (select series, statistic, period, sum(value) as total from figures group by all) as period
            group by all
        ),
        whole as (
            select series, statistic, lower, upper, max(value) as largest, median(value) filter (where value != 0) as middle
            from figures
            group by all
        )
        select
            series, statistic, lower, upper,
            case statistic when {literal(SUM)} then least_total when {literal(MEDIAN)} then middle else largest end as least,
            case statistic when {literal(SUM)} then most_total when {literal(MEDIAN)} then middle else largest end as most
        from whole
        inner join totals using (series, statistic)
    """
