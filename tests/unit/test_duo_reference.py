"""DUO's files as public material of October 2026 shows them, held against the catalogue and against the demo."""

import csv
import io
from functools import cache

import duckdb
import pytest

from ingestion.catalogue import load_catalogue
from ingestion.contract import breach
from ingestion.dataset import Ckan, Dataset
from ingestion.demo.duo import portal
from ingestion.sql import identifier
from tests.conftest import SHARED, absent

FOLDER = SHARED / "reference"
PORTAL = [d.id for d in load_catalogue().values() if d.publisher == "duo" and isinstance(d.access, Ckan)]
PLACES = ("INSTELLING", "PLAATS", "GEMEENTE", "ONDERWIJS")  # whose institutions and places the demo makes up
Seen = dict[str, dict[str, str]]  # of one file: what was seen of each column


@cache
def seen() -> dict[tuple[str, str], Seen]:
    """Of each file, by package and title."""
    if not FOLDER.exists():
        absent("../shared/reference is not there")
    found: dict[tuple[str, str], Seen] = {}
    with (FOLDER / "duo_columns_2026-10.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["package"], row["resource_name"]), {})[row["column"]] = row
    return found


def file_of(dataset: Dataset) -> Seen:
    """What was seen of the dataset's file, which the portal's list of resources gives a title."""
    access = dataset.access
    assert isinstance(access, Ckan)
    seen()
    with (FOLDER / "ckan_resources_2026-04.tsv").open(encoding="utf-8", newline="") as file:
        titles = {row["resource_id"]: row["resource_name"] for row in csv.DictReader(file, delimiter="\t")}
    if access.resource_id not in titles:
        pytest.skip(f"{dataset.id}: nobody has observed its file")
    return seen()[access.package, titles[access.resource_id]]


def words_of(told: dict[str, str]) -> list[str]:
    """All values of a column, or of a column of numbers the lowest and the highest; none where the list is not whole."""
    values = told["values"]
    if values.startswith("voorbeeld:") or "…" in values:
        return []
    return (
        values.split("..")
        if told["type"] == "numeric" and " | " not in values
        else values.split(" | ")
        if values
        else []
    )


@pytest.mark.parametrize("dataset_id", PORTAL)
def test_the_catalogue_has_the_columns_of_the_file(dataset_id: str) -> None:
    contract, file = load_catalogue()[dataset_id].contract, file_of(load_catalogue()[dataset_id])
    assert [c for c in contract.columns if c not in file and c not in contract.optional] == []
    if contract.years:
        assert [c for c in file if c not in contract.columns and contract.years.ours(c) == c], "columns of years"
        assert set(contract.years.example) <= set(file)


@pytest.mark.parametrize("dataset_id", PORTAL)
def test_every_word_of_the_file_is_known(dataset_id: str) -> None:
    contract = load_catalogue()[dataset_id].contract
    refused = {}
    for column, told in file_of(load_catalogue()[dataset_id]).items():
        wrong, words = breach(contract.rule(column), column), words_of(told)
        if wrong and words:
            with duckdb.connect() as con:
                con.execute(f"create table file as select unnest(?::varchar[]) as {identifier(column)}", [words])
                if found := con.execute(f"select {identifier(column)} from file where {wrong}").fetchall():
                    refused[column] = found
    assert refused == {}


@pytest.mark.parametrize("dataset_id", PORTAL)
def test_the_demo_says_no_word_that_the_file_does_not_say(dataset_id: str) -> None:
    dataset = load_catalogue()[dataset_id]
    address = next(url for url, d in portal.addresses().items() if d.id == dataset_id)
    body = portal.file(address)
    assert body is not None
    rows = list(csv.DictReader(io.StringIO(body.content.decode())))
    invented = {}
    for column, told in file_of(dataset).items():
        said, words = {row.get(column) or "" for row in rows} - {""}, words_of(told)
        if told["type"] == "text" and words and not column.startswith(PLACES):
            invented[column] = said - set(words)
    assert {column: said for column, said in invented.items() if said} == {}
