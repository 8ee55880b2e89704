"""Figures do not depend on the engine: DuckDB 2 builds the models from the same raw tables, and every relation is equal.

The engine of another age stands in a folder of its own, before the environment's (`PYTHONPATH`), for dbt too.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import absent
from tests.integration import clients
from tests.integration.conftest import CHECKOUT, Built

NEWER = clients.FOLDERS["duckdb-2.0"]
DBT = str(Path(sys.executable).with_name("dbt"))
PROJECT = CHECKOUT / "dbt_project"
LAYERS = ("seeds", "staging", "shaped", "route", "marts")
BOUND = 300  # seconds; a build of the models takes about 45
EXPORT = """
import sys, duckdb
home, folder, *layers = sys.argv[1:]
con = duckdb.connect(f"{home}/warehouse.duckdb", read_only=True)
con.execute(f"attach '{home}/marts.duckdb' as curated (read_only)")
relations = con.execute("select table_catalog, table_schema, table_name from information_schema.tables").fetchall()
for catalog, schema, name in relations:
    if schema in layers:
        con.execute(f'copy (from "{catalog}"."{schema}"."{name}") to \\'{folder}/{schema}.{name}.parquet\\'')
"""


def run(engine: Path | None, *command: str, **env: str) -> str:
    """What a command says, with DuckDB from `engine`, or else the environment's own."""
    found = os.environ | ({"PYTHONPATH": str(engine)} if engine else {}) | env
    done = subprocess.run(command, env=found, capture_output=True, text=True, check=False, timeout=BOUND)
    assert done.returncode == 0, (done.stdout + done.stderr)[-5000:]
    return done.stdout


def exported(engine: Path | None, home: Path, folder: Path) -> dict[str, Path]:
    """Every relation of every layer as Parquet, views as this engine evaluates them: by schema and name."""
    folder.mkdir()
    run(engine, sys.executable, "-c", EXPORT, str(home), str(folder), *LAYERS)
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def newer(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which DuckDB 2 built seeds and models from the raw tables of the demo."""
    if NEWER is None or "duckdb-2.0" not in clients.PRESENT:
        absent(".compat/duckdb-2.0 is not there; `make test` installs it")
    home = tmp_path_factory.mktemp("newer")
    shutil.copy(demo.home / "warehouse.duckdb", home)
    with duckdb.connect(str(home / "warehouse.duckdb")) as con:
        for layer in LAYERS:  # what is found later was built here
            con.execute(f"drop schema if exists {layer} cascade")
    folders = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(home / "target")]
    without = ["--exclude-resource-types", "test", "unit_test"]
    run(NEWER, DBT, "build", *without, *folders, TALENT_HOME=str(home), DBT_LOG_PATH=str(home), DO_NOT_TRACK="1")
    return home


def rows(con: duckdb.DuckDBPyConnection, path: Path) -> tuple[object, ...]:
    """Columns with their types, and the rows as a multiset, doubles to their last bit."""
    shape = con.execute(f"select column_name, column_type from (describe from '{path}')").fetchall()
    content = con.execute(f"select count(*), sum(hash(rel)) from '{path}' as rel").fetchall()
    return (*shape, *content)


def test_every_relation_is_equal_on_duckdb_2(demo: Built, newer: Path, tmp_path: Path) -> None:
    header = (newer / "marts.duckdb").read_bytes()[:4096]
    assert b"v2." in header, "the marts were written by another DuckDB"
    ours = exported(None, demo.home, tmp_path / "ours")
    theirs = exported(NEWER, newer, tmp_path / "theirs")
    assert set(theirs) == set(ours)
    assert {name.split(".")[0] for name in ours} == set(LAYERS)
    con, differing = duckdb.connect(), {}
    for name, path in ours.items():
        if rows(con, path) != rows(con, theirs[name]):
            gone = f"(from '{path}' except all from '{theirs[name]}')"
            differing[name] = con.execute(f"select count(*) over (), * from {gone} limit 3").fetchall()
    assert differing == {}


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Of DuckDB's own syntax tree, what does not belong to a subquery."""
    if isinstance(tree, list):
        for branch in tree:
            yield from nodes(branch)
    elif isinstance(tree, dict):
        yield tree
        for key, branch in tree.items():
            if key != "subquery":
                yield from nodes(branch)


def selects(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for branch in tree:
            yield from selects(branch)
    elif isinstance(tree, dict):
        if tree.get("type") == "SELECT_NODE":
            yield tree
        for branch in tree.values():
            yield from selects(branch)


def bare(tree: Any) -> set[str]:
    """Columns named without their table."""
    found = (node["column_names"] for node in nodes(tree) if node.get("class") == "COLUMN_REF")
    return {names[0].lower() for names in found if len(names) == 1}


def ambiguous(query: str, aggregates: set[str], con: duckdb.DuckDBPyConnection) -> set[str]:
    """Names that an engine may take for a column or for what the same select computes under that name."""
    row = con.execute("select json_serialize_sql(?)", [query]).fetchone()
    assert row
    tree = json.loads(row[0])
    assert not tree["error"], tree
    found = set()
    for select in selects(tree):
        computed = {e["alias"].lower(): e for e in select["select_list"] if e["alias"]}
        for name, e in list(computed.items()):
            if e["class"] == "COLUMN_REF" and e["column_names"][-1].lower() == name:
                del computed[name]
        for clause in ("having", "qualify", "group_expressions"):
            found |= bare(select[clause]) & set(computed)
        for e in select["select_list"]:
            of = [n for n in nodes(e) if n.get("class") == "FUNCTION" and n["function_name"].lower() in aggregates]
            found |= (bare(of) & set(computed)) - {e["alias"].lower()}  # an alias cannot mean itself
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("select sum(a) as a from t group by b having count(a) > 1", {"a"}),
        ("select coalesce(a, 'x') as a from t qualify count(distinct a) over (partition by b) = 2", {"a"}),
        ("select max(a) filter (where c) as a, max(a) as b from t group by all", {"a"}),
        ("select year(a) as a, count(*) from t group by a", {"a"}),
        ("select sum(a) as a from t group by b having count(t.a) > 1", set()),
        ("select a as a, sum(b) as b from t group by a having (select count(*) from u) > 1", set()),
    ],
)
def test_what_is_ambiguous(query: str, names: set[str]) -> None:
    with duckdb.connect() as con:
        assert ambiguous(query, {"sum", "max", "count"}, con) == names


def test_a_name_means_one_thing_on_every_engine(demo: Built) -> None:
    """An alias that is a column's name too: in having, qualify, group by and aggregates engines differ in which they take."""
    manifest = json.loads((demo.home / "dbt" / "manifest.json").read_text(encoding="utf-8"))
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    with duckdb.connect() as con:
        listed = con.execute("select distinct function_name from duckdb_functions() where function_type = 'aggregate'")
        aggregates = {name for (name,) in listed.fetchall()}
        found = {model["name"]: ambiguous(model["compiled_code"], aggregates, con) for model in models}
    assert len(found) > 100
    assert {name: names for name, names in found.items() if names} == {}
