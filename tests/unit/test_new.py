"""`talent new` and `talent validate`: what a publisher says becomes files that load, and a wrong entry is told in words."""

import shutil
from pathlib import Path

import duckdb
import pytest
import yaml

from ingestion import catalogue
from ingestion.archive import Archive
from ingestion.errors import NotPublished
from ingestion.web import Web
from orchestration.cli import scaffold, validation
from orchestration.cli.scaffold import NotWritten, Scaffold
from tests.unit.ingestion.datasets import cbs_bodies, observation
from tests.unit.ingestion.publisher import Publisher

TABLE = "https://datasets.cbs.nl/odata/v1/CBS/1NED"
CSV = "https://duo.nl/open_onderwijsdata/images/first-years.csv"


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """A publisher that answers the client of `talent new` from memory."""
    made = Publisher()

    def web(archive: Archive, hosts: frozenset[str]) -> Web:
        return Web(archive, hosts, made)

    monkeypatch.setattr(scaffold.Web, "from_env", web)
    return made


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogue and of the staging models, to write in."""
    for module, name, source in (
        (scaffold, "CATALOGUE", scaffold.CATALOGUE),
        (scaffold, "STAGING", scaffold.STAGING),
    ):
        target = tmp_path / source.relative_to(scaffold.CHECKOUT)
        shutil.copytree(source, target)
        monkeypatch.setattr(module, name, target)
    monkeypatch.setattr(scaffold, "CHECKOUT", tmp_path)
    return tmp_path


def table(publisher: Publisher) -> Scaffold:
    properties = (
        b'{"Identifier":"1NED","Title":"Banen;  per maand","Summary":"Banen van mensen. Cijfers per maand.",'
        b'"ObservationCount":1000,"Version":"1"}'
    )
    codes = b'{"value":[{"Identifier":"2023JJ00"},{"Identifier":"2023MM01"},{"Identifier":"2023KW01"}]}'
    publisher.bodies = dict(cbs_bodies([observation(0)])) | {
        f"{TABLE}/Properties": properties,
        f"{TABLE}/Dimensions": (
            b'{"value":[{"Identifier":"Geslacht","Title":"Geslacht","Kind":"Dimension"},{"Identifier":"RegioS",'
            b'"Title":"Regio\'s (indeling 2026)","Kind":"GeoDimension"},{"Identifier":"Perioden","Title":"Perioden",'
            b'"Kind":"TimeDimension"}]}'
        ),
        f"{TABLE}/MeasureCodes": (
            b'{"value":[{"Identifier":"M1","Title":"Gecorrigeerd","Unit":"x 1000","MeasureGroupId":"G1"}]}'
        ),
        f"{TABLE}/MeasureGroups": b'{"value":[{"Id":"G1","Title":"Banen"}]}',
        f"{TABLE}/PeriodenCodes": codes,
    }
    return scaffold.cbs("1NED")


def test_a_table_of_cbs_becomes_an_entry_and_a_model(publisher: Publisher, checkout: Path) -> None:
    made = table(publisher)
    assert made.dataset.model_dump(include={"id", "title", "cadence", "period", "late_after_days"}) == {
        "id": "cbs__1ned", "title": "Banen; per maand", "cadence": "monthly", "period": "Perioden", "late_after_days": 100,
    }  # fmt: skip
    assert list(made.dataset.contract.columns) == ["Geslacht", "RegioS", "Perioden"]
    assert (made.dataset.size.min_rows, made.dataset.size.max_rows) == (500, 3000)
    entry, model, described = scaffold.write(made)
    assert "period" not in yaml.safe_load(entry.read_text(encoding="utf-8")), "CBS's own stands in _publisher.yml"
    text = model.read_text(encoding="utf-8")
    assert "-- M1: Banen / Gecorrigeerd (x 1000)" in text, "what the measure counts, and its unit, as CBS says them"
    assert '{{ cbs_cells("cbs__1ned", {"Geslacht": "geslacht", "RegioS": "regio_s"}) }}' in text
    assert yaml.safe_load(described.read_text(encoding="utf-8"))["models"][0]["name"] == "stg_cbs__1ned"
    with pytest.raises(NotWritten, match=r"1ned\.yml bestaat al"):
        scaffold.write(made)


def test_a_table_that_cbs_does_not_have_is_told(publisher: Publisher, checkout: Path) -> None:
    with pytest.raises(NotPublished, match="HTTP 404"):
        scaffold.cbs("9NED")
    with pytest.raises(ValueError, match="no host"):
        scaffold.delimited("duo", "x", "https://elsewhere.nl/x.csv")
    with pytest.raises(NotWritten, match="kvk is geen uitgever van de catalogus"):
        scaffold.delimited("kvk", "x", CSV)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_csv_becomes_an_entry_and_a_model_that_reads_it(
    publisher: Publisher, checkout: Path, encoding: str, delimiter: str
) -> None:
    rows = ["PROVINCIE;NAAM OPLEIDING;2018;2019", 'Fryslân;"B Rechten, Bestuur";8;4', "Utrecht;M Filosofie;1;"]
    text = "\r\n".join(rows).replace(";", delimiter) + "\r\n"
    publisher.bodies = {CSV: text.encode(encoding)}
    made = scaffold.delimited("duo", "first_years", CSV)
    access = made.dataset.access.model_dump()
    assert (access["url"], access["format"]["delimiter"]) == (CSV, delimiter)
    assert access["format"]["encodings"] == (encoding,)
    years = made.dataset.contract.years
    assert years is not None
    assert years.example == ("2018", "2019")
    model = made.files()[checkout / "dbt_project/models/staging/duo/stg_duo__first_years.sql"]
    with duckdb.connect() as con:
        con.execute(
            "create table raw as select * from (values ('Fryslân', ' Rechten', '8', '4', 's'), "
            "('Utrecht', 'Filosofie', '1', null, 's')) t(PROVINCIE, \"NAAM OPLEIDING\", \"2018\", \"2019\", _snapshot_id)"
        )
        found = con.execute(model.replace('{{ source("raw", "duo__first_years") }}', "raw")).fetchall()
    assert ("duo__first_years", "s", "Fryslân", "Rechten", 2019, 4) in found
    assert len(found) == 3


def test_separator_lines_and_letters_of_any_encoding_are_seen(publisher: Publisher, checkout: Path) -> None:
    publisher.bodies = {CSV: b'PROVINCIE;2018\r\nUtrecht;1\r\n""\r\nUtrecht;2\r\n'}
    form = scaffold.delimited("duo", "first_years", CSV).entry["access"]["format"]
    assert form == {"delimiter": ";", "encodings": ["utf-8", "cp1252"], "blank_rows": True}
    publisher.bodies = {CSV: "PROVINCIE;2018\r\nFryslân;1\r\n".encode("cp1252")}
    form = scaffold.delimited("duo", "first_years", CSV).entry["access"]["format"]
    assert form == {"delimiter": ";", "encodings": ["cp1252"]}


def test_a_file_of_a_package_is_found_by_its_name(publisher: Publisher, checkout: Path) -> None:
    host = "https://onderwijsdata.duo.nl"
    shown = b'{"result":{"resources":[{"id":"r1","url":"%s/d/p04.csv"}]}}' % host.encode()
    publisher.bodies = {
        f"{host}/api/3/action/package_show?id=p04": shown,
        f"{host}/d/p04.csv": b"JAAR,AANTAL\n2024,7\n",
    }
    made = scaffold.delimited("duo", "p04", "p04.csv", package="p04")
    assert (made.entry["access"]["resource_id"], made.dataset.access.protocol) == ("r1", "ckan")
    with pytest.raises(NotWritten, match=r"p04 heeft geen bestand p05\.csv; wel p04\.csv"):
        scaffold.delimited("duo", "p05", "p05.csv", package="p04")


def test_the_catalogue_is_right_as_it_stands() -> None:
    assert {name: errors for name, errors in validation.findings().items() if errors} == {}
    with pytest.raises(
        validation.NotInCatalogue, match="cbs__8522 staat niet in de catalogus; lijkt op: cbs__85224ned"
    ):
        validation.findings("cbs__8522")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("cadence: quarterly", "cadence: weekly", "cadence"),
        ("table: 85224NED", "tabel: 85224NED", "access.table"),
        ("[SeizoenEnWerkdagcorrectie, Perioden]", "[SeizoenEnWerkdagcorrectie]", "period: Perioden is no column"),
        ("fct_labour_market,", "fct_labor_market,", "serves: er is geen model fct_labor_market"),
        ("size:", "licence: GPL\nsize:", "licence: 'GPL' staat niet in _licences.yml"),
        ("[SeizoenEnWerkdagcorrectie, Perioden]", "{Perioden: {pattern: '('}}", "is geen patroon"),
    ],
)
def test_a_wrong_entry_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, told: str
) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(catalogue.FOLDER, folder)
    path = folder / "cbs" / "85224ned.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    monkeypatch.setattr(validation, "FOLDER", folder)
    assert told in " ".join(validation.findings("cbs__85224ned")["cbs__85224ned"])


def test_a_dataset_that_nothing_reads_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(validation, "STAGING", tmp_path)
    assert validation.findings("cbs__85224ned")["cbs__85224ned"] == [
        "geen staging-model leest haar: zie CONTRIBUTING.md"
    ]
