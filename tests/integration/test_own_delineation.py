"""A delineation of one's own is rows in one folder: it is then in every mart per opgave, and moves nothing else."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations.registry import mart_suite, mart_tables
from expectations.runner import run
from tests.integration.conftest import CHECKOUT, Built, copied

SEEDS = ("opgave_programme", "opgave_field", "opgave_occupation", "opgave_industry", "opgave_care_branch")
TWIN = "tweeling"  # all rows of breed under another name: each of its figures must be that of breed
SMALL = "alleen_verzorgenden"  # one occupation of one opgave
SMALL_CODES = ("zorg", "1051", {"2014", "2025"})
# about the delineations themselves, or told with their name in the text
APART = {"dim_delineation", "bridge_opgave", "opgave_coverage", "opgave_sensitivity", "unclaimed_code"}


def add_rows(folder: Path) -> None:
    """Appends the two delineations to the seeds of the crosswalk, as a third party would."""
    for seed in SEEDS:
        file = folder / f"{seed}.csv"
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        written = [row | {"delineation": TWIN} for row in rows if row["delineation"] in ("kern", "breed")]
        opgave, code, editions = SMALL_CODES
        written += [
            row | {"delineation": SMALL}
            for row in rows
            if (row["opgave_id"], row["code"]) == (opgave, code) and row["edition"] in editions
            if row["delineation"] == "kern" and row["code_system"] == "BRC2014"
        ]
        with file.open("a", encoding="utf-8", newline="") as stream:
            csv.DictWriter(stream, list(rows[0]), lineterminator="\n").writerows(written)


@pytest.fixture(scope="module")
def con(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts of the demo after dbt built what lies behind the crosswalk once more, with the rows added, and tested it."""
    folder = tmp_path_factory.mktemp("own")
    home = copied(demo, folder / "home")
    project = Path(shutil.copytree(CHECKOUT / "dbt_project", folder / "dbt_project"))
    add_rows(project / "seeds" / "crosswalk")
    shutil.copy(home / "marts.duckdb", folder / "before.duckdb")
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dbt")), "build", "--quiet", "--select", "path:seeds/crosswalk+"),
            *("--exclude-resource-type", "unit_test"),
            *("--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(folder / "target")),
        ],
        env=os.environ | {"TALENT_HOME": str(home), "DBT_LOG_PATH": str(folder / "log")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect() as con:
        for name, file in (("curated", home / "marts.duckdb"), ("before", folder / "before.duckdb")):
            con.execute(f"attach '{file}' as {name} (read_only)")
        con.execute(f"attach '{home / 'warehouse.duckdb'}' as warehouse (read_only)")
        con.execute("use warehouse")
        yield con


def per_delineation(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Every mart that tells figures by delineation."""
    found = con.execute(
        "select table_name from duckdb_columns() where database_name = 'curated' and schema_name = 'marts' "
        "and column_name = 'delineation' order by table_name"
    ).fetchall()
    return [table for (table,) in found]


def delineations(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {d for (d,) in con.execute(f"select distinct delineation from curated.marts.{table}").fetchall()}


def test_every_mart_with_figures_for_its_codes_has_it(con: duckdb.DuckDBPyConnection) -> None:
    """Breed has figures in a mart, so a delineation with the codes of breed has them too."""
    tables = per_delineation(con)
    assert {"fct_education_output", "fct_labour_market", "fct_llo_uptake", "fct_labour_migration"} <= set(tables)
    assert {"indicator_value", "opgave_scorecard", "opgave_overlap", "classification_coverage"} <= set(tables)
    assert [t for t in tables if "breed" in delineations(con, t) and TWIN not in delineations(con, t)] == []


def other_rows(con: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Whether the two queries give different rows."""
    return any(con.execute(f"{a} except all {b} limit 1").fetchall() for a, b in ((one, other), (other, one)))


def test_with_the_codes_of_breed_it_has_the_figures_of_breed(con: duckdb.DuckDBPyConnection) -> None:
    wrong = []
    for table in set(per_delineation(con)) - APART:
        texts = [
            column
            for (column,) in con.execute(
                "select column_name from duckdb_columns() where database_name = 'curated' and table_name = ? "
                "and column_name like '%\\_nl' escape '\\'",
                [table],
            ).fetchall()
        ]
        hidden = f"exclude ({', '.join(['delineation', *texts])})"
        own, breed = (
            f"select * {hidden} from curated.marts.{table} where delineation = '{name}'" for name in (TWIN, "breed")
        )
        if other_rows(con, own, breed):
            wrong.append(table)
    assert wrong == []


def test_the_figures_of_kern_and_breed_stay_what_they_were(con: duckdb.DuckDBPyConnection) -> None:
    wrong = []
    for table in set(per_delineation(con)) - {"dim_delineation"}:
        now, then = (
            f"select * from {name}.marts.{table} where delineation in ('kern', 'breed', 'nvt')"
            for name in ("curated", "before")
        )
        if other_rows(con, now, then):
            wrong.append(table)
    assert wrong == []


def test_a_delineation_of_one_occupation_has_its_figures_and_no_others(con: duckdb.DuckDBPyConnection) -> None:
    opgave, code, _ = SMALL_CODES
    found = con.execute(
        f"""
        select opgave.opgave_id, opgave.value, occupation.value, opgave.caveat_nl is not null
        from curated.marts.fct_labour_market as opgave
        inner join curated.marts.fct_labour_market_occupation as occupation
            on occupation.measure = opgave.measure and occupation.period_start = opgave.period_start
            and occupation.frequency = opgave.frequency and occupation.dataset_id = opgave.dataset_id
        where opgave.delineation = '{SMALL}' and opgave.measure = 'employed' and occupation.brc_code = '{code}'
            and occupation.population_group = 'totaal'
        """
    ).fetchall()
    assert found
    assert all(row[0] == opgave and row[1] == row[2] and row[3] for row in found)
    assert SMALL not in delineations(con, "fct_education_output")
    assert con.execute(
        f"select distinct opgave_id from curated.marts.fct_labour_market where delineation = '{SMALL}'"
    ).fetchall() == [(opgave,)]
    assert con.execute(
        f"select count(*) from curated.marts.opgave_coverage where delineation = '{SMALL}' and codes = 0 "
        "and reason_nl not like 'niet af te bakenen%'"
    ).fetchall() == [(0,)]
    named = con.execute(
        "select delineation, name_nl, is_own from curated.marts.dim_delineation where is_own"
    ).fetchall()
    assert set(named) == {(TWIN, TWIN, True), (SMALL, SMALL, True)}


def test_every_suite_accepts_it(con: duckdb.DuckDBPyConnection) -> None:
    """No list of delineations stands anywhere but in the seeds."""
    failed = [
        (result.target, result.check_name, result.observed)
        for table in set(per_delineation(con)) & set(mart_tables())
        for result in run(mart_suite(table), con)
        if result.severity == "critical" and result.status in ("failed", "broken")
    ]
    assert failed == []
