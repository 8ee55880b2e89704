"""The catalogue and the words that we know of CBS, held against what public material shows of CBS's tables.

The list gives of each dimension at most its first 25 titles, of some none: what lies beyond is not known, and is no fault.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from expectations.suites.raw.cbs_batch import Title, like
from expectations.suites.raw.cbs_tables import TABLES
from ingestion.catalogue import load_catalogue
from ingestion.dataset import CbsOData3, CbsOData4, Dataset
from ingestion.demo.tables import tables
from ingestion.vocabulary import ANY_OTHER, TOTAL, folded, titles
from tests.conftest import SHARED, absent

LIST = SHARED / "reference" / "cbs_dimension_titles_2026-08.csv"
FIRST = 25  # titles that the list shows of a dimension
MEASURE = "(measure)"
# the identifier of a dimension is its title in CamelCase, without punctuation (docs/sources/cbs.md)
IDENTIFIERS = {"Bedrijfstakken (SBI 2008)": "BedrijfstakkenSBI2008", "leven lang ontwikkelen": "LevenLangOntwikkelen"}


@dataclass
class Shown:
    """What the list shows of one table: its dimensions with their titles, and whether that is all of them."""

    dimensions: dict[str, list[str]] = field(default_factory=dict)
    measures: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)  # of these only the first titles, or none


def identifier(title: str) -> str:
    """CBS's name of a dimension from its title."""
    words = "".join(c if c.isalnum() else " " for c in title).split()
    return IDENTIFIERS.get(title) or "".join(word[:1].upper() + word[1:] for word in words)


def shown() -> dict[str, Shown]:
    if not LIST.exists():
        absent("../shared/reference is not there")
    found: dict[str, Shown] = {}
    with LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table = found.setdefault(row["table_id"].lower(), Shown())
            if row["dimension_title"] == MEASURE:
                table.measures.add(row["code_title"])
                continue
            name = identifier(row["dimension_title"])
            listed = table.dimensions.setdefault(name, [])
            if row["code_title"]:
                listed.append(row["code_title"])
            if not row["code_title"] or row["truncated"] == "True":
                table.partial.add(name)
    return found


def ours() -> dict[str, Dataset]:
    """The tables of the catalogue that the list shows."""
    read = {d.access.table.lower(): d for d in load_catalogue().values() if isinstance(d.access, CbsOData4 | CbsOData3)}
    return {table: read[table] for table in shown() if table in read} if LIST.exists() else {}


def matches(title: Title, listed: list[str]) -> bool:
    import duckdb

    found = duckdb.execute(f"select count(*) from (select unnest($1) as Title) where {like(title.pattern)}", [listed])
    return bool(found.fetchone() != (0,))


def known(dimension: str) -> Mapping[str, Mapping[str, str]]:
    return titles().get(dimension, {})


def test_thirty_tables_of_ours_are_in_the_list() -> None:
    assert len(shown()) > 30
    assert len(ours()) >= 30


@pytest.mark.parametrize("table", sorted(ours()))
def test_the_contract_has_the_dimensions_that_the_table_has(table: str) -> None:
    contract, seen = ours()[table].contract, shown()[table].dimensions
    expected = [c for c in contract.columns if c not in contract.optional]
    if "Perioden" not in seen:
        expected.remove("Perioden")  # held once: its year is read from its properties
    assert set(expected) == set(seen)


@pytest.mark.parametrize("table", sorted(ours()))
def test_every_title_of_a_closed_dimension_is_known_and_one_is_its_total(table: str) -> None:
    seen = shown()[table]
    for dimension, listed in seen.dimensions.items():
        words = known(dimension)
        if words and ANY_OTHER not in words:
            assert [t for t in listed if folded(t) not in words] == [], dimension
        totals = [t for t in listed if words.get(folded(t), {}).get("code") == TOTAL]
        assert len(totals) <= 1, dimension
        wholes = [t for t in listed if "totaal" in folded(t).split() and t not in totals]
        assert [t for t in wholes if folded(t) not in words] == [], (
            f"{dimension}: a total or a subtotal, and nobody says which"
        )


@pytest.mark.parametrize("table", sorted(ours()))
def test_every_title_that_a_suite_needs_is_there(table: str) -> None:
    seen = shown()[table]
    for title in TABLES[ours()[table].id].titles:
        if title.dimension is None:
            assert matches(title, sorted(seen.measures)), title
        elif title.dimension not in seen.partial:
            assert matches(title, seen.dimensions[title.dimension]), title


@pytest.mark.parametrize("table", sorted(ours()))
def test_the_demo_says_the_words_of_cbs(table: str) -> None:
    """Every title of the demo, in a dimension of which all titles are known, is one of CBS's."""
    made, seen = tables()[ours()[table].access.table], shown()[table]  # type: ignore[union-attr]
    assert {d.identifier for d in made.shown} == set(seen.dimensions)
    for dimension in made.shown:
        if dimension.identifier not in seen.partial:
            said = {c.title for c in dimension.codes.values()}
            assert said - set(seen.dimensions[dimension.identifier]) == set(), dimension.identifier
    assert {m.title for m in made.measures} - seen.measures == set()
