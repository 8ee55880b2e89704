"""The tables and models of a home as they were built: which SQL made which relation, and what is in it.

The truth is what the home holds: its two DuckDB files, and the SQL that dbt compiled when it built them
(`dbt/compiled`, one file a model). dbt's manifest only adds which columns are the key of a table.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from ingestion.home import Home
from ingestion.sql import identifier, literal
from orchestration.explain.rewrite import Rewriting
from orchestration.explain.syntax import FOLLOWED, MADE_OF

Name = tuple[str, str]  # schema and table
LEAVES = ("raw", "seeds")
NUMBER_BITS = 50  # of a row in its relation; what is above them is the number of the relation
NUMBER = (1 << NUMBER_BITS) - 1
READ = re.compile(r'"(?:warehouse|curated)"\."(\w+)"\."(\w+)"')


class NotExplained(Exception):
    """Why a figure of this home cannot be explained; says so in words."""


@dataclass(frozen=True)
class Estimates:
    """How a model whose hidden counts are estimated together is explained (`meta.explained_by` of the model).

    Each estimate rests on every cell of its pool, and goes no further than itself; a row that is counted is the sum of the
    rows of `model` for which `rows` holds. Both conditions are SQL; `told` is the row, `counted` one of the model.
    """

    model: Name
    counted: str
    rows: str


@dataclass
class Table:
    """One relation of a home."""

    name: Name
    database: str
    number: int
    is_view: bool
    columns: dict[str, str]  # and their types, in order
    sql: str = ""  # what made it; empty for what was loaded
    key: tuple[str, ...] = ()
    reads: frozenset[Name] = frozenset()
    estimates: Estimates | None = None

    @property
    def is_leaf(self) -> bool:
        return not self.sql

    @property
    def relation(self) -> str:
        return ".".join(identifier(part) for part in (self.database, *self.name))

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that tell a row of it from another: its key; where it has none, all but the measured ones."""
        if self.key:
            return self.key
        return tuple(c for c, kind in self.columns.items() if not kind.startswith(("DOUBLE", "FLOAT", "DECIMAL")))


@dataclass
class Project:
    """The relations of a home, and a read-only connection to them.

    In its own memory the connection has each relation that was followed once more, as a view with its `__made_of`.
    """

    con: duckdb.DuckDBPyConnection
    tables: dict[Name, Table]
    _followed: dict[tuple[Name, frozenset[str] | None], tuple[str, dict[Name, set[str] | None]]] = field(
        default_factory=dict
    )
    _shown: set[Name] = field(default_factory=set)

    def table_of(self, number: int) -> tuple[Table, int]:
        """The relation and the row in it, of a number in `__made_of`."""
        return self.by_number[number >> NUMBER_BITS], number & NUMBER

    @cached_property
    def by_number(self) -> dict[int, Table]:
        return {t.number: t for t in self.tables.values()}

    @cached_property
    def aggregates(self) -> frozenset[str]:
        found = self.con.execute(
            "select distinct function_name from duckdb_functions() where function_type = 'aggregate'"
        )
        return frozenset(name for (name,) in found.fetchall())

    @cached_property
    def depth(self) -> dict[Name, int]:
        """The longest way from a leaf: what is read has a smaller number than what reads it."""
        found: dict[Name, int] = {}

        def of(name: Name) -> int:
            if name not in found:
                found[name] = 1 + max((of(r) for r in self.tables[name].reads), default=0)
            return found[name]

        for name in self.tables:
            of(name)
        return found

    def followed(self, name: Name, asked: frozenset[str] | None) -> tuple[str, dict[Name, set[str] | None]]:
        """The SQL of a model with `__made_of`, and the columns that it asks of each relation that it reads."""
        if (name, asked) not in self._followed:
            rewriting = Rewriting(self.columns, self.aggregates)
            sql = rewriting.query(self.tables[name].sql, asked)
            for read in rewriting.reads:
                self.show(self.con, self._shown, read)
            self._followed[name, asked] = sql, {read: columns.names for read, columns in rewriting.reads.items()}
        return self._followed[name, asked]

    def columns(self, schema: str, name: str) -> list[str]:
        if (schema, name) not in self.tables:
            raise NotExplained(f"{schema}.{name} staat niet in dit magazijn")
        return list(self.tables[schema, name].columns)

    def show(self, con: duckdb.DuckDBPyConnection, shown: set[Name], name: Name) -> None:
        """Makes the view of a relation with its `__made_of`: a stored row is its number; a row of a view is told by its content."""
        if name in shown:
            return
        shown.add(name)
        table = self.tables[name]
        if table.is_view:
            sql, reads = self.followed(name, None)
            for read in reads:
                self.show(con, shown, read)
            select = (
                f"select * exclude ({MADE_OF}), list_concat([{self.row_of_view(table)}], {MADE_OF}) as {MADE_OF} "
                f"from ({sql}) as seen"
            )
        else:
            select = f"select *, [{table.number << NUMBER_BITS} + rowid] as {MADE_OF} from {table.relation}"
        schema = f"{FOLLOWED}.{identifier(name[0])}"
        con.execute(f"create schema if not exists {schema}; create view {schema}.{identifier(name[1])} as {select}")

    @staticmethod
    def row_of_view(table: Table) -> str:
        """SQL of the number of a row that is not stored."""
        columns = ", ".join(identifier(c) for c in table.columns)
        return f"{table.number << NUMBER_BITS} + (hash({columns}) & {NUMBER})::bigint"


