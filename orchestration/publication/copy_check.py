"""Is the finished copy whole? Asked of the file and its Parquet themselves, before they take the place of what is published.

The audit looked at the build; a copy can still be cut off, lack a table or a comment, or hold rows twice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingestion.sql import identifier, literal
from orchestration.publication import bi
from orchestration.publication.meta import COMMENTS
from orchestration.publication.parquet import beside, kept, metadata
from orchestration.publication.relations import Reference, relations

PUBLISHED = ("marts", bi.SCHEMA)
KEY_TESTS = ("unique", "unique_combination")
REFERENCE_TESTS = ("relationships", "codes_exist_in_list")
REF = re.compile(r"ref\(['\"](\w+)['\"]\)")
MOST_KEYS = 3  # broken keys told per table
# keys of schema meta; its other tables are lists without one
OWN_KEYS = {
    "meta.publication": (("publication_id",),),
    "meta.overruled": (("snapshot_id",),),
    "meta.withheld": (("mart", "extent", "finding"),),
    "meta.column": (("table_schema", "table_name", "column_name"),),
    "meta.relation": (("table_name", "column_names", "to_table"),),
    "meta.vocabulary": (("list", "code"),),
    "meta.revision": (("table_name", "figure", "key", "published_at"),),
}  # fmt: skip


class NotWhole(Exception):
    """The copy is not what was to be published."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("not published, the copy is not whole:\n" + "\n".join(f"- {reason}" for reason in reasons))


@dataclass(frozen=True)
class Key:
    """Columns that are unique together, in the rows that `where` chooses (all without it).

    `may_be_empty`: as dbt's own test `unique`, which does not count empty values as equal.
    """

    columns: tuple[str, ...]
    where: str | None = None
    may_be_empty: bool = False


@dataclass(frozen=True)
class PublishedModels:
    """What dbt declares of the marts and of the views of bi: per `<schema>.<table>` its keys, and which column holds values
    of another; of the views of bi also what they and their columns are.

    A table without a declared key has none here. A reference is to a key.
    """

    keys: Mapping[str, tuple[Key, ...]]
    references: Mapping[str, tuple[Reference, ...]]
    views: Mapping[str, Mapping[str, str]]  # per view its columns with their descriptions, its own under ''

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> "PublishedModels":
        """From dbt's manifest: models in schemas marts and bi, and their tests on keys and relationships."""
        models = {
            unique_id: node
            for unique_id, node in manifest["nodes"].items()
            if node["resource_type"] == "model" and node["schema"] in PUBLISHED
        }
        marts = {unique_id: f"{node['schema']}.{node['name']}" for unique_id, node in models.items()}
        keys: dict[str, list[Key]] = {table: [] for table in marts.values()}
        references: dict[str, list[Reference]] = {table: [] for table in marts.values()}
        for node in manifest["nodes"].values():
            test = node.get("test_metadata") or {}
            table = marts.get(node.get("attached_node") or "")
            if table and test.get("name") in KEY_TESTS:
                columns = test["kwargs"].get("columns") or [test["kwargs"]["column_name"]]
                where = node["config"].get("where")
                keys[table].append(Key(tuple(columns), where, may_be_empty=test["name"] == "unique"))
            if table and test.get("name") in REFERENCE_TESTS and not node["config"].get("where"):
                said = test["kwargs"]
                to = REF.search(said["to"])
                if to and f"marts.{to[1]}" in keys:
                    here = tuple(said.get("columns") or [said["column_name"]])
                    there = tuple(said.get("to_columns") or [said["field"]])
                    references[table].append(Reference(here, f"marts.{to[1]}", there))
        whole = {(table, frozenset(key.columns)) for table, found in keys.items() for key in found if key.where is None}
        return cls(
            {table: tuple(found) for table, found in keys.items()},
            {
                table: tuple(sorted(r for r in found if (r.table, frozenset(r.there)) in whole))
                for table, found in references.items()
            },
            {
                marts[unique_id]: {"": node["description"]}
                | {column["name"]: column["description"] for column in node["columns"].values()}
                for unique_id, node in models.items()
                if node["schema"] == bi.SCHEMA
            },
        )

    def all_keys(self) -> dict[str, tuple[Key, ...]]:
        """Keys of marts, bi and meta."""
        return {**self.keys, **{table: tuple(map(Key, keys)) for table, keys in OWN_KEYS.items()}}


