"""What publishers' real files did to the ingestion: each case of `../shared/cases` by the entry of the catalogue."""

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset, Size
from ingestion.home import Home
from ingestion.result import Result
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


def bodies(case: Path) -> dict[str, bytes]:
    """What the case's publisher answers, by address."""
    listed = json.loads((case / "index.json").read_text(encoding="utf-8"))
    return {entry["url"]: (case / entry["file"]).read_bytes() for entry in listed}


def landed(case: Path, home: Home) -> None:
    """Puts the case's files in the landing folder."""
    shutil.copytree(case / "landing", home.landing, dirs_exist_ok=True)


def test_an_extraction_that_fails_is_told_at_the_first_question(
    build: Build, publisher: Publisher, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.bodies = dict(bodies(cases / "eurostat-async-status-error"))
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("asked on"))
    result = build(load_catalogue()["eurostat__migr_resfirst"])
    assert result.status == "missing"
    assert "Eurostat meldt een fout bij dit uittreksel" in result.reason
    assert len([r for r in publisher.asked if "/async/" in str(r.url)]) == 1


def test_a_register_is_read_by_what_its_columns_are(
    build: Build, publisher: Publisher, cases: Path, table: Rows
) -> None:
    publisher.bodies = dict(bodies(cases / "ind-work-header-chamber-of-commerce"))
    work = load_catalogue()["ind__sponsors_work"]
    few = work.model_copy(update={"size": Size(min_rows=5)})  # the case has 60 of the 13,000
    assert build(few).status == "current"
    found = table('select count(*), count(*) filter (where "KvK number" like \'0%\'), min(length("KvK number")), '
                  "min(register_date)::varchar from raw.ind__sponsors_work")  # fmt: skip
    assert found == [(60, 9, 8, "2026-10-05")]


def test_files_of_a_package_under_an_older_name_are_read(
    build: Build, publisher: Publisher, cases: Path, table: Rows
) -> None:
    publisher.bodies = dict(bodies(cases / "uwv-open-match-real-names-mixed"))
    result = build(load_catalogue()["uwv__open_match"])
    assert (result.status, result.notes) == ("current", ())
    days = table("select PEILDATUM, count(*) from raw.uwv__open_match group by PEILDATUM order by right(PEILDATUM, 4)")
    assert days[0] == ("26-11-2019", 120)
    assert len(days) == 2, "of a quarter its first week"


def test_a_file_of_a_package_that_no_pattern_knows_is_named(build: Build, publisher: Publisher, cases: Path) -> None:
    told = bodies(cases / "uwv-open-match-real-names-mixed")
    package = next(url for url in told if "package_show" in url)
    told[package] = told[package].replace(b"UWVopenmatchdata20230516", b"UWV-weekbestand-16-mei-2023")
    publisher.bodies = dict(told)
    result = build(load_catalogue()["uwv__open_match"])
    assert result.status == "current"
    assert "1 van 3 bestanden van uwv-open-match-data" in result.notes[0]
    assert "UWV-weekbestand-16-mei-2023.zip" in result.notes[0]


def test_a_list_with_more_commas_than_semicolons(build: Build, home: Home, cases: Path, table: Rows) -> None:
    landed(cases / "landing-csv-more-commas-than-semicolons", home)
    assert build(load_catalogue()["uwv__stap"]).status == "current"
    assert table("select amount, file, count(*), count(distinct course) from raw.uwv__stap group by all") == [
        ("€ 949,95", "stap-2023-2.csv", 40, 40)
    ]


def test_a_cell_that_is_a_number_stays_that_number(build: Build, home: Home, cases: Path, table: Rows) -> None:
    landed(cases / "landing-xlsx-decimal-times-thousand", home)
    assert build(load_catalogue()["uwv__spanningsindicator"]).status == "current"
    assert table("select region, vacancies, ww_short, ratio from raw.uwv__spanningsindicator order by region") == [
        ("Amsterdam", "1234,5", "400", "3,09"),
        ("Utrecht", "123,456", "41", "3,01"),
    ]


def test_the_sheet_with_the_figures_is_found(build: Build, home: Home, cases: Path, table: Rows) -> None:
    landed(cases / "landing-xlsx-explanation-first", home)
    result = build(load_catalogue()["uwv__spanningsindicator"])
    assert (result.status, result.rows) == ("current", 5)
    assert table("select count(distinct region) from raw.uwv__spanningsindicator") != [(0,)]
