"""What opens the published file: old and new DuckDB, SQLAlchemy, Parquet readers and `talent`, also while a build runs."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import sqlalchemy

from orchestration.publication.marks import DEMO_FILE
from tests.conftest import absent
from tests.integration import clients
from tests.integration.conftest import Built, Republished, talent

PLAIN_TYPES = {"VARCHAR", "BIGINT", "INTEGER", "SMALLINT", "DOUBLE", "DECIMAL", "BOOLEAN", "DATE", "TIMESTAMP",
               "STRUCT"}  # fmt: skip

READ_ALL = """
import json, sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
tables = con.execute(
    "select table_schema, table_name from information_schema.tables where table_schema in ('marts', 'bi', 'meta')"
).fetchall()
print(json.dumps({
    "version": duckdb.__version__,
    "rows": {f"{s}.{t}": len(con.execute(f'from "{s}"."{t}"').fetchall()) for s, t in tables},
    "without_comment": con.execute(
        "select table_name || '.' || column_name from duckdb_columns() "
        "where schema_name in ('marts', 'bi', 'meta') and coalesce(comment, '') = ''"
    ).fetchall(),
    "rate": con.execute(
        "select comment from duckdb_columns() where table_name = 'fct_llo_uptake' and column_name = 'rate_pct'"
    ).fetchone()[0],
}))
"""


def manifest(built: Built) -> dict[str, object]:
    content: dict[str, object] = json.loads((built.home / "publication" / "manifest.json").read_text(encoding="utf-8"))
    return content


def rows_of(content: dict[str, object]) -> dict[str, int]:
    return {t["name"]: t["rows"] for t in content["tables"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "version"), [("duckdb-1.2", "1.2."), ("duckdb-2.0", "2.0.")])
def test_duckdb_of_another_age_reads_every_table_and_comment(demo: Built, name: str, version: str) -> None:
    if name not in clients.PRESENT:
        absent(f".compat/{name} is not there; `make test` installs it")
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(demo.file)],
        env={"PYTHONPATH": str(clients.FOLDERS[name])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["version"].startswith(version)
    assert seen["rows"] == rows_of(manifest(demo))
    assert seen["without_comment"] == []
    assert "procent" in seen["rate"].lower() or "%" in seen["rate"]


def test_tables_have_types_that_every_client_knows(demo: Built) -> None:
    types = demo.published("select distinct split_part(data_type, '(', 1) from duckdb_columns() where not internal")
    found = {name for (name,) in types}
    assert found <= PLAIN_TYPES


@pytest.fixture
def engine(demo: Built) -> Iterator[sqlalchemy.Engine]:
    """What Superset, Metabase and notebooks connect with."""
    engine = sqlalchemy.create_engine(f"duckdb:///{demo.file}", connect_args={"read_only": True})
    yield engine
    engine.dispose()


def test_sqlalchemy_lists_describes_and_queries_the_tables(demo: Built, engine: sqlalchemy.Engine) -> None:
    inspector, tables = sqlalchemy.inspect(engine), rows_of(manifest(demo))
    for schema in ("marts", "bi", "meta"):
        found = [*inspector.get_table_names(schema=schema), *inspector.get_view_names(schema=schema)]
        assert {f"{schema}.{name}" for name in found} == {name for name in tables if name.startswith(f"{schema}.")}
    assert "leven lang" in str(inspector.get_table_comment("fct_llo_uptake", schema="marts")["text"])
    columns = {c["name"]: c for c in inspector.get_columns("fct_llo_uptake", schema="marts")}
    assert "%" in str(columns["rate_pct"]["comment"]) or "procent" in str(columns["rate_pct"]["comment"])
    fact = sqlalchemy.table("fct_llo_uptake", sqlalchemy.column("rate_pct"), schema="marts")
    query = sqlalchemy.select(sqlalchemy.func.count(), sqlalchemy.func.max(fact.c.rate_pct)).select_from(fact)
    with engine.connect() as con:
        count, highest = con.execute(query).one()
        assert count == tables["marts.fct_llo_uptake"]
        assert 0 < highest <= 100
        with pytest.raises(sqlalchemy.exc.DBAPIError, match="read-only"):
            con.execute(sqlalchemy.delete(fact))


@pytest.mark.recordings
@pytest.mark.parametrize("name", clients.FOLDERS)
def test_a_client_that_asks_all_the_time_never_notices_a_build(republished: Republished, name: str) -> None:
    if name not in republished.readings:
        absent(f".compat/{name} is not there; `make test` installs it")
    seen = republished.readings[name]
    assert [r["error"] for r in seen if "error" in r] == []
    published = {}
    for file in (republished.built.home / "publication" / "history").glob("*/manifest.json"):
        content = json.loads(file.read_text(encoding="utf-8"))
        rows = {name: count for name, count in rows_of(content).items() if not name.startswith("bi.")}  # views
        assert len(rows) > 50
        published[content["publication_id"]] = rows
    for reading in seen:
        assert reading["rows"] == published[reading["publication_id"]], "a publication that is not whole"
        assert reading["answer"], "no answer"
    assert len(published) == 2
    assert {r["publication_id"] for r in seen} == set(published), "the build published while the client was reading"
    assert len(seen) > 20


def test_manifest_tells_the_truth(demo: Built) -> None:
    content = manifest(demo)
    folder = demo.home / "publication"
    files = {f["path"]: f for f in content["files"]}  # type: ignore[attr-defined]
    assert set(files) == {
        demo.file.name,
        *(f"parquet/{t.replace('.', '/')}.parquet" for t in rows_of(content)),
        f"parquet/{DEMO_FILE}",
        "site/stand.json",  # which tells every page and its sha256
    }
    for path, told in files.items():
        body = (folder / path).read_bytes()
        assert (len(body), hashlib.sha256(body).hexdigest()) == (told["bytes"], told["sha256"]), path
    for table, rows in rows_of(content).items():
        assert demo.published(f"select count(*) from {table}") == [(rows,)], table
    assert content["is_demo"] is True
    assert demo.published("select publication_id, is_demo from meta.publication") == [(content["publication_id"], True)]


def test_parquet_says_what_the_file_says(demo: Built) -> None:
    folder = demo.home / "publication" / "parquet"
    with duckdb.connect(str(demo.file), read_only=True) as con:
        for table in rows_of(manifest(demo)):
            path = folder / f"{table.replace('.', '/')}.parquet"
            for one, other in ((f"{table}", f"'{path}'"), (f"'{path}'", f"{table}")):
                assert con.execute(f"select count(*) from (from {one} except all from {other})").fetchone() == (0,), (
                    table
                )


def test_sql_answers_a_question(demo: Built) -> None:
    done = talent(demo.home, "sql", "select opgave_id from dim_opgave where kind = 'totaal'")
    assert (done.status, done.output.split()[:2]) == (0, ["opgave_id", "nederland"])
    assert "DEMONSTRATIE" in done.output, "an answer of the demo that could be taken for statistics"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("create table marts.mine as select 1 as x", "read-only"),
        ("delete from marts.dim_opgave", "read-only"),
        ("update meta.publication set is_demo = false", "read-only"),
        ("select * from read_csv('pyproject.toml')", "disabled"),
        ("from '{home}/publication/parquet/marts/dim_opgave.parquet'", "disabled"),
        ("attach '{home}/warehouse.duckdb' as private (read_only)", "disabled"),
        ("copy marts.dim_opgave to '{home}/out.csv'", "disabled"),
        ("set enable_external_access = true", "locked"),
        ("select nonsense", "nonsense"),
    ],
)
def test_sql_refuses_to_write_and_to_look_elsewhere(demo: Built, query: str, told: str) -> None:
    before = hashlib.sha256(demo.file.read_bytes()).hexdigest()
    done = talent(demo.home, "sql", query.format(home=demo.home))
    assert done.status == 1, done.output
    assert told in done.output
    assert "Traceback" not in done.output
    assert hashlib.sha256(demo.file.read_bytes()).hexdigest() == before
    assert not (demo.home / "out.csv").exists()


def test_status_tells_what_this_file_is_and_how_each_dataset_stands(demo: Built) -> None:
    done = talent(demo.home, "status", "--all", COLUMNS="250")
    assert done.status == 0, done.output
    assert "DEMONSTRATIE" in done.output
    assert "mag niet worden aangehaald" in done.output
    listed = demo.published("select dataset_id, row_count from marts.dim_dataset")
    current = done.output.split(f"\n{len(listed)} actueel\n")[1]
    for dataset_id, rows in listed:
        assert f"  {dataset_id}, {rows} rijen\n" in current


def test_diff_of_a_first_publication_says_that_nothing_came_before(demo: Built) -> None:
    done = talent(demo.home, "diff")
    assert done.status == 0, done.output
    assert done.output.startswith("Van voor ")
    assert f"is niets bewaard: er is niets om {demo.publication_id} mee te vergelijken." in done.output


def test_dictionary_explains_tables_and_columns(demo: Built) -> None:
    done = talent(demo.home, "dictionary", "fct_llo_uptake.rate_pct")
    assert done.status == 0, done.output
    assert "fct_llo_uptake.rate_pct (DOUBLE)" in done.output
    assert "procent" in done.output or "%" in done.output
    whole = talent(demo.home, "dictionary").output
    for (table,) in demo.published("select table_name from duckdb_tables() where schema_name = 'marts'"):
        text = whole.split(f"marts.{table}\n", 1)[1].splitlines()[0].strip()
        assert len(text) > 10, f"{table}: {text}"
    unknown = talent(demo.home, "dictionary", "rate_pct_of_the_moon")
    assert unknown.status == 1
    assert "Geen cijfer, tabel, kolom, dataset, code of woord" in unknown.output
    assert "    rate_pct\n" in unknown.output, "a name that is like it"


def test_dictionary_explains_every_figure_with_its_source(demo: Built) -> None:
    whole = talent(demo.home, "dictionary").output
    figures = demo.published(
        "select indicator_id, definition_nl, unit, (select min(dataset_id) from marts.indicator_value v "
        "where v.indicator_id = i.indicator_id) from marts.dim_indicator i"
    )
    for indicator_id, _, unit, _ in figures:
        line = next(line for line in whole.splitlines() if line.strip().startswith(f"{indicator_id}  "))
        assert line.endswith(f"({unit})")
    for indicator_id, definition, unit, dataset_id in sorted(figures)[:: len(figures) // 3]:
        told = talent(demo.home, "dictionary", str(indicator_id)).output
        assert f"definitie   {definition}\n" in told
        assert f"eenheid     {unit}\n" in told
        assert "    lijn        " in told
        assert f"    bron        {dataset_id}: " in told
        assert "DEMONSTRATIE" in told


@pytest.mark.parametrize("command", [["status"], ["sql", "select 1"], ["dictionary"], ["diff"]])
def test_without_a_publication_it_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    done = talent(tmp_path, *command)
    assert done.status == 1
    assert "Er is nog niets gepubliceerd" in done.output
    assert "talent build" in done.output
