"""The archive keeps bytes as received, once, and never loses or overwrites them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ingestion.archive import Archive, BodyTooLarge
from ingestion.snapshot import Receipt, Snapshot

BODY = b"a;b\r\n1;2\r\n"
MOMENT = datetime(2026, 7, 2, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path, "live")


def snapshot(archive: Archive, body: bytes, at: datetime = MOMENT, stamp: str | None = None) -> Snapshot:
    sha256, size = archive.receive([body], 1000)
    receipt = Receipt(
        part="data", url="https://duo.nl/f", retrieved_at=at, publisher_modified_at=None, etag=None,
        http_status=200, content_type="text/csv", byte_count=size, sha256=sha256,
    )  # fmt: skip
    return Snapshot(
        snapshot_id=f"{at:%Y%m%d}-{sha256[:6]}", dataset_id="duo__x", title="t", publisher="duo", licence="l",
        attribution="DUO", retrieved_at=at, publisher_modified_at=None, stamp=stamp, parts=(receipt,),
    )  # fmt: skip


def test_bytes_come_back_as_they_were_and_are_stored_once(archive: Archive) -> None:
    first = archive.receive([BODY[:3], BODY[3:]], 1000)
    assert archive.receive([BODY], 1000) == first
    assert archive.read(first[0]) == BODY
    assert len(list(archive.root.rglob("*.zst"))) == 1


def test_duckdb_reads_a_body_as_it_lies(archive: Archive) -> None:
    sha256, _ = archive.receive([BODY], 1000)
    assert duckdb.execute(f"from read_csv('{archive.body(sha256)}', all_varchar = true)").fetchall() == [("1", "2")]


def test_a_body_that_is_too_large_leaves_nothing(archive: Archive) -> None:
    with pytest.raises(BodyTooLarge):
        archive.receive([b"x" * 600, b"y" * 600], 1000)
    assert [p for p in archive.root.rglob("*") if p.is_file()] == []


def test_only_a_promoted_snapshot_is_current(archive: Archive) -> None:
    kept = archive.keep(snapshot(archive, BODY))
    assert archive.current("duo__x") is None
    archive.promote(kept)
    assert archive.current("duo__x") == kept


def test_the_same_content_is_the_same_snapshot(archive: Archive) -> None:
    first = archive.keep(snapshot(archive, BODY))
    assert archive.keep(snapshot(archive, BODY, MOMENT + timedelta(days=1))) == first
    assert archive.keep(snapshot(archive, BODY + b"3;4\r\n", MOMENT + timedelta(days=2))) != first
    assert len(archive.snapshots("duo__x")) == 2


def test_what_was_known_at_a_moment_leaves_out_what_was_never_used(archive: Archive) -> None:
    old = archive.keep(snapshot(archive, BODY))
    bad = archive.keep(snapshot(archive, b"bad", MOMENT + timedelta(days=1)))
    new = archive.keep(snapshot(archive, b"new", MOMENT + timedelta(days=2)))
    archive.keep(snapshot(archive, b"never judged", MOMENT + timedelta(hours=1)))
    archive.promote(old)
    archive.promote(new)
    archive.quarantine(bad, "why")
    assert archive.as_of("duo__x", MOMENT - timedelta(days=1)) is None
    assert archive.as_of("duo__x", MOMENT + timedelta(days=1)) == old
    assert archive.as_of("duo__x", MOMENT + timedelta(days=3)) == new
    kept = archive.quarantine_of(bad)
    assert kept is not None
    assert (kept.reason, kept.readable) == ("why", False)
    archive.promote(bad)  # a person overrules
    assert archive.quarantine_of(bad) is None


def test_demo_and_live_never_meet(tmp_path: Path) -> None:
    demo, live = Archive(tmp_path, "demo"), Archive(tmp_path, "live")
    demo.promote(demo.keep(snapshot(demo, BODY)))
    assert live.current("duo__x") is None
    assert live.snapshots("duo__x") == []
