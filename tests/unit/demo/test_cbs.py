"""The CBS tables: published cells exact, pages complete, filters honest, titles as CBS writes them."""

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.demo.asking import CBS3, CBS4, EDUCATION, LEARNING, RECORDED, ask, base, body, members, pages

FIGURES = Path(__file__).parents[3] / "ingestion" / "demo" / "data" / "published_figures.csv"
RECORDINGS = Path(__file__).parents[4] / "shared" / "recordings"
WITHOUT_FIGURES = (
    "85224NED", "85880NED", "80567ned", "80857NED", "83599NED", "86355NED", "86112NED", "85951NED", "85879NED",
)  # fmt: skip
WITH_FIGURES = [t for t in CBS4 if t not in WITHOUT_FIGURES]
SEX, PEOPLE = "Totaal mannen en vrouwen", "Totaal personen"


def dimensions(table: str) -> list[str]:
    return [d["Identifier"] for d in members(f"{base(table)}/Dimensions")]


def codes(table: str, dimension: str) -> dict[str, str]:
    return {c["Identifier"]: c["Title"] for c in members(f"{base(table)}/{dimension}Codes")}


def cells(table: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """Observations under (title of the measure, titles of the categories but the period, period)."""
    names = dimensions(table)
    titles = [codes(table, name) for name in names[:-1]]
    measures = {m["Identifier"]: m["Title"] for m in members(f"{base(table)}/MeasureCodes")}
    return {
        (measures[o["Measure"]], *(t[o[n]] for t, n in zip(titles, names, strict=False)), o[names[-1]]): o
        for o in members(f"{base(table)}/Observations")
    }


def place_of(table: str, row: dict[str, str]) -> tuple[str, ...]:
    """Where a published figure stands in its table: the notation of the list differs a little per table."""
    titles = [part.strip().partition("=")[2] for part in row["dimension"].split(";")]
    measure = row["measure"].rpartition(" - ")[2]
    if table == "84545NED":
        titles = []
    if table in ("84808NED", "84809NED"):
        name = dimensions(table)[2]
        titles = [SEX, "Totaal", codes(table, name)[titles[0].split()[0]], "Totaal", "Totaal", "Totaal"]
        measure = members(f"{base(table)}/MeasureCodes")[0]["Title"]
    if table == "85276NED":
        brc = titles[0].split()[0]
        titles = [next(t for t in codes(table, "Beroep").values() if t.split()[0] == brc), SEX, PEOPLE]
    if table == "85517NED":
        brc = titles[0].split()[0]
        titles = [next(t for t in codes(table, "Beroep").values() if t.split()[0] == brc)]
    return (measure, *titles, row["period"])


@pytest.mark.parametrize("table", WITH_FIGURES)
def test_every_published_figure_stands_in_its_cell(table: str) -> None:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["dataset"] == table and r["value"]]
    assert rows
    found = cells(table)
    for row in rows:
        assert found[place_of(table, row)]["Value"] == float(row["value"]), row


@pytest.mark.parametrize("table", [*CBS4, *EDUCATION, *LEARNING])
def test_pages_hold_the_whole_table_once(table: str) -> None:
    rows = members(f"{base(table)}/Observations")
    assert [o["Id"] for o in rows] == list(range(len(rows)))
    assert json.loads(body(f"{base(table)}/Properties"))["ObservationCount"] == len(rows)
    assert len({(o["Measure"], *(o[d] for d in dimensions(table))) for o in rows}) == len(rows)


def test_large_tables_come_in_pages_and_links_are_absolute() -> None:
    addresses = list(pages(f"{base('85316NED')}/Observations"))
    assert len(addresses) > 2
    assert all(a.startswith("https://datasets.cbs.nl/odata/v1/CBS/85316NED/Observations") for a in addresses)
    assert "$skiptoken" in addresses[1]


