"""A word of a publisher is never guessed at: a known unit counts as it says, an unknown one stops its dataset by name."""

import json
from collections.abc import Callable

import duckdb
import pytest

from ingestion.catalogue import load_catalogue
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
        f"{cbs_dataset().id}: bij raw.cbs__measure, kolom Unit: gevonden '{told}'; verwacht een van 'x 1 000', 'x 1000'"
        in (result.reason)
    )
    assert "dbt_project/seeds/vocabulary/unit.csv" in result.reason


def test_an_unknown_status_is_refused_and_not_called_unknown(build: Build, publisher: Publisher) -> None:
    told_in(publisher, "x 1000", "Concept")
    reason = build(cbs_dataset()).reason
    assert "raw.cbs__code, kolom Status: gevonden 'Concept'; verwacht een van 'Voorlopig', 'NaderVoorlopig'" in reason
    assert "period_status.csv" in reason


@pytest.mark.parametrize(
    ("macro", "word", "becomes"),
    [("unit_factor", "x 1 000", 1000), ("unit_factor", "x 1000", 1000), ("unit_factor", "mln euro", 1_000_000),
     ("unit_factor", "%", 1), ("unit_factor", None, None), ("period_status_code", "Voorlopig", "provisional"),
     ("cbs_region_kind_code", "AR", "arbeidsmarktregio"),
     ("unit_noun", "mln euro", "euro"), ("unit_noun", "x 1 000", None),
     ("unit_noun", "% volumemutaties", "procent"), ("unit_noun", None, None)],
)  # fmt: skip
def test_sql_knows_the_same_words(macro: str, word: str | None, becomes: object) -> None:
    assert query(macro, word) == becomes


@pytest.mark.parametrize(
    ("macro", "seed"),
    [
        ("unit_factor", "unit"),
        ("unit_noun", "unit"),
        *((f"{name}_code", name) for name, _ in coded()),
    ],
)
def test_sql_ends_on_a_word_that_it_does_not_know(macro: str, seed: str) -> None:
    with pytest.raises(
        duckdb.InvalidInputException, match=rf"{seed} x 1\.000 staat niet in dbt_project/seeds/vocabulary"
    ):
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
        ("RegioS", "Elders (QQ)", "soorten regio in dimensie RegioS: gevonden 'QQ'", "cbs_region_kind"),
        ("SBI2008", "Zorg breed", "dimensie SBI2008: gevonden 'Zorg breed'", "cbs_sbi_aggregate"),
        ("Measure", "Bijdrage AI", "raw.cbs__measure, kolom Title: gevonden 'Bijdrage AI'", "cbs_growth_measure"),
        ("ValueAttribute", "Secret", "kolom ValueAttribute: gevonden 'Secret'", "cbs_value_attribute"),
    ],
)  # fmt: skip
def test_an_unknown_word_of_each_kind_is_refused(dimension: str, title: str, place: str, seed: str) -> None:
    dataset = cbs_dataset().model_copy(update={"measures": "cbs_growth_measure"})
    columns = {
        "Beroep": Column(),
        "Perioden": Column(),
        "RegioS": Column(),
        "SBI2008": Column(),
        "Studierichting": Column(),
    }
    dataset = dataset.model_copy(update={"contract": dataset.contract.model_copy(update={"columns": columns})})
    said = {"RegioS": "Groningen (PV)", "SBI2008": "Overheid", "Studierichting": "Recht", "Measure": "Bijdrage arbeid",
            "ValueAttribute": "None"}  # fmt: skip

    def refused(said: dict[str, str]) -> list[str]:
        with duckdb.connect() as con:
            con.execute("create schema raw; create table raw.t (ValueAttribute varchar)")
            con.execute("insert into raw.t values (?)", [said["ValueAttribute"]])
            con.execute("create table raw.cbs__measure (dataset_id varchar, Unit varchar, Title varchar)")
            con.execute("insert into raw.cbs__measure values (?, '%', ?)", [dataset.id, said["Measure"]])
            con.execute("create table raw.cbs__code as select ? as dataset_id, null::varchar as Status, 'X9' as Identifier, "
                        "unnest(['RegioS', 'SBI2008', 'Studierichting']) as \"Dimension\", unnest([?, ?, ?]) as Title",
                        [dataset.id, said["RegioS"], said["SBI2008"], said["Studierichting"]])  # fmt: skip
            return [str(error) for error in unknown_words(con, dataset, "raw.t", ("ValueAttribute",))]

    assert refused(said) == []
    (told,) = refused(said | {dimension: title})
    assert f"{dataset.id}: bij {place}; verwacht een van " in told
    assert f"dbt_project/seeds/vocabulary/{seed}.csv" in told


