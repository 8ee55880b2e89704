"""A full disk while a body comes in or a table is loaded: named, nothing half in use, and the next run completes.

The limit on the size of a file is the system's own, in a process forked for it: the real writes fail where they are.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.archive import Archive
from ingestion.dataset import Dataset, Size
from ingestion.home import Home
from ingestion.result import Result
from tests.unit.ingestion.datasets import FILE, GOOD, HEADER, csv_dataset
from tests.unit.ingestion.publisher import Publisher

resource = pytest.importorskip("resource")
Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


def many(rows: int) -> bytes:
    """A body that hardly gets smaller when packed."""
    draw = random.Random(7)
    lines = (f"{draw.randrange(10, 99)}XY;BOL;{draw.randrange(10**5):05d};{draw.randrange(10**9)}" for _ in range(rows))
    return "\r\n".join([HEADER, *lines, ""]).encode()


def large() -> Dataset:
    return csv_dataset().model_copy(update={"size": Size(max_bytes=10_000_000, max_rows=200_000)})


def with_limit(most: int, action: Callable[[], object], said: Path) -> int:
    """Runs the action in a process whose files may not grow past `most` bytes; its exit status, and what it raised."""
    child = os.fork()
    if child == 0:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            action()
        except BaseException as error:
            said.write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("most", [20_000, 60_000])
def test_full_while_a_body_comes_in(
    most: int, build: Build, publisher: Publisher, table: Rows, home: Home, tmp_path: Path
) -> None:
    dataset = large()
    publisher.bodies[FILE] = GOOD
    good = build(dataset)
    publisher.bodies[FILE] = many(8_000)  # some 100 kB packed
    assert with_limit(most, lambda: build(dataset), tmp_path / "said") == 1
    assert "File too large" in (tmp_path / "said").read_text(encoding="utf-8")

    archive = Archive(home.archive, "live")
    assert archive.snapshots(dataset.id) == [good.snapshot]
    assert archive.current(dataset.id) == good.snapshot
    assert [p for p in archive.root.rglob("*.zst") if not archive.is_whole(p.stem)] == []
    assert table("select count(*) from raw.duo__graduates") == [(2,)]
    assert (build(dataset).outcome, table("select count(*) from raw.duo__graduates")) == ("new", [(8_000,)])


def test_full_while_a_table_is_loaded(
    build: Build, publisher: Publisher, table: Rows, home: Home, tmp_path: Path
) -> None:
    dataset = large()
    publisher.bodies[FILE] = GOOD
    good = build(dataset)
    body = many(120_000)
    publisher.bodies[FILE] = body
    packed = len(body)  # the archive's copy fits, the table and DuckDB's log do not
    most = max(packed // 2 + 100_000, home.warehouse.stat().st_size)
    assert with_limit(most, lambda: build(dataset), tmp_path / "said") == 1
    assert "File too large" in (tmp_path / "said").read_text(encoding="utf-8")

    archive = Archive(home.archive, "live")
    assert archive.current(dataset.id) == good.snapshot
    assert archive.in_quarantine(dataset.id) == [], "a full disk is no fault of the publisher"
    assert table("select count(*) from raw.duo__graduates") == [(2,)]
    assert (build(dataset).outcome, table("select count(*) from raw.duo__graduates")) == ("new", [(120_000,)])
