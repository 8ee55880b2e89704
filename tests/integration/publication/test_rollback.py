"""`talent rollback`: an earlier publication is current again, whole, on the record; the next build publishes anew."""

import json
import os
import shutil
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.cli import interventions
from orchestration.publication import history, rollback
from orchestration.publication.rollback import NotRolledBack, in_effect, record, roll_back
from tests.integration.publication.homes import SmallHome


def said(value: float) -> list[tuple[str, str, float | None, str]]:
    return [("graduates", "2024-08-01", value, "provisional")]


VALUE = "select value from marts.indicator_value"
WHY = "J. de Vries", "DUO telde een hogeschool dubbel"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallHome, list[str]]:
    """Three publications, that said 100, 101 and 999."""
    with pytest.MonkeyPatch.context() as patch:
        small = SmallHome(tmp_path_factory.mktemp("three") / "home", patch)
        return small, [small.publish(said(value)).publication_id for value in (100.0, 101.0, 999.0)]


@pytest.fixture
def three(
    made: tuple[SmallHome, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[SmallHome, list[str]]:
    """The same three, to change."""
    return SmallHome.copied(made[0], tmp_path / "home", monkeypatch), made[1]


def test_the_one_before_is_current_again_byte_for_byte(three: tuple[SmallHome, list[str]]) -> None:
    small, ids = three
    done = roll_back(small.home, "", *WHY)
    assert (done.withdrawn, done.restored, done.by, done.reason) == (ids[2], ids[1], *WHY)
    assert small.current(VALUE) == [(101.0,)]
    assert small.current_id() == small.manifest()["publication_id"] == ids[1]
    folder = small.home.publication / "history" / ids[1]
    for path in ("talentstrategie.duckdb", "manifest.json", "changes.md", "parquet/marts/indicator_value.parquet"):
        assert (small.home.publication / path).read_bytes() == (folder / path).read_bytes()
    assert [p.name for p in small.home.publication.glob("*.duckdb")] == ["talentstrategie.duckdb"]
    assert in_effect(small.home, ids[1]) == done
    assert record(small.home) == [done]


def test_again_goes_one_further_and_a_name_goes_anywhere(three: tuple[SmallHome, list[str]]) -> None:
    small, ids = three
    roll_back(small.home, "", *WHY)
    roll_back(small.home, "", *WHY)
    assert (small.current_id(), small.current(VALUE)) == (ids[0], [(100.0,)])
    roll_back(small.home, ids[2][:15], *WHY)
    assert (small.current_id(), small.current(VALUE)) == (ids[2], [(999.0,)])
    assert [(r.withdrawn, r.restored) for r in record(small.home)] == [
        (ids[2], ids[1]),
        (ids[1], ids[0]),
        (ids[0], ids[2]),
    ]


def test_the_next_publication_tells_what_was_withdrawn(three: tuple[SmallHome, list[str]]) -> None:
    small, ids = three
    roll_back(small.home, "", *WHY)
    small.publish(said(102.0))
    assert small.current("select withdrawn, restored, rolled_back_by, reason from meta.rollback") == [
        (ids[2], ids[1], *WHY)
    ]
    assert in_effect(small.home, small.current_id()) is None, "the rollback is over"
    told = (small.home.publication / "changes.md").read_text(encoding="utf-8")
    assert f"Vergeleken met {ids[2]}, die is ingetrokken: {WHY[1]}" in told
    assert small.current("select value, previous_value, change from meta.revision order by published_at") == [
        (100.0, None, None),
        (101.0, 100.0, 1.0),
        (999.0, 101.0, 898.0),
        (102.0, 999.0, -897.0),
    ], "what was published for a while stays in the memory"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda f: (f / "talentstrategie.duckdb").unlink(), "talentstrategie.duckdb is weg of beschadigd"),
        (lambda f: cut(f / "talentstrategie.duckdb"), "talentstrategie.duckdb is weg of beschadigd"),
        (lambda f: cut(f / "parquet" / "marts" / "dim_dataset.parquet"), "parquet/marts/dim_dataset.parquet is weg"),
        (lambda f: cut(f / "manifest.json"), "zijn manifest is niet te lezen"),
        (lambda f: (f / "manifest.json").unlink(), "zijn manifest is niet te lezen"),
        (
            lambda f: shutil.copyfile(f.parent.parent / "manifest.json", opened_up(f / "manifest.json")),
            "is niet heel",
        ),
    ],
)
def test_what_is_not_whole_is_not_put_back(three: tuple[SmallHome, list[str]], damage: object, told: str) -> None:
    small, ids = three
    damage(small.home.publication / "history" / ids[1])  # type: ignore[operator]
    before = small.everything()
    with pytest.raises(NotRolledBack, match=told):
        roll_back(small.home, ids[1], *WHY)
    assert small.everything() == before, "not even the record"


def opened_up(file: Path) -> Path:
    file.chmod(0o644)
    return file


