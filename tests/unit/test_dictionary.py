"""`talent dictionary` explains figures, columns and tables from what stands in the published file."""

import csv
import re
from io import StringIO

import duckdb
import pytest
from rich.console import Console

from ingestion.home import CHECKOUT
from ingestion.vocabulary import known, labels
from orchestration.cli.dictionary import print_dictionary


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """A published file of two figures of one dataset."""
    con = duckdb.connect()
    con.execute("""
        create schema marts; create schema meta;
        create table marts.dim_indicator as select * from (values
            ('graduates.mbo', 'Gediplomeerden mbo', 'Graduates', 'Wie een diploma haalde.', 'personen', 2, 'up', 'study_year',
             'fct_education_output', 'measure graduates', 'duo__mbo', date '2015-08-01', date '2019-08-01', 7, 'De marge [is] ruim.'),
            ('tightness.quarter', 'Spanning', 'Tightness', 'Vacatures per werkzoekende.', 'ratio', null, 'down', 'quarter',
             'fct_labour_market', 'measure tightness', 'uwv__spanning', null, null, 0, null)
        ) as t (indicator_id, name_nl, name_en, definition_nl, unit, line, direction, frequency, fact, filter_nl, dataset_ids,
            period_first, period_last, opgaven, caveat_nl);
        create table marts.indicator_value as select 'graduates.mbo' as indicator_id, 'duo__mbo' as dataset_id;
        create table marts.dim_dataset as select * from (values
            ('duo__mbo', 'Dienst Uitvoering Onderwijs', 'Gediplomeerden per instelling', 'CC-BY-4.0', '2015', '2019', 'current',
             timestamp '2026-10-01 00:00', 'https://duo.nl/x'),
            ('uwv__spanning', 'UWV', 'Spanningsindicator', 'bronvermelding', null, null, 'missing', null, 'https://uwv.nl/x')
        ) as t (dataset_id, publisher_name, title, licence, period_first, period_last, status, publisher_modified_at, homepage);
        create table marts.fct_education_output as select 1.0 as persons, 'duo__mbo' as dataset_id;
        comment on table marts.fct_education_output is 'Tel opgaven nooit op.';
        create table meta.column as select * from (values
            ('marts', 'fct_education_output', 'persons', 'DOUBLE', 'Aantal personen.'),
            ('marts', 'fct_education_output', 'dataset_id', 'VARCHAR', 'Dataset.'),
            ('marts', 'dim_dataset', 'dataset_id', 'VARCHAR', 'Sleutel.'),
            ('marts', 'a', 'dataset_id', 'VARCHAR', 'Bron.'), ('marts', 'b', 'dataset_id', 'VARCHAR', 'Bron.')
        ) as t (table_schema, table_name, column_name, data_type, description_nl);
    """)
    con.execute(
        "create table meta.vocabulary (list varchar, code varchar, label_nl varchar, label_en varchar, n integer)"
    )
    con.executemany("insert into meta.vocabulary values (?, ?, ?, ?, ?)", list(labels()))
    return con


def ask(con: duckdb.DuckDBPyConnection, name: str) -> tuple[int, str]:
    text = StringIO()
    status = print_dictionary(con, name, Console(file=text, width=10_000, highlight=False))
    return status, text.getvalue()


def test_a_figure_is_explained_with_unit_line_source_and_caveat(con: duckdb.DuckDBPyConnection) -> None:
    status, told = ask(con, "graduates.mbo")
    assert status == 0
    lines = {line.split()[0]: line.split(maxsplit=1)[1] for line in told.splitlines()[1:]}
    assert lines == {
        "definitie": "Wie een diploma haalde.",
        "eenheid": "personen",
        "lijn": "2 beter en gerichter opleiden",
        "richting": "hoger is beter",
        "frequentie": "per studiejaar",
        "periode": "2015-08-01 tot en met 2019-08-01 (eerste dag)",
        "opgaven": "7 van de acht, en waar het kan Nederland",
        "komt": "uit    fct_education_output: measure graduates",
        "voorbehoud": "De marge [is] ruim.",
        "bron": "duo__mbo: Dienst Uitvoering Onderwijs, Gediplomeerden per instelling; licentie CC-BY-4.0; "
        "periode 2015 tot en met 2019; actueel, stand 2026-10-01; https://duo.nl/x",
    }


def test_a_figure_without_its_dataset_says_so(con: duckdb.DuckDBPyConnection) -> None:
    status, told = ask(con, "Tightness.quarter")
    assert status == 0
    assert "geen: de krapte achter alle vier de lijnen" in told
    assert "geen waarde in dit bestand" in told
    assert "uwv__spanning: UWV, Spanningsindicator; licentie bronvermelding; nooit opgehaald; https://uwv.nl/x" in told


