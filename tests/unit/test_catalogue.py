"""The catalogue is complete and says of each dataset what a reader needs."""

from pathlib import Path

import pytest
import yaml

from ingestion.catalogue import FOLDER, hosts, load_catalogue, page
from ingestion.contract import promised
from ingestion.dataset import Dataset

MARTS = {p.stem for p in (Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "marts").rglob("*.sql")}


def test_every_file_is_a_dataset() -> None:
    assert len(load_catalogue()) == len(list(FOLDER.rglob("*.yml"))) >= 30


def test_cbs_tables_keep_their_published_name() -> None:
    tables = {getattr(d.access, "table", "") for d in load_catalogue().values() if d.publisher == "cbs"}
    assert {"80472ned", "85276NED", "83583NED"} <= tables


def test_only_known_publishers_are_asked() -> None:
    assert hosts() == {
        "datasets.cbs.nl", "opendata.cbs.nl", "onderwijsdata.duo.nl", "duo.nl", "dataverse.nl", "ind.nl", "ec.europa.eu",
        "dataderden.cbs.nl", "data.overheid.nl",
    }  # fmt: skip


@pytest.mark.parametrize("dataset", load_catalogue().values(), ids=lambda d: d.id)
def test_a_dataset_names_licence_page_columns_and_existing_marts(dataset: Dataset) -> None:
    assert dataset.homepage.startswith("https://")
    assert dataset.licence
    assert dataset.attribution
    assert promised(dataset)
    assert set(dataset.serves) <= MARTS


def test_a_wrong_entry_is_refused_with_its_field() -> None:
    entry = yaml.safe_load((FOLDER / "cbs" / "85276ned.yml").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="licnce"):
        Dataset.model_validate(entry | {"licnce": "CC"})
    with pytest.raises(ValueError, match="must start with duo__"):
        Dataset.model_validate(entry | {"publisher": "duo"})


def test_the_page_for_readers_is_up_to_date() -> None:
    written = (Path(__file__).resolve().parents[2] / "docs" / "datasets.md").read_text(encoding="utf-8")
    assert written == page(), "run `make docs`"
