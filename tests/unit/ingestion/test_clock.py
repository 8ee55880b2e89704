"""A wrong clock: what comes in later is later, whatever this machine's clock says."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.clock import after
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.result import Result
from tests.unit.ingestion.datasets import FILE, GOOD, csv_dataset
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("wrong", [timedelta(days=-400), timedelta(seconds=-1), timedelta(0)])
def test_a_clock_that_was_set_back_does_not_hide_what_is_new(
    wrong: timedelta, build: Build, publisher: Publisher, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset, archive = csv_dataset(), Archive(home.archive, "live")
    monkeypatch.setattr(ingest, "now", lambda: TODAY)
    publisher.bodies[FILE] = GOOD
    first = build(dataset).snapshot
    monkeypatch.setattr(ingest, "now", lambda: TODAY + wrong)
    publisher.bodies[FILE] = GOOD + b"25BE;BOL;01234;99\r\n"
    second = build(dataset)
    assert (second.outcome, second.rows) == ("new", 3)
    assert archive.snapshots(dataset.id) == [first, second.snapshot]
    assert archive.current(dataset.id) == second.snapshot
    assert archive.as_of(dataset.id, TODAY) == first
    assert archive.as_of(dataset.id, TODAY + timedelta(seconds=1)) == second.snapshot


def test_a_clock_that_was_far_ahead_once_does_not_hide_what_comes_after(
    build: Build, publisher: Publisher, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset, archive = csv_dataset(), Archive(home.archive, "live")
    for day, line in (
        (TODAY + timedelta(days=4000), b""),
        (TODAY, b"25BE;BOL;01234;1\r\n"),
        (TODAY, b"25BE;BOL;01234;2\r\n"),
    ):
        monkeypatch.setattr(ingest, "now", lambda day=day: day)
        publisher.bodies[FILE] = publisher.bodies.get(FILE, GOOD) + line  # type: ignore[operator]
        newest = build(dataset)
        assert newest.outcome == "new"
        assert archive.current(dataset.id) == newest.snapshot
    assert len(archive.snapshots(dataset.id)) == 3


def test_a_good_clock_is_believed() -> None:
    assert after(TODAY, None) == TODAY
    assert after(TODAY, TODAY - timedelta(seconds=1)) == TODAY


def test_two_in_one_second_keep_each_its_name(build: Build, publisher: Publisher, home: Home) -> None:
    """A record is never written over: the first and the third have the same content."""
    for body in (GOOD, GOOD + b"25BE;BOL;01234;99\r\n", GOOD):
        publisher.bodies[FILE] = body
        build(csv_dataset())
    assert len(Archive(home.archive, "live").snapshots(csv_dataset().id)) == 3
