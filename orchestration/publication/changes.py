"""What a publication changed, for a person: new, gone and changed figures per indicator, largest change first."""

import duckdb

from orchestration.publication.marks import marked
from orchestration.publication.meta import Header

SHOWN = 20  # changed figures listed in full
CHANGED = "previous_published_at is not null and value is distinct from previous_value"


def written(con: duckdb.DuckDBPyConnection, header: Header, previous: str | None) -> str:
    """A Markdown page, from `meta.revision` of the open publication. `previous` is the publication it follows."""
    totals = con.execute(
        f"""
        select indicator_id,
               count(*) filter (where published_at = $1 and previous_published_at is null) as new,
               count(*) filter (where published_at = $1 and {CHANGED}) as changed,
               count(*) filter (where superseded_at = $1)
                   - count(*) filter (where published_at = $1 and previous_published_at is not null) as gone,
               count(*) filter (where published_at = $1 and previous_published_at is not null and not ({CHANGED})) as other,
               count(*) filter (where superseded_at is null and published_at < $1) as unchanged
        from meta.revision
        group by indicator_id
        order by indicator_id
        """,
        [header.published_at],
    ).fetchall()
    largest = con.execute(
        f"""
        select indicator_id, opgave_id, delineation, period_start, coalesce(breakdown, ''), previous_value, value, change,
               unit, previous_status, status
        from meta.revision
        where published_at = $1 and {CHANGED}
        order by abs(change) / greatest(abs(previous_value), 1e-9) desc nulls first, 1, 2, 3, 4, 5
        limit {SHOWN}
        """,
        [header.published_at],
    ).fetchall()
    title = marked(f"Wijzigingen in publicatie {header.publication_id}", is_demo=header.is_demo)
    lines = [f"# {title}", "", header.note_nl, "", compared(con, previous), ""]
    lines += ["| cijfer | nieuw | gewijzigd | vervallen | alleen stand, eenheid of bron anders | gelijk |"]
    lines += ["|---|---:|---:|---:|---:|---:|"]
    lines += ["| " + " | ".join(str(v) for v in row) + " |" for row in totals]
    if largest:
        lines += ["", f"## Grootste wijzigingen (ten hoogste {SHOWN})", ""]
        lines += [
            "| cijfer | opgave | afbakening | periode | uitsplitsing | was | is | verschil | eenheid | stand was | is |"
        ]
        lines += ["|---|---|---|---|---|---:|---:|---:|---|---|---|"]
        lines += ["| " + " | ".join("" if v is None else str(v) for v in row) + " |" for row in largest]
    return "\n".join(lines) + "\n"


def compared(con: duckdb.DuckDBPyConnection, previous: str | None) -> str:
    """With which publication this one is compared, and whether that one was withdrawn."""
    if previous is None:
        return "De eerste publicatie: er is niets om mee te vergelijken."
    withdrawn = con.execute(
        "select reason from meta.rollback where withdrawn = $1 order by rolled_back_at desc limit 1", [previous]
    ).fetchone()
    return f"Vergeleken met {previous}" + (f", die is ingetrokken: {withdrawn[0]}" if withdrawn else ".")
