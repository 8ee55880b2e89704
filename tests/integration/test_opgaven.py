"""No opgave is empty in kern; where a classification has no code for it the figure is absent and the reason is told."""

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


@pytest.mark.parametrize("delineation", ["kern", "breed"])
@pytest.mark.parametrize(
    ("fact", "figure"),
    [("fct_education_output", "persons"), ("fct_labour_market", "coalesce(value, value_lower)")],
)
def test_every_opgave_has_figures(built: Built, fact: str, figure: str, delineation: str) -> None:
    found = built.published(
        f"select distinct opgave_id from marts.{fact} where delineation = '{delineation}' and {figure} > 0"
    )
    assert {str(row[0]) for row in found} == set(opgaven())


@pytest.mark.parametrize("delineation", ["kern", "breed"])
@pytest.mark.parametrize(("system", "level"), BY_WAY_OF)
def test_what_cannot_be_delineated_has_a_reason_and_no_figure(
    built: Built, system: str, level: str, delineation: str
) -> None:
    found = built.published(
        f"""
        select opgave_id, sum(codes), bool_and(reason_nl like 'niet af te bakenen: %') from marts.opgave_coverage
        where code_system = '{system}' and code_level = '{level}' and delineation = '{delineation}' group by all
        """
    )
    without = {str(opgave) for opgave, codes, _ in found if not codes}
    assert all(told for _, codes, told in found if not codes)
    if delineation == "kern":
        assert without
    shown = built.published(
        f"select distinct opgave_id from marts.{BY_WAY_OF[system, level]} and delineation = '{delineation}'"
    )
    assert {str(row[0]) for row in shown} == set(opgaven()) - without


def test_every_code_system_of_every_opgave_is_told_of_each_delineation(built: Built) -> None:
    """Codes or a reason, never both and never neither."""
    found = built.published("select opgave_id, delineation, codes, reason_nl from marts.opgave_coverage")
    assert len(found) == len(opgaven()) * 2 * 6
    assert [row for row in found if bool(row[2]) == bool(row[3])] == []


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
