"""ROA, UWV, IND and Eurostat in the demo: published values exact, oddities of the formats kept."""

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from ingestion.demo import landing_file
from tests.unit.demo.asking import EUROSTAT, IND, PERMITS, ROA, ask, body, ticket

DATA = Path(__file__).parents[3] / "ingestion" / "demo" / "data"
TIGHTNESS = "indicator huidige arbeidsmarktsituatie beroep (2026Q1)"


def facts() -> dict[str, dict[str, str]]:
    with (DATA / "roa_2026.csv").open(encoding="utf-8", newline="") as file:
        return {r["brc_code"]: r for r in csv.DictReader(file)}


def roa() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(ROA).decode("cp1252")), delimiter=";"))


def national() -> dict[tuple[str, str], dict[str, str]]:
    return {(r["waarde"], r["onderwerp"]): r for r in roa() if r["regionaam"] == "Nederland"}


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_roa_gives_every_published_value_once() -> None:
    found = national()
    assert len(facts()) == 115
    columns = {
        TIGHTNESS: ("indicator", "tightness_2026q1"),
        "ITKB toekomstige knelpunten beroepsgroep in 2030": ("indicator", "itkb_2030"),
        "verwachte baanopeningen tot 2030": ("aantal", "job_openings_2030"),
        "verwachte uitbreidingsvraag tot 2030": ("aantal", "expansion_demand_2030"),
        "verwachte vervangingsvraag tot 2030": ("aantal", "replacement_demand_2030"),
    }
    for code, fact in facts().items():
        for subject, (column, name) in columns.items():
            if fact[name]:
                assert number(found[(code, subject)][column]) == float(fact[name])
            else:
                assert (code, subject) not in found
    assert sum(1 for _, subject in found if subject == TIGHTNESS) == 89


def test_roa_has_regions_and_the_oddities_of_the_live_file() -> None:
    regional = [r for r in roa() if r["regionaam"] != "Nederland"]
    assert {r["regionaam"] for r in regional} == {"Groningen", "Groot Amsterdam", "Zuid-Limburg"}
    assert any(r["waarde"] == "111.0" for r in regional)
    assert any(r["waarde"] == "00111" for r in regional)
    spoiled = next(r["naamonderwerp"] for r in roa() if r["waarde"] == "0543")
    assert "commerciële" not in spoiled
    assert "commerciële" in spoiled.encode("cp1252").decode().encode("cp1252").decode()


def landing() -> list[dict[str, str]]:
    name, content = landing_file("uwv__spanningsindicator")
    assert name.endswith(".csv")
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=";"))


def test_the_landing_file_carries_the_published_tightness() -> None:
    rows = {
        r["Beroepsgroep"][:4]: r
        for r in landing()
        if r["Kwartaal"] == "2026Q1" and r["Arbeidsmarktregio"] == "Nederland"
    }
    expected = {code: float(r["tightness_2026q1"]) for code, r in facts().items() if r["tightness_2026q1"]}
    assert {code: number(r["Spanningsindicator"]) for code, r in rows.items()} == expected


def test_the_landing_file_is_consistent_with_itself() -> None:
    regions = Counter(r["Arbeidsmarktregio"] for r in landing())
    assert len(regions) == 36
    classes = {"zeer ruim", "ruim", "gemiddeld", "krap", "zeer krap"}
    for r in landing():
        vacancies, benefits = int(r["Openstaande vacatures"]), int(r["WW < 6 maanden"])
        ratio = number(r["Spanningsindicator"])
        assert ratio == pytest.approx(min(16, vacancies / benefits), abs=0.0051)
        assert min(vacancies, benefits) >= 10
        assert r["Typering"] in classes
        assert (r["Typering"] == "zeer krap") == (ratio >= 4)


def test_a_landing_file_exists_for_uwv_only() -> None:
    with pytest.raises(KeyError, match="duo__p01hoinges_hbo"):
        landing_file("duo__p01hoinges_hbo")


def test_the_register_has_the_published_number_of_invented_sponsors() -> None:
    page = html.fromstring(body(IND))
    names = [e.text for e in page.xpath("//tbody/tr/th")]
    numbers = [e.text or "" for e in page.xpath("//tbody/tr/td")]
    assert len(names) == len(numbers) == 12_885
    assert all(name.startswith("Voorbeeld Referent ") for name in names)
    assert all(not n or (len(n) == 8 and n.startswith("000")) for n in numbers)
    assert numbers.count("") == 4
    assert sorted(Counter(n for n in numbers if n).values())[-2:] == [1, 2]
    assert sum(1 for count in Counter(names).values() if count == 2) == 8
    assert "The register was last updated on 1 July 2026." in page.text_content()


def permits(content: bytes) -> dict[tuple[str, int], int]:
    rows = csv.DictReader(io.StringIO(content.decode()))
    return {(r["reason"], int(r["TIME_PERIOD"])): int(r["OBS_VALUE"]) for r in rows}


def test_first_permits_add_up_and_fall_in_2020() -> None:
    found = permits(body(PERMITS["MIGR_RESFIRST"]))
    for year in range(2008, 2026):
        assert found[("TOTAL", year)] == sum(found[(reason, year)] for reason in ("EMP", "EDUC", "FAM", "OTH"))
    assert found[("EMP", 2020)] < min(found[("EMP", 2019)], found[("EMP", 2021)])


def test_work_permits_come_by_ticket_and_agree_with_the_first_permits() -> None:
    status = body(f"{EUROSTAT}/1.0/async/status/{ticket()}")
    assert b"AVAILABLE" in status
    found = permits(body(f"{EUROSTAT}/1.0/async/data/{ticket()}"))
    first = permits(body(PERMITS["MIGR_RESFIRST"]))
    kinds = {reason for reason, _ in found} - {"EMP"}
    for year in range(2008, 2026):
        assert found[("EMP", year)] == first[("EMP", year)] == sum(found[(kind, year)] for kind in kinds)


def test_another_key_gets_its_own_ticket() -> None:
    other = ask(f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESOCC/A..IN.TOTAL.PER.NL?format=SDMX-CSV").text
    assert other != ticket()
    assert b",IN,TOTAL,PER,NL," in body(f"{EUROSTAT}/1.0/async/data/{other}")


def test_a_body_is_gzipped_without_saying_so_unless_identity_is_asked() -> None:
    packed = ask(PERMITS["MIGR_RESFIRST"], Accept_Encoding="gzip, deflate")
    assert "Content-Encoding" not in packed.headers
    assert gzip.decompress(packed.content) == body(PERMITS["MIGR_RESFIRST"])


def test_a_key_with_empty_places_gives_all_and_a_missing_value_is_empty() -> None:
    every = ask(f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESFIRST/A.EMP...PER.NL?format=SDMX-CSV").text
    rows = list(csv.DictReader(io.StringIO(every)))
    assert {r["duration"] for r in rows} == {"TOTAL", "M3-5", "M6-11", "M_GE12"}
    assert {"TOTAL", "IN"} <= {r["citizen"] for r in rows}
    assert any(r["OBS_VALUE"] == "" and r["OBS_FLAG"] == "c" for r in rows)
    assert json.dumps(sorted({r["geo"] for r in rows})) == '["NL"]'
