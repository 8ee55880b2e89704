"""kill -9 at any moment of fetching, archiving and loading: nothing half is in use, and the next run completes.

The short run; `make soak` does it with whole builds.
"""

import random
import time
from collections.abc import Callable

import pytest

from ingestion.archive import Archive
from ingestion.archive_upkeep import held_against_bytes
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.result import Result
from tests.unit.ingestion.datasets import FILE, GOOD
from tests.unit.ingestion.publisher import Publisher
from tests.unit.ingestion.test_full_disk import large, many
from tests.unit.killing import until_killed

pytest.importorskip("resource")
Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]
ROWS = 40_000


def test_killed_while_a_state_comes_in_the_next_run_completes(
    build: Build, publisher: Publisher, table: Rows, home: Home
) -> None:
    dataset, archive, draw = large(), Archive(home.archive, "live"), random.Random(20261124)
    publisher.bodies[FILE] = GOOD
    good = build(dataset).snapshot
    body = many(ROWS)
    publisher.bodies[FILE] = body
    started = time.monotonic()
    assert build(dataset).rows == ROWS
    whole = time.monotonic() - started
    killed = 0
    for number in range(8):
        lines = f"25BE;BOL;01234;{number}\r\n".encode()
        publisher.bodies[FILE] = body + lines * (number + 1)
        killed += until_killed(lambda: build(dataset), draw.uniform(0, whole))  # a process of its own, gone after this
        current = archive.current(dataset.id)
        assert current is not None
        assert all(archive.is_whole(part.sha256) for part in current.parts)
        done = build(dataset)
        assert (done.status, done.rows) == ("current", ROWS + number + 1)
        assert table("select count(*) from raw.duo__graduates") == [(ROWS + number + 1,)]
        assert held_against_bytes(archive).findings == []
    assert killed >= 3, "the moments must fall within the work"
    assert archive.snapshots(dataset.id)[0] == good