def test_a_code_is_told_by_the_vocabulary_of_the_file_and_no_list_in_the_program(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("update marts.dim_indicator set frequency = 'month' where indicator_id = 'tightness.quarter'")
    assert "frequentie  per maand" in ask(con, "tightness.quarter")[1]
    con.execute("insert into meta.vocabulary values ('frequency', 'week', 'per week', 'each week', 45)")
    con.execute("update marts.dim_indicator set frequency = 'week' where indicator_id = 'tightness.quarter'")
    assert "frequentie  per week" in ask(con, "tightness.quarter")[1]


def test_a_publication_of_before_the_vocabulary_says_the_codes(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("drop table meta.vocabulary")
    status, told = ask(con, "graduates.mbo")
    assert (status, "frequentie  study_year" in told, "lijn        2" in told) == (0, True, True)


@pytest.mark.parametrize("name", ["persons", "fct_education_output.persons", "marts.fct_education_output.persons"])
def test_a_column_is_explained_with_what_holds_for_its_table(con: duckdb.DuckDBPyConnection, name: str) -> None:
    status, told = ask(con, name)
    assert status == 0
    assert told.startswith("fct_education_output.persons (DOUBLE)\n    Aantal personen.\n")
    for text in ("2 beter en gerichter opleiden", "Tel opgaven nooit op.", "duo__mbo: Dienst Uitvoering Onderwijs"):
        assert text in told


def test_a_column_of_many_tables_is_explained_without_the_sources_of_each(con: duckdb.DuckDBPyConnection) -> None:
    status, told = ask(con, "dataset_id")
    assert status == 0
    assert told.count("(VARCHAR)") == 4
    assert "licentie" not in told


def test_a_table_is_explained_with_its_columns_and_sources(con: duckdb.DuckDBPyConnection) -> None:
    status, told = ask(con, "fct_education_output")
    assert status == 0
    assert "Tel opgaven nooit op." in told
    assert "persons (DOUBLE)" in told
    assert "duo__mbo: Dienst" in told


def test_without_a_name_every_figure_stands_under_its_line_and_every_table_is_named(
    con: duckdb.DuckDBPyConnection,
) -> None:
    status, told = ask(con, "")
    assert status == 0
    assert told.index("Lijn 2 beter") < told.index("graduates.mbo") < told.index("Lijn geen") < told.index("tightness")
    assert "marts.fct_education_output\n    Tel opgaven nooit op." in told


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("gradutes.mbo", "graduates.mbo"),
        ("tightnes", "tightness.quarter"),
        ("fct_education_outputs.personen", "persons"),
        ("persons_of_the_moon", "persons"),
        ("werkzoekende", "tightness.quarter"),
    ],
)
def test_an_unknown_name_offers_names_that_are_like_it(con: duckdb.DuckDBPyConnection, asked: str, near: str) -> None:
    status, told = ask(con, asked)
    assert status == 1
    assert f"Geen cijfer, tabel, kolom, dataset, code of woord met de naam {asked}." in told
    assert near in [line.strip() for line in told.splitlines()]


def test_a_name_like_nothing_offers_nothing(con: duckdb.DuckDBPyConnection) -> None:
    status, told = ask(con, "qqqqqqqqqq")
    assert (status, "Bedoelt u" in told) == (1, False)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Krapte", "tightness.quarter  Spanning"),
        ("leven  lang leren", "fct_llo_uptake"),
        ("provisional", "provisional (code in status)\n    voorlopig"),
        ("duo__mbo", "duo__mbo (dataset)\n    duo__mbo: Dienst Uitvoering Onderwijs"),
    ],
)
def test_the_words_of_the_strategy_codes_and_datasets_are_known(
    con: duckdb.DuckDBPyConnection, asked: str, told: str
) -> None:
    status, said = ask(con, asked)
    assert (status, told in said) == (0, True), said


def test_every_synonym_leads_to_something_that_is_published() -> None:
    """A word of the seed that points at a name nobody has would answer with nothing."""
    manifest = CHECKOUT / "dbt_project"
    models = {path.stem for path in manifest.glob("models/**/*.sql")}
    columns = {
        name
        for path in manifest.glob("models/**/*.yml")
        for name in re.findall(r"\bname: (\w+)", path.read_text(encoding="utf-8"))
    }
    with (manifest / "seeds" / "indicator" / "indicator.csv").open(encoding="utf-8", newline="") as file:
        figures = {row["indicator_id"] for row in csv.DictReader(file)}
    for word, row in known("synonym").items():
        for name in row["names"].split():
            assert name in figures | models | columns or name.startswith("meta."), (word, name)


def test_a_code_of_a_classification_tells_what_it_is_and_which_opgave_counts_it(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""
        create table marts.dim_occupation as select * from (values
            ('0734', 'BRC2014', '2014', 'Loodgieters'), ('0734', 'BRC2014', '2025', 'Loodgieters'), ('0111', 'BRC2014', '2014', 'Docenten')
        ) as t (code, code_system, edition, name_nl);
        create table marts.dim_industry as select 'Q' as code, 'SBI' as code_system, '2008' as edition, 'Zorg' as name_nl;
        create table marts.bridge_opgave as select * from (values
            ('energie', null, 'breed', 'BRC2014', '2014', '0734', 0.3::decimal(5, 4), 'een deel van het werk'),
            ('woningbouw', 'loodgieters', 'kern', 'BRC2014', '2014', '0734', 1, null),
            ('woningbouw', 'loodgieters', 'kern', 'BRC2014', '2025', '0734', 1, null),
            ('zorg', null, 'kern', 'ISCED-F', '2013', '0734', 1, 'een code van een ander stelsel')
        ) as t (opgave_id, deelopgave_id, delineation, code_system, edition, code, weight, rationale);
    """)
    status, told = ask(con, "0734")
    assert status == 0
    assert told.splitlines() == [
        "0734 (beroep, BRC2014 2014, 2025)",
        "    Loodgieters",
        "    telt mee bij woningbouw (loodgieters), kern: 100 % (2014, 2025)",
        "    telt mee bij energie, breed: 30 % (2014); een deel van het werk",
    ]
    status, told = ask(con, "q")
    assert (status, told.splitlines()[:2]) == (0, ["Q (bedrijfstak, SBI 2008)", "    Zorg"])
    assert "geen opgave telt deze code van SBI zelf" in told