def cut(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("wanted", "by", "reason", "told"),
    [
        ("2026", "x", "y", "is het begin van 3 publicaties; bewaard naast de huidige: 2026"),
        ("2025", "x", "y", "er is geen 2025; bewaard"),
        ("../../archive", "x", "y", "er is geen"),
        ("20260803", "x", "y", "is al de huidige publicatie"),
        ("", "x", " ", "een naam en een reden nodig"),
        ("", " ", "y", "een naam en een reden nodig"),
    ],
)
def test_what_is_not_meant_well_is_refused(
    three: tuple[SmallHome, list[str]], wanted: str, by: str, reason: str, told: str
) -> None:
    small, _ = three
    before = small.everything()
    with pytest.raises(NotRolledBack, match=told):
        roll_back(small.home, wanted, by, reason)
    assert small.everything() == before


def test_there_is_nothing_before_the_first(small: SmallHome) -> None:
    with pytest.raises(NotRolledBack, match="er is niets gepubliceerd"):
        roll_back(small.home, "", *WHY)
    small.publish(said(1.0))
    with pytest.raises(NotRolledBack, match="geen publicatie van voor de huidige; bewaard naast de huidige: geen"):
        roll_back(small.home, "", *WHY)


def test_a_demo_is_never_put_in_the_place_of_figures(small: SmallHome) -> None:
    demo = small.publish(said(1.0)).publication_id
    real = small.publish(said(2.0), source="live").publication_id
    small.home.settle("live")
    for wanted in ("", demo):
        with pytest.raises(NotRolledBack, match="wisselen nooit"):
            roll_back(small.home, wanted, *WHY)
    assert small.current_id() == real


def test_a_damaged_current_publication_is_put_back_from_its_own_copy(three: tuple[SmallHome, list[str]]) -> None:
    small, ids = three
    cut(small.home.publication / "talentstrategie.duckdb")
    roll_back(small.home, ids[2], *WHY)
    assert small.current(VALUE) == [(999.0,)]


class Killed(BaseException):
    """As kill -9: nothing after it runs."""


@pytest.mark.parametrize("moment", range(12))
def test_killed_at_any_moment_a_whole_publication_is_read_and_the_next_build_publishes(
    three: tuple[SmallHome, list[str]], monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Killed at its first, second, ... rename: the record, the file, the Parquet, the docs, the pages and last the manifest."""
    small, ids = three
    real, renames = os.replace, iter(range(100))

    def replace(source: object, target: object) -> None:
        if next(renames) == moment:
            raise Killed
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", replace)
    try:
        roll_back(small.home, "", *WHY)
        killed = False
    except Killed:
        killed = True
    monkeypatch.setattr(os, "replace", real)
    assert killed == (moment < renames_of_a_rollback()), "the moments reach beyond the last rename"
    assert small.current(VALUE) in ([(101.0,)], [(999.0,)])
    stands = history.current_manifest(small.home)
    assert stands is None or stands["publication_id"] == small.current_id()
    if moment > 1:
        assert stands is None or in_effect(small.home, stands["publication_id"]), "so the next build publishes anew"
    roll_back(small.home, ids[1], *WHY) if small.current_id() != ids[1] or stands is None else None
    assert small.current(VALUE) == [(101.0,)]
    assert history.current_manifest(small.home) == small.manifest()


def renames_of_a_rollback() -> int:
    """The record, the file, the links to its folders, the page that differs with the list of pages, and what is beside it."""
    return 2 + len(history.LINKED) + 2 + len(history.BESIDE)


def test_the_command_tells_a_person_and_status_remembers(three: tuple[SmallHome, list[str]]) -> None:
    small, ids = three
    text = StringIO()
    out = Console(file=text, width=10_000)
    assert interventions.put_back(small.home, "", "telfout", "", out) == 0
    assert f"{ids[1]} is weer de publicatie, in plaats van {ids[2]}" in text.getvalue()
    with redirect_stderr(StringIO()) as refused:
        assert interventions.put_back(small.home, ids[1], "telfout", "", out) == 1
    assert "Niet teruggedraaid: " in refused.getvalue()
    (line,) = interventions.rolled_back(small.home, ids[1])
    assert f"{ids[2]} is op " in line
    assert "telfout. De volgende build publiceert opnieuw." in line
    assert interventions.rolled_back(small.home, ids[2]) == []
    assert json.loads(rollback.journal(small.home).read_text(encoding="utf-8"))[0]["restored"] == ids[1]


def test_a_damaged_record_of_rollbacks_is_named_and_kept_aside(three: tuple[SmallHome, list[str]]) -> None:
    small, ids = three
    roll_back(small.home, "", *WHY)
    journal = rollback.journal(small.home)
    damaged = journal.read_bytes()[:-20]
    journal.write_bytes(damaged)
    small.publish(said(102.0))
    assert any("rollbacks.json is niet geheel te lezen" in line for line in small.said)
    assert "rollbacks.json is niet geheel te lezen" in interventions.rolled_back(small.home, ids[1])[0]
    roll_back(small.home, ids[1], *WHY)
    assert len(record(small.home)) == 1
    assert [p.read_bytes() for p in journal.parent.glob("rollbacks.unreadable-*.json")] == [damaged]
