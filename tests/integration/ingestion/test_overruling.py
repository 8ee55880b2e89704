"""A person overrules the machine, either way: with the real gate, and on the record."""

from pathlib import Path

import duckdb
import pytest

from ingestion import archive_upkeep, ingest
from ingestion.acceptance import NotAccepted, NotRejected, accept, reject
from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Ingestion, Source
from ingestion.result import Result
from ingestion.web import Web
from orchestration import build_records
from orchestration.assets.ingestion import RawGate, events, overruled
from orchestration.publication import meta
from tests.unit.ingestion.datasets import FILE, HEADER, csv_dataset
from tests.unit.ingestion.publisher import Publisher


class Pipeline:
    """One dataset of one publisher, with the gate that real builds have: its rows may not be halved."""

    def __init__(self, root: Path) -> None:
        self.home, self.publisher, self.dataset = Home(root).create(), Publisher(), csv_dataset()
        self.archive = Archive(self.home.archive, "live")

    def publish(self, rows: int, row: str = "25BE;BOL;01234;10") -> None:
        self.publisher.bodies[FILE] = "\r\n".join([HEADER, *[row] * rows, ""]).encode()

    def build(self, source: Source = "live") -> tuple[Result, RawGate]:
        web = Web(self.archive, frozenset({self.dataset.access.host}), self.publisher)
        gate = RawGate(self.archive)
        result = Ingestion(self.home, source, web=web, gate=gate, failed=gate.failed).run([self.dataset], "test")[0]
        with duckdb.connect(str(self.home.warehouse)) as con:
            build_records.create_tables(con)
            build_records.keep_quality(con, gate.quality())
        return result, gate

    def waiting(self) -> str:
        ((snapshot, _),) = self.archive.in_quarantine(self.dataset.id)
        return snapshot.snapshot_id


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    """After a good build of ten rows."""
    made = Pipeline(tmp_path)

    def catalogue() -> dict[str, Dataset]:
        return {made.dataset.id: made.dataset}

    monkeypatch.setattr(ingest, "load_catalogue", catalogue)
    made.publish(10)
    assert made.build()[0].status == "current"
    return made


@pytest.fixture
def pipeline(good: Pipeline) -> Pipeline:
    """After a good build of ten rows, and one of three that the gate refused."""
    made = good
    made.publish(3)
    refused, _ = made.build()
    assert (refused.outcome, refused.status, refused.rows) == ("quarantined", "stale", 10)
    assert "volume_drop failed: found" in refused.reason
    assert f"talent accept {made.waiting()} --reason" in refused.reason
    return made


@pytest.mark.parametrize("source", ["live", "archive"])
def test_what_a_person_accepted_is_used_by_the_next_build(pipeline: Pipeline, source: Source) -> None:
    waiting = pipeline.waiting()
    accept([pipeline.archive], waiting, "J. de Vries", "DUO split the file, see their letter")
    assert pipeline.archive.in_quarantine(pipeline.dataset.id) == []
    if source == "archive":
        pipeline.publisher.bodies.clear()

    result, gate = pipeline.build(source)
    assert (result.status, result.reason, result.rows) == ("current", "", 3)
    assert result.snapshot is not None
    assert result.snapshot.snapshot_id == waiting
    with duckdb.connect(str(pipeline.home.warehouse)) as con:
        assert con.execute("select status, status_reason, row_count from raw.catalogue__dataset").fetchall() == [
            ("current", None, 3)
        ]
        found = {r.check_name: (r.severity, r.status) for r in gate.verdict(con, result)}
        assert found["volume_drop"] == ("critical", "failed"), "overruled, not forgotten"
        (told,) = overruled(con, pipeline.archive)
        assert (told.snapshot_id, told.accepted_by, told.reason) == (
            waiting,
            "J. de Vries",
            "DUO split the file, see their letter",
        )
        assert "volume_drop failed" in told.verdict
        build_records.create_tables(con)
        build_records.keep_overruled(con, [told])
        assert con.execute("select snapshot_id from ops.overruled").fetchall() == [(waiting,)]
    assert set(meta.COMMENTS["overruled"]) - {""} == set(build_records.Overruled._fields)
    observed = next(iter(events(result, [], "", pipeline.archive)))
    assert "accepted by J. de Vries" in str(observed.metadata["overruled"])  # type: ignore[index]

    pipeline.publish(2)  # from three to two is no halving: judged against what was accepted
    assert pipeline.build()[0].outcome == "new"


