"""A home in a temporary folder, and datasets small enough to read in a test."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.protocols import landing
from ingestion.result import Result
from ingestion.warehouse import writing
from ingestion.web import Web
from tests.unit.ingestion.probing import Asked
from tests.unit.ingestion.publisher import Publisher


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def build(home: Home, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> Callable[[Dataset], Result]:
    """Fetches and loads one dataset, as a build does; files that a test lays down are whole at once."""
    monkeypatch.setattr(landing, "YOUNG", 0)

    def run(dataset: Dataset) -> Result:
        monkeypatch.setattr(ingest, "load_catalogue", lambda: {dataset.id: dataset})
        web = Web(Archive(home.archive, "live"), frozenset({dataset.access.host}), publisher, landing=home.landing)
        return Ingestion(home, "live", web=web).run([dataset], "test")[0]

    return run


@pytest.fixture
def table(home: Home) -> Callable[[str], list[tuple[object, ...]]]:
    """The rows of a query on the warehouse."""

    def rows(query: str) -> list[tuple[object, ...]]:
        with writing(home, "test") as con:
            return con.execute(query).fetchall()

    return rows


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@pytest.fixture
def asked(publisher: Publisher, tmp_path: Path) -> Asked:
    """A catalogue without entries, and the publisher that is probed for those it gets."""
    return Asked(publisher, tmp_path)
