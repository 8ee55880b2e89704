"""The publication calendar: is the newest period of a dataset as new as its publisher's rhythm promises?

A publisher that silently stops answers as ever, with the same figures; only the calendar tells. Days count from the end
of the newest period to the moment of the run: the length of one more period, and the time the publisher takes. What is told
is the same from the day that a dataset is late, so that nothing is built anew for being a day later.
"""

import calendar
import re
from collections.abc import Iterable
from datetime import date

import duckdb

from ingestion.dataset import Dataset
from ingestion.sql import identifier

YEAR_END = (12, 31)


def late(con: duckdb.DuckDBPyConnection, dataset: Dataset, today: date) -> str:
    """Why a loaded dataset is late, in words; empty for one that is on time, is frozen, or has no periods."""
    allowed = dataset.late_after_days
    newest = newest_end(con, dataset)
    if allowed is None or newest is None or (today - newest).days <= allowed:
        return ""
    return f"{dataset.id}: de nieuwste periode eindigt op {newest}, meer dan {allowed} dagen geleden ({dataset.cadence}). Ga na of de uitgever stopte, of de tabel een opvolger heeft."


def newest_end(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> date | None:
    """The last day of the newest period in the raw table; None where it has none."""
    ends = [end for code in codes(con, dataset) if (end := end_of(code))]
    return max(ends, default=None)


def codes(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterable[str]:
    """The periods of the table as it writes them; years that stand in the names of columns too."""
    table = f"raw.{identifier(dataset.id)}"
    if dataset.period:
        rows = con.execute(f"select distinct trim({identifier(dataset.period)}::varchar) from {table}").fetchall()
        return [code for (code,) in rows if code]
    if dataset.contract.years and con.execute(f"from {table} limit 1").fetchone():
        names = [row[0] for row in con.execute(f"describe {table}").fetchall()]
        dated = [n for n in names if re.fullmatch(dataset.contract.years.pattern, n)]
        return [year for name in dated for year in re.findall(r"(?:19|20)\d\d", name)]
    return []


def end_of(code: str) -> date | None:
    """The last day of a period: `2026KW02`, `2026MM07`, `2025HJ01`, `2025JJ00`, `2024SJ00`, `2025`, `2026-Q2`, a day."""
    found = re.match(r"((?:19|20)\d\d)(.*)", code)
    if not found:
        return None
    year, rest = int(found[1]), found[2]
    for pattern, months in ((r"KW0?([1-4])|-?Q([1-4])", 3), (r"MM(\d\d)", 1), (r"HJ0?([12])", 6)):
        if part := re.fullmatch(pattern, rest):
            month = months * int(next(g for g in part.groups() if g))
            return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
    if day := re.fullmatch(r"-?(\d\d)-?(\d\d)", rest):
        try:
            return date(year, int(day[1]), int(day[2]))
        except ValueError:
            return None
    return date(year, *YEAR_END)