def opened(home: Home) -> Project:
    """The home's relations. Raises NotExplained where it has no warehouse, or something writes in it."""
    needed = (home.warehouse, home.marts, home.root / "dbt" / "compiled", home.root / "dbt" / "manifest.json")
    if missing := [str(f.relative_to(home.root)) for f in needed if not f.exists()]:
        raise NotExplained(
            f"In {home.root} is niet gebouwd, hoogstens gepubliceerd ({', '.join(missing)} ontbreekt). Een cijfer uitleggen "
            "tot op de cellen van de uitgever kan alleen waar het gebouwd is: bouw het zelf (make warehouse, of make live), "
            "of kijk in marts.dim_dataset en meta.snapshot waar het vandaan komt."
        )
    con = duckdb.connect()
    try:
        con.execute(f"attach {literal(home.warehouse)} as warehouse (read_only)")
        con.execute(f"attach {literal(home.marts)} as curated (read_only)")
    except duckdb.IOException as error:
        raise NotExplained(
            f"Het magazijn is nu niet te lezen, misschien loopt er een build: {str(error).splitlines()[0]}"
        ) from error
    con.execute("set threads = 1; set enable_progress_bar = false; set temp_directory = ''; set memory_limit = '2GB'")
    nodes = nodes_of(home.root / "dbt" / "manifest.json")
    compiled = {
        node["name"]: home.root / "dbt" / "compiled" / node["package_name"] / node["original_file_path"]
        for node in nodes.values()
        if node["resource_type"] == "model"
    }
    return Project(con, tables_of(con, compiled, nodes))


def tables_of(con: duckdb.DuckDBPyConnection, compiled: dict[str, Path], nodes: dict[str, Any]) -> dict[Name, Table]:
    keys, estimates = keys_of(nodes), estimates_of(nodes)
    views = set(con.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall())
    columns: dict[tuple[str, str, str], dict[str, str]] = {}
    for database, schema, name, column, kind in con.execute(
        "select database_name, schema_name, table_name, column_name, data_type from duckdb_columns() "
        "where database_name in ('warehouse', 'curated') and not internal order by database_name, schema_name, table_name, column_index"
    ).fetchall():
        columns.setdefault((database, schema, name), {})[column] = kind
    tables: dict[Name, Table] = {}
    for number, ((database, schema, name), of) in enumerate(columns.items(), 1):
        sql = "" if schema in LEAVES or name not in compiled else compiled[name].read_text(encoding="utf-8")
        reads = frozenset(READ.findall(sql))
        tables[schema, name] = Table(
            (schema, name),
            database,
            number,
            (schema, name) in views,
            of,
            sql,
            keys.get(name, ()),
            reads,
            estimates.get(name),
        )
    return tables


def nodes_of(manifest: Path) -> dict[str, Any]:
    """The nodes of dbt's manifest. Raises NotExplained."""
    try:
        nodes: dict[str, Any] = json.loads(manifest.read_bytes())["nodes"]
    except (OSError, ValueError, KeyError) as error:
        raise NotExplained(f"{manifest} is niet te lezen: {error}") from error
    return nodes


def estimates_of(nodes: dict[str, Any]) -> dict[str, Estimates]:
    """The models whose rows are estimated together, by their name."""
    schemas = {node["name"]: node["schema"] for node in nodes.values()}
    return {
        node["name"]: Estimates((schemas[of["model"]], of["model"]), of["counted"], of["rows"])
        for node in nodes.values()
        if (of := (node.get("config", {}).get("meta") or {}).get("explained_by"))
    }


def keys_of(nodes: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The key of each model and seed that has a test on it, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes.values():
        test, attached = node.get("test_metadata") or {}, nodes.get(node.get("attached_node"))
        if attached and test.get("name") in ("unique", "unique_combination"):
            kwargs = test["kwargs"]
            key = tuple(kwargs.get("columns") or [kwargs["column_name"]])
            found[attached["name"]] = min(found.get(attached["name"], key), key, key=len)
    return found
