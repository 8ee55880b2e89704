"""Files as publishers and people really have them, over the recorded publishers: what the marts say of them."""

import duckdb
import pytest

pytestmark = pytest.mark.recordings


@pytest.fixture(scope="module")
def marts(cased_marts: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return cased_marts


def test_only_recognitions_in_force_tell_the_present(marts: duckdb.DuckDBPyConnection) -> None:
    told = marts.execute(
        "select code, is_recognised, is_open_for_intake, is_funded from curated.marts.dim_programme "
        "where code_system = 'CROHO' and code in ('04181', '34267', '34407') order by code"
    ).fetchall()
    assert told == [
        ("04181", False, False, False),
        ("34267", True, True, True),
        ("34407", True, False, True),
    ]


def test_development_paths_lead_to_programmes_of_mbo_and_of_higher_education(marts: duckdb.DuckDBPyConnection) -> None:
    paths = marts.execute(
        "select code_system, programme_code, programme_nl is not null, learning_path, form, is_slim_eligible, slim_pct "
        "from curated.marts.bridge_development_path where code_system is not null order by all"
    ).fetchall()
    mbo = ["25331", "25655", "25656", "25697", "25735", "25998"]
    assert paths == [
        *(("CREBO", code, True, "bbl, ovo", None, True, 40) for code in mbo),
        ("CROHO", "34267", True, None, "deeltijd, duaal", False, None),
    ]
    shares = marts.execute(
        "select is_slim_eligible, slim_pct, count(*) from curated.marts.bridge_development_path "
        "where code_system is null group by all order by all"
    ).fetchall()
    assert shares == [(False, None, 10), (True, 90, 10)]
    agreeing = marts.execute(
        "select count(distinct branch_nl) from curated.marts.development_path_agreement"
    ).fetchone()
    assert agreeing is not None
    assert agreeing[0] > 0


def test_a_number_of_a_workbook_is_no_thousand_times_itself(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select region, value from curated.marts.fct_labour_market_occupation "
        "where dataset_id = 'uwv__spanningsindicator' and measure = 'vacancies' order by region"
    ).fetchall()
    assert found == [("Amsterdam", 1234.5), ("Utrecht", 123.456)]


def test_awards_are_read_whatever_stands_between_their_cells(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select year, amount_eur, sum(awards) from warehouse.staging.stg_uwv__stap group by all"
    ).fetchall()
    assert found == [(2023, 949.95, 40)]
