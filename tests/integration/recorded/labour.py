"""Recorded bodies on the labour market and productivity, beside what the marts say: each function compares every cell."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.integration import bodies
from tests.integration.conftest import Built

VACANCIES = {"Openstaande": "vacancies", "Ontstane": "vacancies_new", "Vervulde": "vacancies_filled"}
FLOWS = {"openstaand": "vacancies_sa", "ontstaan": "vacancies_new_sa", "vervuld": "vacancies_filled_sa"}
GROUPS = {"Vrouwen": "vrouwen", "3 Hbo, wo": "hbo, wo"}
ACCOUNTS = {
    "Toegevoegde waarde": "value_added_growth",
    "Bijdrage arbeid": "contribution_labour",
    "Bijdrage uren": "contribution_hours",
    "Bijdrage compositie-effect": "contribution_labour_composition",
    "Bijdrage kapitaal": "contribution_capital",
    "Bijdrage ICT-kapitaal": "contribution_ict_capital",
    "Bijdrage niet-ICT-kapitaal": "contribution_non_ict_capital",
    "Bijdrage multifactorproductiviteit": "contribution_multifactor_productivity",
}
ROA = {
    "ITKB": "bottleneck_indicator",
    "verwachte baanopeningen": "job_openings",
    "verwachte uitbreidingsvraag": "expansion_demand",
    "verwachte vervangingsvraag": "replacement_demand",
    "verwachte arbeidsmarktontwikkeling": "expected_development",
    "indicator huidige arbeidsmarktsituatie": "tightness",
}


def vacancies_by_industry(live: Built, recordings: Path) -> int:
    expected = {
        (c["Bedrijfskenmerken"], VACANCIES[c["Measure"].split()[0]], *bodies.period(c["Period"])): bodies.times(c, 1000)
        for c in bodies.cbs(recordings, "80472ned").cells()
    }
    query = """
        select industry_nl, measure, period_start::varchar, frequency, value from marts.fct_labour_market_industry
        where dataset_id = 'cbs__80472ned' and company_size = 'totaal'
    """
    return bodies.same(live.published(query), expected)


def vacancies_adjusted(live: Built, recordings: Path) -> int:
    expected = {
        (c["SBI2008PartBedrijvenOverheid"], *bodies.period(c["Period"])): bodies.times(c, 1000)
        for c in bodies.cbs(recordings, "80474ned").cells()
    }
    query = """
        select industry_nl, period_start::varchar, frequency, value from marts.fct_labour_market_industry
        where dataset_id = 'cbs__80474ned' and measure = 'vacancies_sa'
    """
    return bodies.same(live.published(query), expected)


def vacancy_flows(live: Built, recordings: Path) -> int:
    expected = {
        (FLOWS[c["Measure"].split()[-1]], *bodies.period(c["Period"])): bodies.times(c, 1000)
        for c in bodies.cbs(recordings, "84545NED").cells()
    }
    query = """
        select measure, period_start::varchar, frequency, value from marts.fct_labour_market
        where dataset_id = 'cbs__84545ned' and opgave_id = 'nederland' and measure <> 'tightness_cbs'
    """
    return bodies.same(live.published(query), expected)


def new_vacancies(live: Built, recordings: Path) -> int:
    """A value and a cell that CBS does not publish: the mart has both, the second as a gap."""
    expected = {
        (
            c["Beroepenindeling"].split()[0],
            c["BedrijfstakkenBranchesSBI2008"],
            *bodies.period(c["Period"]),
        ): bodies.times(c, 1000)
        for c in bodies.cbs(recordings, "85081NED").cells()
    }
    query = """
        select brc_code, industry_nl, period_start::varchar, frequency, value
        from marts.fct_labour_market_occupation where dataset_id = 'cbs__85081ned' and measure = 'vacancies_new'
    """
    return bodies.same(live.published(query), expected)


def employed_by_occupation(live: Built, recordings: Path) -> int:
    expected = {}
    for cell in bodies.cbs(recordings, "85276NED").cells():
        group = "totaal"
        if not cell["Geslacht"].startswith("Totaal"):
            group = GROUPS[cell["Geslacht"]]
        elif not cell["Persoonskenmerken"].startswith("Totaal"):
            group = GROUPS[cell["Persoonskenmerken"]]
        expected[cell["Beroep"].split()[0], group, *bodies.period(cell["Period"])] = bodies.times(cell, 1000)
    query = """
        select brc_code, population_group, period_start::varchar, frequency, value
        from marts.fct_labour_market_occupation where dataset_id = 'cbs__85276ned' and measure = 'employed'
    """
    return bodies.same(live.published(query), expected)


def participation(live: Built, cells: Iterable[dict[str, Any]]) -> int:
    """Every cell of 85224NED, whichever of its three recorded forms it was read from."""
    expected = {
        (c["Measure"], c["SeizoenEnWerkdagcorrectie"], *bodies.period(c["Perioden"])): None
        if c["Value"] is None
        else round(float(c["Value"]) * c["scale"], 1)
        for c in cells
    }
    query = """
        select measure_code, correction_nl, period_start::varchar, frequency, value
        from marts.fct_labour_participation where dataset_id = 'cbs__85224ned'
    """
    return bodies.same(live.published(query), expected)


def told(observations: Iterable[dict[str, Any]], measures: list[dict[str, Any]], titles: list[dict[str, Any]]) -> Any:
    """Observations of 85224NED with the scale of their measure and the title of their correction."""
    scale = {m["Identifier"]: 1000 if m["Unit"] == "x 1 000" else 1 for m in measures}
    title = {t["Identifier"]: t["Title"] for t in titles}
    name = "SeizoenEnWerkdagcorrectie"
    return [o | {"scale": scale[o["Measure"]], name: title[o[name]]} for o in observations]


def participation_whole(live: Built, recordings: Path) -> int:
    table = bodies.cbs(recordings, "85224NED")
    codes = table.values("MeasureCodes"), table.values("SeizoenEnWerkdagcorrectieCodes")
    return participation(live, told(table.values("Observations"), *codes))


def participation_in_pages(live: Built, recordings: Path) -> int:
    table = bodies.cbs(recordings, "85224NED")
    codes = table.values("MeasureCodes"), table.values("SeizoenEnWerkdagcorrectieCodes")
    pages = [
        json.loads((recordings / entry["file"]).read_text(encoding="utf-8"))["value"]
        for entry in bodies.index(recordings)
        if "page-test" in entry["url"]
    ]
    assert len(pages) == 5
    return participation(live, told([row for page in pages for row in page], *codes))


def participation_zipped(live: Built, recordings: Path) -> int:
    (path,) = (recordings / "datasets.cbs.nl" / "csv").rglob("85224NED*")

    def read(packed: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
        text = packed.read(f"{name}.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    with zipfile.ZipFile(path) as packed:
        observations = read(packed, "Observations")
        codes = read(packed, "MeasureCodes"), read(packed, "SeizoenEnWerkdagcorrectieCodes")
    for row in observations:
        row["Value"] = row["Value"].replace(",", ".") or None
    return participation(live, told(observations, *codes))


def jobs(live: Built, recordings: Path) -> int:
    """Of the older protocol (OData v3): keys are padded, the table comes in two pages."""

    def entity(name: str) -> list[dict[str, Any]]:
        folder = recordings / "opendata.cbs.nl" / "ODataFeed" / "odata" / "83583NED"
        pages = sorted(folder.glob(f"{name}__format=json*.json"))
        return [row for page in pages for row in bodies.listed(page)]

    industry = {row["Key"].strip(): " ".join(row["Title"].split()) for row in entity("BedrijfstakkenBranchesSBI2008")}
    size = {row["Key"].strip(): " ".join(row["Title"].split()) for row in entity("Bedrijfsgrootte")}
    expected = {}
    for row in entity("TypedDataSet"):
        value = row["BanenVanWerknemersInDecember_1"]
        key = industry[row["BedrijfstakkenBranchesSBI2008"].strip()], size[row["Bedrijfsgrootte"].strip()].lower()
        expected[*key, *bodies.period(row["Perioden"])] = None if value is None else round(value * 1000, 2)
    query = """
        select industry_nl, company_size, period_start::varchar, frequency, value
        from marts.fct_labour_market_industry where dataset_id = 'cbs__83583ned' and measure = 'jobs'
    """
    return bodies.same(live.published(query), expected)


def growth_accounts(live: Built, recordings: Path) -> int:
    expected = {
        (c["BedrijfstakkenBranchesSBI2008"], ACCOUNTS[c["Measure"]], *bodies.period(c["Period"])): c["Value"]
        for c in bodies.cbs(recordings, "84546NED").cells()
    }
    query = """
        select industry_nl, measure, period_start::varchar, frequency, value
        from marts.fct_productivity_industry where dataset_id = 'cbs__84546ned'
    """
    return bodies.same(live.published(query), expected)


def gdp_changes(live: Built, recordings: Path) -> int:
    expected = {
        (c["MeasureCode"], c["SoortMutaties"], *bodies.period(c["Period"])): c["Value"]
        for c in bodies.cbs(recordings, "85880NED").cells()
    }
    query = "select measure_code, change_nl, period_start::varchar, frequency, value from marts.fct_gdp_change"
    return bodies.same(live.published(query), expected)


def roa(live: Built, recordings: Path) -> int:
    """All six subjects of 114 occupations and the total: number, typing and percentage."""
    rows = bodies.roa(recordings)
    numbers: dict[tuple[object, ...], float | None] = {}
    typed: dict[tuple[object, ...], str] = {}
    for row in rows:
        code = row["waarde"] if row["waarde"] == "999999" else row["waarde"].zfill(4)
        (measure,) = (name for start, name in ROA.items() if row["onderwerp"].startswith(start))
        text = row["indicator"] or row["aantal"]
        numbers[code, measure] = float(text.replace(".", "").replace(",", ".")) if text else None
        if row["totaal6jrperc"]:
            numbers[code, f"{measure}_pct"] = float(row["totaal6jrperc"].replace(",", "."))
        if row["typering"] and measure != "tightness":  # of tightness the mart gives UWV's class of the number
            typed[code, measure] = row["typering"]
    query = """
        select brc_code, measure, value from marts.fct_labour_market_occupation
        where dataset_id = 'roa__ais_2030' and not (measure = 'tightness' and value is null)
        union all
        select '999999', measure, value from marts.fct_labour_market
        where dataset_id = 'roa__ais_2030' and opgave_id = 'nederland'
    """
    bodies.same(live.published(query), numbers)
    query = """
        select brc_code, measure, class_nl from marts.fct_labour_market_occupation
        where dataset_id = 'roa__ais_2030' and measure <> 'tightness' and class_nl is not null
    """
    assert {row[:2]: row[2] for row in live.published(query)} == typed
    return len(rows)
