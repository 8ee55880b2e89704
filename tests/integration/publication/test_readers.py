"""Clients that read the published file while it is replaced, and a disk that is full while a publication is made."""

import errno
import json
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestration.publication import history
from orchestration.publication import publish as publishing
from tests.integration.clients import PRESENT, Reader
from tests.integration.publication.homes import Figure, SmallHome
from tests.unit.killing import until_killed

PUBLICATIONS = 10


def figures(number: int) -> list[Figure]:
    """Another number of rows each time, so that a mixture of two publications shows."""
    return [("graduates", f"{2000 + year}-08-01", float(number), "provisional") for year in range(number + 1)]


def test_in_ten_publications_a_reader_sees_whole_ones_only(small: SmallHome) -> None:
    small.publish(figures(0), source="live")
    file = small.home.publication / "talentstrategie.duckdb"
    readers = {name: Reader(name, file, ANSWER) for name in PRESENT}
    try:
        for reader in readers.values():
            reader.wait_for_first()
        for number in range(1, PUBLICATIONS):
            small.publish(figures(number), source="live")
    finally:
        seen = {name: reader.stop() for name, reader in readers.items()}
    manifests = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((small.home.publication / "history").glob("*/manifest.json"))
    ]
    assert len(manifests) == PUBLICATIONS
    whole = {
        m["publication_id"]: {
            table["name"]: table["rows"] for table in m["tables"] if not table["name"].startswith("bi.")
        }
        for m in manifests
    }
    said = {m["publication_id"]: [[float(n), n + 1]] for n, m in enumerate(manifests)}
    for name, readings in seen.items():
        assert [r["error"] for r in readings if "error" in r] == [], name
        order = [reading["publication_id"] for reading in readings]
        assert order == sorted(order), f"{name} saw an older publication after a newer one"
        assert len(set(order)) > 1, f"{name} hardly looked"
        for reading in readings:
            assert reading["rows"] == whole[reading["publication_id"]]
            assert reading["answer"] == said[reading["publication_id"]]


ANSWER = "select value, count(*) from marts.indicator_value group by all order by all"
STEPS: dict[str, tuple[object, str]] = {
    "the copy of the marts": (publishing, "copy_marts"),
    "Parquet": (publishing, "write_parquet"),
    "Data Docs": (publishing, "write_docs"),
    "the pages": (publishing, "write_text"),
    "the file for BI": (shutil, "copyfile"),
    "the pages beside it": (history, "write_text"),
}


def until_full(real: Callable[..., Any], fails_at: int) -> Callable[..., Any]:
    """The real step; at its nth turn the disk is full, after the step has written what it writes."""
    turns = iter(range(1, 1000))

    def step(*arguments: Any) -> Any:
        done = real(*arguments)
        if next(turns) == fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return done

    return step


@pytest.mark.parametrize(
    ("step", "turn"),
    [*((step, 1) for step in STEPS), ("the pages", 3), ("the file for BI", 2), ("the pages beside it", 3)],
)
def test_a_full_disk_leaves_what_was_published_and_the_next_build_publishes(
    one: SmallHome, monkeypatch: pytest.MonkeyPatch, step: str, turn: int
) -> None:
    before = one.current_id()
    owner, name = STEPS[step]
    one.build(figures(4))
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, until_full(getattr(owner, name), turn))
        with pytest.raises(OSError, match="No space left on device"):
            one.again()
    rows = {table["name"]: table["rows"] for table in one.manifest()["tables"]}
    assert rows["marts.indicator_value"] == 2, "the manifest is written last"
    if step == "the pages beside it":  # the file is in place: whole, and known to be without its pages
        assert one.current("select count(*) from marts.indicator_value") == [(5,)]
        assert history.current_manifest(one.home) is None
    else:
        assert one.current_id() == before
        assert one.current("select count(*) from marts.indicator_value") == [(2,)]
    kept = one.home.publication / "history"
    assert [p.name for p in kept.iterdir() if p.name.startswith(".draft")] == [], "leftovers take room"

    done = one.again()
    assert one.current_id() == done.publication_id == one.manifest()["publication_id"]
    assert one.current("select count(*) from marts.indicator_value") == [(5,)]
    stands = history.current_manifest(one.home)
    assert stands is not None
    assert stands["publication_id"] == done.publication_id


def test_a_full_disk_in_the_data_file_itself_is_named(one: SmallHome, tmp_path: Path) -> None:
    """A limit on the size of a file, set by the system in a process of its own, for as long as it publishes."""
    resource = pytest.importorskip("resource")
    before = one.everything()
    one.build(figures(4))
    child = os.fork()
    if child == 0:  # the limit ends with this process
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            one.again()
        except BaseException as error:
            (tmp_path / "said").write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    assert "File too large" in (tmp_path / "said").read_text(encoding="utf-8")
    assert one.everything() == before
    assert one.again().publication_id == one.current_id()


def test_killed_while_it_publishes_a_whole_publication_is_read_and_the_next_build_publishes(one: SmallHome) -> None:
    """A real kill -9, at moments over the time that a publication takes; `make soak` does it with whole builds."""
    draw = random.Random(20261124)
    one.build(figures(4))
    started = time.monotonic()
    one.again()
    whole, killed = time.monotonic() - started, 0
    for number in range(6):
        before = one.current_id()
        one.build(figures(5 + number))
        killed += until_killed(one.again, draw.uniform(0, whole))
        rows = one.current("select count(*) from marts.indicator_value")
        assert rows in ([(5 + number,)], [(6 + number,)])
        assert (one.current_id() == before) == (rows == [(5 + number,)])
        done = one.again()
        assert one.current_id() == done.publication_id == one.manifest()["publication_id"] > before
        assert one.current("select count(*) from marts.indicator_value") == [(6 + number,)]
        kept = one.home.publication / "history"
        assert [p.name for p in kept.iterdir() if p.name.startswith(".draft")] == []
    assert killed >= 2, "the moments must fall within the work"
