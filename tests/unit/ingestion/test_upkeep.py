"""An archive that is held against its bytes: what is damaged is named, and what rests on it."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard

from ingestion.archive import Archive
from ingestion.archive_upkeep import held_against_bytes, sweep
from ingestion.snapshot import Receipt, Snapshot

MOMENT = datetime(2026, 7, 2, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two states of one dataset with a part in common; the second is in use, a third in quarantine."""
    archive = Archive(tmp_path, "live")
    for day, bodies in enumerate([(b"codes", b"first"), (b"codes", b"second"), (b"codes", b"third")]):
        parts = tuple(part(archive, f"part{n}", body, MOMENT + timedelta(days=day)) for n, body in enumerate(bodies))
        made = Snapshot(
            snapshot_id="", dataset_id="duo__x", title="t", publisher="duo", licence="l", attribution="DUO",
            retrieved_at=MOMENT + timedelta(days=day), publisher_modified_at=None, stamp=None, parts=parts,
        )  # fmt: skip
        kept = archive.keep(made.model_copy(update={"snapshot_id": f"day{day}-{made.content[:12]}"}))
        archive.promote(kept) if day < 2 else archive.quarantine(kept, "too many", readable=True)
    archive.note("duo__x", "quarantined", "too many")
    return archive


def part(archive: Archive, name: str, body: bytes, at: datetime) -> Receipt:
    sha256, size = archive.receive([body], 1000)
    receipt = Receipt(
        part=name, url="https://duo.nl/f", retrieved_at=at, publisher_modified_at=None, etag=None,
        http_status=200, content_type="text/csv", byte_count=size, sha256=sha256,
    )  # fmt: skip
    archive.keep_receipt(receipt)
    return receipt


def body(archive: Archive, content: bytes) -> Path:
    return archive.body(hashlib.sha256(content).hexdigest())


def name(archive: Archive, day: int) -> str:
    return archive.snapshots("duo__x")[day].snapshot_id


def test_a_good_archive_has_nothing_wrong(archive: Archive) -> None:
    archive.receive([b"of a fetch that was cut off"], 1000)
    found = held_against_bytes(archive)
    assert found.findings == []
    assert (found.snapshots, found.bodies, found.unused) == (3, 5, 1)
    assert found.byte_count == len(b"codesfirstsecondthird") + len(b"of a fetch that was cut off")


def test_a_damaged_body_is_named_with_all_that_rests_on_it(archive: Archive) -> None:
    in_use = f"duo__x/{name(archive, 1)} (in gebruik)"
    rests = (f"duo__x/{name(archive, 0)}", in_use, f"duo__x/{name(archive, 2)}")
    path = body(archive, b"codes")
    path.write_bytes(zstandard.compress(b"other bytes"))
    (finding,) = held_against_bytes(archive).findings
    assert finding.place == str(path.relative_to(archive.root))
    assert finding.wrong.startswith("bytes met sha256 ")
    assert finding.rests_on_it == rests

    path.write_bytes(b"no archive")
    assert [f.wrong for f in held_against_bytes(archive).findings] == ["niet uit te pakken"]
    path.unlink()
    assert [(f.wrong, f.rests_on_it) for f in held_against_bytes(archive).findings] == [("weg", rests)]
    body(archive, b"second").unlink()
    assert [
        f.rests_on_it for f in held_against_bytes(archive).findings if f.place.endswith(body(archive, b"second").name)
    ] == [(in_use,)]


def record(archive: Archive, day: int, kind: str = "") -> Path:
    return archive.root / "duo__x" / f"{name(archive, day)}{kind}.json"


def shrink(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    (content["parts"][1] if "parts" in content else content)["byte_count"] -= 1
    path.write_text(json.dumps(content), encoding="utf-8")


def swap(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    content["parts"].reverse()
    path.write_text(json.dumps(content), encoding="utf-8")


DAMAGE: dict[str, tuple[Callable[[Archive], object], str, str]] = {
    "a receipt of another size": (lambda a: shrink(body(a, b"first").with_suffix(".json")), "bodies/", "de bon van"),
    "a receipt that is gone": (lambda a: body(a, b"first").with_suffix(".json").unlink(), "bodies/", "zonder bon"),
    "a record of another size": (lambda a: shrink(record(a, 0)), "duo__x/day0", "deel part1: 4 bytes gezegd"),
    "parts in another order": (lambda a: swap(record(a, 0)), "duo__x/day0", "niet die van de naam"),
    "a record cut off": (lambda a: record(a, 2).write_text("{"), "duo__x/day2", "niet te lezen"),
    "a record of another dataset": (
        lambda a: record(a, 1).write_text(record(a, 1).read_text().replace("duo__x", "duo__y")),
        "duo__x/day1",
        "onder een andere naam",
    ),
    "a quarantine without a verdict": (
        lambda a: record(a, 2, ".quarantine").write_text('{"at": "2026-07-02T00:00:00Z"}'),
        ".quarantine.json",
        "niet te lezen",
    ),
    "a promotion of nothing": (
        lambda a: record(a, 0, ".promoted").rename(a.root / "duo__x" / "gone.promoted.json"),
        "gone.promoted.json",
        "die er niet is",
    ),
    "a pointer to nothing": (lambda a: (a.root / "duo__x" / "current").write_text("gone"), "current", "dat er niet is"),
    "a pointer to what was never used": (
        lambda a: (a.root / "duo__x" / "current").write_text(name(a, 2)),
        "current",
        "nooit in gebruik is genomen",
    ),
    "an attempt cut off": (lambda a: (a.root / "duo__x" / "attempt.json").write_text(""), "attempt", "niet te lezen"),
    "a body in another folder": (
        lambda a: (a.root / "bodies" / "zz").mkdir() or body(a, b"first").rename(a.root / "bodies" / "zz" / body(a, b"first").name),  # type: ignore[func-returns-value]
        "bodies/zz/",
        "in de verkeerde map",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_every_record_is_held_against_what_it_tells_of(archive: Archive, damage: str) -> None:
    harm, place, told = DAMAGE[damage]
    harm(archive)
    assert [f for f in held_against_bytes(archive).findings if place in f.place and told in f.wrong] != []


def test_what_a_killed_run_left_is_cleared_but_not_what_is_being_written(archive: Archive) -> None:
    left = [archive.root / "incoming" / "a.zst", archive.root / "duo__x" / f".current.{'0' * 32}"]
    for path in left:
        path.write_bytes(b"half")
    swept: list[list[str]] = []

    def chunks() -> "list[bytes]":
        swept.append(sweep(archive))  # while a body comes in
        return [b"whole"]

    sha256, _ = archive.receive((chunk for _ in range(1) for chunk in chunks()), 1000)
    assert archive.read(sha256) == b"whole"
    assert swept == [["incoming/a.zst", f"duo__x/.current.{'0' * 32}"]]
    assert [p for p in left if p.exists()] == []
