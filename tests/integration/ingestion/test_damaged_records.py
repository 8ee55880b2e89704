"""A small record of the archive that is damaged: named, passed over, and the rest goes on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion import ingest
from ingestion.acceptance import accept, reject
from ingestion.archive import Archive
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.result import Result
from ingestion.web import Web
from tests.unit.ingestion.datasets import FILE, GOOD, csv_dataset
from tests.unit.ingestion.publisher import Publisher

LATER = GOOD + b"25BE;BOL;01234;99\r\n"
Damage = Callable[[Path, str], str]  # of a dataset's folder and the snapshot in use; gives the place that is named


def cut(name: str) -> Damage:
    def damage(folder: Path, current: str) -> str:
        path = folder / name.format(current)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path.name

    return damage


def filled(name: str, content: bytes) -> Damage:
    def damage(folder: Path, current: str) -> str:
        (folder / name.format(current)).write_bytes(content)
        return name.format(current)

    return damage


def copied(folder: Path, current: str) -> str:
    shutil.copy(folder / f"{current}.json", folder / f"{current} (kopie).json")
    return f"{current} (kopie).json"


def a_folder(folder: Path, current: str) -> str:
    (folder / "current").unlink()
    (folder / "current").mkdir()
    return "current"


DAMAGES: dict[str, Damage] = {
    "an attempt that was cut off": cut("attempt.json"),
    "an attempt of nothing": filled("attempt.json", b""),
    "a snapshot that was cut off": cut("{}.json"),
    "a snapshot of other bytes": filled("{}.json", b"\xff\xfe\x00" * 40),
    "a pointer to nothing": filled("current", b"20260101T000000Z-abc"),
    "a pointer that is no name": filled("current", b"\x00\xff/.."),
    "a pointer that is a folder": a_folder,
    "a person's notes": filled("notes.json", b'{"note": "looked at this one"}'),
    "a person's copy": copied,
}


class Run:
    def __init__(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.archive, self.publisher = home, Archive(home.archive, "live"), Publisher({FILE: GOOD})
        self.folder = self.archive.root / csv_dataset().id
        monkeypatch.setattr(ingest, "load_catalogue", lambda: {csv_dataset().id: csv_dataset()})

    def build(self) -> tuple[Result, list[str]]:
        said: list[str] = []
        web = Web(Archive(self.home.archive, "live"), frozenset({"duo.nl"}), self.publisher)
        return Ingestion(self.home, "live", web=web).run([csv_dataset()], "test", said.append)[0], said


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """After two good states."""
    made = Run(home, monkeypatch)
    made.build()
    made.publisher.bodies[FILE] = LATER
    assert made.build()[0].rows == 3
    return made


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_record_is_named_and_passed_over(run: Run, damage: Damage) -> None:
    current = run.archive.current(csv_dataset().id)
    assert current is not None
    place = damage(run.folder, current.snapshot_id)
    result, said = run.build()
    assert (result.status, result.rows) == ("current", 3)
    run.publisher.bodies[FILE] = LATER + b"25BE;BBL;34267;12\r\n"
    result, then = run.build()
    assert (result.outcome, result.rows) == ("new", 4)
    named = [line for line in said + then if line.startswith(f"archive: {csv_dataset().id}/{place}: ")]
    assert named
    assert all("passed over" in line for line in named)


def test_without_its_publisher_the_one_before_is_used(run: Run) -> None:
    current = run.archive.current(csv_dataset().id)
    assert current is not None
    DAMAGES["a snapshot that was cut off"](run.folder, current.snapshot_id)
    run.publisher.bodies.clear()
    result, _ = run.build()
    assert (result.status, result.rows) == ("stale", 2)


def test_a_judgement_that_cannot_be_read_stays_a_no(run: Run) -> None:
    wrong = run.archive.current(csv_dataset().id)
    assert wrong is not None
    reject([run.archive], wrong.snapshot_id, "me", "it is wrong")
    for mark in ("rejected", "quarantine"):
        (run.folder / f"{wrong.snapshot_id}.{mark}.json").write_bytes(b"{")
    for _ in range(2):
        result, said = run.build()
        assert (result.outcome, result.rows) == ("quarantined", 2)
        assert any(f"{wrong.snapshot_id}.rejected.json" in line for line in said)
    assert [s for s, _ in run.archive.in_quarantine(csv_dataset().id)] == [wrong]
    accept([run.archive], wrong.snapshot_id, "me", "it is right")
    assert run.build()[0].rows == 3
