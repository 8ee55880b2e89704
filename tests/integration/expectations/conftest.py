"""A small warehouse in memory: every raw table with its contract's columns, and nothing in them."""

from collections.abc import Iterator

import duckdb
import pytest

from expectations import expected
from ingestion.catalogue import load_catalogue
from ingestion.contract import promised
from ingestion.load import create_metadata_tables
from ingestion.sql import identifier


@pytest.fixture(scope="session")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("create schema raw")
        con.execute("create schema ops")
        con.execute("create table ops.loaded (dataset_id varchar, snapshot_id varchar, mark varchar, row_count bigint)")
        create_metadata_tables(con)
        for dataset in load_catalogue().values():
            columns = ", ".join(f"{identifier(c)} {kind}" for c, kind in promised(dataset).items())
            con.execute(f'create table raw."{dataset.id}" ({columns}, _snapshot_id varchar)')
        yield con


@pytest.fixture
def con(warehouse: duckdb.DuckDBPyConnection, no_reviewed_counts: None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse for one test: what it writes is taken back. A suite runs inside a transaction in the build too."""
    warehouse.execute("begin")
    yield warehouse
    warehouse.execute("rollback")


@pytest.fixture
def no_reviewed_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of a test are small; the reviewed counts are those of real ones (test_expected_rows has its own)."""
    monkeypatch.setattr(expected, "entries", lambda: ())


@pytest.fixture
def marts() -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts in a database of their own, attached as the pipeline does, and beside them what dbt makes for the suites."""
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as curated")
        con.execute("create schema curated.marts")
        con.execute("create schema quality")
        yield con
