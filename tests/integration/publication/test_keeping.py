"""A home in one file and back, and what a home can do without: nothing that somebody rests on is lost by either."""

import fcntl
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from ingestion.archive import Archive
from ingestion.archive_upkeep import held_against_bytes
from ingestion.home import CHECKOUT, Home
from ingestion.snapshot import Receipt, Snapshot
from orchestration.cli.commands import app
from orchestration.keeping import backup, pruning, staging
from orchestration.keeping.backup import keep
from orchestration.keeping.form import NotKept
from orchestration.keeping.restore import put_back
from orchestration.publication import reading
from orchestration.publication.history import current_manifest, publications
from orchestration.publication.lake.reading import behind, opened_at
from orchestration.publication.rollback import roll_back
from tests.integration.publication.conftest import FIGURES
from tests.integration.publication.homes import SmallHome

LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def home(one: SmallHome) -> Home:
    """A published home with a state in its archive, and a body that no record names."""
    one.home.settle("demo")
    archive = Archive(one.home.archive, "demo")
    for body in (b"figures", b"of a fetch that was refused"):
        sha256, size = archive.receive([body], 1000)
        receipt = Receipt(
            part="data", url="https://duo.nl/f", retrieved_at=LATER, publisher_modified_at=None, etag=None,
            http_status=200, content_type="text/csv", byte_count=size, sha256=sha256,
        )  # fmt: skip
        archive.keep_receipt(receipt)
        if body == b"figures":
            made = Snapshot(
                snapshot_id="", dataset_id="duo__x", title="t", publisher="duo", licence="l", attribution="DUO",
                retrieved_at=LATER, publisher_modified_at=None, stamp=None, parts=(receipt,),
            )  # fmt: skip
            archive.promote(archive.keep(made.model_copy(update={"snapshot_id": f"day-{made.content[:12]}"})))
    (one.home.landing / "uwv__x").mkdir()
    (one.home.landing / "uwv__x" / "één 'bestand'.csv").write_text("Jaar;Aantal\n2025;1\n", encoding="utf-8")
    return one.home


@contextmanager
def building(home: Home) -> Iterator[None]:
    """As if another process had the turn."""
    with home.lock.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("talent build (proces 1)")
        file.flush()
        yield


def told(home: Home) -> dict[str, tuple[object, ...]]:
    """Everything in a home that cannot be made again: bytes, modes and links."""
    found: dict[str, tuple[object, ...]] = {}
    for name in (*backup.KEPT, home.record.name):
        for path in backup.under(home.root / name):
            place = path.relative_to(home.root)
            if path.is_symlink():
                found[str(place)] = ("link", str(path.readlink()))
            elif path.is_file():
                found[str(place)] = (path.stat().st_mode, path.read_bytes())
            elif not staging.passed_over(place):
                found[str(place)] = (path.stat().st_mode,)
    return found


@pytest.mark.parametrize("name", ["kopie.tar.zst", "één 'kopie' \".tar"])
def test_what_comes_back_is_what_was_there(home: Home, tmp_path: Path, name: str) -> None:
    said: list[str] = []
    (home.root / "dbt" / "compiled").mkdir(parents=True)
    for place in ("compiled/a.sql", "manifest.json", "dbt.log", "dbt.log.1"):
        (home.root / "dbt" / place).write_text(place)
    about, files, size = keep(home, tmp_path / name, said.append, wait=False)
    assert (said, about.private, (tmp_path / name).stat().st_size) == ([], True, size)
    again = Home(tmp_path / "elders" / "home")
    assert put_back(again, tmp_path / name) == about
    assert told(again) == told(home)
    assert files > 20
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600, "it holds names of a register"
    assert not list(home.root.glob(".backup-*"))
    assert (again.warehouse.read_bytes(), again.marts.read_bytes()) == (
        home.warehouse.read_bytes(),
        home.marts.read_bytes(),
    )
    dbt = sorted(str(p.relative_to(again.root)) for p in (again.root / "dbt").rglob("*") if p.is_file())
    assert dbt == ["dbt/compiled/a.sql", "dbt/manifest.json"], "what explain reads"
    con, remarks = reading.opened(again)
    assert remarks == []
    assert con.execute("select count(*) from marts.indicator_value").fetchone() == (len(FIGURES),)
    assert behind(again) == []
    assert held_against_bytes(Archive(again.archive, "demo")).findings == []


def test_files_with_two_names_have_two_names_again(home: Home, tmp_path: Path) -> None:
    page = home.publication / "site" / "index.html"
    os.link(page, page.with_name("other.html"))
    keep(home, tmp_path / "b.tar", print, wait=False)
    again = Home(tmp_path / "again")
    put_back(again, tmp_path / "b.tar")
    site = again.publication / "site"
    assert (site / "other.html").samefile(site / "index.html")


