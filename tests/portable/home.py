"""What a built home holds: the relations that dbt made, their SQL as dbt compiled it, and everything as Parquet."""

import json
import re
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

INPUTS = ("raw", "seeds")  # schemas that no model makes
REFERENCE = re.compile(r'"(warehouse|curated)"\."(\w+)"\."(\w+)"')  # how dbt names a relation in compiled SQL


class NotBuilt(Exception):
    """The home lacks what a whole build leaves."""


@dataclass(frozen=True)
class Relation:
    """A table or view of the project. `key` is `schema.name`, as everything is called that is held against another."""

    database: str
    schema: str
    name: str
    view: bool
    sql: str
    parents: tuple[str, ...]  # keys of what its SQL reads

    @property
    def key(self) -> str:
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True)
class Home:
    """A built home. `relations` in an order in which each comes after its parents; `inputs` are keys of raw tables and seeds."""

    root: Path
    relations: tuple[Relation, ...]
    inputs: tuple[str, ...]


def read(root: Path) -> Home:
    """Every model that is a relation (an ephemeral one is inside those that use it). Raises NotBuilt.

    The SQL is that of `dbt/compiled`, one file a model: what made the tables that stand in the home.
    """
    manifest, warehouse = root / "dbt" / "manifest.json", root / "warehouse.duckdb"
    if not (manifest.exists() and warehouse.exists()):
        raise NotBuilt(f"{root} holds no build; make one: TALENT_HOME={root} .venv/bin/talent build --source demo")
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    models = [n for n in nodes if n["resource_type"] == "model" and n["config"]["materialized"] != "ephemeral"]
    found = {relation.key: relation for relation in (of_node(root, node) for node in models)}
    with duckdb.connect(str(warehouse), read_only=True) as con:
        inputs = tuple(f"{s}.{t}" for s, t in con.execute(TABLES, [list(INPUTS)]).fetchall())
    for relation in found.values():
        if lost := {p for p in relation.parents if p not in found and p not in inputs}:
            raise NotBuilt(f"{relation.key} reads {', '.join(sorted(lost))}, which {root} does not have")
    order = TopologicalSorter(
        {k: [p for p in r.parents if p in found] for k, r in sorted(found.items())}
    ).static_order()
    return Home(root, tuple(found[key] for key in order), inputs)


TABLES = "select schema_name, table_name from duckdb_tables() where list_contains(?, schema_name) order by all"


def of_node(root: Path, node: dict[str, Any]) -> Relation:
    path = root / "dbt" / "compiled" / node["package_name"] / node["original_file_path"]
    if not path.exists():
        raise NotBuilt(f"{path} is not there: {node['name']} was never built in this home; build all of it")
    sql = path.read_text(encoding="utf-8").strip()
    if (
        node["config"]["contract"]["enforced"] and node["config"]["materialized"] == "table"
    ):  # as dbt does: in the contract's order
        columns = ", ".join(f'"{column}"' for column in node["columns"])
        sql = f"select {columns} from (\n{sql}\n) as model_subq"
    parents = {f"{schema}.{name}" for _, schema, name in REFERENCE.findall(sql)}
    view = node["config"]["materialized"] == "view"
    return Relation(node["database"], node["schema"], node["alias"], view, sql, tuple(sorted(parents)))


def export(home: Home, folder: Path) -> None:
    """The home's own inputs and relations as `<folder>/<schema>.<name>.parquet`, views as this engine evaluates them."""
    folder.mkdir(parents=True)
    with duckdb.connect(str(home.root / "warehouse.duckdb"), read_only=True) as con:
        con.execute(f"attach '{home.root / 'marts.duckdb'}' as curated (read_only)")
        for key in home.inputs:
            copy(con, f'"warehouse"."{key.replace(".", chr(34) + "." + chr(34))}"', folder / f"{key}.parquet")
        for relation in home.relations:
            qualified = f'"{relation.database}"."{relation.schema}"."{relation.name}"'
            copy(con, qualified, folder / f"{relation.key}.parquet")


def copy(con: duckdb.DuckDBPyConnection, qualified: str, path: Path) -> None:
    """One relation as Parquet. Parquet knows no HUGEINT, what sum() makes of whole numbers: that goes as BIGINT, or fails."""
    types = con.execute(f"select column_name, column_type from (describe from {qualified})").fetchall()
    wide = [f'"{name}"::bigint as "{name}"' for name, data_type in types if data_type == "HUGEINT"]
    chosen = f"* replace ({', '.join(wide)})" if wide else "*"
    con.execute(f"copy (select {chosen} from {qualified}) to '{path}' (format parquet)")