@pytest.mark.parametrize("table", [*CBS4, *EDUCATION, *LEARNING])
def test_codes_measures_and_marks_are_in_order(table: str) -> None:
    listed = {d: set(codes(table, d)) for d in dimensions(table)}
    measures = {m["Identifier"] for m in members(f"{base(table)}/MeasureCodes")}
    for o in members(f"{base(table)}/Observations"):
        assert list(o) == ["Id", "Measure", "ValueAttribute", "Value", "StringValue", *listed]
        assert o["Measure"] in measures
        assert all(o[d] in known for d, known in listed.items())
        assert (o["Value"] is None) == (o["ValueAttribute"] in ("NotAvailable", "Impossible"))
    kinds = {d["Identifier"]: d["Kind"] for d in members(f"{base(table)}/Dimensions")}
    times = [d for d, kind in kinds.items() if kind == "TimeDimension"]
    assert len(times) == 1
    status = [c["Status"] for c in members(f"{base(table)}/{times[0]}Codes")]
    assert set(status) <= {"Definitief", "NaderVoorlopig", "Voorlopig"}
    assert status[-1] == "Voorlopig" or len(status) == 1  # a survey that was held once is definite


def test_some_cells_say_why_they_are_empty() -> None:
    marks = {t: {o["ValueAttribute"] for o in members(f"{base(t)}/Observations")} for t in ("85316NED", "84809NED")}
    assert marks == {"85316NED": {"None", "NotAvailable"}, "84809NED": {"None", "Impossible"}}