def test_while_a_build_goes_on_what_cannot_be_made_again_is_kept(home: Home, tmp_path: Path) -> None:
    said: list[str] = []
    with building(home):
        about, _, _ = keep(home, tmp_path / "b.tar.zst", said.append, wait=False)
    assert not about.private
    assert about.publication_id == str((current_manifest(home) or {})["publication_id"])
    assert said == [
        "talent build (proces 1) schrijft: zonder warehouse, marts en de gegevens van Dagster, die de eerste build na het "
        "terugzetten opnieuw maakt (met --wait gaan zij mee)"
    ]
    again = Home(tmp_path / "again")
    put_back(again, tmp_path / "b.tar.zst")
    assert told(again) == told(home)
    assert not again.warehouse.exists()


def test_what_is_published_meanwhile_is_kept_whole_or_not_at_all(
    one: SmallHome, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, tries = os.link, list[str]()

    def publishing(source: Path, target: Path) -> None:
        if not tries:
            tries.append("the first")
            one.publish(FIGURES[:1])  # between two names of it
        link(source, target)

    monkeypatch.setattr(staging.os, "link", publishing)
    monkeypatch.setattr(staging, "PAUSE", 0)
    keep(home, tmp_path / "b.tar", print, wait=False)
    again = Home(tmp_path / "again")
    put_back(again, tmp_path / "b.tar")
    assert told(again) == told(home), "the second try is of one moment"
    assert tries
    assert behind(again) == []
    assert (current_manifest(again) or {})["publication_id"] == one.current_id()


def test_a_home_that_never_stands_still_is_not_kept(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "TRIES", 2)
    monkeypatch.setattr(staging, "PAUSE", 0)
    (home.publication / "manifest.json").chmod(0o644)
    (home.publication / "manifest.json").write_text("{}")
    with pytest.raises(NotKept, match="probeer het later opnieuw"):
        keep(home, tmp_path / "b.tar", print, wait=False)
    assert list(tmp_path.glob("*b.tar*")) == []


def test_links_that_lead_out_are_followed_and_those_within_stay_links(home: Home, tmp_path: Path) -> None:
    moved = home.archive.rename(tmp_path / "a big disk")
    home.archive.symlink_to(moved)
    (home.landing / "loop").symlink_to(home.landing)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "back").symlink_to(tmp_path / "outside")
    (home.publication / "out").symlink_to(tmp_path / "outside")
    (tmp_path / "of others.csv").write_text("a secret")
    (home.landing / "secret.csv").symlink_to(tmp_path / "of others.csv")
    (home.landing / "gone").symlink_to(tmp_path / "nothing")
    said: list[str] = []
    keep(home, tmp_path / "b.tar", said.append, wait=False)
    again = Home(tmp_path / "again")
    put_back(again, tmp_path / "b.tar")
    assert not again.archive.is_symlink()
    assert held_against_bytes(Archive(again.archive, "demo")).snapshots == 1
    assert (again.landing / "loop").readlink() == Path()
    assert (again.publication / "out").is_dir()
    assert not (again.landing / "secret.csv").exists()
    assert said == [
        "landing/gone wijst naar iets dat er niet is, en is overgeslagen",
        "landing/secret.csv wijst de map uit, en is overgeslagen: geen build volgt een link in landing/",
        "publication/out/back wijst naar een map waar hij zelf in ligt, en is overgeslagen",
    ]


@pytest.mark.parametrize("name", ["b.tar.zst", "b.tar"])
@pytest.mark.parametrize("wrong", ["cut", "other bytes", "no backup"])
def test_a_damaged_copy_is_refused_and_the_home_stays_empty(home: Home, tmp_path: Path, name: str, wrong: str) -> None:
    file, again = tmp_path / name, Home(tmp_path / "again")
    keep(home, file, print, wait=False)
    content = file.read_bytes()
    at = content.find(b"Jaar;Aantal") if name == "b.tar" else len(content) // 2
    spoiled = {"cut": content[: len(content) // 2], "no backup": b"x" * 2000,
               "other bytes": content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]}  # fmt: skip
    file.write_bytes(spoiled[wrong])
    with pytest.raises(NotKept):
        put_back(again, file)
    assert list(again.root.iterdir()) == []


