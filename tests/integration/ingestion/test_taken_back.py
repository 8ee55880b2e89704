"""A state that passed its own checks and was taken back for what is made of it: in the archive, and in later builds."""

from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from ingestion import ingest, taking_back
from ingestion.acceptance import accept
from ingestion.archive import Archive
from ingestion.clock import now
from ingestion.dataset import Dataset
from ingestion.errors import WrongBody
from ingestion.home import Home
from ingestion.ingest import Ingestion, Source
from ingestion.provenance import keep_state
from ingestion.result import Result
from ingestion.snapshot import Quarantine, Snapshot
from ingestion.warehouse import writing
from ingestion.web import Web
from orchestration import build_records
from orchestration.assets.ingestion import overruled
from orchestration.isolation import record
from orchestration.isolation.lineage import Lineage
from tests.unit.ingestion.datasets import FILE, HEADER, csv_dataset
from tests.unit.ingestion.publisher import Publisher

FINDING = "marts.fct_x key_unique"


class Pipeline:
    """One dataset of one publisher, of which a state may be taken back as a build does it."""

    def __init__(self, root: Path) -> None:
        self.home, self.publisher, self.dataset = Home(root).create(), Publisher(), csv_dataset()
        self.archive = Archive(self.home.archive, "live")

    def publish(self, rows: int) -> None:
        self.publisher.bodies[FILE] = "\r\n".join([HEADER, *["25BE;BOL;01234;10"] * rows, ""]).encode()

    def build(self, source: Source = "live") -> Result:
        web = Web(self.archive, frozenset({self.dataset.access.host}), self.publisher)
        return Ingestion(self.home, source, web=web).run([self.dataset], "test")[0]

    def take_back(self) -> tuple[Snapshot, Snapshot | None]:
        """The state in use, and the one that is used again."""
        wrong = self.archive.current(self.dataset.id)
        assert wrong is not None
        with writing(self.home, "test") as con:
            previous = taking_back.use_earlier(con, self.archive, self.dataset, wrong)
            why = Quarantine(at=now(), reason="each key twice", readable=True, findings=(FINDING,), context="then")
            self.archive.take_back(wrong, previous, why)
            keep_state(con, self.archive, self.dataset, previous, self.rows(con))
        return wrong, previous

    @staticmethod
    def rows(con: duckdb.DuckDBPyConnection) -> int:
        row = con.execute("select row_count from ops.loaded").fetchone()
        return int(row[0]) if row else 0

    def told(self) -> tuple[object, ...]:
        with writing(self.home, "test") as con:
            row = con.execute(
                "select status, status_reason, snapshot_id, row_count from raw.catalogue__dataset"
            ).fetchone()
        assert row is not None
        return row


@pytest.fixture
def pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    made = Pipeline(tmp_path)

    def catalogue() -> dict[str, Dataset]:
        return {made.dataset.id: made.dataset}

    monkeypatch.setattr(ingest, "load_catalogue", catalogue)
    made.publish(10)
    assert made.build().outcome == "new"
    return made


def test_the_state_before_is_in_use_again_and_the_same_bytes_are_not_tried_again(pipeline: Pipeline) -> None:
    before = pipeline.archive.current(pipeline.dataset.id)
    assert before is not None
    pipeline.publish(9)
    assert pipeline.build().outcome == "new"
    wrong, previous = pipeline.take_back()
    assert previous == before == pipeline.archive.current(pipeline.dataset.id)
    assert pipeline.told() == ("stale", "each key twice", before.snapshot_id, 10)
    ((waiting, why),) = pipeline.archive.in_quarantine(pipeline.dataset.id)
    assert (waiting, why.findings, why.readable) == (wrong, (FINDING,), True)
    assert pipeline.archive.as_of(pipeline.dataset.id, now() + timedelta(days=1)) == before

    again = pipeline.build()
    assert (again.outcome, again.status, again.reason, again.rows) == ("withheld", "stale", "each key twice", 10)
    assert pipeline.told() == ("stale", "each key twice", before.snapshot_id, 10)
    ((_, still),) = pipeline.archive.in_quarantine(pipeline.dataset.id)
    assert still == why, "since when stays what it was"
    archived = pipeline.build("archive")
    assert (archived.outcome, archived.status) == ("withheld", "stale")


