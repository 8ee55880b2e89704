"""A package of weekly zips: which are read, what they become, and zips that are not what they should be."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from ingestion.dataset import Dataset
from ingestion.result import Result
from tests.unit.ingestion.datasets import OVERHEID, match_bodies, match_dataset, zipped
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]
HEADER = b"PEILDATUM;MEER;BEROEP;AANTAL\r\n"


def test_the_first_week_of_each_quarter_is_read_once(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = match_bodies()
    assert build(match_dataset()).outcome == "new"
    assert table("select PEILDATUM, BEROEP, AANTAL from raw.uwv__match order by all") == [
        ("20210105", "Loodgieter in Frysl\u00e2n", "12"),
        ("20210406", "Loodgieter in Frysl\u00e2n", "12"),
    ]
    publisher.asked.clear()
    assert build(match_dataset()).outcome == "unchanged"
    assert [request.url for request in publisher.asked] == [f"{OVERHEID}/api/3/action/package_show?id=match"]


def test_a_week_that_comes_before_is_a_new_state(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = match_bodies()
    build(match_dataset())
    publisher.bodies = match_bodies(("20201006", "20210105", "20210112", "20210406"))
    assert build(match_dataset()).outcome == "new"
    assert table("select count(distinct PEILDATUM) from raw.uwv__match") == [(3,)]


def encrypted() -> bytes:
    """The flag of encryption in both headers, as zip programs set it."""
    content = bytearray(zipped(week_csv=HEADER))
    with zipfile.ZipFile(BytesIO(bytes(content))) as bundle:
        start = bundle.start_dir
    content[6] |= 1
    content[start + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (zipped(week_csv=HEADER, other_csv=HEADER), "week.csv, other.csv"),
        (zipped(readme_txt=b"no data"), "readme.txt"),
        (encrypted(), "week.csv (versleuteld)"),
        (zipped(week_csv=b"PEILDATUM;BEROEP\r\n1;2\r\n"), "ook AANTAL"),
        (zipped(week_csv=HEADER + b"1;2;3;4;5;6\r\n"), "Expected Number of Columns"),
        (zipped(week_csv=HEADER[:-2] + b";L\x81\r\n"), "tekst in een andere codering"),
        (zipped(week_csv=b"0" * 30_000_000), "30.000.000 bytes uitgepakt"),
        (b"PK\x03\x04 cut off", "een zip zonder inhoudsopgave"),
        (b"<html>elsewhere</html>", "een HTML-pagina"),
    ],
)
def test_a_zip_that_is_not_what_it_should_be_is_named(
    build: Build, publisher: Publisher, held: bytes, said: str
) -> None:
    publisher.bodies = match_bodies(d20210406=held)
    refused = build(match_dataset(max_bytes=500_000))
    assert refused.status == "missing"
    assert said in str(refused.reason)


def test_a_name_that_leads_out_of_the_zip_is_only_a_name(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = match_bodies(d20210406=zipped(____week_csv=HEADER + b"06-04-2021;x;Kok;3\r\n"))
    assert build(match_dataset()).status == "current"
    assert ("06-04-2021", "Kok", "3") in table("select PEILDATUM, BEROEP, AANTAL from raw.uwv__match")


def test_files_of_another_name_or_more_bytes_than_allowed_are_refused(build: Build, publisher: Publisher) -> None:
    publisher.bodies = match_bodies(())
    assert "toelichting.pdf" in str(build(match_dataset()).reason)
    publisher.bodies = match_bodies()
    assert "samen" in str(build(match_dataset(max_bytes=500)).reason)
