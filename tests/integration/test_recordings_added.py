"""Bodies that were recorded later, each against what the marts say of it, cell by cell."""

import json
from pathlib import Path

import pytest

from tests.integration.cased import ADDED, present
from tests.integration.conftest import Built
from tests.integration.recorded.education import first_years_within

pytestmark = pytest.mark.recordings

SUBJECTS = {  # codes of 80590ned with the measure that they are; those of the same subject in 85224NED have the same titles
    "3000795_2": "employed", "D006409": "employed_sa", "3000800_2": "unemployed", "D001875": "unemployed_sa",
    "M001906_2": "unemployment_rate", "M004210": "unemployment_rate_sa", "M001796_2": "net_participation_rate",
    "M005036": "net_participation_rate_sa",
}  # fmt: skip


@pytest.fixture(scope="module")
def added() -> Path:
    return present(ADDED)


@pytest.fixture(scope="module")
def built(cased: Built) -> Built:
    assert cased.status == 3, cased.output
    return cased


def test_unemployment_per_month_is_what_cbs_says(built: Built, added: Path) -> None:
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
    rows = built.published(
        "select measure, period_start::varchar, value from marts.fct_labour_market "
        "where dataset_id = 'cbs__80590ned' and frequency = 'month' and opgave_id = 'nederland'"
    )
    assert len(expected) > 2_000
    assert {(measure, day): value for measure, day, value in rows} == expected
    assert expected["unemployed_sa", "2026-06-01"] == 393_000


def test_first_years_within_wo_are_what_duo_says(built: Built, added: Path) -> None:
    assert first_years_within(built, added, "wo") == 3225
    national = "opgave_id = 'nederland' and dataset_id = 'duo__eerstejaars_wo_2019'"
    totals = built.published(
        f"select study_year, sum(persons) from marts.fct_education_output where {national} group by 1"
    )
    published = {2015: 91_063, 2016: 94_286, 2017: 101_651, 2018: 107_317, 2019: 109_833}
    assert dict(totals) == pytest.approx(published, abs=0.01)  # type: ignore[arg-type]
    assert {row[0] for row in built.published(
        f"select population_group from marts.fct_llo_uptake where {national} and form = 'deeltijd_ho'"
    )} == {"wo_eerstejaars"}  # fmt: skip
