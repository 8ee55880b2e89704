"""Files as publishers and people really have them, over the recorded publishers: what the marts say of them."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.integration.conftest import Built, copied, mirroring, talent

pytestmark = pytest.mark.recordings

DATASETS = ("duo__overzicht_erkenningen_ho", "duo__sectorale_ontwikkelpaden", "uwv__spanningsindicator", "uwv__stap")
LANDED = ("landing-xlsx-decimal-times-thousand", "landing-csv-more-commas-than-semicolons")


@pytest.fixture(scope="module")
def marts(
    live: Built, recordings: Path, cases: Path, tmp_path_factory: pytest.TempPathFactory
) -> duckdb.DuckDBPyConnection:
    """The live home after these came in as they are, and what rests on them was built and checked."""
    home = copied(live, tmp_path_factory.mktemp("cases") / "home")
    for case in LANDED:
        shutil.copytree(cases / case / "landing", home / "landing", dirs_exist_ok=True)
    also = [cases / "duo-erkenningen-historie", cases / "duo-ontwikkelpaden-crebo-isat"]
    with mirroring(recordings, also=also) as address:
        selected = [word for name in DATASETS for word in ("--select", f"{name}+")]
        built = talent(home, "build", *selected, TALENT_MIRROR=address)
    assert built.status == 0, built.output
    con = duckdb.connect()  # attached under another name: the file's own is that of its schema
    con.execute(f"attach '{home / 'marts.duckdb'}' as curated (read_only)")
    con.execute(f"attach '{home / 'warehouse.duckdb'}' as warehouse (read_only)")
    return con


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
