"""A publication of the demo says so in every file of it, whichever one comes into whose hands; a live one nowhere."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingestion.files import write_text
from orchestration.cli.query import open_published
from orchestration.publication import bi, meta
from orchestration.publication import publish as publishing
from orchestration.publication.copy_check import NotWhole
from orchestration.publication.marks import DEMO_FILE, live_note
from tests.integration.publication.conftest import FIGURES
from tests.integration.publication.homes import SmallHome
from tests.marked import HOW, mentions_demo, says_demo, walked


def test_every_file_of_a_demo_says_so(published: SmallHome) -> None:
    files = list(walked(published.home.publication))
    assert {path.suffix for path in files} == set(HOW), (
        "a kind of file without a mark that is known, or one that is gone"
    )
    assert [str(path) for path in files if not says_demo(path)] == []


def test_no_file_of_figures_says_demo(small: SmallHome) -> None:
    """Which shows too that the walk sees a mark that is missing, in each kind of file."""
    small.publish(FIGURES, source="live")
    files = list(walked(small.home.publication))
    assert {path.suffix for path in files} == set(HOW) - {".txt"}
    assert [str(path) for path in files if says_demo(path) or mentions_demo(path)] == []


def test_parquet_says_what_it_is_and_what_it_holds(one: SmallHome) -> None:
    from pyarrow import parquet

    done = one.publish(FIGURES, source="live")
    said = parquet.read_schema(one.home.publication / "parquet" / "marts" / "indicator_value.parquet").metadata
    told = {key.decode(): text.decode() for key, text in said.items()}
    assert told.pop("columns").startswith('{"indicator_id": "Kolom indicator_id (eenheid).", ')
    assert told == {
        "publication_id": done.publication_id,
        "published_at": f"{one.moment.isoformat()}Z",
        "source": "live",
        "is_demo": "false",
        "note_nl": live_note(),
        "title": "marts.indicator_value",
        "description": "Tabel indicator_value.",
        "licence": "Elke bron onder haar eigen licentie, met bronvermelding: zie marts.dim_dataset "
        "(licence, attribution, homepage).",
    }


def test_a_view_of_bi_has_names_comments_and_a_citation(one: SmallHome) -> None:
    """It reads the marts of the file itself, and each row says of which publication it is."""
    done = one.publish(FIGURES, source="live")
    assert one.current("select opgave_nl, period_start, figure.value, citation_nl from bi.cijfers order by 2") == [
        (
            "Zorg",
            date.fromisoformat(day),
            value,
            f"Bron: cbs__80472ned. Bewerking: Talentstrategie, publicatie {done.publication_id}.",
        )
        for _, day, value, _ in FIGURES
    ]
    told = dict(one.current("select column_name, description_nl from meta.column where table_schema = 'bi'"))
    assert told["figure"] == "Kolom figure (eenheid)."
    assert told["is_demo"] == meta.COMMENTS["publication"]["is_demo"]
    assert list(told) == [name for (name,) in one.current("select column_name from (describe bi.cijfers)")]


def test_a_publication_without_schema_bi_can_still_be_asked(one: SmallHome) -> None:
    """One of before this view was made, that stands until the next build or is rolled back to."""
    one.as_of_before("drop schema bi cascade")
    with open_published(one.home) as asked:
        assert asked.execute("select is_demo from publication, indicator_value limit 1").fetchall() == [(True,)]
    one.again()
    with open_published(one.home) as asked:
        assert asked.execute("select distinct is_demo from cijfers").fetchall() == [(True,)]


def unmarked(con: Any, folder: Path, _: object) -> None:
    file = folder / "marts" / "indicator_value.parquet"
    con.execute(f"copy marts.indicator_value to '{file}' (format parquet)")


def of_another(con: Any, folder: Path, _: object) -> None:
    """The same rows, and other words."""
    said = ", ".join(f"{key}: '{key}'" for key in ("publication_id", "is_demo"))
    file = folder / "marts" / "dim_opgave.parquet"
    con.execute(f"copy marts.dim_opgave to '{file}' (format parquet, kv_metadata {{{said}}})")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (unmarked, "marts.indicator_value: its Parquet does not say what it is"),
        (of_another, "marts.dim_opgave: its Parquet does not say what it is"),
        (lambda con, folder, _: (folder / DEMO_FILE).unlink(), f"parquet: the folder is not marked by {DEMO_FILE}"),
        (
            lambda con, folder, _: write_text(folder / DEMO_FILE, ""),
            f"parquet: the folder is not marked by {DEMO_FILE}",
        ),
    ],
)
def test_parquet_without_its_mark_is_not_published(
    one: SmallHome, monkeypatch: pytest.MonkeyPatch, spoil: Callable[..., object], told: str
) -> None:
    real, before = publishing.write_parquet, one.everything()

    def spoiled(*arguments: Any) -> None:
        real(*arguments)
        spoil(*arguments)

    monkeypatch.setattr(publishing, "write_parquet", spoiled)
    with pytest.raises(NotWhole, match=told):
        one.again()
    assert one.everything() == before


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("drop view bi.cijfers", "bi.cijfers: the table is not in the copy"),
        ("comment on column bi.cijfers.is_demo is null", "bi.cijfers.is_demo: has no comment"),
        ("comment on view bi.cijfers is null", "bi.cijfers: has no comment"),
        (
            "insert into marts.opgave_scorecard from marts.opgave_scorecard",
            "bi.cijfers: key not unique, 2 rows with opgave_id zorg",
        ),
    ],
)
def test_a_view_that_is_not_whole_is_not_published(
    one: SmallHome, monkeypatch: pytest.MonkeyPatch, statement: str, told: str
) -> None:
    real = bi.write

    def spoiled(con: Any, described: Any) -> None:
        real(con, described)
        con.execute(statement)

    monkeypatch.setattr(bi, "write", spoiled)
    with pytest.raises(NotWhole, match=told):
        one.again()