def test_a_state_that_no_longer_loads_is_tried_again_once_for_each_change(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every build would be one of the whole, for a state that stays where it is."""
    pipeline.publish(9)
    pipeline.build()
    wrong, _ = pipeline.take_back()
    lineage = Lineage({"nodes": {}, "sources": {}, "parent_map": {}, "child_map": {}}, [pipeline.dataset.id])
    monkeypatch.setattr(record, "load_catalogue", lambda: {pipeline.dataset.id: pipeline.dataset})
    monkeypatch.setattr(taking_back, "use", refused)
    with writing(pipeline.home, "test") as con:
        assert [snapshot for _, snapshot in record.due(con, pipeline.archive, lineage)] == [wrong]
        assert record.tried_again(con, pipeline.archive, lineage) == {}
        assert record.due(con, pipeline.archive, lineage) == []
        monkeypatch.setattr(build_records, "code", lambda: "another")
        assert [snapshot for _, snapshot in record.due(con, pipeline.archive, lineage)] == [wrong]
    ((_, why),) = pipeline.archive.in_quarantine(pipeline.dataset.id)
    assert (why.reason, why.findings) == ("each key twice", (FINDING,))


def refused(*_: object) -> None:
    raise WrongBody("duo__x", "kop", "een andere kop", "die van het contract", "Bekijk het bestand.")


def test_a_later_state_is_judged_for_itself(pipeline: Pipeline) -> None:
    pipeline.publish(9)
    pipeline.build()
    pipeline.take_back()
    pipeline.publish(11)
    assert pipeline.build().outcome == "new"
    assert pipeline.archive.in_quarantine(pipeline.dataset.id) == []
    pipeline.publish(10)
    assert pipeline.build().outcome != "withheld", "of before what was taken back: that is another question"


def test_the_first_state_that_is_taken_back_leaves_the_dataset_withheld(pipeline: Pipeline) -> None:
    wrong, previous = pipeline.take_back()
    assert previous is None
    assert pipeline.archive.current(pipeline.dataset.id) is None
    assert pipeline.told() == ("withheld", "each key twice", None, 0)
    for source in ("live", "archive"):
        result = pipeline.build(source)  # type: ignore[arg-type]
        assert (result.outcome, result.status, result.rows) == ("withheld", "withheld", 0)
        assert pipeline.told() == ("withheld", "each key twice", None, 0)
    assert pipeline.archive.in_quarantine(pipeline.dataset.id)[0][0] == wrong


def test_a_person_accepts_the_findings_with_the_state_and_no_others(pipeline: Pipeline) -> None:
    pipeline.publish(9)
    pipeline.build()
    wrong, _ = pipeline.take_back()
    accept([pipeline.archive], wrong.snapshot_id, "J. de Vries", "DUO tells it so now")
    used = pipeline.build()
    assert (used.status, used.rows) == ("current", 9)
    with writing(pipeline.home, "test") as con:
        build_records.create_tables(con)
        build_records.keep_overruled(con, overruled(con, pipeline.archive))
        assert build_records.accepted_findings(con) == {FINDING}
        con.execute("update ops.loaded set snapshot_id = 'another'")
        assert build_records.accepted_findings(con) == set(), "only for as long as it is in use"


def test_what_was_published_is_used_again_rather_than_what_came_between(pipeline: Pipeline) -> None:
    published = pipeline.archive.current(pipeline.dataset.id)
    assert published is not None
    for rows in (11, 12):
        pipeline.publish(rows)
        pipeline.build()
    wrong = pipeline.archive.current(pipeline.dataset.id)
    assert wrong is not None
    with writing(pipeline.home, "test") as con:
        assert (
            taking_back.use_earlier(con, pipeline.archive, pipeline.dataset, wrong, published.snapshot_id) == published
        )
        between = taking_back.use_earlier(con, pipeline.archive, pipeline.dataset, wrong)
        assert between is not None
        assert pipeline.rows(con) == 11
