"""Each kind of wrong figure in a mart fails the check that is there for it, and no other."""

from collections.abc import Callable

import duckdb
import pytest

from expectations.registry import mart_suite, mart_tables
from expectations.runner import run
from tests.integration.expectations import martdata
from tests.integration.expectations.judging import judge, make, not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]
FILLED: list[Fill] = [
    martdata.opgaven,
    martdata.education,
    martdata.llo,
    martdata.migration,
    martdata.transferees,
    martdata.labour_market,
    martdata.reconciliation,
]


@pytest.mark.parametrize("fill", FILLED)
def test_a_sound_mart_passes(marts: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(marts, fill(marts)) == set()


DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (martdata.opgaven, "delete from {t} where opgave_id = 'zorg'", {"nine_rows"}),
    (
        martdata.education,
        "update {t} set persons = persons + 9, persons_lower = persons_lower + 9, persons_upper = persons_upper + 9 "
        "where opgave_id = 'nederland' and study_year = 2016",
        {"published_totals"},
    ),
    (
        martdata.education,
        "delete from {t} where study_year in (2015, 2016)",
        {"periods_without_gap", "published_years_there"},
    ),
    (martdata.education, "delete from {t} where opgave_id = 'zorg'", {"all_opgaven"}),
    (
        martdata.education,
        "update {t} set persons = persons * 200, persons_upper = persons_upper * 200 where opgave_id = 'zorg'",
        {"share_of_national"},
    ),
    (
        martdata.llo,
        "update {t} set persons = persons * 1.03, persons_upper = persons * 1.04 where form = 'geen_deelname'",
        {"parts_make_whole", "published_totals"},
    ),
    (
        martdata.llo,
        "insert into {t} select * replace ('zij_instroom_mbo' as form, 90000 as persons, 80000 as persons_lower, "
        "95000 as persons_upper) from {t} where opgave_id = 'nederland' and form = 'deelname'",
        {"entrants_believable"},
    ),
    (martdata.llo, "delete from {t} where opgave_id = 'zorg'", {"all_opgaven"}),
    (martdata.llo, "update {t} set year = 2020 where year = 2022", {"periods_without_gap"}),
    (
        martdata.migration,
        "update {t} set persons = 1300000, persons_upper = 1400000 where delineation = 'breed'",
        {"share_of_national"},
    ),
    (
        martdata.migration,
        "update {t} set persons_lower = 9000, persons = 9500 where counted_as = 'sponsors'",
        {"sponsors_10_to_20_thousand"},
    ),
    (
        martdata.migration,
        "update {t} set persons = 40000, persons_upper = 40000 where year = 2022",
        {"published_totals"},
    ),
    (
        martdata.transferees,
        "update {t} set permits = 2000 where breakdown = 'totaal'",
        {"sectors_make_whole", "published_totals"},
    ),
    (
        martdata.transferees,
        "update {t} set permits = 150 where breakdown = 'totaal' and year = 2022; "
        "update {t} set permits = 50 where year = 2022 and breakdown = 'bedrijfstak'; "
        "update {t} set permits = permits * 1.5 where year = 2022 and breakdown = 'bedrijfstak'",
        {"total_possible"},
    ),
    (
        martdata.transferees,
        "update {t} set permits = 3000 where delineation = 'breed'",
        {"share_of_national"},
    ),
    (
        martdata.transferees,
        "update {t} set permits = -1 where delineation = 'kern'",
        {"share_of_national"},
    ),
    (
        martdata.labour_market,
        "update {t} set value = value * 2, value_upper = value_upper * 2 where measure = 'vacancies'",
        {"published_totals"},
    ),
    (martdata.labour_market, "delete from {t} where measure = 'tightness'", {"measures_there"}),
    (
        martdata.reconciliation,
        "update {t} set within_tolerance = false where figure_id = 'hbo_gediplomeerden'",
        {"critical_outside"},
    ),
    (
        martdata.reconciliation,
        "update {t} set within_tolerance = false where figure_id = 'hbo_studenten'",
        {"warning_outside"},
    ),
    (
        martdata.reconciliation,
        "update {t} set within_tolerance = false where figure_id = 'immigranten_arbeid_eu' and period = '2019JJ00'",
        {"warning_outside"},
    ),
    (
        martdata.reconciliation,
        "delete from {t} where period = '2023KW02' and figure_id = 'vacancies_sa'",
        {"every_page_there"},
    ),
    (martdata.reconciliation, "update {t} set ours = null where figure_id = 'vacancies_sa'", {"compared"}),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    marts: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(marts)
    marts.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(marts, target) == seen


def test_one_missing_year_is_known_for_education(marts: duckdb.DuckDBPyConnection) -> None:
    """2019 is in neither channel of DUO: a gap of one year is no news."""
    target = martdata.education(marts)
    marts.execute(f"delete from curated.{target} where study_year = 2016 and education_sector = 'hbo'")
    assert judge(marts, target)["periods_without_gap"].status == "passed"


def test_a_failure_shows_the_rows(marts: duckdb.DuckDBPyConnection) -> None:
    target = martdata.education(marts)
    marts.execute(f"update curated.{target} set study_year = 1916 where opgave_id = 'zorg' and study_year = 2016")
    result = judge(marts, target)["study_year_believable"]
    assert {(row["opgave_id"], row["study_year"]) for row in result.failing_rows} == {("zorg", 1916)}
    assert len(result.failing_rows) == 4


def test_a_mart_without_rows_is_broken_unless_it_may_be_empty(marts: duckdb.DuckDBPyConnection) -> None:
    target = martdata.llo(marts)
    marts.execute(f"delete from curated.{target}")
    make(marts, "quality_fct_llo_uptake")
    suite = mart_suite("fct_llo_uptake")
    assert {(r.status, r.severity) for r in run(suite, marts)} == {("broken", "critical")}
    assert {(r.status, r.severity) for r in run(suite, marts, may_be_empty=True)} == {("skipped", "info")}


@pytest.mark.parametrize("table", mart_tables())
def test_a_mart_that_does_not_exist_is_broken(marts: duckdb.DuckDBPyConnection, table: str) -> None:
    assert {r.status for r in run(mart_suite(table), marts, may_be_empty=True)} == {"broken"}
