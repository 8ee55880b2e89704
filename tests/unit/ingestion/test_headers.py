"""A header means the same in another case, with other white space and with words in brackets, in every protocol."""

from collections.abc import Callable

import pytest

from ingestion.dataset import Dataset, YearColumns
from ingestion.headers import Ambiguous, named
from ingestion.result import Result
from tests.unit.ingestion.datasets import (
    CKAN,
    DATA,
    FILE,
    SDMX,
    cbs_bodies,
    cbs_dataset,
    ckan_dataset,
    csv_dataset,
    eurostat_dataset,
    observation,
    package,
    register,
    register_dataset,
)
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.mark.parametrize(
    ("found", "ours"),
    [
        (["KVK (Chamber of Commerce) number"], "KVK (Chamber of Commerce) number"),
        (["kvk_NUMBER "], "kvk_NUMBER "),
        (["KvK\u00a0number", "Name"], "KvK\u00a0number"),
        (["Kvk number", "KvK number"], "KvK number"),
        (["Trade register"], "Trade register"),
        (["number", "kvk"], None),
    ],
)
def test_a_header_is_known_by_what_it_says(found: list[str], ours: str | None) -> None:
    assert named({"KvK number": ["trade register"]}, found).get("KvK number") == ours


def test_of_two_that_could_be_the_one_none_is_chosen() -> None:
    with pytest.raises(Ambiguous, match=r"Aantal \(2022\), Aantal \(2023\)"):
        named({"aantal": []}, ["Aantal (2022)", "Aantal (2023)"])


@pytest.mark.parametrize(
    ("header", "ours"),
    [("JAAR_2026", "JAAR_2026"), ("Jaar 2026", "JAAR_2026"), ("jaar (1 oktober) 2026", "JAAR_2026"), ("2026", None)],
)
def test_a_column_of_a_year_is_known_in_every_year(header: str, ours: str | None) -> None:
    assert YearColumns(pattern=r"JAAR_\d{4}", example=("JAAR_2025",)).ours(header) == ours


def test_the_raw_table_has_the_names_of_the_catalogue_in_every_protocol(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies = {
        FILE: b"Brin ;Leerweg (mbo);code;AANTAL\r\n25BE;BOL;01234;10\r\n",
        f"{CKAN}/api/3/action/package_show?id=p04": package("id-1", "graduates.csv"),
        f"{CKAN}/dataset/x/graduates.csv": b"jaar,Aantal (personen)\n2024,007\n",
        DATA: SDMX.replace(b"TIME_PERIOD", b"Time period"),
        "https://ind.nl/r": register(("A", "02076358")).replace(b"KvK number", b"KVK (Chamber of Commerce) number"),
        **cbs_bodies([observation(0)]),
    }
    asked = [csv_dataset(), ckan_dataset(), eurostat_dataset(), register_dataset()]
    assert [build(dataset).reason for dataset in asked] == ["", "", "", ""]
    assert table("select BRIN, LEERWEG, CODE, AANTAL from raw.duo__graduates") == [("25BE", "BOL", "01234", "10")]
    assert table("select JAAR, AANTAL from raw.duo__p04") == [("2024", "007")]
    assert table("select TIME_PERIOD from raw.eurostat__first order by 1") == [("2023",), ("2024",)]
    assert table('select "KvK number" from raw.ind__register') == [("02076358",)]


def test_a_dimension_of_cbs_in_another_case_has_its_codes_under_our_name(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies = {
        url.replace("BeroepCodes", "BEROEPCodes"): body.replace(b'"Beroep"', b'"BEROEP"')
        for url, body in cbs_bodies([observation(0)]).items()
    }
    assert build(cbs_dataset()).reason == ""
    assert table("select distinct Dimension from raw.cbs__code order by 1") == [("Beroep",), ("Perioden",)]
    assert table("select Identifier from raw.cbs__dimension order by 1") == [("Beroep",), ("Perioden",)]
    assert table("select Beroep from raw.cbs__1ned") == [("A1",)]


def test_two_columns_that_could_be_one_of_ours_stop_the_dataset(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {FILE: b"BRIN;leerweg (mbo);Leerweg (ho);CODE;AANTAL\r\n25BE;BOL;VT;01234;10\r\n"}
    reason = build(csv_dataset()).reason
    assert "gevonden leerweg (mbo), Leerweg (ho); verwacht een kolom die LEERWEG is" in reason
