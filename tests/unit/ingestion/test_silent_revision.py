"""A publisher whose stamp stands still is asked for all of it now and then, and what differs is told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.clock import now
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.result import Result
from orchestration.cli.interventions import remarked
from tests.unit.ingestion.datasets import FILE, GOOD, TABLE, cbs_bodies, cbs_dataset, csv_dataset, observation
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]
BEFORE = [observation(0), observation(1, "A2"), observation(2)]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the clock of the ingestion by days."""
    begun = now()

    def move(days: int) -> None:
        monkeypatch.setattr(ingest, "now", lambda: begun + timedelta(days=days))

    move(0)
    return move


def observations_asked(publisher: Publisher) -> int:
    return sum("Observations" in str(r.url) for r in publisher.asked)


def test_a_silent_revision_is_found_after_a_month_and_told(
    build: Build, publisher: Publisher, table: Rows, later: Callable[[int], None], home: Home
) -> None:
    publisher.bodies = dict(cbs_bodies(BEFORE))
    build(cbs_dataset())
    publisher.bodies = dict(cbs_bodies([BEFORE[0], BEFORE[1] | {"Value": 7.0}, BEFORE[2]]))  # under the same stamp
    later(29)
    assert (build(cbs_dataset()).outcome, observations_asked(publisher)) == ("unchanged", 2)
    later(30)
    found = build(cbs_dataset())
    assert (found.status, found.outcome) == ("current", "new")
    assert found.remark.startswith("stille herziening: 1 rijen anders dan op ")
    assert table("select Value from raw.cbs__1ned order by Id") == [(0.0,), (7.0,), (2.0,)]
    (line,) = told_of(home, cbs_dataset())
    assert "stille herziening: 1 rijen" in line


def told_of(home: Home, dataset: Dataset) -> list[str]:
    """What `talent status` says of a dataset that the catalogue need not have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("orchestration.cli.interventions.load_catalogue", lambda: {dataset.id: dataset})
        return remarked(home)


def test_a_table_that_is_as_it_was_is_left_in_peace_for_another_month(
    build: Build, publisher: Publisher, later: Callable[[int], None]
) -> None:
    publisher.bodies = dict(cbs_bodies(BEFORE))
    build(cbs_dataset())
    later(31)
    assert (build(cbs_dataset()).outcome, observations_asked(publisher)) == ("unchanged", 4)
    later(60)
    assert (build(cbs_dataset()).outcome, observations_asked(publisher)) == ("unchanged", 4)
    later(61)
    assert (build(cbs_dataset()).outcome, observations_asked(publisher)) == ("unchanged", 6)


def test_the_same_figures_on_other_pages_are_no_revision(
    build: Build, publisher: Publisher, later: Callable[[int], None]
) -> None:
    publisher.bodies = dict(cbs_bodies(BEFORE))
    build(cbs_dataset())
    publisher.bodies = {a: b.replace(b'","value"', b'", "value"') for a, b in cbs_bodies(BEFORE).items()}
    later(30)
    found = build(cbs_dataset())
    assert (found.outcome, found.remark) == ("new", "")


def test_words_that_change_under_the_same_stamp_are_told(
    build: Build, publisher: Publisher, later: Callable[[int], None]
) -> None:
    publisher.bodies = dict(cbs_bodies(BEFORE))
    build(cbs_dataset())
    codes = publisher.bodies[f"{TABLE}/BeroepCodes"]
    assert isinstance(codes, bytes)
    publisher.bodies[f"{TABLE}/BeroepCodes"] = codes.replace(b"0111 Docenten", b"0112 Docenten")
    later(30)
    assert build(cbs_dataset()).remark.startswith("stille herziening: 1 titels of eenheden anders")


def test_a_file_under_the_same_etag_is_asked_for_too(
    build: Build, publisher: Publisher, later: Callable[[int], None]
) -> None:
    tagged = {"ETag": '"one"'}
    publisher.bodies = {FILE: (200, tagged, GOOD)}
    build(csv_dataset())
    publisher.bodies = {FILE: (200, tagged, GOOD.replace(b";10\r", b";11\r"))}
    assert build(csv_dataset()).outcome == "unchanged"
    later(30)
    assert build(csv_dataset()).remark.startswith("stille herziening: 1 rijen anders")


def test_what_cannot_be_read_of_the_last_time_is_asked_anew(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "live")
    assert archive.asked_in_full("cbs__1ned") is None
    archive.note_asked_in_full("cbs__1ned", moment := now())
    assert archive.asked_in_full("cbs__1ned") == moment
    (tmp_path / "live" / "cbs__1ned" / "asked_in_full").write_text("gisteren", encoding="ascii")
    assert archive.asked_in_full("cbs__1ned") is None
