"""Figures of November 2026 computed a second time, in Python from the raw tables or recorded bodies and the bridge."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.integration import bodies
from tests.integration.conftest import Built

ADULTS = {"25 tot 30 jaar", "30 tot 35 jaar", "35 tot 40 jaar", "40 tot 45 jaar", "45 tot 50 jaar", "50 jaar of ouder"}
CHAMBERS = {  # CBS's title: DUO's sectorkamer
    "Sectorkamer techniek en gebouwde omgeve.": "techniek en gebouwde omgeving",
    "Sectorkamer mobiliteit, transport, logi.": "mobiliteit, transport, logistiek en maritiem",
    "Sectorkamer zorg, welzijn en sport": "zorg, welzijn en sport",
    "Sectorkamer handel": "handel",
    "Sectorkamer creatieve industrie en ICT": "ict en creatieve industrie",
    "Sectorkamer voedsel, groen en gastvrijh": "voedsel, groen en gastvrijheid",
    "Sectorkamer zakelijke dienstverlenin...": "zakelijke dienstverlening en veiligheid",
    "Sectorkamer specialistisch vakmanschap": "specialistisch vakmanschap",
}
SECTORS = {"1": "basisonderwijs", "2": "speciaal_onderwijs", "3": "voortgezet_onderwijs", "4": "mbo"}
FUNCTIONS = {"OP": "leraar", "MANAGER": "leidinggevende", "OOP_OBP": "ondersteunend", "TOTAAL": "totaal"}
SECTOR_SEGMENTS = {"zorg": ("101", "102", "103", "104", "105"), "bouw": ("073",)}


def bridge(built: Built, edition: str) -> dict[tuple[str, str], dict[str, float]]:
    """Weight of every occupation group per opgave and delineation: parts of one opgave added, at most the whole."""
    rows = built.published(
        f"""
        select opgave_id, delineation, code, weight from marts.bridge_opgave
        where code_system = 'BRC2014' and edition = '{edition}' and length(code) = 4
        """
    )
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for opgave, delineation, code, weight in rows:
        of = found[str(opgave), str(delineation)]
        of[str(code)] = min(1.0, of[str(code)] + float(str(weight)))
    return found


def employed(recordings: Path) -> dict[str, float]:
    """Newest quarter of 85276NED, in thousands, by group."""
    found: dict[str, tuple[str, float]] = {}
    for cell in bodies.cbs(recordings, "85276NED").cells():
        code, period = cell["Beroep"].split()[0], cell["Period"]
        everyone = cell["Geslacht"].startswith("Totaal") and cell["Persoonskenmerken"].startswith("Totaal")
        if everyone and code.isdigit() and len(code) == 4 and "KW" in period and cell["Value"] is not None:
            found[code] = max(found.get(code, ("", 0.0)), (period, cell["Value"]))
    return {code: value for code, (_, value) in found.items()}


@pytest.mark.recordings
def test_share_of_people_in_occupations_with_a_large_bottleneck(live: Built, recordings: Path) -> None:
    """ROA's file and CBS's observations, group by group; groups that have other codes in edition 2025 have no weight."""
    high = {
        row["waarde"].zfill(4): row["typering"] in ("groot", "zeer groot")
        for row in bodies.roa(recordings)
        if row["onderwerp"].startswith("ITKB") and row["waarde"] != "999999"
    }
    people = {code: value for code, value in employed(recordings).items() if code != "0812"}
    found = {
        (str(opgave), str(delineation)): float(str(value))
        for opgave, delineation, value in live.published(
            "select opgave_id, delineation, value from marts.fct_labour_market where measure = 'bottleneck_share'"
        )
    }
    expected: dict[tuple[str, str], float] = {}
    for key, weights in bridge(live, "2025").items():
        sides = {high.get(code) for code in weights}
        if None in sides:
            continue
        if len(sides) == 1:
            expected[key] = 100.0 * bool(sides.pop())
        elif weights.keys() <= people.keys():
            together = sum(w * people[code] for code, w in weights.items())
            part = sum(w * people[code] for code, w in weights.items() if high[code])
            expected[key] = round(100 * part / together, 1)
    assert len(expected) >= 8
    assert found == pytest.approx(expected, abs=0.06)


@pytest.mark.recordings
def test_part_of_care_and_construction_that_opgaven_cover(live: Built, recordings: Path) -> None:
    people = employed(recordings)
    found = {
        (sector, delineation): tuple(float(str(v)) for v in values)
        for sector, delineation, *values in live.published(
            """
            select sector, delineation, total, covered_lower_pct, covered_upper_pct from marts.motion_sector_coverage
            where measure = 'employed' and frequency = 'quarter' and sector <> 'techniek'
            qualify row_number() over (partition by sector, delineation order by period_start desc) = 1
            """
        )
    }
    weights = bridge(live, "2014")
    for sector, segments in SECTOR_SEGMENTS.items():
        groups = {code: value for code, value in people.items() if code[:3] in segments}
        for delineation in ("kern", "breed"):
            claims = [of for (_, d), of in weights.items() if d == delineation]
            least = sum(value * max(of.get(code, 0) for of in claims) for code, value in groups.items())
            most = sum(value * min(1, sum(of.get(code, 0) for of in claims)) for code, value in groups.items())
            total = sum(groups.values())
            expected = (1000 * total, 100 * least / total, 100 * most / total)
            assert found[sector, delineation] == pytest.approx(expected, abs=0.06), (sector, delineation)


def titled(demo: Built, table: str) -> list[dict[str, Any]]:
    """The raw cells of a CBS table as titles."""
    names = {
        (str(d), str(code)): " ".join(str(title).split())
        for d, code, title in demo.warehouse(
            f"select Dimension, trim(Identifier), Title from raw.cbs__code where dataset_id = 'cbs__{table}'"
        )
    }
    columns = [
        str(row[0])
        for row in demo.warehouse(
            f"""
            select column_name from information_schema.columns
            where table_schema = 'raw' and table_name = 'cbs__{table}' and not starts_with(column_name, '_')
            """
        )
    ]
    listed = ", ".join(f'"{c}"' for c in columns)
    rows = [dict(zip(columns, row, strict=True)) for row in demo.warehouse(f"select {listed} from raw.cbs__{table}")]
    return [{k: v if k == "Perioden" else names.get((k, str(v).strip()), v) for k, v in row.items()} for row in rows]


def test_adults_who_retrain_for_an_opgave(demo: Built) -> None:
    """Cell by cell: six ages of a sectorkamer, less those from the opgave's own industries and from unknown ones."""
    counted: dict[tuple[int, str, str], float] = defaultdict(float)
    for cell in titled(demo, "85574ned"):
        chamber = CHAMBERS.get(str(cell["Sectorkamer"]))
        if chamber and cell["Niveau"].startswith("Totaal") and cell["Leeftijd"] in ADULTS:
            cut = str(cell["BedrijfstakkenBranchesSBI2008"]).split()[0]
            counted[int(str(cell["Perioden"])[:4]), chamber, cut] += float(cell["Value"])
    own: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = "select opgave_id, delineation, cut from route.int_opgave_industry_cut where dataset_id = 'cbs__85574ned'"
    for row in demo.warehouse(query):
        opgave, delineation, cut = map(str, row)
        own[opgave][delineation].add(cut)
    shares: dict[tuple[str, str, int], dict[str, float]] = defaultdict(dict)
    students = """
        select w.opgave_id, w.delineation, c.study_year, c.main_sector, sum(c.persons * w.weight) / any_value(t.persons)
        from shaped.int_education_cell as c
        inner join shaped.int_education_source_choice as s using (dataset_id, education_sector, measure, study_year)
        inner join route.int_programme_weight as w using (code_system, programme_code)
        inner join (
            select dataset_id, study_year, main_sector, sum(persons) as persons from shaped.int_education_cell
            where education_sector = 'mbo' and measure = 'enrolled' and learning_path = 'bbl' group by all
        ) as t using (dataset_id, study_year, main_sector)
        where c.education_sector = 'mbo' and c.measure = 'enrolled' and c.learning_path = 'bbl' and s.is_chosen
            and s.is_complete and w.method = 'via_programme'
        group by all
    """
    for row in demo.warehouse(students):
        opgave, delineation, year, sector, share = map(str, row)
        shares[opgave, delineation, int(year)][sector] = float(share)
    found = demo.published(
        "select opgave_id, delineation, year, persons, persons_lower, persons_upper from marts.fct_llo_uptake "
        "where form = 'omscholing_bbl'"
    )
    years = {base_year for _, _, base_year in shares}
    assert len(found) > 20
    for row in found:
        opgave, delineation = str(row[0]), str(row[1])
        of, persons, lower, upper = (float(str(v)) for v in row[2:])
        base = min(years, key=lambda y: (abs(y - of), y))
        cuts = own[opgave].get("kern") or own[opgave]["breed"]
        expected = 0.0
        for chamber, part in shares[opgave, delineation, base].items():
            if (int(of), chamber, "A-U") in counted:
                among = {cut: n for (y, s, cut), n in counted.items() if (y, s) == (int(of), chamber)}
                expected += part * max(0, among["A-U"] - sum(among[c] for c in cuts) - among.get("SBI-code", 0))
        assert persons == pytest.approx(expected, abs=0.51), (opgave, delineation, of)
        assert lower <= persons <= upper


