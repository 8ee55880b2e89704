"""The ten questions of dbt_project/analyses: they are dbt's, run on both sources, and the page says what they answer."""

import duckdb
import pytest

from tests.integration.conftest import Built
from tests.questions import PAGE, Question, page, questions

TEN = list(questions())
MARGIN_FREE = {"07_kern_of_breed"}  # what it compares is the spread itself
BOUNDS = [("van", "tot"), ("laagste_beroep", "hoogste_beroep"), ("hbo_van", "hbo_tot")]


def test_there_are_ten_and_each_asks_something() -> None:
    assert [q.name[:2] for q in TEN] == [f"{n:02}" for n in range(1, 11)]
    assert all(q.question.endswith("?") and q.reading for q in TEN)


@pytest.mark.parametrize("asked", TEN, ids=lambda q: q.name)
def test_a_question_has_an_answer_with_source_status_and_margin_on_the_demo(demo: Built, asked: Question) -> None:
    answered(demo, asked)


@pytest.mark.recordings
@pytest.mark.parametrize("asked", TEN, ids=lambda q: q.name)
def test_a_question_has_an_answer_on_real_bodies(live: Built, asked: Question) -> None:
    answered(live, asked)


def answered(built: Built, asked: Question) -> None:
    with duckdb.connect(str(built.file), read_only=True) as con:
        names, rows = asked.answer(con)
        known = {row[0] for row in con.execute("select dataset_id from marts.dim_dataset").fetchall()}
    assert rows
    assert len(set(rows)) == len(rows)
    assert any(name.startswith("status") for name in names)
    if asked.name not in MARGIN_FREE:
        lower, upper = next((pair for pair in BOUNDS if set(pair) <= set(names)), ("", ""))
        margins = [(row[names.index(lower)], row[names.index(upper)]) for row in rows]
        assert any(None not in margin for margin in margins), "a column of margins in which nothing stands"
        assert all(low <= high for low, high in margins if None not in (low, high))
    sources = [n for n, name in enumerate(names) if name.startswith("bron")]
    told = {source for row in rows for n in sources if row[n] for source in str(row[n]).split(", ")}
    assert told
    assert told <= known


@pytest.mark.recordings
def test_the_page_says_what_the_questions_answer(live: Built) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(live.file), "run make questions"
