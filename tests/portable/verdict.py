"""Two engines' Parquet of one relation, held against each other: columns, kinds of values, number of rows, and the rows.

Rows are a multiset; doubles are compared to their last bit. Rows that are equal only when doubles are written with
nine digits are a class of their own (`EQUAL9`): a sum of doubles depends on the order of its rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

EQUAL, EQUAL9, DIFFERS, FAILED = "equal", "equal to 9 digits", "differs", "failed"
SHOWN = 2  # rows of each side
INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}
Cells = Callable[[str, str], str]  # SQL of a value, from that of a column and its type


@dataclass(frozen=True)
class Verdict:
    """What became of a relation on an engine. `columns`: which differ, and how."""

    key: str
    kind: str
    rows: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = "; ".join(f"{column}: {what}" for column, what in self.columns.items())
        return "\n".join([f"{self.key}: {self.kind}. {told}", *(f"    {line}" for line in self.examples)])


@dataclass(frozen=True)
class Side:
    """One engine's relation. `columns`: SQL of each value and its type; fields of a STRUCT are columns of their own."""

    source: str
    columns: dict[str, tuple[str, str]]
    rows: int


def side(con: duckdb.DuckDBPyConnection, path: Path) -> Side:
    """What stands at a path: one file, or the folder of files that Spark writes."""
    source = f"read_parquet('{path / '*.parquet' if path.is_dir() else path}')"
    columns: dict[str, tuple[str, str]] = {}
    for name, data_type in types(con, source):
        if data_type.startswith("STRUCT"):
            columns[f"{name} is null"] = f"{quoted(name)} is null", "BOOLEAN"
            for part, of_part in types(con, f"(select unnest({quoted(name)}) from {source})"):
                columns[f"{name}.{part}"] = f"{quoted(name)}.{quoted(part)}", of_part
        else:
            columns[name] = quoted(name), data_type
    return Side(source, columns, number(con, f"select count(*) from {source}"))


def types(con: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    return con.execute(f"select column_name, column_type from (describe from {source})").fetchall()


def number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    assert row
    return int(row[0] or 0)


def quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def kind(data_type: str) -> str:
    """What a type is a kind of: engines size integers and decimals differently, and a decimal without a scale is whole."""
    if data_type in INTEGERS or (data_type.startswith("DECIMAL") and scale(data_type) == 0):
        return "INTEGER"
    return "DECIMAL" if data_type.startswith("DECIMAL") else data_type


def scale(data_type: str) -> int:
    return int(data_type.rstrip(")").split(",")[1]) if data_type.startswith("DECIMAL") else 0


def held(con: duckdb.DuckDBPyConnection, key: str, ours: Path, theirs: Path) -> Verdict:
    """The verdict on the relation at `theirs` against the reference at `ours`."""
    old, new = side(con, ours), side(con, theirs)
    told = shapes(old, new)
    common = [c for c in old.columns if c in new.columns and kind(old.columns[c][1]) == kind(new.columns[c][1])]
    # whole numbers and decimals as decimals of the larger of the two scales: no digit is lost on the way
    scales = {c: max(scale(old.columns[c][1]), scale(new.columns[c][1])) for c in common}

    def exactly(column: str, value: str) -> str:
        return (
            f"{value}::decimal(38, {scales[column]})"
            if kind(old.columns[column][1]) in {"INTEGER", "DECIMAL"}
            else value
        )

    def to_9_digits(column: str, value: str) -> str:
        is_double = old.columns[column][1] in {"DOUBLE", "FLOAT"}
        return f"printf('%.8e', {value} + 0.0)" if is_double else exactly(column, value)

    def listed(of: Side, chosen: list[str], cells: Cells) -> str:
        return ", ".join(f"{cells(c, of.columns[c][0])} as {quoted(c)}" for c in chosen)

    def only(one: Side, other: Side, chosen: list[str], cells: Cells) -> str:
        first, second = (f"select {listed(s, chosen, cells)} from {s.source}" for s in (one, other))
        return f"({first} except all {second})"

    def gone(chosen: list[str], cells: Cells) -> int:
        """Rows of either side that the other does not have."""
        return max(number(con, f"select count(*) from {only(*s, chosen, cells)}") for s in ((old, new), (new, old)))

    def hashes(of: Side) -> int:
        cells = f"select {listed(of, common, exactly)} from {of.source}"
        return number(con, f"select sum(hash(r)) from ({cells}) as r")

    if not common or (old.rows == new.rows and hashes(old) == hashes(new)) or not (lost := gone(common, exactly)):
        return Verdict(key, DIFFERS if told else EQUAL, old.rows, told)
    alone = {c: gone([c], exactly) for c in common}
    if not any(alone.values()):  # the same values in other rows: which columns keep the rest from being equal
        alone = {c: lost - gone([other for other in common if other != c], exactly) for c in common}
    moved = {c: f"{n:,} of {old.rows:,} values" for c, n in alone.items() if n > 0}
    told |= moved or {", ".join(common): f"{lost:,} rows, taken together"}
    if old.rows == new.rows and told == moved and not gone(common, to_9_digits):
        return Verdict(key, EQUAL9, old.rows, told)
    examples = []
    for sign, sides in (("-", (old, new)), ("+", (new, old))):
        for row in con.execute(f"from {only(*sides, common, exactly)} order by all limit {SHOWN}").fetchall():
            examples.append(f"{sign} {dict(zip(common, row, strict=True))}")
    return Verdict(key, DIFFERS, old.rows, told, tuple(examples))


def shapes(old: Side, new: Side) -> dict[str, str]:
    """What differs before a row is looked at: columns, their order, kinds of values, the number of rows."""
    told = {c: "only in the reference" for c in old.columns if c not in new.columns}
    told |= {c: "only here" for c in new.columns if c not in old.columns}
    if not told:
        places = zip(old.columns, new.columns, strict=True)
        told |= {c: f"stands where the reference has {b}" for b, c in places if b != c}
    for c, (_, data_type) in new.columns.items():
        if c in old.columns and kind(data_type) != kind(old.columns[c][1]):
            told[c] = f"is {data_type}, in the reference {old.columns[c][1]}"
    return told | ({"(rows)": f"{new.rows:,}, in the reference {old.rows:,}"} if old.rows != new.rows else {})