def test_the_ui_shows_what_waits_for_a_person(pipeline: Pipeline) -> None:
    result, _ = pipeline.build()
    observed, _, fetched = list(events(result, [], "", pipeline.archive))
    told = str(observed.metadata["quarantine"])  # type: ignore[index]
    assert pipeline.waiting() in told
    assert "volume_drop failed" in told
    assert not fetched.passed  # type: ignore[union-attr]


def test_a_check_that_is_younger_than_the_snapshot_judges_the_table_as_loaded(pipeline: Pipeline) -> None:
    pipeline.publish(11)
    _, before = pipeline.build()
    result, gate = pipeline.build()
    assert result.outcome == "unchanged"
    with duckdb.connect(str(pipeline.home.warehouse)) as con:
        build_records.create_tables(con)
        con.execute("delete from ops.quality_result where check_name = 'volume_drop'")  # as of a build before it
        expected = {(q.check_name, q.status) for q in before.quality()}
        assert ("volume_drop", "passed") in expected
        assert {(r.check_name, r.status) for r in gate.verdict(con, result)} == expected
        build_records.keep_quality(con, gate.quality())
        assert {
            (q.check_name, q.status) for q in build_records.quality_of_snapshot(con, gate.found[result.dataset.id][0])
        } == (expected)


def test_a_later_state_that_is_good_ends_the_question(pipeline: Pipeline) -> None:
    refused = pipeline.waiting()
    pipeline.publish(11)
    assert pipeline.build()[0].outcome == "new"
    assert pipeline.archive.in_quarantine(pipeline.dataset.id) == []
    with pytest.raises(NotAccepted, match="is ouder dan"):
        accept([pipeline.archive], refused, "me", "why")


def test_what_was_known_before_a_person_accepted_stays_so(pipeline: Pipeline) -> None:
    old, new = pipeline.archive.snapshots(pipeline.dataset.id)
    _, _, accepted = accept([pipeline.archive], new.snapshot_id, "me", "why")
    assert pipeline.archive.as_of(pipeline.dataset.id, new.retrieved_at) == old
    assert pipeline.archive.as_of(pipeline.dataset.id, accepted.at) == new


def test_not_everything_can_be_accepted(pipeline: Pipeline) -> None:
    archives, waiting = [pipeline.archive], pipeline.waiting()
    in_use = pipeline.archive.snapshots(pipeline.dataset.id)[0]
    for name, told in {"nonsense": "geen stand", in_use.snapshot_id: "al in gebruik", "../x": "geen stand"}.items():
        with pytest.raises(NotAccepted, match=told):
            accept(archives, name, "me", "why")
    with pytest.raises(NotAccepted, match="er is een reden nodig"):
        accept(archives, waiting, "me", " ")
    body = pipeline.archive.body(pipeline.archive.in_quarantine(pipeline.dataset.id)[0][0].parts[0].sha256)
    bytes_ = body.read_bytes()
    body.unlink()
    with pytest.raises(NotAccepted, match="beschadigd of weg"):
        accept(archives, waiting, "me", "why")
    body.write_bytes(bytes_)
    accept(archives, f"{pipeline.dataset.id}/{waiting}", "me", "why")
    with pytest.raises(NotAccepted, match="al in gebruik"):
        accept(archives, waiting, "me", "why")


