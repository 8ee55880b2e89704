"""The catalogue is complete, says of each dataset what a reader needs, and is what the files made from it say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingestion import catalogue
from ingestion.catalogue import FOLDER, SHARED, hosts, licences, load_catalogue, publishers, read
from ingestion.catalogue.generated import files
from ingestion.contract import promised
from ingestion.dataset import Dataset
from ingestion.publisher import Licence, Publisher
from tests.models import DBT, PUBLISHED, properties


def test_every_file_is_a_dataset() -> None:
    entries = [path for path in FOLDER.glob("*/*.yml") if path.name != SHARED]
    assert len(load_catalogue()) == len(entries) >= 30


def test_cbs_tables_keep_their_published_name() -> None:
    tables = {getattr(d.access, "table", "") for d in load_catalogue().values() if d.publisher == "cbs"}
    assert {"80472ned", "85276NED", "83583NED"} <= tables


def test_every_host_that_may_be_asked_is_that_of_a_dataset() -> None:
    assert hosts() == {d.access.host for d in load_catalogue().values() if d.access.host}


@pytest.mark.parametrize("dataset", load_catalogue().values(), ids=lambda d: d.id)
def test_a_dataset_names_licence_page_columns_and_existing_marts(dataset: Dataset) -> None:
    assert dataset.homepage.startswith("https://")
    assert dataset.licence in licences()
    assert dataset.attribution
    assert promised(dataset)
    assert set(dataset.serves) <= PUBLISHED


def test_every_licence_is_that_of_a_dataset() -> None:
    assert set(licences()) == {d.licence for d in load_catalogue().values()}


def test_a_licence_with_a_name_of_spdx_says_where_its_text_stands() -> None:
    with pytest.raises(ValueError, match="MIT: zeg waar de tekst staat"):
        Licence(spdx="MIT")


PUBLISHER: dict[str, Any] = {
    "id": "abc",
    "name": "Abc",
    "short_name": "Abc",
    "home": "https://abc.nl",
    "about": "Files.",
    "hosts": ["data.abc.nl", "abc.nl"],
    "late_after_days": {"yearly": 760},
    "datasets": {
        "licence": "CC0",
        "attribution": "Abc",
        "homepage": "https://abc.nl/{package}/{name}",
        "period": "YEAR",
        "access": {"protocol": "ckan", "host": "data.abc.nl", "format": {"delimiter": ";"}},
        "size": {"max_rows": 10},
        "revisions": {
            "warn_pct": 1,
            "stop_pct": 9,
            "cell_pct": 9,
            "newest_year_pct": 9,
            "reason": "r",
            "dated": "2026-11-28",
        },
    },
}
ENTRY: dict[str, Any] = {
    "title": "t",
    "description": "d",
    "cadence": "yearly",
    "access": {"package": "p", "resource_id": "1", "file": "f.csv"},
    "contract": {"columns": ["YEAR"]},
    "size": {"min_rows": 5},
}
DOWNLOAD = {"protocol": "download", "url": "https://abc.nl/f.csv"}


def test_a_dataset_inherits_what_it_does_not_say_itself() -> None:
    dataset = Publisher.model_validate(PUBLISHER).dataset("x", ENTRY)
    assert (dataset.id, dataset.publisher, dataset.licence, dataset.period) == ("abc__x", "abc", "CC0", "YEAR")
    assert dataset.homepage == "https://abc.nl/p/x"
    assert dataset.late_after_days == 760
    assert (dataset.access.protocol, dataset.access.host) == ("ckan", "data.abc.nl")
    assert (dataset.size.min_rows, dataset.size.max_rows) == (5, 10)
    own = (
        Publisher.model_validate(PUBLISHER)
        .dataset("x", ENTRY | {"revisions": {"stop_pct": 50, "reason": "s"}})
        .revisions
    )
    assert (own.warn_pct, own.stop_pct, own.reason) == (1, 50, "s")


def test_what_a_dataset_says_itself_stands() -> None:
    own = {"licence": "CC BY 4.0", "homepage": "https://x", "period": None, "late_after_days": 9, "access": DOWNLOAD}
    dataset = Publisher.model_validate(PUBLISHER).dataset("x", ENTRY | own)
    assert (dataset.licence, dataset.homepage, dataset.period) == ("CC BY 4.0", "https://x", None)
    assert dataset.late_after_days == 9
    assert dataset.access.model_dump()["format"]["delimiter"] == ",", "the access of another protocol is not inherited"
    monthly = Publisher.model_validate(PUBLISHER).dataset("x", ENTRY | {"cadence": "monthly", "late_after_days": 60})
    assert monthly.late_after_days == 60, "a rhythm that the publisher says nothing of"
    assert Publisher.model_validate(PUBLISHER).dataset("x", ENTRY | {"cadence": "frozen"}).late_after_days is None


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"licnce": "CC"}, "licnce"),
        ({"id": "abc__y", "publisher": "abc"}, "id en publisher: volgt uit de plaats van het bestand"),
        ({"access": DOWNLOAD}, r"homepage: het patroon van abc vraagt access\.package"),
        ({"access": ENTRY["access"] | {"host": "elsewhere.nl"}}, "elsewhere.nl is geen host van abc"),
        ({"cadence": "monthly"}, "abc zegt niet na hoeveel dagen een dataset met monthly laat is"),
        ({"cadence": "weekly"}, "cadence"),
        ({"size": 5}, "size: verwacht velden, gevonden 5"),
        ({"period": "JAAR"}, "period: JAAR is geen kolom van het contract"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_field(entry: Mapping[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Publisher.model_validate(PUBLISHER).dataset("x", {**ENTRY, **entry})


@pytest.mark.parametrize("path", files(), ids=lambda p: p.name)
def test_what_is_made_from_the_catalogue_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == files()[path], "run `make spine`"


def test_the_staging_models_of_every_publisher_have_a_group_of_their_own() -> None:
    """Dagster's groups stand in dbt_project.yml, which can not ask the catalogue."""
    staging = read(DBT / "dbt_project.yml")["models"]["talentstrategie"]["staging"]
    groups = {folder: told["+meta"]["dagster"]["group"] for folder, told in staging.items() if folder[0] != "+"}
    assert groups == {"provenance": "staging"} | {publisher: f"staging_{publisher}" for publisher in publishers()}


def test_raw_is_the_one_source_of_dbt() -> None:
    assert [source["name"] for file in properties() for source in file.get("sources", [])] == ["raw"]


@pytest.mark.parametrize("text", ["- a list", "title: [", "title: t\n"])
def test_a_file_that_is_wrong_is_named(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "abc").mkdir()
    (tmp_path / "abc" / SHARED).write_text(yaml.safe_dump({k: v for k, v in PUBLISHER.items() if k != "id"}))
    (tmp_path / "abc" / "x.yml").write_text(text)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(catalogue, "publishers", catalogue.publishers.__wrapped__)
    with pytest.raises(ValueError, match=r"abc/x\.yml: "):
        catalogue.load_catalogue.__wrapped__()
