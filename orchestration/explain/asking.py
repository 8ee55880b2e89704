"""A figure that is not there: which of what was asked is unknown, and what there is in its place."""

from difflib import get_close_matches

import duckdb

from ingestion.sql import literal
from orchestration.explain.project import NotExplained, Table

NAMED, MOST_NAMED = 5, 12  # names that are told when one is not known, and of so many at most every one
WORDS = {"indicator_id": "cijfer", "opgave_id": "opgave", "delineation": "afbakening", "period_start": "periode"}


def refuse_unknown(con: duckdb.DuckDBPyConnection, table: Table, asked: dict[str, str]) -> None:
    """Raises NotExplained for the first of these that no row has together with those before it, with what there is."""
    given = list[str]()
    for name, value in asked.items():
        where = " and ".join(given) or "true"
        there = [
            str(row[0])
            for row in con.execute(f"select distinct {name} from {table.relation} where {where} order by 1").fetchall()
        ]
        if value not in there:
            near = get_close_matches(value, there, NAMED, 0.4) if len(there) > MOST_NAMED else there
            known = (
                f"{there[0]} tot en met {there[-1]}"
                if name == "period_start" and len(there) > NAMED
                else ", ".join(near)
            )
            of = f" van {' '.join(asked[each] for each in list(asked)[: len(given)])}" if given else ""
            raise NotExplained(
                f"{table.name[1]}{of} heeft geen {WORDS[name]} {value}"
                + (
                    f"; wel {'onder meer ' if len(near) < len(there) and name != 'period_start' else ''}{known}"
                    if known
                    else ""
                )
                + (". Alle cijfers: talent dictionary" if name == "indicator_id" else "")
            )
        given.append(f"{name} = {literal(value)}")