def test_staff_of_schools_is_the_sum_of_the_rows(demo: Built) -> None:
    columns = ", ".join(f"OMVANG_FORMATIE_{part}" for part in FUNCTIONS)
    expected: dict[tuple[str, str, int], float] = defaultdict(float)
    query = f"select ONDERWIJSSECTOR, JAAR, {columns} from raw.duo__functiemix_instellingen"
    for sector, year, *numbers in demo.warehouse(query):
        for function, number in zip(FUNCTIONS.values(), numbers, strict=True):
            expected[SECTORS[str(sector)], function, int(str(year))] += float(str(number))
    found = {
        (str(sector), str(function), int(str(year))): float(str(fte))
        for sector, function, year, fte in demo.published(
            "select school_sector, staff_function, year, fte from marts.fct_education_staff where opgave_id = 'nederland'"
        )
    }
    assert {key: found[key] for key in expected} == pytest.approx(dict(expected), abs=0.05)
    of_opgave = demo.published(
        "select sum(value) from marts.opgave_scorecard where indicator_id = 'staff_fte.leraar' and delineation = 'kern'"
    )
    assert float(str(of_opgave[0][0])) == pytest.approx(
        sum(v for (_, f, _), v in expected.items() if f == "leraar"), abs=1
    )


def test_work_in_the_energy_transition_is_what_cbs_printed(demo: Built) -> None:
    """32.1, 4.6 and 20.7 thousand full-time equivalents in 2021 (CBS, page of 83154NED)."""
    found = demo.published(
        "select delineation, value from marts.fct_labour_market "
        "where measure = 'energy_transition_fte' and year(period_start) = 2021"
    )
    assert sorted(found) == [("breed", 57_400.0), ("kern", 57_400.0)]


