"""`make compare BEFORE=... AFTER=...`: do two publications say the same, table by table and cell by cell?

Each side is a publication's folder, or a DuckDB file with schema `marts` (published, or the private `marts.duckdb`).
Rows are compared as multisets, so their order does not matter and a doubled row is a difference. What tells when and
where a build ran is left out (`VOLATILE`), and of a snapshot's id only the hash of its content is held.
Exit status: 0 equal, 1 something differs, 2 a side cannot be read.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

SCHEMAS = ("marts", "meta", "bi")
VOLATILE = {
    "publication_id", "published_at", "superseded_at", "previous_published_at", "build_id", "fingerprint", "checked_at",
    "retrieved_at", "publisher_modified_at", "accepted_at", "quarantined_at", "rolled_back_at", "fetched_from", "url",
}  # fmt: skip
SHOWN = 3  # rows of each kind


@dataclass
class Difference:
    """What differs in one table. `columns` names those of which the values, taken together, are others."""

    table: str
    shape: list[str] = field(default_factory=list)
    gone: int = 0
    new: int = 0
    columns: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [*self.shape]
        if self.gone or self.new:
            parts.append(f"{self.gone:,} row(s) gone, {self.new:,} new; columns {', '.join(self.columns) or '-'}")
        return "\n".join([f"{self.table}: {'; '.join(parts)}", *(f"    {line}" for line in self.examples)])


def database(side: Path) -> Path:
    """The DuckDB file of a side. Raises FileNotFoundError."""
    files = [side] if side.is_file() else sorted([*side.glob("*.duckdb"), *side.glob("publication/*.duckdb")])
    published = [f for f in files if f.name.startswith("talentstrategie")] or files
    if len(published) != 1:
        raise FileNotFoundError(f"{side}: found {len(published)} DuckDB files, expected one")
    return published[0]


def tables(con: duckdb.DuckDBPyConnection, side: str) -> dict[str, dict[str, str]]:
    """`schema.table` to its columns and their types."""
    rows = con.execute(
        "select c.schema_name || '.' || c.table_name, c.column_name, c.data_type from duckdb_columns() c join "
        "duckdb_tables() using (database_name, schema_name, table_name) "
        "where c.database_name = ? and list_contains(?, c.schema_name) order by c.column_index",
        [side, list(SCHEMAS)],
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for table, column, data_type in rows:
        found.setdefault(table, {})[column] = data_type
    return found


def compare(before: Path, after: Path) -> Iterator[Difference | str]:
    """Every table of either side: a Difference, or the name of a table that is equal."""
    with duckdb.connect() as con:
        for side, path in (("before", before), ("after", after)):
            con.execute(f"attach '{str(database(path)).replace(chr(39), chr(39) * 2)}' as {side} (read_only)")
        old, new = tables(con, "before"), tables(con, "after")
        for table in sorted({*old, *new}):
            difference = compare_table(con, table, old.get(table), new.get(table))
            yield difference if difference.shape or difference.gone or difference.new else table


def compare_table(
    con: duckdb.DuckDBPyConnection, table: str, old: dict[str, str] | None, new: dict[str, str] | None
) -> Difference:
    """One table on both sides: its columns and types, then its rows on the columns that both have."""
    difference = Difference(table)
    if old is None or new is None:
        difference.shape.append("only after" if old is None else "only before")
        return difference
    difference.shape += [f"column {c} only before" for c in old if c not in new]
    difference.shape += [f"column {c} only after" for c in new if c not in old]
    difference.shape += [f"{c} is {new[c]}, was {old[c]}" for c in old if c in new and old[c] != new[c]]
    common = [c for c in old if c in new and c not in VOLATILE]

    def rows(side: str, other: str, chosen: list[str]) -> str:
        cells = ", ".join(f"{comparable(c)} as {quoted(c)}" for c in chosen)
        return f"(select {cells} from {side}.{table} except all select {cells} from {other}.{table})"

    counts = [con.execute(f"select count(*) from {rows(*s, common)}").fetchone() for s in SIDES]
    difference.gone, difference.new = (int(c[0]) if c else 0 for c in counts)
    if difference.gone or difference.new:
        difference.columns = [
            c for c in common if any(con.execute(f"from {rows(*s, [c])} limit 1").fetchone() for s in SIDES)
        ]
        for sign, sides in zip("-+", SIDES, strict=True):
            found = con.execute(f"from {rows(*sides, common)} order by all limit {SHOWN}").fetchall()
            difference.examples += [f"{sign} {dict(zip(common, row, strict=True))}" for row in found]
    return difference


SIDES = (("before", "after"), ("after", "before"))


def quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def comparable(column: str) -> str:
    """A snapshot's id without its moment: the rest is the hash of what it holds."""
    name = quoted(column)
    return f"regexp_replace({name}, '^[0-9]{{8}}T[0-9]{{6}}Z-', '')" if column == "snapshot_id" else name


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="compare", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--schema", action="append", help="only these schemas (marts, meta, bi)")
    chosen = parser.parse_args(arguments)
    equal = different = 0
    try:
        for found in compare(chosen.before, chosen.after):
            table = found if isinstance(found, str) else found.table
            if chosen.schema and table.split(".")[0] not in chosen.schema:
                continue
            if isinstance(found, str):
                equal += 1
            else:
                different += 1
                print(found)
    except (OSError, duckdb.Error) as error:
        print(f"cannot compare: {error}", file=sys.stderr)
        return 2
    print(f"{equal} tables equal, {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