def check_copy(con: duckdb.DuckDBPyConnection, marts: Path, parquet: Path, contract: PublishedModels) -> None:
    """Raises NotWhole with everything that is wrong with the open copy, held against the marts' file and its Parquet."""
    reasons = [*missing_tables(con, contract), *missing_comments(con)]
    if not reasons:
        con.execute(f"attach {literal(marts)} as built (read_only)")
        try:
            reasons += [*broken_keys(con, contract), *other_content(con, parquet)]
        finally:
            con.execute("detach built")
    if reasons:
        raise NotWhole(reasons)


def missing_tables(con: duckdb.DuckDBPyConnection, contract: PublishedModels) -> Iterator[str]:
    found, wanted = set(relations(con)), {*contract.keys, *(f"meta.{name}" for name in COMMENTS)}
    for name in sorted(wanted - found):
        yield f"{name}: the table is not in the copy"
    for name in sorted(found - wanted):
        yield f"{name}: nobody declared this table"


def missing_comments(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield from (f"{name}: has no comment" for name, comment in relations(con).items() if not comment.strip())
    for (name,) in con.execute(
        """
        select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
        where database_name = current_database() and coalesce(trim(comment), '') = '' and not internal
        order by 1
        """
    ).fetchall():
        yield f"{name}: has no comment"


def broken_keys(con: duckdb.DuckDBPyConnection, contract: PublishedModels) -> Iterator[str]:
    for table, keys in contract.all_keys().items():
        for key in keys:
            columns = ", ".join(map(identifier, key.columns))
            filled = f"{columns} is not null" if key.may_be_empty else "true"
            # `where` is our own, from the project's yml, as dbt runs it
            rows = con.execute(
                f"select count(*), {columns} from {quoted(table)} where ({key.where or 'true'}) and {filled} "
                f"group by all having count(*) > 1 order by all limit {MOST_KEYS}"
            ).fetchall()
            for times, *values in rows:
                told = ", ".join(f"{name} {value}" for name, value in zip(key.columns, values, strict=True))
                yield f"{table}: key not unique, {times} rows with {told}"


def other_content(con: duckdb.DuckDBPyConnection, parquet: Path) -> Iterator[str]:
    """Tables with other rows than the marts they were copied from, or than their own Parquet; the order is free.
    And Parquet, or its folder, that does not say what it is."""
    for name, text in beside(con).items():
        if not (parquet / name).is_file() or (parquet / name).read_text(encoding="utf-8") != text:
            yield f"parquet: the folder is not marked by {name}"
    for table in relations(con):
        schema, name = table.split(".")
        copied = digest(con, quoted(table))
        if schema == "marts" and digest(con, f"built.{quoted(table)}") != copied:
            yield f"{table}: not the rows that were built"
        file = parquet / schema / f"{name}.parquet"
        try:
            rows, said = digest(con, f"read_parquet({literal(file)})"), kept(con, file)
        except duckdb.Error as error:
            yield f"{table}: its Parquet cannot be read: {error}"
            continue
        if rows != copied:
            yield f"{table}: its Parquet has {rows[0]:,} rows that are not these {copied[0]:,}"
        if said != metadata(con, table):
            yield f"{table}: its Parquet does not say what it is"


def digest(con: duckdb.DuckDBPyConnection, relation: str) -> tuple[int, int | None]:
    """Rows, and a sum of their hashes: equal for equal rows of equal types."""
    row = con.execute(f"select count(*), sum(hash(t)::hugeint) from {relation} as t").fetchone()
    assert row is not None
    return int(row[0]), row[1]


def quoted(table: str) -> str:
    return ".".join(map(identifier, table.split(".")))