@pytest.mark.parametrize(
    ("dataset_id", "title"),
    [("cbs__80472ned", "Vacatures online"), ("cbs__azw_employees", "Leerlingen"), ("cbs__86355ned", "90e percentiel"),
     ("cbs__85920ned", "Arbeidsjaren"), ("cbs__80590ned", "Voorlopig gecorrigeerd")],
)  # fmt: skip
def test_a_measure_that_nobody_knows_stops_each_table_that_is_read_by_its_measures(dataset_id: str, title: str) -> None:
    dataset = load_catalogue()[dataset_id]
    assert dataset.measures is not None
    with duckdb.connect() as con:
        con.execute("create schema raw; create table raw.t (Measure varchar)")
        con.execute("create table raw.cbs__code (dataset_id varchar, Status varchar, \"Dimension\" varchar, "
                    "Identifier varchar, Title varchar)")  # fmt: skip
        con.execute("create table raw.cbs__measure as select ? as dataset_id, '%' as Unit, unnest([?, ?]) as Title",
                    [dataset_id, title, next(iter(known(dataset.measures)))])  # fmt: skip
        (told,) = [str(error) for error in unknown_words(con, dataset, "raw.t", ())]
    assert f"{dataset_id}: bij raw.cbs__measure, kolom Title: gevonden '{title}'; verwacht een van '" in told
    assert f"dbt_project/seeds/vocabulary/{dataset.measures}.csv" in told


KNOWN_SUBJECT, NEW_SUBJECT = "indicator huidige arbeidsmarktsituatie beroep (2026Q1)", "verwachte robotisering tot 2030"
RISKS, ELSEWHERE = ("Risicoindicatoren", "beroepsgroep", "Nederland"), ("Arbeidsmarkt", "opleiding", "Nederland")


@pytest.mark.parametrize(
    ("row", "names", "subject", "found"),
    [
        (RISKS, "Koks", KNOWN_SUBJECT, None),
        (RISKS, "verwachte baanopeningen tot 2032", "Koks", None),  # in either column
        (RISKS, "ITKB toekomstige knelpunten beroepsgroep in 2032", "Koks", None),
        (RISKS, "verwachte arbeidsmarktontwikkeling beroep 2027-2032", "Koks", None),
        (RISKS, "Koks", NEW_SUBJECT, "verwachte robotisering tot"),
        (ELSEWHERE, "Koks", NEW_SUBJECT, None),  # another theme has subjects of its own
    ],
)
def test_a_subject_of_roa_that_nobody_knows_stops_it(
    row: tuple[str, str, str], names: str, subject: str, found: str | None
) -> None:
    dataset = load_catalogue()["roa__ais_2030"]
    with duckdb.connect() as con:
        con.execute("create schema raw")
        con.execute("create table raw.t as select ? as thema, ? as aggregatieniveau, ? as regionaam, ? as naamonderwerp, "
                    "? as onderwerp", [*row, names, subject])  # fmt: skip
        told = [str(error) for error in unknown_words(con, dataset, "raw.t", ())]
    assert len(told) == (found is not None)
    if found:
        assert f"gevonden '{found}'; verwacht een van 'itkb toekomstige knelpunten beroepsgroep in'" in told[0]
        assert "dbt_project/seeds/vocabulary/roa_subject.csv" in told[0]


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
