"""Each kind of wrong figure in a mart fails the check that is there for it, and no other."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from expectations.registry import mart_suite, mart_tables
from expectations.runner import run
from tests.unit.expectations import martdata
from tests.unit.expectations.judging import judge, not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]
FILLED: list[Fill] = [
    martdata.opgaven,
    martdata.bridge,
    martdata.education,
    martdata.llo,
    martdata.migration,
    martdata.transferees,
    martdata.labour_market,
    martdata.reconciliation,
]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts in a database of their own, attached as the pipeline does."""
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as curated")
        con.execute("create schema curated.marts")
        yield con


@pytest.mark.parametrize("fill", FILLED)
def test_a_sound_mart_passes(con: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(con, fill(con)) == set()


KERN_GONE = "delete from curated.marts.bridge_opgave where opgave_id = 'zorg' and delineation = 'kern'"
DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (martdata.opgaven, "delete from {t} where opgave_id = 'zorg'", {"nine_rows", "opgaven"}),
    (martdata.opgaven, "update {t} set description_nl = null where opgave_id = 'zorg'", {"description_nl_present"}),
    (martdata.opgaven, "update {t} set kind = 'taak' where opgave_id = 'zorg'", {"kind_known"}),
    (martdata.bridge, "update {t} set weight = 0 where code = 'B' and opgave_id = 'zorg'", {"weight_in_range"}),
    (martdata.bridge, "update {t} set rationale = null where code = 'B'", {"rationale_present"}),
    (
        martdata.bridge,
        "delete from {t} where delineation = 'breed' and code = 'A' and opgave_id = 'zorg'",
        {"kern_in_breed"},
    ),
    (martdata.bridge, "insert into {t} from {t} where code = 'B' and opgave_id = 'zorg'", {"key_unique"}),
    (
        martdata.bridge,
        "insert into {t} select * replace ('d' as deelopgave_id) from {t} where code = 'A'",
        {"weight_of_code_at_most_1"},
    ),
    (
        martdata.bridge,
        "delete from {t} where opgave_id = 'zorg' and code_system = 'BRC2014'",
        {"every_opgave_in_every_system"},
    ),
    (
        martdata.education,
        "update {t} set persons = persons + 9, persons_lower = persons_lower + 9, persons_upper = persons_upper + 9 "
        "where opgave_id = 'nederland' and study_year = 2016",
        {"published_totals"},
    ),
    (martdata.education, "update {t} set persons_upper = persons - 1 where opgave_id = 'zorg'", {"upper_bound"}),
    (martdata.education, "update {t} set persons_lower = persons + 1 where opgave_id = 'zorg'", {"lower_bound"}),
    (
        martdata.education,
        "update {t} set delineation = case delineation when 'kern' then 'breed' else 'kern' end where opgave_id = 'zorg'",
        {"breed_holds_kern"},
    ),
    (martdata.education, KERN_GONE, {"opgave_has_codes"}),
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
    (martdata.education, "insert into {t} from {t} where opgave_id = 'zorg' and study_year = 2016", {"key_unique"}),
    (martdata.education, "update {t} set level = null where opgave_id = 'zorg'", {"level_filled"}),
    (martdata.education, "update {t} set dataset_id = 'duo__iets' where opgave_id = 'zorg'", {"dataset_id_known"}),
    (
        martdata.llo,
        "update {t} set rate_pct = 101 where opgave_id = 'zorg' and form = 'geen_deelname'",
        {"rate_in_range"},
    ),
    (
        martdata.llo,
        "update {t} set population = persons * 0.9 - 1000, persons_lower = 0 where opgave_id = 'zorg' and form = 'geen_deelname'",
        {"part_of_population"},
    ),
    (
        martdata.llo,
        "update {t} set persons = persons * 1.03, persons_upper = persons * 1.04 where form = 'geen_deelname'",
        {"parts_make_whole", "published_totals"},
    ),
    (martdata.llo, "update {t} set caveat_nl = 'Landelijk.' where opgave_id = 'nederland'", {"national_says_why"}),
    (
        martdata.llo,
        "insert into {t} select * replace ('zij_instroom_mbo' as form, 90000 as persons, 80000 as persons_lower, "
        "95000 as persons_upper) from {t} where opgave_id = 'nederland' and form = 'deelname'",
        {"entrants_believable"},
    ),
    (martdata.llo, "update {t} set status = 'Voorlopig' where year = 2022", {"status_known"}),
    (martdata.llo, "delete from {t} where opgave_id = 'zorg'", {"all_opgaven"}),
    (martdata.llo, "update {t} set year = 2020 where year = 2022", {"periods_without_gap"}),
    (
        martdata.migration,
        "update {t} set persons = 1300000, persons_upper = 1400000 where delineation = 'breed'",
        {"share_of_national"},
    ),
    (martdata.migration, "update {t} set method = 'observed' where opgave_id = 'zorg'", {"per_opgave_is_estimated"}),
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
    (martdata.migration, "update {t} set counted_as = 'hoofden' where counted_as = 'jobs'", {"counted_as_known"}),
    (martdata.migration, "update {t} set stock_flow = 'saldo' where counted_as = 'jobs'", {"stock_flow_known"}),
    (martdata.migration, "update {t} set caveat_nl = null where counted_as = 'sponsors'", {"national_says_why"}),
    (
        martdata.migration,
        "insert into {t} select * replace (stock_flow as stock_flow, 'permits' as counted_as) from {t} "
        "where counted_as = 'persons' and year = 2022; "
        "insert into {t} select * replace ('stock' as stock_flow, date '2022-12-31' as reference_date) from {t} "
        "where counted_as = 'permits'",
        {"ground_is_stock_or_flow"},
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
    (martdata.transferees, "update {t} set caveat_nl = '' where breakdown = 'bedrijfstak'", {"national_says_why"}),
    (
        martdata.transferees,
        "update {t} set permits = -1 where delineation = 'kern'",
        {"not_negative", "share_of_national"},
    ),
    (martdata.transferees, "insert into {t} from {t} where delineation = 'kern'", {"key_unique"}),
    (
        martdata.labour_market,
        "update {t} set value = 0, value_lower = 0 where measure = 'tightness' and opgave_id = 'zorg'",
        {"tightness_positive"},
    ),
    (
        martdata.labour_market,
        "update {t} set unit = 'x 1 000' where measure = 'employed' and opgave_id = 'zorg'",
        {"one_unit_per_measure"},
    ),
    (
        martdata.labour_market,
        "update {t} set value = null where measure = 'employed' and opgave_id = 'zorg'",
        {"absence_explained"},
    ),
    (
        martdata.labour_market,
        "update {t} set value_upper = value_upper - 1 where measure = 'employed' and opgave_id = 'zorg'",
        {"upper_bound"},
    ),
    (
        martdata.labour_market,
        "update {t} set value = value * 2, value_upper = value_upper * 2 where measure = 'vacancies'",
        {"published_totals"},
    ),
    (martdata.labour_market, "delete from {t} where measure = 'tightness'", {"measures_there"}),
    (
        martdata.labour_market,
        "update {t} set value_upper = 16 where measure = 'tightness' and delineation = 'kern' and opgave_id = 'zorg'",
        {"cap_is_open"},
    ),
    (
        martdata.labour_market,
        "update {t} set caveat_nl = null where measure = 'employed' and opgave_id = 'zorg'",
        {"caveat_of_modelled"},
    ),
    (martdata.labour_market, "update {t} set frequency = 'elk jaar' where measure = 'vacancies'", {"frequency_known"}),
    (
        martdata.reconciliation,
        "update {t} set within_tolerance = false where figure_id = 'hbo_gediplomeerden'",
        {"outside_education_output_critical"},
    ),
    (
        martdata.reconciliation,
        "update {t} set within_tolerance = false where figure_id = 'hbo_studenten'",
        {"outside_education_output_warning"},
    ),
    (
        martdata.reconciliation,
        "update {t} set within_tolerance = false where figure_id = 'immigranten_arbeid_eu' and period = '2019JJ00'",
        {"outside_labour_migration_warning"},
    ),
    (
        martdata.reconciliation,
        "delete from {t} where period = '2023KW02' and figure_id = 'vacancies_sa'",
        {"every_page_there"},
    ),
    (martdata.reconciliation, "update {t} set ours = null where figure_id = 'vacancies_sa'", {"compared"}),
    (martdata.reconciliation, "update {t} set fact = 'fct_anders' where figure_id = 'vacancies_sa'", {"fact_known"}),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    con: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(con)
    con.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(con, target) == seen


def test_one_missing_year_is_known_for_education(con: duckdb.DuckDBPyConnection) -> None:
    """2019 is in neither channel of DUO: a gap of one year is no news."""
    target = martdata.education(con)
    con.execute(f"delete from curated.{target} where study_year = 2016 and education_sector = 'hbo'")
    assert judge(con, target)["periods_without_gap"].status == "passed"


def test_a_failure_shows_the_rows(con: duckdb.DuckDBPyConnection) -> None:
    target = martdata.education(con)
    con.execute(
        f"update curated.{target} set persons_upper = persons - 1 where opgave_id = 'zorg' and study_year = 2016"
    )
    result = judge(con, target)["upper_bound"]
    assert {(row["opgave_id"], row["study_year"]) for row in result.failing_rows} == {("zorg", 2016)}
    assert len(result.failing_rows) == 4


def test_a_mart_without_rows_is_broken_unless_it_may_be_empty(con: duckdb.DuckDBPyConnection) -> None:
    target = martdata.llo(con)
    con.execute(f"delete from curated.{target}")
    suite = mart_suite("fct_llo_uptake")
    assert {(r.status, r.severity) for r in run(suite, con)} == {("broken", "critical")}
    assert {(r.status, r.severity) for r in run(suite, con, may_be_empty=True)} == {("skipped", "info")}


@pytest.mark.parametrize("table", mart_tables())
def test_a_mart_that_does_not_exist_is_broken(con: duckdb.DuckDBPyConnection, table: str) -> None:
    assert {r.status for r in run(mart_suite(table), con, may_be_empty=True)} == {"broken"}
