"""No opgave is empty in breed; where a classification has no code for it, or only codes that are finer than the figures, the
figure is absent and the reason is told."""

import pytest

from expectations.suites.marts.common import opgaven
from tests.integration.conftest import Built

pytestmark = pytest.mark.parametrize("source", ["demo", pytest.param("live", marks=pytest.mark.recordings)])
# a figure comes along one of these; higher education has two ways (field and named programme), so it is not among them
BY_WAY_OF = {
    ("CREBO", "alle"): "fct_education_output where education_sector = 'mbo'",
    ("BRC2014", "alle"): "fct_labour_market where method = 'via_occupation'",
    # StatLine's tables of vacancies and jobs have sections and divisions, nothing finer
    ("SBI", "twee cijfers"): "fct_labour_market where dataset_id in ('cbs__80472ned', 'cbs__83583ned')",
}


@pytest.fixture
def built(source: str, request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(source)
    return found


@pytest.mark.parametrize(
    ("fact", "figure", "delineation", "without"),
    [
        ("fct_education_output", "persons", "kern", set()),
        ("fct_education_output", "persons", "breed", set()),
        # no occupation is theirs alone, and their industries in kern are finer than a division (the energy transition has
        # a table of its own)
        (
            "fct_labour_market",
            "if(measure <> 'energy_transition_fte', coalesce(value, value_lower), null)",
            "kern",
            {"energie_klimaattechnologie", "life_sciences_biotechnologie"},
        ),
        ("fct_labour_market", "coalesce(value, value_lower)", "breed", set()),
    ],
)
def test_every_opgave_has_figures(built: Built, fact: str, figure: str, delineation: str, without: set[str]) -> None:
    found = built.published(
        f"select distinct opgave_id from marts.{fact} where delineation = '{delineation}' and {figure} > 0"
    )
    assert {str(row[0]) for row in found} == set(opgaven()) - without


@pytest.mark.parametrize("delineation", ["kern", "breed"])
@pytest.mark.parametrize(("system", "level"), BY_WAY_OF)
def test_what_cannot_be_delineated_has_a_reason_and_no_figure(
    built: Built, system: str, level: str, delineation: str
) -> None:
    found = built.published(
        f"""
        select opgave_id, bool_and(coalesce(reason_nl like 'niet af te bakenen: %', false)) from marts.opgave_coverage
        where code_system = '{system}' and code_level = '{level}' and delineation = '{delineation}'
            and deelopgave_id is null
        group by all
        """
    )
    without = {str(opgave) for opgave, told in found if told}
    if delineation == "kern":
        assert without
    shown = built.published(
        f"select distinct opgave_id from marts.{BY_WAY_OF[system, level]} and delineation = '{delineation}'"
    )
    assert {str(row[0]) for row in shown} == set(opgaven()) - without


def test_every_code_system_of_every_opgave_is_told_of_each_delineation(built: Built) -> None:
    """Where there is no code there is a reason; with codes there is one only where they are finer than the figures."""
    found = built.published(
        "select opgave_id, delineation, codes, reason_nl, code_level from marts.opgave_coverage where deelopgave_id is null"
    )
    assert len(found) == len(opgaven()) * 2 * 6
    assert [row for row in found if not row[2] and not row[3]] == []
    assert [row for row in found if row[2] and row[3] and row[4] != "twee cijfers"] == []


@pytest.mark.parametrize("delineation", ["kern", "breed"])
def test_a_part_without_its_finer_codes_has_no_jobs_and_says_why(built: Built, delineation: str) -> None:
    """Netcongestie without a grid operator (351) is no netcongestie: as for opgaven, a part would pass for the whole."""
    told = built.published(
        f"""
        select opgave_id, deelopgave_id from marts.opgave_coverage
        where code_level = 'twee cijfers' and delineation = '{delineation}' and deelopgave_id is not null
            and reason_nl is not null
        """
    )
    shown = built.published(
        f"""
        select distinct opgave_id, deelopgave_id from marts.deelopgave_figure
        where classification = 'SBI' and delineation = '{delineation}'
        """
    )
    assert ("energie_klimaattechnologie", "netcongestie") in told
    assert set(told) & set(shown) == set()


def test_the_average_of_a_section_is_on_no_scorecard(built: Built) -> None:
    """A class of which the opgave is less than half stays in its fact: no scorecard, no criterion, no motion."""
    facts = "fct_labour_market", "fct_llo_uptake", "fct_labour_migration", "fct_productivity"
    averages = {
        f: built.published(f"select count(*) from marts.{f} where method = 'section_average'")[0][0] for f in facts
    }
    assert averages["fct_labour_market"]
    (on_it,) = built.published(
        """
        select count(*) from marts.opgave_scorecard as score
        inner join marts.fct_labour_market as fact
            on fact.opgave_id = score.opgave_id and fact.delineation = score.delineation
            and fact.period_start = score.period_start and fact.dataset_id = score.dataset_id
            and score.indicator_id = fact.measure || '.' || fact.frequency
        where fact.method = 'section_average'
        """
    )
    assert on_it == (0,)
    for motion in ("motion_digital_skills", "motion_productive_work"):
        assert built.published(f"select count(*) from marts.{motion} where method = 'section_average'") == [(0,)]


def test_absent_is_not_zero(built: Built) -> None:
    """A row of an opgave says that someone was counted, or may have been (a hidden cell): nobody is no row."""
    query = "select count(*), count(*) filter (where not persons_upper > 0) from marts.fct_education_output"
    (rows, noughts) = built.published(f"{query} where opgave_id <> 'nederland'")[0]
    assert rows
    assert noughts == 0


@pytest.mark.parametrize("fact", ["fct_llo_uptake", "fct_labour_migration"])
def test_a_national_figure_says_why_it_is_not_split(built: Built, fact: str) -> None:
    national = built.published(f"select caveat_nl, delineation from marts.{fact} where opgave_id = 'nederland'")
    assert len(national) > 5
    assert [row for row in national if not row[0] or row[1] != "nvt"] == []
