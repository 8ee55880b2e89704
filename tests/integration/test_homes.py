"""A home is live or demo for good: nothing of the one kind touches the other, and a home of before loses nothing."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingestion import home as homes
from ingestion.home import Home, Kind, WrongHome
from orchestration import cli, takeover
from orchestration.publication.history import current_manifest
from orchestration.publication.rollback import roll_back
from orchestration.resources import Ask, Pipeline
from orchestration.takeover import DEMO_OF_BEFORE, opened
from tests.integration.publication.conftest import FIGURES
from tests.integration.publication.homes import SmallHome


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without a home; gives its folder `data`."""
    monkeypatch.delenv("TALENT_HOME", raising=False)
    monkeypatch.setattr(homes, "CHECKOUT", tmp_path)
    return tmp_path / "data"


def talent(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, list(arguments))
    return done.exit_code, done.output


# what a home is


def test_a_home_has_the_kind_of_its_first_build(tmp_path: Path) -> None:
    home = Home(tmp_path).create()
    assert home.kind is None
    home.settle("live")
    home.settle("live")
    assert (home.kind, json.loads(home.record.read_text(encoding="utf-8"))["kind"]) == ("live", "live")
    with pytest.raises(
        WrongHome, match="is een live-map, en een build van demo zou vervangen wat erin staat; er is niets"
    ):
        home.settle("demo")
    assert home.kind == "live"


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"kind": "test"}', '{"since": "2026"}'])
def test_a_damaged_record_is_told_and_not_guessed_at(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "home.json").write_text(damaged)
    with pytest.raises(WrongHome, match=r"home\.json"):
        Home(tmp_path).settle("demo")


def test_without_a_name_the_checkout_has_two_homes(checkout: Path) -> None:
    assert Home.from_env() == Home(checkout / "demo")
    assert Home.from_env("live") == Home(checkout / "live")
    assert (Home.from_env().kind, Home.from_env("live").kind) == ("demo", "live"), "their places tell"
    Home.from_env("live").create().settle("live")
    assert Home.from_env() == Home(checkout / "live"), "once there are figures, they are meant"
    assert Home.from_env("demo") == Home(checkout / "demo")


# what a build, a run of the UI and a schedule do in it


@pytest.mark.parametrize(("kind", "other"), [("live", "demo"), ("demo", "live")])
def test_a_build_of_the_other_kind_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind, other: Kind
) -> None:
    home = Home(tmp_path / "home").create()
    home.settle(kind)
    (home.publication / "talentstrategie.duckdb").write_bytes(b"figures")
    before = everything(home.root)
    monkeypatch.setenv("TALENT_HOME", str(home.root))
    status, told = talent("build", "--source", other)
    assert status == 1
    assert f"is een {kind}-map, en een build van {other} zou vervangen wat erin staat" in told.replace("\n", " ")
    assert everything(home.root) == before
    with pytest.raises(WrongHome):
        _ = Pipeline(source=Ask[other]).kind
    assert (Pipeline().kind, Pipeline().asked, Pipeline(source=Ask.archive).asked) == (kind, kind, "archive")
    assert Pipeline(source=Ask.archive).archive.source == kind, "the archive is that of the home"


def test_a_home_that_is_nothing_yet_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path))
    status, told = talent("build")
    assert status == 1
    assert "zeg welke, met --source demo of --source live" in told.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(WrongHome, match="nog geen map voor live of demo"):
        _ = Pipeline().kind


@pytest.mark.parametrize(
    "wrong",
    [
        ("--as-of", "gisteren"),
        ("--as-of", "2026-13-01"),
        ("--as-of", "2026-07-02", "--source", "live"),
        ("--make-current",),
        ("--source", "real"),
    ],
)
def test_a_wrong_argument_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: tuple[str]) -> None:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    status, _ = talent("build", *wrong)
    assert status == 2
    assert not (tmp_path / "home").exists()


# a home of before


def everything(root: Path) -> Counter[str]:
    """The bytes of every file, wherever it lies."""
    return Counter(hashlib.sha256(p.read_bytes()).hexdigest() for p in root.rglob("*") if p.is_file())


def kept(root: Path) -> Counter[str]:
    """What may never be lost: the archives and the history of publications."""
    files = [p for p in root.rglob("*") if p.is_file() and {"archive", "history"} & set(p.relative_to(root).parts)]
    return Counter(hashlib.sha256(p.read_bytes()).hexdigest() for p in files)


