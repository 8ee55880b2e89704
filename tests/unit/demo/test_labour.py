"""ROA, UWV, IND and Eurostat in the demo: published values exact, oddities of the formats kept."""

import csv
import gzip
import io
from collections import Counter

import pytest
from lxml import html

from ingestion.demo import files, landing_file, roa
from tests.unit.demo.asking import EUROSTAT, IND, PERMITS, ROA, ask, body, ticket

FACTS = {r["brc_code"]: r for r in roa.facts()}
COLUMNS = {  # subject: column of ROA's file, column of the published facts
    "indicator huidige arbeidsmarktsituatie beroep (2026Q1)": ("indicator", "tightness_2026q1"),
    "ITKB toekomstige knelpunten beroepsgroep in 2030": ("indicator", "itkb_2030"),
    "verwachte baanopeningen tot 2030": ("aantal", "job_openings_2030"),
    "verwachte uitbreidingsvraag tot 2030": ("aantal", "expansion_demand_2030"),
    "verwachte vervangingsvraag tot 2030": ("aantal", "replacement_demand_2030"),
}


def read(content: bytes, encoding: str = "utf-8", delimiter: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding)), delimiter=delimiter))


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_roa_gives_every_published_value_once() -> None:
    national = {(r["waarde"], r["onderwerp"]): r for r in read(body(ROA), "cp1252") if r["regionaam"] == "Nederland"}
    assert len(FACTS) == 115
    for code, fact in FACTS.items():
        for subject, (column, name) in COLUMNS.items():
            told = national.get((code, subject))
            assert (number(told[column]) if told else None) == (float(fact[name]) if fact[name] else None)


def test_roa_has_regions_and_the_oddities_of_the_live_file() -> None:
    rows = read(body(ROA), "cp1252")
    assert {r["regionaam"] for r in rows} == {"Nederland", "Groningen", "Groot Amsterdam", "Zuid-Limburg"}
    assert {"111.0", "00111"} <= {r["waarde"] for r in rows}
    spoiled = next(r["naamonderwerp"] for r in rows if r["waarde"] == "0543")
    assert "commerciële" not in spoiled
    assert "commerciële" in spoiled.encode("cp1252").decode().encode("cp1252").decode()


def test_the_landing_file_carries_the_published_tightness_and_is_consistent_with_itself() -> None:
    rows = read(landing_file("uwv__spanningsindicator")[1])
    last = [r for r in rows if (r["Kwartaal"], r["Arbeidsmarktregio"]) == ("2026Q1", "Nederland")]
    told = {r["Beroepsgroep"][:4]: number(r["Spanningsindicator"]) for r in last}
    assert told == {code: float(r["tightness_2026q1"]) for code, r in FACTS.items() if r["tightness_2026q1"]}
    assert len({r["Arbeidsmarktregio"] for r in rows}) == 36
    assert {r["Typering"] for r in rows} <= {"zeer ruim", "ruim", "gemiddeld", "krap", "zeer krap"}
    for r in rows:
        vacancies, benefits = int(r["Openstaande vacatures"]), int(r["WW < 6 maanden"])
        ratio = number(r["Spanningsindicator"])
        assert ratio == pytest.approx(min(16, vacancies / benefits), abs=0.0051)
        assert min(vacancies, benefits) >= 10
        assert (r["Typering"] == "zeer krap") == (ratio >= 4)
    with pytest.raises(KeyError, match="duo__p01hoinges_hbo"):
        landing_file("duo__p01hoinges_hbo")


def test_the_register_has_the_published_number_of_invented_sponsors() -> None:
    page = html.fromstring(body(IND))
    names = [e.text for e in page.xpath("//tbody/tr/th")]
    numbers = [e.text or "" for e in page.xpath("//tbody/tr/td")]
    assert len(names) == len(numbers) == files.series("sponsors")["work"][2026]
    assert all(name.startswith("Voorbeeld Referent ") for name in names)
    assert all(not n or (len(n) == 8 and n.startswith("000")) for n in numbers)
    assert numbers.count("") == 4
    assert sorted(Counter(n for n in numbers if n).values())[-2:] == [1, 2]
    assert sum(1 for count in Counter(names).values() if count == 2) == 8
    assert "The register was last updated on 1 July 2026." in page.text_content()


def permits(content: bytes) -> dict[tuple[str, int], int]:
    return {(r["reason"], int(r["TIME_PERIOD"])): int(r["OBS_VALUE"]) for r in read(content, delimiter=",")}


def test_permits_add_up_and_those_for_work_come_by_ticket() -> None:
    assert b"AVAILABLE" in body(f"{EUROSTAT}/1.0/async/status/{ticket()}")
    first, work = permits(body(PERMITS["MIGR_RESFIRST"])), permits(body(f"{EUROSTAT}/1.0/async/data/{ticket()}"))
    kinds = {reason for reason, _ in work} - {"EMP"}
    for year in range(2008, 2026):
        assert first[("TOTAL", year)] == sum(first[(reason, year)] for reason in ("EMP", "EDUC", "FAM", "OTH"))
        assert work[("EMP", year)] == first[("EMP", year)] == sum(work[(kind, year)] for kind in kinds)
    assert [first[("EMP", year)] for year in range(2010, 2014)] == [10450, 10960, 10920, 12675]  # CBS 82027NED
    assert first[("EMP", 2020)] < min(first[("EMP", 2019)], first[("EMP", 2021)])


def test_another_key_gets_its_own_ticket_and_bodies_are_gzipped_without_saying_so() -> None:
    other = ask(f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESOCC/A..IN.TOTAL.PER.NL?format=SDMX-CSV").text
    assert other != ticket()
    assert b",IN,TOTAL,PER,NL," in body(f"{EUROSTAT}/1.0/async/data/{other}")
    packed = ask(PERMITS["MIGR_RESFIRST"], Accept_Encoding="gzip, deflate")  # identity is asked for by `body`
    assert "Content-Encoding" not in packed.headers
    assert gzip.decompress(packed.content) == body(PERMITS["MIGR_RESFIRST"])


def test_a_key_with_empty_places_gives_all_and_a_missing_value_is_empty() -> None:
    rows = read(body(f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESFIRST/A.EMP...PER.NL?format=SDMX-CSV"), delimiter=",")
    assert {r["duration"] for r in rows} == {"TOTAL", "M3-5", "M6-11", "M_GE12"}
    assert {"TOTAL", "IN"} <= {r["citizen"] for r in rows}
    assert {(r["OBS_VALUE"] == "", r["OBS_FLAG"]) for r in rows} == {(True, "c"), (False, "")}
