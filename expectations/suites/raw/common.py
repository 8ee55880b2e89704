"""What all raw suites share: volume against the previous snapshot, gaps between periods, how a batch begins.

A batch has one row per period (or level, or subject) of the table, with counts and shares in its columns; what is of
the table as a whole stands in every row. So an empty table gives an empty batch, and GX sees tens of rows at most.
"""

from datetime import date

from expectations.suite import Check, Expectation, Severity, Suite
from expectations.vocabulary import between
from ingestion.dataset import Dataset

FIRST_SET = date(2026, 11, 23)

VOLUME_WARNING_PCT = 25  # a new edition of a yearly table adds or drops one period of some five: about 20 %
VOLUME_CRITICAL_PCT = 50  # a body that lost half its rows is a truncated or filtered one, not a revision


def check(
    name: str,
    expectation: Expectation,
    severity: Severity,
    reason: str,
    failing_rows: str | None = None,
    dated: date = FIRST_SET,
) -> Check:
    return Check(name, expectation, severity, reason, dated, failing_rows)


def suite(dataset: Dataset, query: str, *checks: Check) -> Suite:
    """The suite of a dataset: the volume checks come first. `query` selects `volume` (see below) among its columns."""
    return Suite(f"raw_{dataset.id}", f"raw.{dataset.id}", "raw", query, (*volume_checks(), *checks))


def table(dataset: Dataset) -> str:
    return f'raw."{dataset.id}"'


def volume(dataset: Dataset, comparable: bool) -> str:
    """A CTE of one row: rows_total, rows_before (null without a previous snapshot) and change_pct.

    `ops.loaded` still holds the previous snapshot's count when the gate judges a new one. `comparable` is false where
    that snapshot came from another source (demo, live): then there is no previous one.
    """
    return f"""volume as (
        select
            count(*) as rows_total,
            any_value(before.row_count) as rows_before,
            (count(*) - any_value(before.row_count)) * 100.0 / any_value(before.row_count) as change_pct
        from {table(dataset)}
        left join (
            select max(row_count) as row_count from ops.loaded
            where dataset_id = '{dataset.id}' and snapshot_id is not null and row_count > 0
                and {str(comparable).lower()}
        ) as before on true
    )"""


def volume_checks() -> tuple[Check, ...]:
    low, high = -VOLUME_WARNING_PCT, VOLUME_WARNING_PCT
    return (
        check(
            "volume_change",
            between("change_pct", low, high),
            "warning",
            f"Een nieuwe editie voegt een periode toe of laat er een vallen; meer dan {high} % verschil in rijen met "
            f"de "
            "vorige stand vraagt een blik. Zonder vorige stand is er niets te vergelijken.",
        ),
        check(
            "volume_drop",
            between("change_pct", low=-VOLUME_CRITICAL_PCT),
            "critical",
            "Wie de helft van de rijen verliest is afgebroken of gefilterd, niet herzien: de vorige stand blijft in "
            "gebruik.",
        ),
    )


def general(dataset: Dataset, comparable: bool = True) -> Suite:
    """The suite of a dataset that has none of its own yet: its volume. A YAML file and a staging model are enough."""
    return suite(dataset, f"with {volume(dataset, comparable)} select * from volume where rows_total > 0")


def years_without_gap(severity: Severity, reason: str, step: int = 1) -> Check:
    """On a column `gap`: years (or quarters, months) since the previous period of the same frequency."""
    return check("periods_without_gap", between("gap", 1, step), severity, reason)
