"""Twenty questions that a tool asks when somebody drags columns together: each is answered right, or refused.

A tool sums or averages numbers, counts everything else, and leaves out the filter that nobody set. What is right is asked of
the marts, in another way, with the filters that an analyst would set. docs/bi.md has the same list.
"""

from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import Built

DOCS = Path(__file__).resolve().parents[2] / "docs/bi.md"
REFUSED = "refused"
NEWEST = "qualify period_start = max(period_start) over (partition by opgave_id)"
TIGHT = "indicator_id = 'tightness.quarter'"
KERN = "delineation = 'kern'"

# what is asked, as the tool asks it, and as an analyst would
QUESTIONS = {
    "Tightness per opgave, summed": (
        "select opgave_nl, sum(figure) from bi.cijfers where " + TIGHT + " group by 1",
        REFUSED,
    ),
    "Tightness per opgave, averaged": (
        "select opgave_nl, avg(figure) from bi.cijfers where " + TIGHT + " group by 1",
        REFUSED,
    ),
    "Newest tightness per opgave": (
        f"select opgave_id, max(figure).value from bi.cijfers where {TIGHT} and is_newest group by 1",
        f"select opgave_id, value from marts.opgave_scorecard where {TIGHT} and {KERN} {NEWEST}",
    ),
    "A line of tightness, a colour per opgave": (
        f"select period_start, opgave_id, max(figure).value from bi.cijfers where {TIGHT} group by 1, 2",
        f"select period_start, opgave_id, value from marts.opgave_scorecard where {TIGHT} and {KERN}",
    ),
    "All figures, summed": ("select sum(figure) from bi.cijfers", REFUSED),
    "All figures per line of the strategy": ("select line_nl, sum(figure) from bi.cijfers group by 1", REFUSED),
    "Every figure of the Netherlands, summed": ("select sum(figure) from bi.cijfers_nederland", REFUSED),
    "Kern and breed together": (
        "select opgave_nl, sum(figure) from (select opgave_nl, figure from bi.cijfers union all "
        "select opgave_nl, figure from bi.cijfers_andere_afbakening) group by 1",
        REFUSED,
    ),
    "Learning on, over overlapping forms and groups": (
        "select opgave_nl, period_nl, sum(figure) from bi.leven_lang_ontwikkelen group by 1, 2",
        REFUSED,
    ),
    "The share that learns on, averaged over groups": (
        "select opgave_nl, avg(rate) from bi.leven_lang_ontwikkelen group by 1",
        REFUSED,
    ),
    "Persons, permits and jobs from abroad in one sum": (
        "select period_nl, sum(figure) from bi.migratie group by 1",
        REFUSED,
    ),
    "Vacancies over regions and the country": (
        "select opgave_nl, sum(figure) from bi.arbeidsmarkt group by 1",
        REFUSED,
    ),
    "Median wages, averaged over years": (
        "select opgave_nl, avg(figure) from bi.arbeidsmarkt where measure = 'hourly_wage_median' group by 1",
        REFUSED,
    ),
    "Growth of productivity, summed over years": (
        "select opgave_nl, sum(figure) from bi.productiviteit where measure = 'labour_productivity_growth' group by 1",
        REFUSED,
    ),
    "Students enrolled, summed over years": (
        "select opgave_nl, sum(figure) from bi.opleiding where measure = 'enrolled' group by 1",
        REFUSED,
    ),
    "Changes in a year, summed": ("select opgave_nl, sum(change_1y) from bi.cijfers group by 1", REFUSED),
    "Diplomas for care, in all": (
        "select sum(zorg) from bi.diplomas",
        "select sum(value) from marts.indicator_value where opgave_id = 'zorg' and delineation = 'kern' "
        "and indicator_id in ('graduates.mbo', 'graduates.hbo', 'graduates.wo')",
    ),
    "Diplomas for care per study year and kind of education": (
        "select period_start, education_sector, sum(zorg) from bi.diplomas group by all having sum(zorg) is not null",
        "select period_start, split_part(indicator_id, '.', 2), value from marts.opgave_scorecard where opgave_id = 'zorg' "
        "and delineation = 'kern' and indicator_id in ('graduates.mbo', 'graduates.hbo', 'graduates.wo')",
    ),
    "Diplomas for building per level": (
        "select level, sum(woningbouw) from bi.diplomas group by 1 having sum(woningbouw) is not null",
        "select level, sum(persons) from marts.fct_education_output where opgave_id = 'woningbouw' and delineation = 'kern' "
        "and measure = 'graduates' group by 1",
    ),
    "How many quarters of tightness, per opgave": (
        f"select opgave_id, count(*) from bi.cijfers where {TIGHT} group by 1",
        f"select opgave_id, count(*) from marts.opgave_scorecard where {TIGHT} and {KERN} group by 1",
    ),
}


def as_told(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """In an order of their own, numbers as far as a sum of doubles is the same."""
    return sorted((tuple(round(v, 3) if isinstance(v, float) else v for v in row) for row in rows), key=repr)


def test_there_are_twenty_and_they_are_documented() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert len(QUESTIONS) == 20
    assert [name for name in QUESTIONS if name not in page] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_naive_question_is_answered_right_or_refused(demo: Built, question: str) -> None:
    asked, expected = QUESTIONS[question]
    if expected == REFUSED:
        with pytest.raises(duckdb.BinderException, match=r"No function matches .*'(sum|avg)\(STRUCT"):
            demo.published(asked)
        return
    answer = demo.published(asked)
    assert answer, "nothing to be right about"
    assert as_told(answer) == as_told(demo.published(expected))


def test_only_what_may_be_added_is_a_number(demo: Built) -> None:
    """The kind of fault, not the twenty cases: a tool offers sums of numbers, and each number here is one column of one opgave."""
    numbers = demo.published(
        "select table_name, column_name from duckdb_columns() where schema_name = 'bi' and "
        "regexp_matches(data_type, '^(U?(TINY|SMALL|BIG|HUGE)?INT|INTEGER|UINTEGER|FLOAT|DOUBLE|DECIMAL)')"
    )
    opgaven = demo.published("select opgave_id from marts.dim_opgave where kind <> 'totaal'")
    assert sorted(numbers) == sorted(("diplomas", opgave) for (opgave,) in opgaven)


def test_the_scorecard_is_in_bi_whole_and_once(demo: Built) -> None:
    apart = " union all ".join(
        f"select opgave_id, delineation, indicator_id, period_start, figure.value, figure.total_lower from bi.{table}"
        for table in ("cijfers", "cijfers_andere_afbakening", "cijfers_nederland")
    )
    whole = (
        "select opgave_id, delineation, indicator_id, period_start, value, if(value is null, null, total_lower) "
        "from marts.opgave_scorecard"
    )
    assert as_told(demo.published(apart)) == as_told(demo.published(whole))


def test_a_figure_has_one_delineation_whatever_the_opgave(demo: Built) -> None:
    assert demo.published("select indicator_id from bi.cijfers group by 1 having count(distinct delineation) > 1") == []
    missed = (
        "select indicator_id from bi.cijfers where delineation = 'breed' and indicator_id in "
        "(select indicator_id from marts.opgave_scorecard where delineation = 'kern')"
    )
    assert demo.published(missed) == []
