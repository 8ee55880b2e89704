"""A closed list is written once, in `seeds/vocabulary/vocabulary.csv`: no column has a copy, and a narrower one says why."""

import csv
from collections.abc import Iterator
from typing import Any

import duckdb
import jinja2
import pytest

from ingestion.dataset import listed
from ingestion.vocabulary import known
from orchestration.publication.site import words
from tests.models import DBT, described

SEED = DBT / "seeds" / "vocabulary" / "vocabulary.csv"
TEST = DBT / "tests" / "generic" / "in_vocabulary.sql"


def lists() -> dict[str, list[str]]:
    with SEED.open(encoding="utf-8", newline="") as file:
        found: dict[str, list[str]] = {}
        for row in csv.DictReader(file):
            found.setdefault(row["list"], []).append(row["code"])
    return found


def column_tests(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where a test of that name stands, and what it says."""
    for table in (described("models") | described("seeds")).values():
        for column in table.get("columns") or []:
            for test in column.get("data_tests") or []:
                if isinstance(test, dict) and name in test:
                    yield f"{table['name']}.{column['name']}", test[name]


def test_no_column_has_a_copy_of_a_list() -> None:
    assert [where for where, _ in column_tests("accepted_values")] == []


def test_every_list_that_is_named_is_there_and_a_narrower_one_says_why() -> None:
    for where, told in column_tests("in_vocabulary"):
        asked = told["arguments"]
        codes = lists()[asked["list"]]
        assert not ("only" in asked and "without" in asked), where
        for narrower in ("only", "without"):
            if narrower in asked:
                assert set(asked[narrower]) < set(codes), where
                assert told.get("description"), f"{where} knows less of {asked['list']}: say why in its description"


@pytest.mark.parametrize(
    ("arguments", "value", "found"),
    [
        ({"list": "status"}, "definite", []),
        ({"list": "status"}, None, []),
        ({"list": "status"}, "concept", [("concept", "geen code van status")]),
        ({"list": "status", "only": ["unknown"]}, "unknown", []),
        ({"list": "status", "only": ["unknown"]}, "definite", [("definite", "niet voor deze kolom")]),
        ({"list": "status", "without": ["unknown"]}, "definite", []),
        ({"list": "status", "without": ["unknown"]}, "unknown", [("unknown", "niet voor deze kolom")]),
        ({"list": "status", "without": ["final"]}, "definite", [("final", "hier genoemd, maar geen code van status")]),
        ({"list": "brc_edition"}, "2014", []),
    ],
)
def test_a_code_that_the_list_does_not_have_fails(
    arguments: dict[str, Any], value: str | None, found: list[tuple[str, str]]
) -> None:
    text = TEST.read_text(encoding="utf-8")
    head = text[text.index("{% test") : text.index("%}") + 2]
    body = text.replace(head, "").replace("{% endtest %}", "")
    given = {"only": None, "without": None, "model": "facts", "column_name": "value", "ref": str} | arguments
    with duckdb.connect() as con:
        con.execute(f"create table vocabulary as from read_csv('{SEED}', all_varchar = true)")
        con.execute("create table facts as select ?::varchar as value", [value])
        assert con.execute(jinja2.Environment().from_string(body).render(given)).fetchall() == found


def test_a_cadence_has_what_dagster_and_dcat_ask_of_it() -> None:
    for code, row in known("cadence").items():
        assert row["eu_frequency"].isupper(), code
        assert (code == "frozen") == (row["fresh_days"] == ""), code


def test_a_cadence_that_is_not_listed_is_told_with_those_that_are() -> None:
    with pytest.raises(
        ValueError, match=r"weekly is geen van daily, .*frozen \(dbt_project/seeds/vocabulary/cadence\.csv\)"
    ):
        listed("weekly")


def test_what_pages_tell_whole_are_units_of_figures() -> None:
    assert set(lists()["figure_unit"]) > words.THINGS
