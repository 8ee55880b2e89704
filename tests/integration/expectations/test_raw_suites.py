"""Each kind of damage to a raw table fails the check that is there for it, and no other of consequence."""

from collections.abc import Callable

import duckdb
import pytest

from expectations.registry import raw_suite
from expectations.runner import run
from expectations.suites.raw import editions
from ingestion.catalogue import load_catalogue
from orchestration.assets.ingestion import breach
from tests.integration.expectations import rawdata
from tests.integration.expectations.judging import judge, not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]
FILLED: list[Fill] = [
    rawdata.participation,
    rawdata.immigrants,
    rawdata.static_graduates,
    rawdata.portal_graduates,
    rawdata.occupations,
    rawdata.landed,
    rawdata.sponsors,
    rawdata.stap,
    rawdata.work_permits,
    rawdata.permits,
    rawdata.transferees,
    rawdata.research_sponsors,
    rawdata.register,
]
# what spoiled figures do to a year beside the years before is shown in test_editions
OF_EDITIONS = {check.name for check in editions.checks(load_catalogue()["duo__p04hogdipl_hbo"], None, None)}


@pytest.mark.parametrize("fill", FILLED)
def test_a_sound_table_passes(con: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(con, fill(con)) == set()


DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (rawdata.stap, "update {t} set file = 'register.csv'", {"year_known", "both_years"}),
    (rawdata.stap, "update {t} set period = '2024' where period = '2022'", {"years_of_the_scheme", "both_years"}),
    (rawdata.stap, "update {t} set awards = null", {"awards_believable"}),
    (rawdata.stap, "update {t} set amount = '9.500,00'", {"amount_within_maximum"}),
    (rawdata.stap, "update {t} set age = null, sector = null", {"traits_filled"}),
    (rawdata.work_permits, "update {t} set outcome = 'toegekend' where outcome = 'ingediend'", {"one_grant"}),
    (rawdata.work_permits, "update {t} set number = '57.000' where kind = 'TWV'", {"granted_believable"}),
    (rawdata.work_permits, "update {t} set number = '3.000' where outcome = 'ingediend'", {"granted_within_applied"}),
    (rawdata.participation, "delete from {t} where Perioden = '2024KW03'", {"periods_without_gap"}),
    (rawdata.participation, "insert into {t} from {t} where Id = 0", {"no_duplicate_cells"}),
    (rawdata.participation, "update {t} set Value = null where Id = 0", {"empty_cells_explained"}),
    (rawdata.participation, "update {t} set Value = -1 where Id = 0", {"not_negative"}),
    (
        rawdata.participation,
        "update {t} set Value = null, ValueAttribute = 'NotAvailable'",
        {"share_empty", "not_all_empty"},
    ),
    (
        rawdata.participation,
        "update raw.cbs__measure set Title = 'Werkenden' where Identifier = 'M1'",
        {"titles_found"},
    ),
    (rawdata.participation, "update raw.cbs__code set Status = 'Onbekend'", {"status_known"}),
    (rawdata.participation, "update {t} set Perioden = '2026K' where Perioden = '2025KW04'", {"period_codes"}),
    (rawdata.participation, "delete from {t} where Perioden = '2025KW04' and Measure <> 'M1'", set()),
    (rawdata.immigrants, "update {t} set Value = 20000 where JaarVanImmigratie = '2023JJ00'", {"published_totals"}),
    (rawdata.immigrants, "update {t} set Value = 25200 where JaarVanImmigratie = '2023JJ00'", set()),
    (
        rawdata.static_graduates,
        "update {t} set \"2016\" = '1' where \"BRIN NUMMER ACTUEEL\" = '07AA'",
        {"published_totals"},
    ),
    (
        rawdata.static_graduates,
        "update {t} set \"2016\" = '<5' where \"BRIN NUMMER ACTUEEL\" = '07AA'",
        {"published_totals", "share_hidden"},
    ),
    (
        rawdata.portal_graduates,
        "update {t} set AANTAL_GEDIPLOMEERDEN = 'n.b.' where ONDERDEEL = 'TECHNIEK'",
        {"counts_readable"},
    ),
    (
        rawdata.portal_graduates,
        "insert into {t} from {t} where OPLEIDINGSCODE_ACTUEEL = '34001'",
        {"no_duplicate_cells"},
    ),
    (
        rawdata.portal_graduates,
        "update {t} set DIPLOMAJAAR = '2024' where DIPLOMAJAAR = '2023'",
        {"periods_without_gap"},
    ),
    (rawdata.portal_graduates, "delete from {t} where PROVINCIENAAM = 'Provincie 3'", {"provinces"}),
    (
        rawdata.portal_graduates,
        "update {t} set AANTAL_GEDIPLOMEERDEN = '-1' where OPLEIDINGSCODE_ACTUEEL < '34025'",
        {"share_hidden", "persons_usual"},
    ),
    (rawdata.occupations, "delete from {t} where waarde = '0101'", {"groups_114"}),
    (rawdata.occupations, "delete from {t} where waarde = '999999'", {"one_total"}),
    (rawdata.occupations, "delete from {t} where onderwerp like 'verwachte vervangingsvraag%'", {"subjects"}),
    (
        rawdata.occupations,
        "update {t} set aantal = '9.900' where waarde = '0101' and onderwerp like 'verwachte baan%'",
        {"openings_add_up"},
    ),
    (rawdata.occupations, "update {t} set indicator = '0' where waarde = '0101'", {"tightness_above_0"}),
    (rawdata.occupations, "update {t} set indicator = '726' where waarde = '0101'", {"tightness_capped"}),
    (rawdata.landed, "update {t} set ratio = '9,5'", {"ratio_is_quotient", "class_follows_ratio"}),
    (rawdata.landed, "update {t} set period = 'onbekend'", {"period_has_year"}),
    (rawdata.landed, "insert into {t} from {t} where occupation = 'beroep 1'", {"no_duplicates"}),
    (rawdata.landed, "delete from {t} where occupation like 'beroep 1%'", {"occupations"}),
    (rawdata.sponsors, "delete from {t} where hash(Organisation) % 4 = 0", {"sponsors_10_to_20_thousand"}),
    (
        rawdata.sponsors,
        'update {t} set "KvK number" = ltrim("KvK number", \'0\')',
        {"kvk_eight_digits", "leading_zeros_kept"},
    ),
    (rawdata.sponsors, "update {t} set \"KvK number\" = null where Organisation like '%00'", {"kvk_present"}),
    (rawdata.sponsors, "update {t} set Organisation = '' where Organisation like '%00'", {"names_present"}),
    (rawdata.permits, "update {t} set OBS_VALUE = '99000' where reason = 'FAM'", {"total_is_most"}),
    (rawdata.permits, "delete from {t} where TIME_PERIOD = '2018'", {"has_years", "periods_without_gap"}),
    (rawdata.transferees, "update {t} set decision = 'TOTAL' where decision = 'RENEWED'", {"no_duplicates"}),
    (rawdata.transferees, "update {t} set decision = 'GRANT' where TIME_PERIOD = '2023'", {"has_totals"}),
    (rawdata.transferees, "update {t} set OBS_VALUE = '7.5' where citizen = 'IN'", {"whole_and_positive"}),
    (rawdata.transferees, "update {t} set TIME_PERIOD = '2019' where TIME_PERIOD = '2022'", {"periods_without_gap"}),
    (rawdata.research_sponsors, "delete from {t} where hash(Organisation) % 40 <> 0", {"sponsors_believable"}),
    (rawdata.register, "delete from {t} where NIVEAU = 'WO-MA'", {"levels", "rows_expected"}),
    (rawdata.register, "update {t} set BEGINDATUM = '1 september' where NIVEAU = 'WO-MA'", {"dates_readable"}),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    con: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(con)
    con.execute(damage.format(t=target))
    assert not_passed(con, target) - OF_EDITIONS == seen


@pytest.mark.parametrize(
    ("before", "failed"),
    [
        (40, set()),
        (30, set()),
        (24, set()),
        (20, {"volume_change"}),
        (41, {"volume_change"}),
        (61, {"volume_change", "volume_drop"}),
    ],
)
def test_volume_is_held_against_the_previous_snapshot(
    con: duckdb.DuckDBPyConnection, before: int, failed: set[str]
) -> None:
    target = rawdata.participation(con)  # 30 rows
    con.execute("insert into ops.loaded values ('cbs__85224ned', 'snapshot', 'mark', ?)", [before])
    assert not_passed(con, target) == failed


def test_a_title_that_is_gone_is_named_with_those_that_are_there(con: duckdb.DuckDBPyConnection) -> None:
    target = rawdata.participation(con)
    con.execute("update raw.cbs__measure set Title = 'Werkenden' where Identifier = 'M1'")
    result = judge(con, target)["titles_found"]
    (row,) = result.failing_rows
    assert (row["dimension"], row["title"]) == ("Measure", "^Werkzame beroepsbevolking$")
    assert "Werkenden" in row["found"]
    assert "(dimension Measure, title ^Werkzame beroepsbevolking$, found " in breach(result)


def test_a_snapshot_of_another_source_is_not_compared(con: duckdb.DuckDBPyConnection) -> None:
    rawdata.participation(con)
    con.execute("insert into ops.loaded values ('cbs__85224ned', 'snapshot', 'mark', 30000)")
    dataset = load_catalogue()["cbs__85224ned"]
    assert {r.status for r in run(raw_suite(dataset, comparable=False), con)} == {"passed"}
    assert "failed" in {r.status for r in run(raw_suite(dataset), con)}


def test_the_first_snapshot_passes_and_says_that_there_is_nothing_to_compare(con: duckdb.DuckDBPyConnection) -> None:
    result = judge(con, rawdata.participation(con))["volume_drop"]
    assert result.status == "passed"
    assert "without any value" in result.observed


@pytest.mark.parametrize("dataset_id", sorted(load_catalogue()))
def test_an_empty_table_breaks_its_suite_and_nothing_else(con: duckdb.DuckDBPyConnection, dataset_id: str) -> None:
    results = judge(con, f"raw.{dataset_id}").values()
    assert {(r.status, r.severity) for r in results} == {("broken", "critical")}
    assert {r.observed for r in results} == {"nothing to check: the batch has no rows"}


def test_no_name_or_number_of_a_sponsor_is_told_whatever_is_wrong(con: duckdb.DuckDBPyConnection) -> None:
    target = rawdata.sponsors(con)
    con.execute(f"update {target} set \"KvK number\" = 'x' || \"KvK number\" where Organisation like '%00'")
    con.execute(f"update {target} set \"KvK number\" = null where Organisation like '%50'")
    con.execute(f"insert into {target} from {target} limit 9000")
    told = repr(list(judge(con, target).values()))
    assert "kvk_eight_digits" in not_passed(con, target)
    assert "Geheime" not in told
    assert "x0000" not in told
    assert "'00007000'" not in told
