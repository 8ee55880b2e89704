"""The lake: every publication that ever stood, through each of its doors, whatever happens while it is written."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingestion.home import Home
from orchestration.publication import publish as publishing
from orchestration.publication.lake import delta, writing
from orchestration.publication.lake.catalogue import NAME, LakeError, attach, commits, connection, folder_of
from orchestration.publication.lake.comparing import compare
from orchestration.publication.lake.reading import named, opened_at, standing
from orchestration.publication.reading import NotReadable
from orchestration.publication.rollback import roll_back
from tests.conftest import needed
from tests.unit.killing import ends_killed
from tests.integration.publication.homes import SmallHome
from tests.integration.publication.lakes import differences, through_delta, through_polars

DAY = "2024-08-01"
MOMENTS = 20


def figure(value: float) -> list[tuple[str, str, float | None, str]]:
    return [("graduates", DAY, value, "provisional")]


def lake_of(small: SmallHome) -> Path:
    return folder_of(small.home)


def ids(home: Home) -> list[str]:
    return [commit.publication_id for commit in commits(folder_of(home) / NAME)]


def test_each_publication_reads_as_it_was_published_through_every_door(one: SmallHome, tmp_path: Path) -> None:
    made = {one.current_id(): one.home.publication / publishing.DATABASE}
    kept = {name: Path(shutil.copyfile(file, tmp_path / f"{name}.duckdb")) for name, file in made.items()}
    for value in (1.0, 2.0, 2.0):
        done = one.publish(figure(value))
        kept[done.publication_id] = Path(shutil.copyfile(done.file, tmp_path / f"{done.publication_id}.duckdb"))
    assert ids(one.home) == list(kept)
    elsewhere = lake_of(one).rename(tmp_path / "elsewhere")
    for commit in commits(elsewhere / NAME):
        for reader in (None, through_delta, through_polars):
            found, held = differences(elsewhere, commit, kept[commit.publication_id], reader)
            assert found == []
            assert held > 10
    assert str(tmp_path).encode() not in (elsewhere / NAME).read_bytes()


def test_a_difference_would_be_seen(one: SmallHome, tmp_path: Path) -> None:
    kept = shutil.copyfile(one.home.publication / publishing.DATABASE, tmp_path / "first.duckdb")
    one.publish(figure(1.0))
    newest = commits(lake_of(one) / NAME)[-1]
    for reader in (None, through_delta, through_polars):
        found, _ = differences(lake_of(one), newest, kept, reader)
        assert any("marts.indicator_value" in told for told in found)


def test_duckdb_reads_the_delta_tables_too(one: SmallHome) -> None:
    folder = Path(needed("duckdb_extension_delta").__file__).parent
    file = next(folder.glob("extensions/*/*.duckdb_extension"))
    with connection() as con:
        con.execute(f"load '{file}'")
        told = con.execute(f"select value from delta_scan('{lake_of(one)}/marts/indicator_value')").fetchall()
    assert sorted(told, key=str) == sorted(one.current("select value from marts.indicator_value"), key=str)
    assert (10.0,) in told


def test_only_what_changed_is_written_and_each_commit_says_what_it_is(one: SmallHome) -> None:
    one.publish(figure(1.0))
    before = {p: p.stat().st_mtime_ns for p in lake_of(one).rglob("*") if p.is_file()}
    done = one.publish(figure(1.5))
    new = {str(p.relative_to(lake_of(one)).parent) for p in lake_of(one).rglob("*.parquet") if p not in before}
    assert {"marts/indicator_value", "marts/opgave_scorecard", "meta/publication"} <= new
    assert not {"marts/dim_opgave", "marts/dim_dataset", "meta/vocabulary", "meta/column"} & new
    table = needed("deltalake").DeltaTable(str(lake_of(one) / "marts" / "indicator_value"))
    said = table.history(1)[0]
    assert (said["publication_id"], said["source"], said["is_demo"]) == (done.publication_id, "demo", True)
    assert "geen statistiek" in said["note_nl"]
    assert "geen statistiek" in table.metadata().description
    fields = json.loads(table.schema().to_json())["fields"]
    assert all(field["metadata"].keys() == {"comment"} for field in fields)


def test_a_table_that_goes_and_comes_back_and_one_that_changes_its_columns(one: SmallHome, tmp_path: Path) -> None:
    kept = {}
    for columns in ("'zorg' as opgave_id, 1 as a", "", "'zorg' as opgave_id, 2.5::decimal(5,4) as b"):
        one.build(figure(1.0))
        if columns:
            change_marts(one, f"create or replace table marts.marts.unclaimed as select {columns}")
        one.moment = one.moment.replace(minute=one.moment.minute + 1)
        kept[publish_unchecked(one)] = one.home.publication / publishing.DATABASE
        name = one.current_id()
        kept[name] = Path(shutil.copyfile(kept[name], tmp_path / f"{name}.duckdb"))
    for commit in commits(lake_of(one) / NAME)[1:]:
        assert differences(lake_of(one), commit, kept[commit.publication_id])[0] == []
    history = needed("deltalake").DeltaTable(str(lake_of(one) / "marts" / "unclaimed"))
    assert history.version() == 2
    assert through_delta(lake_of(one) / "marts" / "unclaimed", 1).num_rows == 0
    assert through_delta(lake_of(one) / "marts" / "unclaimed", 2).column_names == ["opgave_id", "b"]


def change_marts(small: SmallHome, statement: str) -> None:
    import duckdb

    with duckdb.connect(str(small.home.marts)) as con:
        con.execute(statement)


def publish_unchecked(small: SmallHome) -> str:
    """A publication with a table that no contract knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "check_copy", lambda *_: None)
        return small.again().publication_id


