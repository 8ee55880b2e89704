"""Bodies that were recorded later, each against what the marts say of it, cell by cell."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.conftest import SHARED, absent
from tests.integration.conftest import Built, copied, mirroring, talent

pytestmark = pytest.mark.recordings

SUBJECTS = {  # codes of 80590ned with the measure that they are; those of the same subject in 85224NED have the same titles
    "3000795_2": "employed", "D006409": "employed_sa", "3000800_2": "unemployed", "D001875": "unemployed_sa",
    "M001906_2": "unemployment_rate", "M004210": "unemployment_rate_sa", "M001796_2": "net_participation_rate",
    "M005036": "net_participation_rate_sa",
}  # fmt: skip


@pytest.fixture(scope="module")
def added() -> Path:
    folder = SHARED / "recordings-added"
    if not (folder / "index.json").exists():
        absent("../shared/recordings-added is not there")
    return folder


@pytest.fixture(scope="module")
def months(live: Built, recordings: Path, added: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The live home after just that table was fetched, and what rests on it was built."""
    home = copied(live, tmp_path_factory.mktemp("added") / "home")
    with mirroring(recordings, also=[added]) as address:
        built = talent(home, "build", "--select", "cbs__80590ned+", TALENT_MIRROR=address)
    assert built.status == 0, built.output
    return home


def test_unemployment_per_month_is_what_cbs_says(months: Path, added: Path) -> None:
    base = added / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / "80590ned"
    cells = json.loads((base / "Observations.json").read_text(encoding="utf-8"))["value"]
    units = {m["Identifier"]: m["Unit"] for m in json.loads((base / "MeasureCodes.json").read_text())["value"]}
    assert set(units.values()) == {"x 1000", "%"}, "the other spelling of a thousand"
    expected = {
        (SUBJECTS[c["Measure"]], f"{c['Perioden'][:4]}-{c['Perioden'][6:]}-01"): c["Value"]
        * (1000 if units[c["Measure"]] == "x 1000" else 1)
        for c in cells
        if c["Measure"] in SUBJECTS and c["Perioden"][4:6] == "MM" and c["Value"] is not None
    }
    with duckdb.connect() as con:  # attached under another name: the file's own is that of its schema
        con.execute(f"attach '{months / 'marts.duckdb'}' as curated (read_only)")
        rows = con.execute(
            "select measure, period_start::varchar, value from curated.marts.fct_labour_market "
            "where dataset_id = 'cbs__80590ned' and frequency = 'month' and opgave_id = 'nederland'"
        ).fetchall()
    assert len(expected) > 2_000
    assert {(measure, day): value for measure, day, value in rows} == expected
    assert expected["unemployed_sa", "2026-06-01"] == 393_000
