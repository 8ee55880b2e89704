"""A first live run on everything at once: the recordings, those added later and every case of people's real files."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingestion.catalogue import load_catalogue
from tests.conftest import SHARED, absent
from tests.integration.conftest import Built, mirroring, once, talent
from tests.integration.test_recordings import RECORDED

pytestmark = pytest.mark.recordings

# a file of one dataset at a time: with both in the folder the later one would be an edition of the same
LANDED = ("landing-xlsx-decimal-times-thousand", "landing-csv-more-commas-than-semicolons")
COME = {
    *(f"cbs__{table}" for table in (
        "80590ned", "85124ned", "85357ned", "85424ned", "85700ned", "85777ned", "85778ned", "85987ned",
    )),
    "duo__eerstejaars_wo_2019",
    "duo__overzicht_erkenningen_ho",
    "duo__sectorale_ontwikkelpaden",
    "uwv__open_match",
    "uwv__spanningsindicator",
    "uwv__stap",
}  # fmt: skip
REFUSED = {
    "eurostat__migr_resfirst": "Eurostat reports an error for this extraction",
    "ind__sponsors_work": "60",  # sponsors in the case; the register has some 13,000
}
# nobody recorded it, a person has to bring it, or the mirror answers with another package of DUO's, which is refused
NOTHING = ("HTTP 404", "downloaded by hand", "package_show?id=")


@pytest.fixture(scope="module")
def first(recordings: Path, cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    added = SHARED / "recordings-added"
    if not (added / "index.json").exists():
        absent("../shared/recordings-added is not there")
    also = [added, *sorted(index.parent for index in cases.glob("*/index.json"))]
    with mirroring(recordings, also=also) as address:

        def build(home: Path) -> Built:
            for case in LANDED:
                shutil.copytree(cases / case / "landing", home / "landing", dirs_exist_ok=True)
            return talent(home, "build", "--source", "live", TALENT_MIRROR=address)

        yield replace(once(tmp_path_factory, "first_contact", build), env={"TALENT_MIRROR": address})


def test_it_publishes_and_says_of_each_dataset_that_is_missing_why(first: Built) -> None:
    assert first.status == 3, first.output
    missing = {str(d): str(r) for d, r in first.published(
        "select dataset_id, status_reason from marts.dim_dataset where status = 'missing'"
    )}  # fmt: skip
    assert set(missing) == set(load_catalogue()) - (RECORDED | COME) | set(REFUSED)
    for dataset, reason in missing.items():
        assert f"missing: {dataset}: " in first.output
        assert any(words in reason for words in (REFUSED.get(dataset, ""), *NOTHING) if words), (dataset, reason)


def test_nothing_is_withheld(first: Built) -> None:
    assert first.published("from meta.withheld") == []


def test_every_case_has_its_value_in_the_published_file(first: Built) -> None:
    """The values of the cases' own README files; each table is held against its bodies in test_cases_cbs."""
    assert first.warehouse(
        "select distinct value from staging.stg_cbs__international_students_nationality where study_year = 2023 "
        "and education_sector = 'ho' and gender = 'totaal' and nationality = 'Totaal niet-Nederlandse nationaliteit'"
    ) == [(131_000,)]  # cbs-85124
    national = "opgave_id = 'nederland' and breakdown = 'totaal' and years_after = 1"
    assert first.published(
        "select distinct level from marts.fct_education_output_national where dataset_id = 'cbs__85357ned' order by 1"
    ) == [("mbo1",), ("mbo2",), ("mbo3",), ("mbo4",)]
    assert first.published(
        "select distinct level from marts.fct_education_output_national "
        "where dataset_id = 'cbs__85424ned' and education_sector = 'hbo' order by 1"
    ) == [("ad",), ("bachelor",), ("master_or_postgraduate",)]
    assert first.published(
        f"select distinct round(share_pct) from marts.fct_graduate_outcome where dataset_id = 'cbs__85700ned' "
        f"and {national} and outcome_nl = 'Totaal met een of meerdere uitkeringen'"
    ) == [(12,)]
    ((added,),) = first.published(
        f"select sum(share_pct) from marts.fct_graduate_outcome where dataset_id = 'cbs__85777ned' and {national} "
        "and education_sector = 'hbo' and study_year = 2022 and diploma = 'met_diploma' "
        "and student_origin = 'niet_internationaal' and adds_up"
    )
    assert float(str(added)) == pytest.approx(100, abs=1)
    assert first.published(
        "select count(*) from marts.fct_graduate_outcome where dataset_id = 'cbs__85777ned' "
        "and caveat_nl like '%wie werk heeft%'"
    ) == [(0,)]
    ((industries,),) = first.published(
        f"select count(distinct outcome_nl) from marts.fct_graduate_outcome where dataset_id = 'cbs__85778ned' "
        f"and {national} and outcome_kind = 'bedrijfstak'"
    )
    assert industries == 7
    assert first.published(
        "select distinct year from marts.fct_llo_uptake_characteristic where dataset_id = 'cbs__85987ned'"
    ) == [(2022,)]
    assert first.published(
        "select code, is_recognised, is_open_for_intake, is_funded from marts.dim_programme "
        "where code_system = 'CROHO' and code in ('04181', '34267', '34407') order by code"
    ) == [("04181", False, False, False), ("34267", True, True, True), ("34407", True, False, True)]
    assert first.published(
        "select count(*) from marts.bridge_development_path where programme_nl is not null"
    ) == [(7,)]  # fmt: skip
    assert first.published(
        "select region, value from marts.fct_labour_market_occupation "
        "where dataset_id = 'uwv__spanningsindicator' and measure = 'vacancies' order by region"
    ) == [("Amsterdam", 1234.5), ("Utrecht", 123.456)]
    assert first.warehouse(
        "select year, amount_eur, sum(awards) from staging.stg_uwv__stap group by all"
    ) == [(2023, 949.95, 40)]  # fmt: skip
    assert first.warehouse(
        "select count(*) from raw.uwv__open_match where PEILDATUM = '26-11-2019'"
    ) == [(120,)]  # fmt: skip
