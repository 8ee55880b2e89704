"""An older edition than the one in use is kept apart until a person decides."""

from collections.abc import Callable

import pytest

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
        "an older edition: the publisher dates it 2026-11-02 06:00, the one in use 2026-11-03 06:00" in refused.reason
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
    assert "an older edition: the same bytes as " in refused.reason

    archive = Archive(home.archive, "live")
    ((waiting, _),) = archive.in_quarantine(csv_dataset().id)
    accept([archive], waiting.snapshot_id, "an analyst", "the publisher withdrew the revision")
    accepted = build(csv_dataset())
    assert (accepted.outcome, accepted.status, accepted.rows) == ("unchanged", "current", 2)
    assert table("select count(*) from raw.duo__graduates") == [(2,)]
