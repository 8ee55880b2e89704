"""What the checks of the publication say of a file that is not as it should be."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingestion.home import Home
from orchestration.publication.audit import DBT, expected
from orchestration.publication.health import audited, on_time, unwithheld, whole

TESTS = ("unique_a", "filled_b")
FAILED = "update meta.quality_result set status = 'failed' where check_name = 'unique_a'"


@pytest.fixture
def published() -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables that the checks ask, of a publication with which all is well."""
    with duckdb.connect() as con:
        for statement in (
            "create schema meta", "create schema marts",
            "create table meta.quality_result (build_id varchar, tool varchar, target varchar, check_name varchar, "
            "severity varchar, status varchar, observed varchar, expected varchar, reason varchar)",
            "create table meta.withheld (mart varchar, extent varchar, finding varchar, reason varchar, datasets varchar, "
            "since timestamp)",
            "create table meta.overruled (findings varchar)",
            "create table meta.publication as select 2 as datasets_current, 0 as datasets_late, 'x' as publication_id",
            "create table marts.dim_dataset (dataset_id varchar, title varchar, status varchar, period_last varchar, "
            "retrieved_at timestamp, status_reason varchar)",
            "insert into marts.dim_dataset values ('a__1', 'A', 'current', '2025', '2026-01-02', null)",
        ):  # fmt: skip
            con.execute(statement)
        rows = [
            ("b", tool, "marts.dim_x" if tool == DBT else target, name, "critical", "passed", "0", "0", "-")
            for target, name in sorted(expected(TESTS))
            for tool in ([DBT] if target == DBT else ["great_expectations"])
        ]
        con.executemany(f"insert into meta.quality_result values ({', '.join('?' * 9)})", rows)
        yield con


def test_a_sound_publication_holds(published: duckdb.DuckDBPyConnection) -> None:
    assert audited(published, TESTS).holds
    assert on_time(published) == (True, {"datasets_current": 2, "datasets_late": 0}, on_time(published).columns, [])
    assert unwithheld(published).holds


def test_a_critical_check_that_failed_is_told_unless_it_is_on_record(published: duckdb.DuckDBPyConnection) -> None:
    published.execute(FAILED)
    found = audited(published, TESTS)
    assert not found.holds
    assert [(row["tabel"], row["controle"], row["uitslag"]) for row in found.rows] == [
        ("marts.dim_x", "unique_a", found.rows[0]["uitslag"])
    ]
    assert found.numbers["critical_failed"] == 1
    published.execute("insert into meta.overruled values ('other x\nmarts.dim_x unique_a')")
    assert audited(published, TESTS).holds
    published.execute("delete from meta.overruled")
    published.execute(
        "insert into meta.withheld values ('dim_x', 'mart', 'marts.dim_x unique_a', 'dubbel', '', '2026-01-02')"
    )
    assert audited(published, TESTS).holds
    assert [row["reden"] for row in unwithheld(published).rows] == ["dubbel"]
    assert not unwithheld(published).holds


def test_a_check_without_a_verdict_is_told(published: duckdb.DuckDBPyConnection) -> None:
    published.execute("delete from meta.quality_result where check_name = 'filled_b'")
    assert [row["controle"] for row in audited(published, TESTS).rows] == ["filled_b"]
    published.execute("delete from meta.quality_result")
    assert not audited(published, ()).holds


@pytest.mark.parametrize("state", ["late", "stale", "missing"])
def test_a_dataset_that_is_not_current_is_told_with_its_reason(
    published: duckdb.DuckDBPyConnection, state: str
) -> None:
    published.execute("insert into marts.dim_dataset values ('b__2', 'B', ?, null, null, 'geen antwoord')", [state])
    found = on_time(published)
    assert not found.holds
    assert [(row["dataset"], row["stand"], row["reden"]) for row in found.rows] == [("b__2", state, "geen antwoord")]
    assert unwithheld(published).holds


def test_a_dataset_that_is_withheld_is_told_by_the_other_check(published: duckdb.DuckDBPyConnection) -> None:
    published.execute("update marts.dim_dataset set status = 'withheld', status_reason = 'dubbel'")
    assert on_time(published).holds
    assert [row["datasets"] for row in unwithheld(published).rows] == ["a__1"]


def test_every_file_of_the_manifest_is_there_byte_for_byte(tmp_path: Path) -> None:
    home = Home(tmp_path).create()
    assert [row["bestand"] for row in whole(home).rows] == ["manifest.json"]
    files = {"talentstrategie.duckdb": b"database", "parquet/a.parquet": b"table"}
    for name, content in files.items():
        path = home.publication / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    listed = [{"path": n, "bytes": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in files.items()]
    (home.publication / "manifest.json").write_text(json.dumps({"files": listed}), encoding="utf-8")
    assert whole(home)[:2] == (True, {"files": 2, "bytes": 13})
    (home.publication / "talentstrategie.duckdb.wal").write_bytes(b"x")
    (home.publication / "parquet" / "a.parquet").write_bytes(b"Table")
    assert [row["bestand"] for row in whole(home).rows] == list(files)
    (home.publication / "parquet" / "a.parquet").unlink()
    assert whole(home).rows[1]["wat"] == "is weg"
