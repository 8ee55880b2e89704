"""What one source may not do to another, and what a gate does."""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.result import Result
from ingestion.web import Web
from tests.unit.ingestion.datasets import FILE, GOOD, cbs_bodies, cbs_dataset, csv_dataset, observation
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def ingestion(home: Home, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ingestion]:
    """An ingestion of one dataset from any source, with any gate."""

    def make(dataset: Dataset, source: Any = "live", **options: Any) -> Ingestion:
        monkeypatch.setattr(ingest, "load_catalogue", lambda: {dataset.id: dataset})
        web = Web(
            Archive(home.archive, "demo" if source == "demo" else "live"), frozenset({dataset.access.host}), publisher
        )
        return Ingestion(home, source, web=web, **options)

    return make


def test_figures_of_the_demo_never_stand_in_for_a_live_publisher_that_fails(
    ingestion: Callable[..., Ingestion], publisher: Publisher, table: Rows
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    assert ingestion(dataset, "demo").run([dataset], "test")[0].status == "current"
    assert table("select count(*) from raw.duo__graduates") == [(2,)]

    publisher.bodies.clear()
    result = ingestion(dataset, "live").run([dataset], "test")[0]

    assert result.status == "missing"
    assert table("select count(*) from raw.duo__graduates") == [(0,)]
    assert table("select source, status from raw.catalogue__dataset") == [("live", "missing")]


def test_a_dataset_outside_the_run_is_emptied_when_the_source_changed(
    ingestion: Callable[..., Ingestion], publisher: Publisher, table: Rows
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    ingestion(dataset, "demo").run([dataset], "test")
    ingestion(dataset, "live").run([], "test")
    assert table("select count(*) from raw.duo__graduates") == [(0,)]
    assert table("select status, status_reason from raw.catalogue__dataset") == [("missing", "nooit opgehaald")]


def test_a_snapshot_that_the_gate_refuses_is_quarantined(
    ingestion: Callable[..., Ingestion], publisher: Publisher, table: Rows, home: Home
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    ingestion(dataset).run([dataset], "test")
    publisher.bodies[FILE] = GOOD + b"25BE;BOL;01234;99\r\n"

    refused = ingestion(dataset, gate=lambda con, d, s, b: "too many").run([dataset], "test")[0]

    assert (refused.outcome, refused.status, refused.reason) == ("quarantined", "stale", "too many")
    assert table("select count(*) from raw.duo__graduates") == [(2,)]
    assert [q.reason for _, q in Archive(home.archive, "live").in_quarantine(dataset.id)] == ["too many"]

    accepted = ingestion(dataset, gate=lambda con, d, s, b: None).run([dataset], "test")[0]
    assert (accepted.outcome, accepted.rows) == ("new", 3)


def test_nothing_is_rewritten_when_nothing_changed(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = GOOD
    build(csv_dataset())
    query = "select table_name, table_oid from duckdb_tables() where schema_name = 'raw' order by 1"
    before = table(query)
    assert build(csv_dataset()).reloaded is False
    assert table(query) == before


def test_the_archive_gives_back_what_was_known(
    ingestion: Callable[..., Ingestion], publisher: Publisher, table: Rows
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    ingestion(dataset).run([dataset], "test")
    publisher.bodies.clear()
    result = ingestion(dataset, "archive").run([dataset], "test")[0]
    assert (result.status, result.rows) == ("current", 2)
    assert publisher.asked[1:] == []


def test_a_state_that_no_longer_loads_gives_way_to_the_one_before(
    ingestion: Callable[..., Ingestion], publisher: Publisher, table: Rows
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    ingestion(dataset).run([dataset], "test")
    publisher.bodies[FILE] = GOOD + b"25BE;BOL;01234;99\r\n"
    second = ingestion(dataset).run([dataset], "test")[0].snapshot
    assert second is not None

    stricter = csv_dataset(years={"pattern": r"\d{4}", "example": ["2024"]})
    assert ingestion(stricter, "archive").run([stricter], "test")[0].status == "missing"

    def gate(con: object, d: Dataset, s: object, before: object) -> str | None:
        return "too many" if s == second else None

    result = ingestion(dataset, "archive", gate=gate).run([dataset], "test")[0]
    assert (result.status, result.reason, result.rows) == ("stale", "too many", 2)
    assert table("select status, status_reason, row_count from raw.catalogue__dataset") == [("stale", "too many", 2)]


def test_a_damaged_body_is_named_and_not_used(
    ingestion: Callable[..., Ingestion], publisher: Publisher, home: Home
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    first = ingestion(dataset).run([dataset], "test")[0].snapshot
    assert first is not None
    body = Archive(home.archive, "live").body(first.parts[0].sha256)
    body.write_bytes(body.read_bytes()[:-9])
    home.warehouse.unlink()

    result = ingestion(dataset, "archive").run([dataset], "test")[0]
    assert result.status == "missing"
    assert f"archief, body {first.parts[0].sha256}: gevonden bytes die beschadigd of weg zijn" in result.reason

    again = ingestion(dataset).run([dataset], "test")[0]  # asked for in full, though the publisher has nothing new
    assert (again.status, again.rows, again.snapshot) == ("current", 2, first)
    assert Archive(home.archive, "live").read(first.parts[0].sha256) == GOOD


def test_no_memory_ends_the_run_and_blames_no_publisher(
    ingestion: Callable[..., Ingestion], publisher: Publisher, home: Home
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD

    def full(con: object, d: Dataset, s: object, before: object) -> str | None:
        raise MemoryError

    with pytest.raises(MemoryError):
        ingestion(dataset, gate=full).run([dataset], "test")
    archive = Archive(home.archive, "live")
    assert archive.current(dataset.id) is None
    assert [archive.quarantine_of(s) for s in archive.snapshots(dataset.id)] == [None]


def test_the_sensor_sees_that_cbs_revised_a_table(ingestion: Callable[..., Ingestion], publisher: Publisher) -> None:
    dataset = cbs_dataset()
    publisher.bodies = dict(cbs_bodies([observation(0)], "1"))
    ingestion(dataset).run([dataset], "test")
    assert ingestion(dataset).changed_stamps([dataset]) == {}
    publisher.bodies = dict(cbs_bodies([observation(0)], "2"))
    assert list(ingestion(dataset).changed_stamps([dataset])) == [dataset.id]
    publisher.bodies = {}
    assert ingestion(dataset).changed_stamps([dataset]) == {}


def test_provenance_tables_of_an_earlier_version_are_made_anew(
    ingestion: Callable[..., Ingestion], publisher: Publisher, table: Rows, home: Home
) -> None:
    """A home that was made before the provenance tables had a column is not left with a table that no row fits in."""
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("create schema raw")
        con.execute("create table raw.catalogue__dataset as select 'duo__gone' as dataset_id, 'stale' as status")
    publisher.bodies[FILE] = GOOD
    dataset = csv_dataset()
    ingestion(dataset).run([dataset], "test")
    assert table("select dataset_id, publisher_name, status from raw.catalogue__dataset") == [
        ("duo__graduates", "Dienst Uitvoering Onderwijs", "current")
    ]
