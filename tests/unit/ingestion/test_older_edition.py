"""An older edition than the one in use is kept apart until a person decides."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ingestion import archive as archiving
from ingestion import editions, ingest
from ingestion.acceptance import accept
from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.result import Result
from tests.unit.ingestion.datasets import FILE, GOOD, csv_dataset
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]
LATER = GOOD + b"25BE;BOL;01234;99\r\n"


def dated(body: bytes, day: int) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Last-Modified": f"{['Mon', 'Tue', 'Wed'][day - 2]}, {day:02d} Nov 2026 06:00:00 GMT"}, body


def test_an_edition_with_an_earlier_date_is_refused_and_a_later_one_taken(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies[FILE] = dated(LATER, 3)
    build(csv_dataset())
    publisher.bodies[FILE] = dated(GOOD, 2)
    refused = build(csv_dataset())
    assert (refused.outcome, refused.status) == ("quarantined", "stale")
    assert (
        "een oudere editie: de uitgever dateert haar 2026-11-02 06:00, die in gebruik 2026-11-03 06:00"
        in refused.reason
    )
    assert table("select count(*) from raw.duo__graduates") == [(3,)]
    publisher.bodies[FILE] = dated(GOOD, 4)
    assert build(csv_dataset()).outcome == "new"
    assert table("select count(*) from raw.duo__graduates") == [(2,)]


@pytest.mark.parametrize("headers", [{}, {"Last-Modified": "Mon, 02 Nov 2026 06:00:00 GMT"}])
def test_bytes_of_before_the_one_in_use_wait_for_a_person(
    headers: dict[str, str], build: Build, publisher: Publisher, table: Rows, home: Home
) -> None:
    for body in (GOOD, LATER):
        publisher.bodies[FILE] = 200, headers, body
        assert build(csv_dataset()).outcome == "new"
    publisher.bodies[FILE] = 200, headers, GOOD
    refused = build(csv_dataset())
    assert refused.outcome == "quarantined"
    assert "een oudere editie: dezelfde bytes als " in refused.reason

    archive = Archive(home.archive, "live")
    ((waiting, _),) = archive.in_quarantine(csv_dataset().id)
    accept([archive], waiting.snapshot_id, "an analyst", "the publisher withdrew the revision")
    accepted = build(csv_dataset())
    assert (accepted.outcome, accepted.status, accepted.rows) == ("unchanged", "current", 2)
    assert table("select count(*) from raw.duo__graduates") == [(2,)]


def test_a_date_in_the_future_makes_nothing_older(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = 200, {"Last-Modified": "Fri, 01 Jan 2100 06:00:00 GMT"}, GOOD
    assert build(csv_dataset()).outcome == "new"
    publisher.bodies[FILE] = dated(LATER, 3)
    assert build(csv_dataset()).outcome == "new"
    assert table("select count(*) from raw.duo__graduates") == [(3,)]


def test_what_the_publisher_goes_on_giving_comes_back_the_next_day(
    build: Build, publisher: Publisher, table: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that lags is over within hours; a publisher that withdrew a bad edition gives the one of before for good."""
    for body in (LATER, GOOD):
        publisher.bodies[FILE] = 200, {}, body
        build(csv_dataset())
    moment = datetime.now(UTC)
    for module in (archiving, ingest, editions):
        monkeypatch.setattr(module, "now", lambda: moment)
    publisher.bodies[FILE] = 200, {}, LATER
    for hours in (0, 2, 17):
        moment += timedelta(hours=hours)
        assert build(csv_dataset()).outcome == "quarantined"
    publisher.bodies[FILE] = 200, {}, GOOD  # another node of the publisher: then it is no withdrawal
    assert build(csv_dataset()).status == "current"
    publisher.bodies[FILE] = 200, {}, LATER
    moment += timedelta(hours=20)
    assert build(csv_dataset()).outcome == "quarantined"
    moment += timedelta(hours=20)
    back = build(csv_dataset())
    assert (back.outcome, back.status, back.rows) == ("new", "current", 3)
    assert "een oudere editie: dezelfde bytes als" in back.remark
    assert "toch genomen: de uitgever geeft niets anders sinds" in back.remark
    assert table("select count(*) from raw.duo__graduates") == [(3,)]