class OfBefore:
    """A home as version 0.1.0 left it: one publication that either kind replaces, archives of both side by side."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.small = SmallHome(root, monkeypatch)
        self.home = self.small.home

    def publish(self, value: float, source: str) -> str:
        """One publication; a demo has the name that it had, and unlinks the figures that stood there."""
        figures = [(FIGURES[0][0], FIGURES[0][1], value, "definite")]
        made = self.small.publish(figures, source=source).publication_id
        folder = self.home.publication / "history" / made
        if source == "demo":
            for place in (folder, self.home.publication):
                text = (place / "manifest.json").read_text(encoding="utf-8")
                (place / "manifest.json").write_text(
                    text.replace('"talentstrategie.duckdb"', f'"{DEMO_OF_BEFORE}"'), encoding="utf-8"
                )
                (place / "talentstrategie.duckdb").rename(place / DEMO_OF_BEFORE)
        else:
            (self.home.publication / DEMO_OF_BEFORE).unlink(missing_ok=True)
        dataset = self.home.archive / source / "cbs__80472ned"
        dataset.mkdir(parents=True, exist_ok=True)
        (dataset / "current").write_text(f"20260801T000000Z-{source}{value}")
        return made


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OfBefore:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    return OfBefore(tmp_path / "home", monkeypatch)


VALUE = "select value from marts.indicator_value"


def test_a_live_home_of_before_stays_as_it_is(before: OfBefore) -> None:
    made = [before.publish(value, "live") for value in (1.0, 2.0)]
    was = everything(before.home.root)
    home = opened(say=lambda _: None)
    assert (home, home.kind) == (before.home, "live")
    assert was - everything(home.root) == Counter()
    assert before.small.current_id() == made[1]
    assert roll_back(home, "", "x", "y").restored == made[0]
    assert opened() == home, "and that was that"


def test_a_demo_home_of_before_publishes_under_the_name_of_today(before: OfBefore) -> None:
    made = before.publish(1.0, "demo")
    was = kept(before.home.root)
    home = opened(say=lambda _: None)
    assert (home.kind, kept(home.root)) == ("demo", was)
    assert [p.name for p in home.publication.glob("*.duckdb")] == ["talentstrategie.duckdb"]
    manifest = current_manifest(home)
    assert manifest is not None
    assert (before.small.current_id(), manifest["publication_id"]) == (made, made)


def test_figures_come_back_where_a_click_had_put_the_demo(before: OfBefore) -> None:
    """The accident of before: a demo run in a live home. The figures are current again, and the demo is apart."""
    live = [before.publish(value, "live") for value in (6051.0, 6052.0)]
    demo = before.publish(3236.0, "demo")
    was = kept(before.home.root)
    home = opened(say=lambda _: None)
    assert (home.kind, kept(home.root)) == ("live", was)
    assert (before.small.current_id(), before.small.current(VALUE)) == (live[1], [(6052.0,)])
    assert {p.name for p in (home.publication / "history").iterdir()} == set(live)
    assert not (home.archive / "demo").exists()
    apart = Home(home.root / "demo")
    assert apart.kind == "demo"
    assert (apart.archive / "demo" / "cbs__80472ned" / "current").exists()
    found = current_manifest(apart)
    assert found is not None
    assert found["publication_id"] == demo


def test_revisions_are_remembered_through_it(before: OfBefore) -> None:
    before.publish(100.0, "live")
    before.publish(1.0, "demo")
    opened(say=lambda _: None)
    before.small.publish([(FIGURES[0][0], FIGURES[0][1], 90.0, "definite")], source="live")
    assert before.small.current("select value, previous_value from meta.revision where superseded_at is null") == [
        (90.0, 100.0)
    ]


@pytest.mark.parametrize("sources", [("live",), ("demo",), ("live", "demo")], ids="+".join)
def test_the_default_home_of_before_moves_into_its_own_folder(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, sources: tuple[str, ...]
) -> None:
    of_before = OfBefore(checkout, monkeypatch)
    made = {source: of_before.publish(float(n), source) for n, source in enumerate(sources)}
    (checkout / "landing" / "uwv__twv").mkdir(parents=True)
    (checkout / "landing" / "uwv__twv" / "x.csv").write_text("Jaar;Soort")
    was = kept(checkout)
    home = opened(say=lambda _: None)
    kind = "live" if "live" in sources else "demo"
    assert (home, home.kind) == (Home(checkout / kind), kind)
    assert kept(checkout) == was
    for source, publication_id in made.items():
        manifest = current_manifest(Home(checkout / source))
        assert manifest is not None
        assert manifest["publication_id"] == publication_id
    assert (home.landing / "uwv__twv" / "x.csv").exists()
    if kind == "live":
        assert (
            checkout / "publication" / "talentstrategie.duckdb"
        ).resolve() == home.publication / "talentstrategie.duckdb"
        assert (checkout / "landing").resolve() == home.landing
    assert opened() == home


def test_a_takeover_that_was_cut_off_is_taken_up_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_before = OfBefore(checkout, monkeypatch)
    live, demo = of_before.publish(1.0, "live"), of_before.publish(2.0, "demo")
    was = kept(checkout)
    for step in ("part", "settle_publication"):
        with monkeypatch.context() as patch:
            patch.setattr(takeover, step, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                opened(say=lambda _: None)
    home = opened(say=lambda _: None)
    assert (home, kept(checkout)) == (Home(checkout / "live"), was)
    for kind, publication_id in (("live", live), ("demo", demo)):
        manifest = current_manifest(Home(checkout / kind))
        assert manifest is not None
        assert manifest["publication_id"] == publication_id
