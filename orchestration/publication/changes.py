"""What a publication changed, for a person: new, gone and changed figures per indicator, largest change first."""

import duckdb

SHOWN = 20  # changed figures listed in full


def report(con: duckdb.DuckDBPyConnection, publication_id: str, published_at: object, note: str) -> str:
    """A Markdown page, from `meta.revision` of the open publication."""
    totals = con.execute(
        """
        select indicator_id,
               count(*) filter (where published_at = $1 and previous_value is null) as new,
               count(*) filter (where published_at = $1 and previous_value is not null) as changed,
               count(*) filter (where superseded_at = $1) - changed as gone,
               count(*) filter (where superseded_at is null and published_at < $1) as unchanged
        from meta.revision
        group by indicator_id
        order by indicator_id
        """,
        [published_at],
    ).fetchall()
    largest = con.execute(
        f"""
        select indicator_id, opgave_id, delineation, period_start, coalesce(breakdown, ''), previous_value, value, unit, status
        from meta.revision
        where published_at = $1 and previous_value is not null
        order by abs(value - previous_value) / greatest(abs(previous_value), 1e-9) desc
        limit {SHOWN}
        """,
        [published_at],
    ).fetchall()
    lines = [
        f"# Wijzigingen in publicatie {publication_id}",
        "",
        note,
        "",
        "| cijfer | nieuw | gewijzigd | vervallen | gelijk |",
    ]
    lines += ["|---|---:|---:|---:|---:|"]
    lines += [f"| {name} | {new} | {changed} | {gone} | {same} |" for name, new, changed, gone, same in totals]
    if largest:
        lines += ["", f"## Grootste wijzigingen (ten hoogste {SHOWN})", ""]
        lines += ["| cijfer | opgave | afbakening | periode | uitsplitsing | was | is | eenheid | stand |"]
        lines += ["|---|---|---|---|---|---:|---:|---|---|"]
        lines += ["| " + " | ".join(str(v) for v in row) + " |" for row in largest]
    return "\n".join(lines) + "\n"