def test_what_cannot_be_loaded_cannot_be_accepted(pipeline: Pipeline) -> None:
    pipeline.publish(10, row="25BE;NEW;01234;10")  # a value that the contract does not have
    assert pipeline.build()[0].outcome == "quarantined"
    unreadable = pipeline.archive.in_quarantine(pipeline.dataset.id)[-1][0].snapshot_id
    with pytest.raises(NotAccepted, match="is niet te laden, en dus niet te accepteren"):
        accept([pipeline.archive], unreadable, "me", "why")


def test_the_good_one_of_the_next_day_replaces_what_passed_with_more_warnings(good: Pipeline) -> None:
    good.publish(6)  # cut off: warnings, and no more
    assert (good.build()[0].outcome, good.build()[0].rows) == ("new", 6)
    good.publish(10)
    back, gate = good.build()
    assert (back.outcome, back.status, back.rows) == ("new", "current", 10)
    assert "taken all the same: it failed 0 of its checks, and the one in use" in back.remark
    assert [r for r in gate.found[good.dataset.id][1] if r.status == "failed"] == [], "it is not judged by the bad one"
    good.publish(6)  # and what was worse does not come back
    assert good.build()[0].outcome == "quarantined"


def test_what_a_person_took_in_spite_of_its_checks_is_not_replaced_for_them(pipeline: Pipeline) -> None:
    accept([pipeline.archive], pipeline.waiting(), "me", "DUO split the file")
    pipeline.publish(10)
    assert pipeline.build()[0].outcome == "quarantined"


def test_what_a_person_rejected_is_out_of_use_until_a_person_accepts_it(good: Pipeline) -> None:
    before = good.archive.current(good.dataset.id)
    good.publish(10, row="25BE;BOL;01234;11")  # well-formed, judged good, and wrong
    wrong = good.build()[0].snapshot
    assert wrong is not None
    assert before is not None
    archives = [good.archive]
    with pytest.raises(NotRejected, match="er is een reden nodig"):
        reject(archives, wrong.snapshot_id, "me", " ")
    with pytest.raises(NotRejected, match="geen stand"):
        reject(archives, "nonsense", "me", "why")
    assert reject(archives, wrong.snapshot_id, "J. de Vries", "every count is one too high") == (
        good.archive, wrong, before,
    )  # fmt: skip
    with pytest.raises(NotRejected, match="niet in gebruik: hij is in quarantaine"):
        reject(archives, wrong.snapshot_id, "me", "again")

    told = "the same bytes as {}, rejected by J. de Vries on"
    for _ in range(2):  # the publisher still gives it
        result, _ = good.build()
        assert (result.outcome, result.status, result.snapshot) == ("quarantined", "stale", before)
        assert told.format(wrong.snapshot_id) in result.reason
    with duckdb.connect(str(good.home.warehouse)) as con:
        assert con.execute(f'select distinct "AANTAL" from raw.{good.dataset.id}').fetchall() == [("10",)]
        ((status, reason),) = con.execute("select status, status_reason from raw.catalogue__dataset").fetchall()
        assert (status, "every count is one too high" in reason) == ("stale", True)
    assert good.waiting() == wrong.snapshot_id
    assert good.archive.as_of(good.dataset.id, wrong.retrieved_at) == wrong, "it was in use then"
    assert archive_upkeep.held_against_bytes(good.archive).findings == []

    good.publish(10)  # the publisher sees it too: the one of before is no older edition
    result, _ = good.build()
    assert (result.status, result.reason) == ("current", "")
    good.publish(10, row="25BE;BOL;01234;11")
    assert good.build()[0].outcome == "quarantined"
    accept(archives, good.waiting(), "me", "they were right")
    assert (good.build()[0].status, good.build()[0].status) == ("current", "current")


def test_without_one_before_a_rejected_dataset_is_missing(good: Pipeline) -> None:
    only = good.archive.snapshots(good.dataset.id)[0].snapshot_id
    *_, before = reject([good.archive], only, "me", "why")
    assert before is None
    result, _ = good.build()
    assert (result.status, result.rows) == ("missing", 0)
    accept([good.archive], only, "me", "right after all")
    assert good.build()[0].status == "current"
