"""A word of a publisher is never guessed at: a known unit counts as it says, an unknown one stops its dataset by name."""

import json
from collections.abc import Callable

import duckdb
import pytest

from ingestion.catalogue.generated import coded, macros
from ingestion.contract import breach, unknown_words
from ingestion.dataset import Column, Dataset
from ingestion.result import Result
from ingestion.sql import literal
from ingestion.vocabulary import industry_word, known, region_word
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


@pytest.mark.parametrize(
    ("read", "known_words", "unknown", "seed"),
    [
        (lambda w: region_word(w, "'X9'"), ["Nederland", "Groningen (PV)", "Drenthe (AR)"], "Elders (QQ)", "cbs_region_kind"),
        (industry_word, ["Overheid", "F Bouw", "B-E Nijverheid", "10-12 Voeding", "Totaal personen", "A-U Com (excl L)",
                         "10 tot 50 werkzame personen"], "Zorg breed", "cbs_sbi_aggregate"),
    ],
)  # fmt: skip
def test_the_word_inside_a_title(read: Callable[[str], str], known_words: list[str], unknown: str, seed: str) -> None:
    def lacking(title: str) -> bool:
        row = duckdb.sql(f"select {read(literal(title))}").fetchone()
        assert row is not None
        return row[0] is not None and row[0] not in known(seed)

    assert [title for title in known_words if lacking(title)] == []
    assert lacking(unknown)


@pytest.mark.parametrize(
    ("dimension", "title", "place", "seed"),
    [
        ("RegioS", "Elders (QQ)", "kinds of region in dimension RegioS: found 'QQ'", "cbs_region_kind"),
        ("SBI2008", "Zorg breed", "dimension SBI2008: found 'Zorg breed'", "cbs_sbi_aggregate"),
        ("Measure", "Bijdrage AI", "raw.cbs__measure, column Title: found 'Bijdrage AI'", "cbs_growth_measure"),
        ("ValueAttribute", "Secret", "column ValueAttribute: found 'Secret'", "cbs_value_attribute"),
    ],
)  # fmt: skip
def test_an_unknown_word_of_each_kind_is_refused(dimension: str, title: str, place: str, seed: str) -> None:
    dataset = cbs_dataset().model_copy(update={"measures": "cbs_growth_measure"})
    columns = {"Beroep": Column(), "Perioden": Column(), "RegioS": Column(), "SBI2008": Column()}
    dataset = dataset.model_copy(update={"contract": dataset.contract.model_copy(update={"columns": columns})})
    said = {"RegioS": "Groningen (PV)", "SBI2008": "Overheid", "Measure": "Bijdrage arbeid", "ValueAttribute": "None"}

    def refused(said: dict[str, str]) -> list[str]:
        with duckdb.connect() as con:
            con.execute("create schema raw; create table raw.t (ValueAttribute varchar)")
            con.execute("insert into raw.t values (?)", [said["ValueAttribute"]])
            con.execute("create table raw.cbs__measure (dataset_id varchar, Unit varchar, Title varchar)")
            con.execute("insert into raw.cbs__measure values (?, '%', ?)", [dataset.id, said["Measure"]])
            con.execute("create table raw.cbs__code as select ? as dataset_id, null::varchar as Status, 'X9' as Identifier, "
                        "unnest(['RegioS', 'SBI2008']) as \"Dimension\", unnest([?, ?]) as Title",
                        [dataset.id, said["RegioS"], said["SBI2008"]])  # fmt: skip
            return [str(error) for error in unknown_words(con, dataset, "raw.t", ("ValueAttribute",))]

    assert refused(said) == []
    (told,) = refused(said | {dimension: title})
    assert f"{dataset.id}: at {place}; expected one of " in told
    assert f"dbt_project/seeds/vocabulary/{seed}.csv" in told


@pytest.mark.parametrize(("flag", "is_wrong"), [("", False), ("p", False), ("bp", False), ("q", True), ("bq", True)])
def test_each_letter_of_a_flag_is_known(flag: str, is_wrong: bool) -> None:
    condition = breach(Column(words="eurostat_flag", several="letters"), "OBS_FLAG")
    assert duckdb.sql(f"select {condition} from (select '{flag}' as OBS_FLAG)").fetchone() == (is_wrong,)


def query(macro: str, word: str | None) -> object:
    """The macro on one row, as dbt writes it out."""
    body = macros().split(f"{{% macro {macro}(word) -%}}")[1].split("{%- endmacro %}")[0]
    with duckdb.connect() as con:
        row = con.execute(
            f"select {body.replace('{{ word }}', 'word')} from (select ?::varchar as word)", [word]
        ).fetchone()
    assert row is not None
    return row[0]