@pytest.mark.parametrize(
    ("condition", "keeps"),
    [
        ("Geslacht eq 'T001038'", lambda o: o["Geslacht"] == "T001038"),
        ("Geslacht eq 'T001038' and JaarVanImmigratie ge '2018JJ00'",
         lambda o: o["Geslacht"] == "T001038" and o["JaarVanImmigratie"] >= "2018JJ00"),
        ("(Migratiemotief eq 'A009232' or Migratiemotief eq 'A009235') and Geslacht ne 'T001038'",
         lambda o: o["Migratiemotief"] in ("A009232", "A009235") and o["Geslacht"] != "T001038"),
        ("startswith(Migratiemotief,'D9') and JaarVanImmigratie lt '2001JJ00'",
         lambda o: o["Migratiemotief"].startswith("D9") and o["JaarVanImmigratie"] < "2001JJ00"),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_it_says_with_the_ids_of_the_whole_table(condition: str, keeps: Any) -> None:
    whole = members(f"{base('84809NED')}/Observations")
    kept = members(f"{base('84809NED')}/Observations?$filter={condition}")
    assert kept == [o for o in whole if keeps(o)]
    assert 0 < len(kept) < len(whole)


def test_a_filtered_table_is_paged_too() -> None:
    address = f"{base('85316NED')}/Observations?$filter=Geslacht eq 'T001038'"
    assert len(list(pages(address))) > 1
    assert {o["Geslacht"] for o in members(address)} == {"T001038"}


@pytest.mark.parametrize("condition", ["Geslacht is 'x'", "Onbekend eq 'x'", "(Geslacht eq 'x'", "Geslacht eq 'x' and"])
def test_a_filter_that_cannot_be_read_is_a_bad_request(condition: str) -> None:
    answer = ask(f"{base('84809NED')}/Observations?$filter={condition}")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_parts_add_up_to_their_total() -> None:
    found = cells("84809NED")
    whole = ("Totaal", "Totaal", "Totaal")
    for year in range(1999, 2025):
        men, women, both = (
            found[("Immigranten exclusief EU/EFTA", sex, "Totaal", "Studie", *whole, f"{year}JJ00")]["Value"]
            for sex in ("Mannen", "Vrouwen", SEX)
        )
        assert men + women == both


# pages of StatLine, read in November 2026: table, titles of the cell, period, value
STATLINE = [
    ("85421NED", ("Totaal ingeschrevenen", SEX, "Hoger onderwijs", "Totaal", "Totaal", "Totaal"), "2024SJ00", 788_790),
    ("85125NED", ("Totaal internationale studenten", SEX, "Totaal verblijfsjaar", "Wetenschappelijk onderwijs",
                  "Totaal studierichting", "Totaal opleidingsfase"), "2021SJ00", 80_400),
    ("85125NED", ("Totaal niet-internationale studenten", SEX, "Totaal verblijfsjaar", "Hoger beroepsonderwijs",
                  "Totaal studierichting", "Totaal opleidingsfase"), "2021SJ00", 456_670),
    ("85313NED", ("Bevolking", SEX, "15 tot 75 jaar", "Totaal", "Totaal"), "2023JJ00", 13_326),
    ("85313NED", ("Bevolking", SEX, "15 tot 75 jaar", "11 Basisonderwijs", "Totaal"), "2019JJ00", 993),
]  # fmt: skip


@pytest.mark.parametrize(("table", "titles", "period", "value"), STATLINE)
def test_totals_of_education_are_those_on_the_page(
    table: str, titles: tuple[str, ...], period: str, value: int
) -> None:
    assert cells(table)[*titles, period]["Value"] == value


@pytest.mark.parametrize("table", EDUCATION)
def test_every_figure_of_students_is_a_multiple_of_ten(table: str) -> None:
    values = {o["Value"] for o in members(f"{base(table)}/Observations")} - {None}
    assert {v % 10 for v in values} == ({0} if table != "85313NED" else set(range(10)))


@pytest.mark.recordings
@pytest.mark.parametrize("table", RECORDED)
def test_titles_are_those_that_cbs_writes(table: str) -> None:
    folder = RECORDINGS / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / table
    if not folder.exists():
        if os.environ.get("CI"):
            pytest.fail(f"recordings of {table} are missing beside the checkout")
        pytest.skip("no recordings beside the checkout: titles are not compared")
    recorded = json.loads((folder / "Properties.json").read_text())
    assert json.loads(body(f"{base(table)}/Properties"))["Title"] == recorded["Title"]
    assert dimensions(table) == [d["Identifier"] for d in json.loads((folder / "Dimensions.json").read_text())["value"]]
    names = {d: f"{d}Codes" for d in dimensions(table)}
    for dimension, entity in names.items():
        theirs = {c["Title"] for c in json.loads((folder / f"{entity}.json").read_text())["value"]}
        ours = set(codes(table, dimension).values())
        # periods of the recordings are partly older than the demo's; elsewhere no title may be missing
        assert theirs <= ours or re.match(r"\d{4}", min(theirs)), (dimension, theirs - ours)
    measures = json.loads((folder / "MeasureCodes.json").read_text())["value"]
    theirs_measured = {(m["Title"], m["Unit"], m["Decimals"]) for m in measures}
    ours_measured = {(m["Title"], m["Unit"], m["Decimals"]) for m in members(f"{base(table)}/MeasureCodes")}
    assert ours_measured <= theirs_measured


def test_v3_pages_hold_the_whole_table_once_with_padded_codes() -> None:
    rows = members(f"{CBS3}/TypedDataSet?$format=json")
    assert len(list(pages(f"{CBS3}/TypedDataSet?$format=json"))) == 2
    assert [r["ID"] for r in rows] == list(range(len(rows)))
    keys = {c["Key"] for c in members(f"{CBS3}/BedrijfstakkenBranchesSBI2008?$format=json")}
    assert {r["BedrijfstakkenBranchesSBI2008"] for r in rows} == keys
    assert {len(k) for k in keys} == {7}
    assert "301000 " in keys
    values = [r["BanenVanWerknemersInDecember_1"] for r in rows]
    assert any(v is None for v in values)
    assert all(v is None or (isinstance(v, float) and v >= 0) for v in values)
    sizes = [c["Key"] for c in members(f"{CBS3}/Bedrijfsgrootte?$format=json")]
    assert len(rows) == len(keys) * len(sizes) * 10


def test_branches_of_care_stay_below_their_industry() -> None:
    """AZW's totals and parts: smal is breed without childcare, and the ten branches are about the whole."""
    feed = "https://dataderden.cbs.nl/ODataFeed/odata/90001NED"
    titles = {c["Key"]: c["Title"] for c in members(f"{feed}/Bedrijfstakken?$format=json")}
    quarter = {
        titles[r["Bedrijfstakken"]]: r["OpenstaandeVacatures_1"]
        for r in members(f"{feed}/TypedDataSet?$format=json")
        if r["Perioden"] == "2026KW02"
    }
    parts = [v for title, v in quarter.items() if not title.startswith("Zorg en welzijn")]
    assert len(parts) == 10
    assert sum(parts) == pytest.approx(quarter["Zorg en welzijn (breed)"], rel=0.04)
    assert quarter["Zorg en welzijn (smal)"] < quarter["Zorg en welzijn (breed)"]


def test_only_the_cells_asked_for_are_sent_by_the_third_party_feed() -> None:
    feed = "https://dataderden.cbs.nl/ODataFeed/odata/90002NED/TypedDataSet"
    chosen = members(f"{feed}?$filter=RegioS eq 'NL01  '&$format=json")
    every = members(f"{feed}?$format=json")
    assert chosen == [r for r in every if r["RegioS"] == "NL01  "]
    assert 0 < len(chosen) < len(every)
