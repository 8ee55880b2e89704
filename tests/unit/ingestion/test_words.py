"""A word of a publisher is never guessed at: a known unit counts as it says, an unknown one stops its dataset by name."""

import json
from collections.abc import Callable

import duckdb
import pytest

from ingestion.catalogue.generated import coded, macros
from ingestion.dataset import Dataset
from ingestion.result import Result
from ingestion.vocabulary import known
from tests.unit.ingestion.datasets import TABLE, cbs_bodies, cbs_dataset, observation
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]


def told_in(publisher: Publisher, unit: str, status: str = "Definitief") -> None:
    measure = {"Identifier": "M1", "Index": 1, "Title": "Werkzame personen", "Unit": unit, "Decimals": 0}
    period = {"Identifier": "2023JJ00", "Index": 1, "Title": "2023", "Status": status}
    publisher.bodies = dict(cbs_bodies([observation(0)])) | {
        f"{TABLE}/MeasureCodes": json.dumps({"value": [measure]}).encode(),
        f"{TABLE}/PeriodenCodes": json.dumps({"value": [period]}).encode(),
    }


@pytest.mark.parametrize("unit", ["x 1 000", "x 1000"])
def test_both_spellings_of_cbs_come_in(build: Build, publisher: Publisher, unit: str) -> None:
    told_in(publisher, unit)
    assert build(cbs_dataset()).status == "current"
    assert known("unit")[unit]["factor"] == "1000"


@pytest.mark.parametrize("unit", ["x 1.000", "X 1 000", "x 1 000 ", "x 1  000", "duizend", "x 1 mln", ""])
def test_a_third_is_refused_with_the_word_and_the_seed_to_add_it_to(
    build: Build, publisher: Publisher, unit: str
) -> None:
    told_in(publisher, unit)
    result, told = build(cbs_dataset()), unit.replace("  ", " \\x20")
    assert (result.outcome, result.status) == ("quarantined", "missing")
    assert (
        f"{cbs_dataset().id}: at raw.cbs__measure, column Unit: found '{told}'; expected one of 'x 1 000', 'x 1000'"
        in (result.reason)
    )
    assert "dbt_project/seeds/vocabulary/unit.csv" in result.reason


def test_an_unknown_status_is_refused_and_not_called_unknown(build: Build, publisher: Publisher) -> None:
    told_in(publisher, "x 1000", "Concept")
    reason = build(cbs_dataset()).reason
    assert "raw.cbs__code, column Status: found 'Concept'; expected one of 'Voorlopig', 'NaderVoorlopig'" in reason
    assert "period_status.csv" in reason


@pytest.mark.parametrize(
    ("macro", "word", "becomes"),
    [("unit_factor", "x 1 000", 1000), ("unit_factor", "x 1000", 1000), ("unit_factor", "mln euro", 1_000_000),
     ("unit_factor", "%", 1), ("unit_factor", None, None), ("period_status_code", "Voorlopig", "provisional"),
     ("cbs_region_kind_code", "AR", "arbeidsmarktregio"),
     ("known_unit", "euro", "euro"), ("unit_noun", "mln euro", "euro"), ("unit_noun", "x 1 000", None),
     ("unit_noun", "% volumemutaties", "procent"), ("unit_noun", None, None)],
)  # fmt: skip
def test_sql_knows_the_same_words(macro: str, word: str | None, becomes: object) -> None:
    assert query(macro, word) == becomes


@pytest.mark.parametrize(
    ("macro", "seed"),
    [
        ("unit_factor", "unit"),
        ("known_unit", "unit"),
        ("unit_noun", "unit"),
        *((f"{name}_code", name) for name, _ in coded()),
    ],
)
def test_sql_ends_on_a_word_that_it_does_not_know(macro: str, seed: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match=rf"{seed} x 1\.000 is not in dbt_project/seeds/vocabulary"):
        query(macro, "x 1.000")


def query(macro: str, word: str | None) -> object:
    """The macro on one row, as dbt writes it out."""
    body = macros().split(f"{{% macro {macro}(word) -%}}")[1].split("{%- endmacro %}")[0]
    with duckdb.connect() as con:
        row = con.execute(
            f"select {body.replace('{{ word }}', 'word')} from (select ?::varchar as word)", [word]
        ).fetchone()
    assert row is not None
    return row[0]
