"""The lake: every publication that ever stood, through each of its doors, whatever happens while it is written."""

import io
import itertools
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from rich.console import Console

from ingestion.dutch import megabytes
from ingestion.home import Home
from orchestration.cli.build import tell_outcome
from orchestration.cli.query import refuse_unknown
from orchestration.publication import publish as publishing
from orchestration.publication.lake import delta, writing
from orchestration.publication.lake.catalogue import NAME, Content, LakeError, attach, commits, connection, folder_of
from orchestration.publication.lake.comparing import compare
from orchestration.publication.lake.reading import behind, named, opened_at, standing
from orchestration.publication.reading import NotReadable
from orchestration.publication.rollback import roll_back
from tests.conftest import needed
from tests.integration.publication.homes import SmallHome
from tests.integration.publication.lakes import attaching, differences, shelve, through_delta, through_polars
from tests.unit.killing import ends_killed

DAY = "2024-08-01"
MOMENTS = 20


@pytest.fixture(autouse=True)
def no_docs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data Docs are no part of the lake, and take half of the time of a small publication."""
    monkeypatch.setattr(publishing, "write_docs", lambda con, folder, header: folder.mkdir())


def figure(value: float) -> list[tuple[str, str, float | None, str]]:
    return [("graduates", DAY, value, "provisional")]


def said_otherwise(value: float) -> str:
    return f"update marts.indicator_value set value = {value} where value is not null"


def lake_of(small: SmallHome) -> Path:
    return folder_of(small.home)


def ids(home: Home) -> list[str]:
    return [commit.publication_id for commit in commits(folder_of(home) / NAME)]


def test_each_publication_reads_as_it_was_published_through_every_door(one: SmallHome, tmp_path: Path) -> None:
    kept = {one.current_id(): Path(shutil.copyfile(one.home.publication / publishing.DATABASE, tmp_path / "first"))}
    done = one.publish(figure(1.0))
    kept[done.publication_id] = Path(shutil.copyfile(done.file, tmp_path / "second"))
    same = shelve(one)  # nothing is new but its name
    writing.bring_up(one.home, one.said.append)
    kept[same] = one.home.publication / publishing.DATABASE
    assert ids(one.home) == list(kept)
    elsewhere = lake_of(one).rename(tmp_path / "elsewhere")
    for commit, reader in itertools.product(commits(elsewhere / NAME), (None, through_delta, through_polars)):
        found, held = differences(elsewhere, commit, kept[commit.publication_id], reader)
        assert found == []
        assert held > 10
    for reader in (None, through_delta, through_polars):
        found, _ = differences(elsewhere, commits(elsewhere / NAME)[-1], tmp_path / "first", reader)
        assert any("marts.indicator_value" in told for told in found), "a difference would be seen"
    assert str(tmp_path).encode() not in (elsewhere / NAME).read_bytes()


def test_a_reader_that_attaches_all_the_time_never_sees_two_publications(one: SmallHome, tmp_path: Path) -> None:
    said = {one.current_id(): 10.0}
    for value in range(1, 11):
        said[shelve(one, said_otherwise(value))] = float(value)
    asked = "select publication_id, (select max(value) from lake.marts.indicator_value) from lake.meta.publication"
    with attaching(lake_of(one), asked, tmp_path / "client") as seen:
        wait_for(lambda: bool(seen()))
        writing.bring_up(one.home, one.said.append)
        wait_for(lambda: seen()[-1][0][0][0] == list(said)[-1])
        attached = seen()
    assert all(first == second and len(first) == 1 for first, second in attached), "one attach, one publication"
    assert all(said[publication_id] == value for ((publication_id, value),), _ in attached)
    assert {next(iter(said)), list(said)[-1]} <= {first[0][0] for first, _ in attached}


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_duckdb_reads_the_delta_tables_too(one: SmallHome) -> None:
    folder = Path(needed("duckdb_extension_delta").__file__).parent
    file = next(folder.glob("extensions/*/*.duckdb_extension"))
    with connection() as con:
        con.execute(f"load '{file}'")
        told = con.execute(f"select value from delta_scan('{lake_of(one)}/marts/indicator_value')").fetchall()
    assert sorted(told, key=str) == sorted(one.current("select value from marts.indicator_value"), key=str)
    assert (10.0,) in told


def test_only_what_changed_is_written_and_each_commit_says_what_it_is(one: SmallHome) -> None:
    before = {p: p.stat().st_mtime_ns for p in lake_of(one).rglob("*") if p.is_file()}
    name = shelve(one, said_otherwise(1.5), "update marts.opgave_scorecard set value = 1.5")
    writing.bring_up(one.home, one.said.append)
    new = {str(p.relative_to(lake_of(one)).parent) for p in lake_of(one).rglob("*.parquet") if p not in before}
    assert {"marts/indicator_value", "marts/opgave_scorecard", "meta/publication"} <= new
    assert not {"marts/dim_opgave", "marts/dim_dataset", "meta/vocabulary", "meta/column"} & new
    table = needed("deltalake").DeltaTable(str(lake_of(one) / "marts" / "indicator_value"))
    said = table.history(1)[0]
    assert (said["publication_id"], said["source"], said["is_demo"]) == (name, "demo", True)
    assert "geen statistiek" in said["note_nl"]
    assert "geen statistiek" in table.metadata().description
    fields = json.loads(table.schema().to_json())["fields"]
    assert all(field["metadata"].keys() == {"comment"} for field in fields)


def test_a_table_that_goes_and_comes_back_and_one_that_changes_its_columns(one: SmallHome) -> None:
    for statement in (
        "create table marts.unclaimed as select 'zorg' as opgave_id, 1 as a",
        "drop table marts.unclaimed",
        "create table marts.unclaimed as select 'zorg' as opgave_id, 2.5::decimal(5,4) as b",
    ):
        shelve(one, statement)
    writing.bring_up(one.home, one.said.append)
    assert len(ids(one.home)) == 4
    for commit in commits(lake_of(one) / NAME)[1:]:
        kept = one.home.publication / "history" / commit.publication_id / publishing.DATABASE
        assert differences(lake_of(one), commit, kept)[0] == []
    history = needed("deltalake").DeltaTable(str(lake_of(one) / "marts" / "unclaimed"))
    assert history.version() == 2
    assert through_delta(lake_of(one) / "marts" / "unclaimed", 1).num_rows == 0
    assert through_delta(lake_of(one) / "marts" / "unclaimed", 2).column_names == ["opgave_id", "b"]


def test_what_the_history_lost_is_answered_from_the_lake(one: SmallHome) -> None:
    first, second = one.current_id(), shelve(one, said_otherwise(7.0))
    writing.bring_up(one.home, one.said.append)
    shutil.rmtree(one.home.publication / "history" / first)
    con, (told,) = opened_at(one.home, named(one.home, first[:10]))
    assert "uit het datameer" in told
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
    assert ("indicator_value", 2, 2, 1, 1, "") in tables
    assert [row[5:7] for row in figures] == [(10.0, 7.0)]


def test_a_dataset_that_was_not_known_then_is_no_empty_answer(
    one: SmallHome, capsys: pytest.CaptureFixture[str]
) -> None:
    con, (told,) = opened_at(one.home, one.current_id())
    assert "uit het datameer" not in told
    refuse_unknown(con, "select * from indicator_value where dataset_id = 'cbs__80472ned'")
    with pytest.raises(typer.Exit):
        refuse_unknown(con, "select * from indicator_value where dataset_id = 'cbs__85356ned'")
    assert "cbs__85356ned was in die publicatie nog niet bekend" in capsys.readouterr().err


def test_a_rollback_is_the_newest_again_and_stood_from_then_on(one: SmallHome) -> None:
    first, second = one.current_id(), shelve(one, said_otherwise(7.0))
    writing.bring_up(one.home, one.said.append)
    entry = roll_back(one.home, first, "een mens", "fout")
    writing.bring_up(one.home, one.said.append)
    assert ids(one.home) == [first, second, first]
    newest = commits(lake_of(one) / NAME)[-1]
    assert newest.moment == entry.at
    for reader in (None, through_delta):
        assert differences(lake_of(one), newest, one.home.publication / publishing.DATABASE, reader)[0] == []
    assert standing(one.home, f"{entry.at.isoformat()}") == first


def test_publications_that_the_lake_missed_are_told_kept_and_added_in_their_order(
    one: SmallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "KEPT", 1)
    history = one.home.publication / "history"
    first, missed = one.current_id(), [shelve(one, said_otherwise(1.0))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "bring_up", broken)
        missed.append(one.publish(figure(2.0)).publication_id)
    assert one.current_id() == missed[-1], "what is published stands without the lake"
    assert any("staat er niet in (OSError: no room)" in told for told in one.said)
    (told,) = behind(one.home)
    assert f"het nieuwste daarin is {first}" in told
    assert "Zolang gaat niets uit publication/history weg: nu 2 publicatie(s), " in told, "it grows"
    out = io.StringIO()
    tell_outcome(one.home, None, Console(file=out, width=1000), 1.0)
    assert told in out.getvalue(), "the build ends with it"
    assert ids(one.home) == [first]
    assert sorted(p.name for p in history.iterdir()) == missed
    last = one.publish(figure(3.0)).publication_id
    assert ids(one.home) == [first, *missed, last]
    assert behind(one.home) == []
    assert [p.name for p in history.iterdir()] == [last]


def test_delta_logs_that_lag_and_a_lake_that_cannot_be_read_are_told(one: SmallHome) -> None:
    one.publish(figure(1.0))
    log = lake_of(one) / "marts" / "indicator_value" / delta.LOG
    lost, other = max(log.glob("*.json")), lake_of(one) / "marts" / "dim_opgave" / delta.LOG
    lost.unlink()
    (told,) = behind(one.home)
    assert told.startswith(
        "De Delta-logs van het datameer (publication/lake) lopen achter bij 1 tabel(len): marts.indicator_value."
    )
    shutil.rmtree(other)
    assert "bij 2 tabel(len): marts.dim_opgave, marts.indicator_value." in behind(one.home)[0]
    writing.settle(one.home, one.said.append)
    assert behind(one.home) == []
    assert lost.exists()
    (lake_of(one) / NAME).chmod(0o644)
    (lake_of(one) / NAME).write_bytes(b"no catalogue" * 1000)
    (told,) = behind(one.home)
    assert "is niet te lezen" in told
    taken = sum(p.stat().st_size for p in (one.home.publication / "history").glob("*/**/*") if p.is_file())
    assert told.endswith(f"Zolang gaat niets uit publication/history weg: nu 2 publicatie(s), {megabytes(taken)}.")


def test_a_home_of_before_the_lake_gets_one_with_what_of_its_history_fits(one: SmallHome) -> None:
    old = one.current_id()
    shutil.rmtree(lake_of(one))
    fits = shelve(one, said_otherwise(1.0))
    file = one.home.publication / "history" / old / publishing.DATABASE
    file.chmod(0o644)
    with duckdb.connect(str(file)) as con:
        con.execute("alter table meta.publication drop column note_nl")
    assert behind(one.home) != []
    new = shelve(one, said_otherwise(2.0))
    writing.settle(one.home, one.said.append)
    assert ids(one.home) == [fits, new]
    assert any(f"{old} past er niet in, en is overgeslagen" in told for told in one.said)
    for commit, reader in itertools.product(commits(lake_of(one) / NAME), (None, through_delta)):
        kept = one.home.publication / "history" / commit.publication_id / publishing.DATABASE
        assert differences(lake_of(one), commit, kept, reader)[0] == []


def test_a_table_is_written_only_where_its_rows_differ(tmp_path: Path) -> None:
    """Held against the two files, not against what was noted of one."""
    rows = "select i, i % 7 as k, 'x' || i as t from range(5000) r(i)"
    with connection() as con:
        for name, query, note in (("newest", rows, "a"), ("noted", rows, "b"), ("turned", f"{rows} order by t", "b"),
                                  ("other", f"select * replace (if(i = 4000, -1, i) as i) from ({rows})", "b"),
                                  ("wider", f"select * replace (k::int as k) from ({rows})", "b")):  # fmt: skip
            con.execute(f"copy ({query}) to '{tmp_path}/{name}.parquet' (kv_metadata {{publication_id: '{note}'}})")
        (tmp_path / "marts" / "t").mkdir(parents=True)
        (tmp_path / "newest.parquet").rename(tmp_path / "marts" / "t" / "newest.parquet")
        newest = Content(1, None, "", "newest.parquet", rows=5000)
        pages = writing.pages(tmp_path / "marts" / "t" / "newest.parquet")
        assert pages == writing.pages(tmp_path / "noted.parquet")
        assert pages != writing.pages(tmp_path / "wider.parquet")
        same = {
            name: writing.same_rows(con, tmp_path, "marts.t", newest, tmp_path / f"{name}.parquet")
            for name in ("noted", "turned", "other")
        }
    assert same == {"noted": True, "turned": True, "other": False}


def broken(*_: object) -> None:
    raise OSError("no room")


def test_a_demo_and_figures_never_share_a_lake(one: SmallHome) -> None:
    before = {p: p.read_bytes() for p in lake_of(one).rglob("*") if p.is_file()}
    one.publish(figure(1.0), source="live")
    assert {p: p.read_bytes() for p in lake_of(one).rglob("*") if p.is_file()} == before
    assert any("delen nooit een datameer" in told for told in one.said)


def test_a_lost_catalogue_is_told_and_nothing_is_removed(one: SmallHome) -> None:
    (lake_of(one) / NAME).unlink()
    before = sorted(p for p in lake_of(one).rglob("*") if p.is_file())
    with pytest.raises(LakeError, match="ontbreekt of is ouder dan de Delta-logs"):
        writing.bring_up(one.home, one.said.append)
    assert sorted(p for p in lake_of(one).rglob("*") if p.is_file()) == before


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_left(
    one: SmallHome, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    soak = request.config.getoption("--hypothesis-profile", default=None) == "soak"
    moments = range(0, MOMENTS, 1 if soak else 9)
    for value in (1.0, 2.0):
        shelve(one, said_otherwise(value))
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