def test_movers_out_of_a_class_are_the_cells(demo: Built) -> None:
    """The whole country, and digitalisering by the share of its occupations in every class."""
    cells = {
        (str(c["BeroepsklasseVoorgaandePeriode"]).split()[0], str(c["WisselingBeroepsklasse"]), str(c["Perioden"])): c[
            "Value"
        ]
        for c in titled(demo, "85388ned")
    }
    other = "Wisseling beroep: andere beroepsklasse"
    query = """
        select measure, value from marts.fct_labour_market
        where starts_with(measure, 'moved_out') and period_start = '2023-04-01' and frequency = 'quarter' and opgave_id = '{}'
            and delineation = '{}' order by 1
    """
    ((measure, value),) = demo.published(query.format("nederland", "nvt"))
    assert (measure, value) == ("moved_out", 1000 * cells["Totaal", other, "2023KW02"])
    weights = {
        str(code): float(str(weight))
        for code, weight in demo.warehouse(
            "select brc_code, weight from route.int_opgave_occupation where opgave_id = 'digitalisering_ai' "
            "and delineation = 'kern' and brc_level = 'beroepsklasse' and brc_edition = '2014'"
        )
    }
    moved, everyone = (
        sum(1000 * weight * cells[code, title, "2023KW02"] for code, weight in weights.items())
        for title in (other, "Totaal")
    )
    found = {str(m): float(str(v)) for m, v in demo.published(query.format("digitalisering_ai", "kern"))}
    assert found["moved_out"] == pytest.approx(moved, abs=0.51)
    assert found["moved_out_pct"] == pytest.approx(100 * moved / everyone, abs=0.01)
