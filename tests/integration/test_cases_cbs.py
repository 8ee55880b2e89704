"""Tables of CBS as they really are (../shared/cases): each loads, and the marts say the right value."""

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.integration.cased import TABLES, of_table
from tests.integration.conftest import Built

pytestmark = pytest.mark.recordings


def listed(table: str, entity: str) -> list[dict[str, Any]]:
    body = of_table(table) / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / table.upper() / f"{entity}.json"
    rows: list[dict[str, Any]] = json.loads(body.read_text(encoding="utf-8"))["value"]
    return rows


def cells(table: str) -> Iterator[dict[str, Any]]:
    """The observations with titles in place of codes, by the names of the dimensions."""
    dimensions = [d["Identifier"] for d in listed(table, "Dimensions")]
    titles = {d: {c["Identifier"]: c["Title"] for c in listed(table, f"{d}Codes")} for d in dimensions}
    titles["Measure"] = {m["Identifier"]: m["Title"] for m in listed(table, "MeasureCodes")}
    for row in listed(table, "Observations"):
        yield {"Value": row["Value"]} | {name: known[row[name]] for name, known in titles.items()}


@pytest.fixture(scope="module")
def marts(cased: Built, cased_marts: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    assert all(f"cbs__{table}: nieuw" in cased.output for table in TABLES), cased.output
    return cased_marts


def test_a_table_that_lacks_a_dimension_is_of_everyone(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select study_year, breakdown, origin_nl, students from curated.marts.fct_international_students "
        "where education_sector = 'ho' and dataset_id = 'cbs__85124ned'"
    ).fetchall()
    world = {"Afrika", "Amerika", "Azië", "Europa (exclusief Nederlands)", "Oceanië", "Staatloos / onbekend"}
    expected = {
        (int(c["Perioden"][:4]), "herkomst" if c["Nationaliteit"] in world else "nationaliteit", c["Nationaliteit"]): c[
            "Value"
        ]
        for c in cells("85124ned")
        if c["Geslacht"] == "Totaal mannen en vrouwen" and not c["Nationaliteit"].startswith("Totaal")
    }
    assert len(expected) == 36
    assert {tuple(row[:3]): row[3] for row in rows} == expected
    total = marts.execute(
        "select distinct education_sector, value from warehouse.staging.stg_cbs__international_students_nationality "
        "where study_year = 2023 and gender = 'totaal' and nationality = 'Totaal niet-Nederlandse nationaliteit'"
    ).fetchall()
    assert total == [("ho", 131_000)]


def test_the_four_levels_of_mbo_are_the_total(marts: duckdb.DuckDBPyConnection) -> None:
    """Mbo-entreeopleiding is mbo1: with it the levels add up."""
    rows = marts.execute(
        "select study_year, level, sum(persons) from curated.marts.fct_education_output_national "
        "where dataset_id = 'cbs__85357ned' group by all"
    ).fetchall()
    assert {level for _, level, _ in rows} == {"mbo1", "mbo2", "mbo3", "mbo4"}
    totals = {
        int(c["Perioden"][:4]): c["Value"]
        for c in cells("85357ned")
        if (c["Geslacht"], c["Niveau"], c["Leerweg"])
        == ("Totaal mannen en vrouwen", "Totaal mbo", "Totaal mbo (incl extranei)")
    }
    assert len(totals) == 10
    for year, total in totals.items():
        added = sum(persons for y, _, persons in rows if y == year)
        assert abs(added - total) <= 60, (year, added, total)  # twelve cells and a total, each rounded to ten


def test_masters_of_hbo_are_no_postmasters(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select education_sector, level, study_year, learning_path, persons "
        "from curated.marts.fct_education_output_national where dataset_id = 'cbs__85424ned'"
    ).fetchall()
    assert {level for sector, level, *_ in rows if sector == "hbo"} == {"ad", "bachelor", "master_or_postgraduate"}
    titles = {
        ("Hoger beroepsonderwijs", "Vervolgopleidingen"): ("hbo", "master_or_postgraduate"),
        ("Wetenschappelijk onderwijs", "Wo-master"): ("wo", "master"),
    }
    expected = {
        (*titles[c["Onderwijssoort"], c["Diplomasoort"]], int(c["Perioden"][:4]), c["Opleidingsvorm"].lower()): c[
            "Value"
        ]
        for c in cells("85424ned")
        if (c["Onderwijssoort"], c["Diplomasoort"]) in titles
        and c["Geslacht"] == "Totaal mannen en vrouwen"
        and c["Opleidingsvorm"] != "Totaal opleidingsvorm"
    }
    assert len(expected) == 44
    assert {key: persons for *key_, persons in rows if (key := tuple(key_)) in expected} == expected


def test_one_of_five_totals_is_everyone(marts: duckdb.DuckDBPyConnection) -> None:
    """Unique by dbt's own test; 12 per cent of the leavers with a diploma have a benefit."""
    rows = marts.execute(
        "select study_year, diploma, persons, population, share_pct, adds_up, part_of_nl "
        "from curated.marts.fct_graduate_outcome where dataset_id = 'cbs__85700ned' and breakdown = 'totaal' "
        "and opgave_id = 'nederland' and years_after = 1 and outcome_nl = 'Totaal met een of meerdere uitkeringen'"
    ).fetchall()
    assert rows
    populations = {
        (int(c["Perioden"][:4]), c["UitstromersMboMetEnZonderDiploma"]): c["Value"]
        for c in cells("85700ned")
        if (c["Uitkeringen"], c["Studierichting"], c["Peilmoment"])
        == ("Totaal", "Totaal", "1 jaar na verlaten onderwijs")
    }
    for year, diploma, persons, population, share, adds_up, part_of in rows:
        title = f"Bol-vt en bbl totaal {diploma.replace('_', ' ')}"
        assert population == populations[year, title]
        assert abs(share - 12) <= 0.2, (year, diploma, persons)
        assert (adds_up, part_of) == (True, None)
    (nested,) = marts.execute(
        "select distinct part_of_nl, adds_up from curated.marts.fct_graduate_outcome "
        "where dataset_id = 'cbs__85700ned' and outcome_nl = 'Totaal één uitkering'"
    ).fetchall()
    assert nested == ("Totaal met een of meerdere uitkeringen", False)


def test_kinds_of_job_are_of_all_leavers_and_what_nests_is_told(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select outcome_nl, part_of_nl, adds_up, share_pct, caveat_nl from curated.marts.fct_graduate_outcome "
        "where dataset_id = 'cbs__85777ned' and opgave_id = 'nederland' and education_sector = 'hbo' "
        "and study_year = 2022 and diploma = 'met_diploma' and student_origin = 'niet_internationaal' "
        "and breakdown = 'totaal' and years_after = 1"
    ).fetchall()
    parts = {outcome: part_of for outcome, part_of, *_ in rows}
    assert parts["Werknemer met vaste arbeidsrelatie"] == "Werknemer"
    assert parts["Werknemer"] == "Werkzame beroepsbevolking"
    added = {outcome for outcome, _, adds_up, *_ in rows if adds_up}
    assert added == {
        "Werkzame beroepsbevolking",
        "Niet-werkzame bevolking",
        "Terug in onderwijs",
        "Onbekend: niet in BRP",
    }
    assert abs(sum(share for _, _, adds_up, share, _ in rows if adds_up) - 100) <= 1
    assert sum(share for *_, share, _ in rows) > 200, (
        "with what lies within them it would be two and a half times everyone"
    )
    assert not [outcome for outcome, *_, caveat in rows if "wie werk heeft" in caveat]


def test_industries_of_leavers_come_in_under_their_own_name(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select study_year, education_sector || ' ' || diploma, outcome_nl, persons "
        "from curated.marts.fct_graduate_outcome where dataset_id = 'cbs__85778ned' and opgave_id = 'nederland' "
        "and breakdown = 'totaal' and outcome_kind = 'bedrijfstak' and years_after = 1 and student_origin = 'alle'"
    ).fetchall()
    people = {
        f"{sort.title()} {has} diploma": f"{sort} {has}_diploma" for sort in ("hbo", "wo") for has in ("met", "zonder")
    }
    expected = {
        (int(c["Perioden"][:4]), people[c["UitstromersHoMetEnZonderDiploma"]], c["BedrijfstakkenBranchesSBI2008"]): c[
            "Value"
        ]
        for c in cells("85778ned")
        if c["UitstromersHoMetEnZonderDiploma"] in people
        and c["BedrijfstakkenBranchesSBI2008"] != "A-U Alle economische activiteiten"
        and (c["Studierichting"], c["Peilmoment"]) == ("Totaal", "1 jaar na verlaten onderwijs")
        and c["Value"] is not None
    }
    assert len(expected) > 50
    assert {tuple(row[:3]): row[3] for row in rows} == expected


def test_a_survey_held_once_has_the_year_of_its_properties(marts: duckdb.DuckDBPyConnection) -> None:
    rows = marts.execute(
        "select year, characteristic, persons, population from curated.marts.fct_llo_uptake_characteristic "
        "where dataset_id = 'cbs__85987ned'"
    ).fetchall()
    assert {year for year, *_ in rows} == {2022}
    took = {
        c["Persoonskenmerken"]: c["Value"] * 1000
        for c in cells("85987ned")
        if c["Measure"] == "Cursusdeelnemers" and c["Persoonskenmerken"] != "Totaal"
    }
    assert took
    assert {characteristic: persons for _, characteristic, persons, _ in rows if characteristic != "totaal"} == took
