"""No count of 1 to 4 that DUO hides can be known from what is published: docs/disclosure.md, attacked."""

from pathlib import Path

import pytest

from tests import disclosure
from tests.integration.conftest import Built

CURRENT = {  # each current file of DUO, and the measure of the marts that counts the same people
    "duo__p04hogdipl_hbo": "graduates",
    "duo__p04hogdipl_wo": "graduates",
    "duo__p02ho1ejrs_hbo": "first_years",
    "duo__p02ho1ejrs_wo": "first_years",
    "duo__p01hoinges_hbo": "enrolled",
    "duo__p01hoinges_wo": "enrolled",
    "duo__p03hoinschr_hbo": "inscriptions",
    "duo__p03hoinschr_wo": "inscriptions",
    "duo__mbo_studenten_per_instelling": "enrolled",
    "duo__gediplomeerde_mbo_studenten": "graduates",
}
TWINS = {  # a file of before November 2023, which tells what the current one hides
    "duo__p04hogdipl_hbo": "duo__gediplomeerden_hbo_2019",
    "duo__p04hogdipl_wo": "duo__gediplomeerden_wo_2019",
    "duo__mbo_studenten_per_instelling": "duo__mbo_studenten_2019",
}
# the recorded first-years are made of the twin, so of its measure
RECORDED = {
    "duo__p04hogdipl_hbo": ("graduates", 474),
    "duo__p04hogdipl_wo": ("graduates", 680),
    "duo__p02ho1ejrs_hbo": ("first_years_in_sector", 235),
    "duo__mbo_studenten_per_instelling": ("enrolled", 30_174),
}
SMALL = """
    select count(*) filter (persons_lower = persons_upper and persons_upper between 1 and 4),
        count(*) filter (persons_lower <= 4 and persons_upper >= 1 and is_estimate)
    from marts.fct_education_output_programme
"""


def warehouse(built: Built) -> Path:
    return built.home / "warehouse.duckdb"


@pytest.mark.parametrize("dataset", CURRENT)
def test_a_stranger_knows_no_hidden_cell_of_the_demo(demo: Built, dataset: str) -> None:
    found = disclosure.stranger(warehouse(demo), demo.file, dataset, CURRENT[dataset])
    assert found.hidden > 20
    assert found.figures > 50
    assert found.known == 0


@pytest.mark.parametrize("dataset", TWINS)
def test_who_knows_the_pools_knows_no_more_than_the_files_of_duo_tell(demo: Built, dataset: str) -> None:
    found = disclosure.insider(warehouse(demo), demo.file, dataset, TWINS[dataset])
    alone = disclosure.insider(warehouse(demo), demo.file, dataset, TWINS[dataset], with_pools=False)
    assert found.figures > alone.figures
    assert (found.hidden, found.known) == (alone.hidden, alone.known)


def test_no_programme_of_the_demo_is_told_as_one_to_four(demo: Built) -> None:
    ((exact, estimated),) = demo.published(SMALL)
    assert exact == 0
    assert estimated


@pytest.mark.recordings
@pytest.mark.parametrize("dataset", RECORDED)
def test_a_stranger_knows_no_hidden_cell_of_the_recordings(live: Built, dataset: str) -> None:
    measure, hidden = RECORDED[dataset]
    found = disclosure.stranger(warehouse(live), live.file, dataset, measure)
    assert (found.hidden, found.known) == (hidden, 0)
    assert disclosure.by_subtraction(warehouse(live), live.file, dataset, measure).known == 0


@pytest.mark.recordings
@pytest.mark.parametrize("dataset", TWINS)
def test_who_knows_the_pools_of_the_recordings_knows_no_hidden_cell(live: Built, dataset: str) -> None:
    found = disclosure.insider(warehouse(live), live.file, dataset, TWINS[dataset])
    assert (found.hidden, found.known) == (RECORDED[dataset][1], 0)


@pytest.mark.recordings
def test_no_programme_of_the_recordings_is_told_as_one_to_four(live: Built) -> None:
    ((exact, estimated),) = live.published(SMALL)
    assert exact == 0
    assert estimated