def test_what_the_history_lost_is_answered_from_the_lake(one: SmallHome) -> None:
    first, second = one.current_id(), one.publish(figure(7.0)).publication_id
    shutil.rmtree(one.home.publication / "history" / first)
    con = opened_at(one.home, named(one.home, first[:10]))
    assert con.execute("select publication_id from meta.publication").fetchall() == [(first,)]
    assert (10.0,) in con.execute("select value from marts.indicator_value").fetchall()
    with pytest.raises(Exception, match="disabled by configuration"):
        con.execute("from read_text('/etc/hostname')")
    assert standing(one.home, "2026-08-01") == first
    assert standing(one.home, "2026-08-02") == second
    with pytest.raises(NotReadable, match="nog niets gepubliceerd: de eerste publicatie is van 2026-08-01"):
        standing(one.home, "2026-07-01")
    with pytest.raises(NotReadable, match="Er is geen publicatie 1999"):
        named(one.home, "1999")
    _, _, tables, figures = compare(one.home, first, second)
    assert ("indicator_value", 2, 1, 2, 1, "") in tables
    assert {row[5:7] for row in figures} == {(10.0, 7.0), (None, None)}


def test_a_rollback_is_the_newest_again_and_stood_from_then_on(one: SmallHome) -> None:
    first, second = one.current_id(), one.publish(figure(7.0)).publication_id
    entry = roll_back(one.home, first, "een mens", "fout")
    writing.bring_up(one.home, one.said.append)
    assert ids(one.home) == [first, second, first]
    newest = commits(lake_of(one) / NAME)[-1]
    assert newest.moment == entry.at
    for reader in (None, through_delta):
        assert differences(lake_of(one), newest, one.home.publication / publishing.DATABASE, reader)[0] == []
    assert standing(one.home, f"{entry.at.isoformat()}") == first


def test_publications_that_the_lake_missed_are_added_in_their_order(
    one: SmallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = one.current_id()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "bring_up", broken)
        missed = one.publish(figure(1.0)).publication_id
    assert ids(one.home) == [first]
    assert one.current_id() == missed, "what is published stands without the lake"
    assert any("no room" in told for told in one.said)
    last = one.publish(figure(2.0)).publication_id
    assert ids(one.home) == [first, missed, last]


def broken(*_: object) -> None:
    raise OSError("no room")


def test_a_demo_and_figures_never_share_a_lake(one: SmallHome) -> None:
    before = {p: p.read_bytes() for p in lake_of(one).rglob("*") if p.is_file()}
    one.publish(figure(1.0), source="live")
    assert {p: p.read_bytes() for p in lake_of(one).rglob("*") if p.is_file()} == before
    assert any("they never share a lake" in told for told in one.said)


def test_a_lost_catalogue_is_told_and_nothing_is_removed(one: SmallHome) -> None:
    (lake_of(one) / NAME).unlink()
    before = sorted(p for p in lake_of(one).rglob("*") if p.is_file())
    with pytest.raises(LakeError, match="gone or older than the Delta logs"):
        writing.bring_up(one.home, one.said.append)
    assert sorted(p for p in lake_of(one).rglob("*") if p.is_file()) == before


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_left(
    one: SmallHome, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    soak = request.config.getoption("--hypothesis-profile", default=None) == "soak"
    moments = range(0, MOMENTS, 1 if soak else 9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "bring_up", broken)
        for value in (1.0, 2.0):
            one.publish(figure(value))
    history = [p.name for p in writing.publications(one.home.publication / "history")]
    whole = tmp_path / "whole"
    shutil.copytree(one.home.root, whole, symlinks=True)
    writing.bring_up(Home(whole), one.said.append)
    expected = files(Home(whole))
    killed = 0
    for moment in moments:
        home = Home(Path(shutil.copytree(one.home.root, tmp_path / f"killed-{moment}", symlinks=True)))
        killed += ends_killed(lambda home=home, moment=moment: killing_at(home, moment))  # type: ignore[misc]
        stood = ids(home)
        assert stood == history[: len(stood)]
        with connection() as con:
            attach(con, folder_of(home) / NAME)
            assert con.execute("select publication_id from lake.meta.publication").fetchall() == [(stood[-1],)]
        assert through_delta(folder_of(home) / "meta" / "publication", delta.last_version(
            folder_of(home) / "meta" / "publication" / delta.LOG)).num_rows == 1  # fmt: skip
        writing.bring_up(home, one.said.append)
        assert ids(home) == history
        assert files(home) == expected
        shutil.rmtree(home.root)
    assert killed == len(moments)


def files(home: Home) -> set[str]:
    return {str(p.relative_to(folder_of(home))) for p in folder_of(home).rglob("*") if p.is_file()}


def killing_at(home: Home, moment: int) -> None:
    """Brings the lake up, and kills the process after so many steps that touch the disk."""
    left = moment

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **named_ones: Any) -> Any:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return step(*args, **named_ones)

        return stepped

    for module, name in ((writing, "fsync"), (writing, "take_place"), (writing, "finish"), (writing, "sync_folder"),
                         (writing, "sha256"), (delta, "write_text")):  # fmt: skip
        setattr(module, name, counted(getattr(module, name)))
    writing.bring_up(home, lambda _: None)
