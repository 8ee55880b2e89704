"""A live build on real bodies: what is recorded is in a mart, cell by cell, and every figure leads back to its bytes."""

import csv
from pathlib import Path

import pytest

from ingestion.catalogue import load_catalogue
from tests.conftest import SHARED
from tests.integration import bodies
from tests.integration.conftest import CHECKOUT, Built
from tests.integration.recorded import COMPARISONS, body

pytestmark = pytest.mark.recordings

# what the recordings hold; every other dataset of the catalogue must be named as missing
RECORDED = {
    *(f"cbs__{table}" for table in (
        "80472ned", "80474ned", "83583ned", "84545ned", "84546ned", "84808ned", "84809ned", "85081ned", "85224ned",
        "85276ned", "85314ned", "85315ned", "85316ned", "85477ned", "85624ned", "85880ned",
    )),
    "duo__eerstejaars_hbo_2019",
    "duo__gediplomeerde_mbo_studenten",
    "duo__gediplomeerden_hbo_2019",
    "duo__gediplomeerden_wo_2019",
    "duo__ho_opleidingsoverzicht",
    "duo__mbo_studenten_2019",
    "duo__mbo_studenten_per_instelling",
    "duo__p01hoinges_hbo",
    "duo__p02ho1ejrs_hbo",
    "duo__p04hogdipl_hbo",
    "duo__p04hogdipl_wo",
    "ind__sponsors_work",
    "roa__ais_2030",
}  # fmt: skip
FIGURES = CHECKOUT / "dbt_project" / "seeds" / "reconciliation" / "reconciliation_figure.csv"
INDEX = SHARED / "recordings" / "index.json"
BODIES = sorted({body(entry["url"]) for entry in bodies.index(INDEX.parent)}) if INDEX.exists() else []


def test_it_publishes_and_names_what_is_missing(live: Built) -> None:
    assert live.status == 3, live.output
    assert live.file.name == "talentstrategie.duckdb"
    missing = {
        str(row[0]) for row in live.published("select dataset_id from marts.dim_dataset where status = 'missing'")
    }
    assert missing == set(load_catalogue()) - RECORDED
    for dataset in missing:
        assert f"nooit opgehaald: {dataset}: " in live.output
    assert live.published("select count(*) from marts.dim_dataset where status = 'stale'") == [(0,)]


def test_nothing_is_compared_that_is_not_recorded(recordings: Path) -> None:
    assert COMPARISONS.keys() == {body(entry["url"]) for entry in bodies.index(recordings)}


@pytest.mark.parametrize("name", BODIES)
def test_every_recorded_body_is_in_a_mart_cell_by_cell(live: Built, recordings: Path, name: str) -> None:
    """A body that is recorded later fails here until someone says how it is to be compared, and with how much."""
    compare, cells = COMPARISONS[name]
    assert compare(live, recordings) == cells


def test_every_number_leads_to_its_bytes(live: Built) -> None:
    columns = live.published(
        """
        select table_name, column_name from information_schema.columns
        where table_schema = 'marts' and column_name in ('dataset_id', 'second_dataset_id') and table_name <> 'dim_dataset'
        """
    )
    assert len(columns) > 40
    for table, column in columns:
        orphans = live.published(
            f"""
            select distinct facts.{column} from marts.{table} as facts
            left join marts.dim_dataset as datasets on datasets.dataset_id = facts.{column}
            left join meta.snapshot as snapshots on snapshots.snapshot_id = datasets.snapshot_id
            where facts.{column} is not null and snapshots.sha256 is null
            """
        )
        assert orphans == [], (table, column)
    for sha256, size in live.published("select sha256, byte_count from meta.snapshot"):
        stored = live.home / "archive" / "live" / "bodies" / str(sha256)[:2] / f"{sha256}.zst"
        assert stored.exists()
        assert size


def test_published_figures_are_met_wherever_their_source_is_recorded(live: Built) -> None:
    """The reconciliation compares each; what it cannot compare rests on a dataset that is not recorded."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rests_on = {row["figure_id"]: row["dataset_id"] for row in csv.DictReader(file)}
    found = live.published("select figure_id, within_tolerance, gap from marts.reconciliation")
    assert sum(row[1] is True for row in found) > 250
    assert [row for row in found if row[1] is False] == []
    assert {rests_on[str(row[0])] for row in found if row[1] is None} & RECORDED == set()
