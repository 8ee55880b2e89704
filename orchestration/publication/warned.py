"""The warnings that stand: checks of a publication that did not pass and did not hold it up, and since when.

A warning that nobody sees is none: the last lines of a build, `talent status` and the check of the publication tell them,
what is new apart from what stood before.
"""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb

# of publications from before this was kept, the day of each is the best that is known
SINCE = """
    update meta.quality_result as q set failing_since = coalesce(
        (
            select min({earlier}) from earlier.meta.quality_result as e
            where e.tool = q.tool and e.target = q.target and e.check_name = q.check_name
                and e.status in ('failed', 'broken')
        ),
        failing_since
    )
    where failing_since is not null
"""


class Warned(NamedTuple):
    """A check that failed, as the published file has it."""

    target: str
    check_name: str
    status: str
    observed: str
    expected: str
    since: str  # the first publication of an unbroken row in which it failed
    is_new: bool  # it passed, or was not there, in the publication before


def keep_since(con: duckdb.DuckDBPyConnection, publication_id: str, follows: bool) -> None:
    """Adds `failing_since` to meta.quality_result; with `follows` the publication before is attached as `earlier`."""
    con.execute("alter table meta.quality_result add column failing_since varchar")
    con.execute(
        "update meta.quality_result set failing_since = ? where status in ('failed', 'broken')", [publication_id]
    )
    if not follows:
        return
    kept = con.execute(
        "select count(*) from duckdb_columns() where database_name = 'earlier' and schema_name = 'meta' "
        "and table_name = 'quality_result' and column_name = 'failing_since'"
    ).fetchone()
    earlier = "e.failing_since" if kept and kept[0] else "(select publication_id from earlier.meta.publication)"
    con.execute(SINCE.format(earlier=earlier))


def warned(con: duckdb.DuckDBPyConnection) -> list[Warned]:
    """What failed of a publication, new ones first. A publication of before this was kept tells nothing."""
    if not con.execute("select 1 from meta.column where table_name = 'quality_result' and column_name = 'failing_since'").fetchone():  # fmt: skip
        return []
    rows = con.execute(
        "select target, check_name, status, observed, expected, failing_since, failing_since = publication_id as is_new "
        "from meta.quality_result cross join (select publication_id from meta.publication) "
        "where failing_since is not null and severity <> 'info' order by is_new desc, target, check_name"
    ).fetchall()
    return [Warned(*row) for row in rows]


def told(found: list[Warned], *, known: bool) -> Iterator[str]:
    """Lines for a person: how many, and each that is new; with `known` the others too."""
    if not found:
        return
    new = sum(w.is_new for w in found)
    yield f"{len(found)} waarschuwing(en), waarvan {new} nieuw" + ("" if known else " (alle: talent status)")
    for w in found:
        if w.is_new or known:
            word = "nieuw" if w.is_new else f"sinds {w.since}"
            yield f"  {word}: {w.target} {w.check_name}: gevonden {w.observed[:120]}, verwacht {w.expected[:80]}"