def test_a_copy_that_does_not_read_back_leaves_the_one_that_stood(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.tar"
    file.write_bytes(b"that of yesterday")
    add_text = backup.add_text

    def other(tar: tarfile.TarFile, name: str, text: str) -> None:
        add_text(tar, name, text.replace("1]", "2]", 1) if name == backup.SUMS else text)

    monkeypatch.setattr(backup, "add_text", other)  # what is read back is not what was written
    with pytest.raises(NotKept, match="niet wat zij waren"):
        keep(home, file, print, wait=False)
    assert file.read_bytes() == b"that of yesterday"
    assert sorted(p.name for p in tmp_path.glob("*b.tar*")) == ["b.tar"]


def test_a_home_with_something_in_it_is_not_written_over(home: Home, tmp_path: Path) -> None:
    keep(home, tmp_path / "b.tar", print, wait=False)
    before = told(home)
    with pytest.raises(NotKept, match="is niet leeg"):
        put_back(home, tmp_path / "b.tar")
    assert told(home) == before
    assert put_back(Home(tmp_path / "new").create(), tmp_path / "b.tar").kind == "demo", "empty folders are nothing"


@pytest.mark.parametrize("name", ["../out", "/out", "archive/../../out"])
def test_a_copy_writes_nothing_beside_the_home(home: Home, tmp_path: Path, name: str) -> None:
    keep(home, tmp_path / "b.tar", print, wait=False)
    with tarfile.open(tmp_path / "b.tar", "a") as tar:
        member = tarfile.TarInfo(name)
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    again = Home(tmp_path / "deep" / "again")
    with pytest.raises(NotKept):
        put_back(again, tmp_path / "b.tar")
    assert list(tmp_path.rglob("out")) == []


def prune(home: Home, *options: str) -> str:
    done = CliRunner().invoke(app, ["prune", *options], env={"TALENT_HOME": str(home.root)})
    assert done.exit_code == 0, done.output
    return done.stdout


def test_prune_tells_first_and_leaves_the_lake_the_current_and_what_the_lake_lacks(one: SmallHome, home: Home) -> None:
    first = one.current_id()
    for figures in (FIGURES[:1], FIGURES):
        one.publish(figures)
    names = [p.name for p in publications(home.publication / "history")]
    roll_back(home, first, "een beheerder", "de nieuwste was fout")
    before, lake = told(home), {p: p.read_bytes() for p in (home.publication / "lake").rglob("*") if p.is_file()}
    here = sum(p.lstat().st_blocks for p in home.root.rglob("*") if p.is_file()) * 512
    said = prune(home, "--history", "1")
    assert "publication/history: 1 publicaties ouder dan de laatste 1" in said
    assert "Er is nog niets verwijderd." in said
    assert told(home) == before
    (row,) = [r for r in pruning.parts(home, 1, LATER, print) if r.place == "publication/history"]
    assert "Verwijderd" in prune(home, "--history", "1", "--yes")
    assert [p.name for p in publications(home.publication / "history")] == [first, names[-1]], "the current one stays"
    assert {p: p.read_bytes() for p in lake} == lake
    gone = here - sum(p.lstat().st_blocks for p in home.root.rglob("*") if p.is_file()) * 512
    assert row.bytes <= gone, "it frees no less than it says"
    con, _ = opened_at(home, names[1])
    assert con.execute("select count(*) from marts.indicator_value").fetchone() == (1,), "the lake has it"
    (home.publication / "lake" / "talentstrategie.ducklake").unlink()
    one.publish(FIGURES[:1])
    assert [p.place for p in pruning.parts(home, 1, LATER, print) if p.count and "history" in p.place] == []


def test_prune_removes_old_bodies_that_no_record_names_and_nothing_where_a_record_cannot_be_read(home: Home) -> None:
    archive = Archive(home.archive, "demo")
    assert "archive/demo/bodies: 0 " in prune(home), "it came in just now"
    (part,) = [p for p in pruning.parts(home, 10, LATER, print) if "bodies" in p.place]
    assert part.count == 1
    record = next(p for p in (archive.root / "duo__x").glob("day-*.json") if p.name.count(".") == 1)
    kept = record.read_bytes()
    record.write_bytes(b"{")
    said: list[str] = []
    assert [p for p in pruning.parts(home, 10, LATER, said.append) if "bodies" in p.place] == []
    assert "niet elk verslag is te lezen" in said[0]
    record.write_bytes(kept)
    part.remove()
    verified = held_against_bytes(archive)
    assert (verified.findings, verified.bodies, verified.unused) == ([], 1, 0)


def test_prune_leaves_the_runs_that_told_last_of_an_asset_or_check(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(home.dagster))
    (home.dagster / "dagster.yaml").write_bytes((CHECKOUT / "dagster.yaml").read_bytes())

    @dg.asset(check_specs=[dg.AssetCheckSpec("fine", asset="once")])
    def once() -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[None]]:
        yield dg.MaterializeResult()
        yield dg.AssetCheckResult(passed=True)

    @dg.asset
    def often() -> None:
        pass

    with dg.DagsterInstance.get() as instance:
        runs = [dg.materialize(assets, instance=instance).run_id for assets in ([once], [often], [often])]
    (part,) = [p for p in pruning.parts(home, 10, LATER, print) if p.place == "dagster"]
    assert part.count == 1
    assert part.bytes > 0
    assert not [
        p for p in pruning.parts(home, 10, LATER - timedelta(days=30), print) if p.place == "dagster" and p.count
    ]
    size = (home.dagster / "event_log.db").stat().st_size
    part.remove()
    with dg.DagsterInstance.get() as instance:
        assert {r.run_id for r in instance.get_runs()} == {runs[0], runs[2]}
        assert {k.to_user_string() for k in instance.all_asset_keys()} == {"once", "often"}
        assert instance.all_logs(runs[1]) == []
        assert instance.get_latest_materialization_event(dg.AssetKey("often")) is not None
    assert (home.dagster / "event_log.db").stat().st_size <= size


@pytest.mark.parametrize("options", [[], ["--yes"]])
def test_prune_refuses_while_a_build_has_the_turn(home: Home, options: list[str]) -> None:
    with building(home):
        done = CliRunner().invoke(app, ["prune", *options], env={"TALENT_HOME": str(home.root)})
    assert (done.exit_code, done.stdout) == (1, "")
