"""kill -9 at any moment of fetching, archiving and loading: nothing half is in use, and the next run completes.

The short run; `make soak` does it with whole builds.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.archive import Archive
from ingestion.archive_upkeep import held_against_bytes
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.result import Result
from tests.integration.ingestion.test_full_disk import large, many
from tests.integration.ingestion.test_landing import land, landing_dataset
from tests.unit.ingestion.datasets import FILE, GOOD
from tests.unit.ingestion.publisher import Publisher
from tests.unit.killing import ends_killed, until_killed

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


def test_what_a_killed_build_was_unpacking_lies_in_the_home_and_goes_at_the_next(
    build: Build, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed while a body is unpacked to be read: it may hold names, and stays nowhere."""
    outside = tmp_path / "temporary files of the system"
    outside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(outside))
    land(home, "a.csv", b"Kwartaal;Regio;Beroepsgroep;Spanning\r\n2026 kw1;Nederland;Elektriciens;4,2\r\n", 1_000)

    def killed_at_once(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr("ingestion.contract.compare_columns", killed_at_once)
        assert ends_killed(lambda: build(landing_dataset()))
    incoming = home.archive / "live" / "incoming"
    assert [p.suffix for p in incoming.rglob("*") if p.is_file()] == [".csv"]
    assert list(outside.rglob("*")) == []
    assert build(landing_dataset()).status == "current"
    assert list(incoming.rglob("*")) == []
