"""Control totals of CBS and ROA on the labour market that the recordings carry."""

import csv
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.integration import bodies
from tests.integration.conftest import Built

pytestmark = pytest.mark.recordings

ROA = SHARED / "reference" / "roa_brc_tightness_2026q1.csv"
TIGHTNESS = {"2022-04-01": 142, "2022-10-01": 122, "2023-10-01": 114, "2024-01-01": 110}
# classes of UWV: up to and not including
CLASSES = ((0.25, "zeer ruim"), (0.67, "ruim"), (1.5, "gemiddeld"), (4.0, "krap"), (float("inf"), "zeer krap"))
OUTLOOK = {"expansion_demand": 237_000, "replacement_demand": 1_770_200, "job_openings": 2_072_100}


def test_vacancies_of_2023(live: Built) -> None:
    found = live.published(
        """
        select measure, value from marts.fct_labour_market
        where opgave_id = 'nederland' and dataset_id = 'cbs__80472ned' and year(period_start) = 2023 and frequency = 'year'
        """
    )
    assert dict(found) == {"vacancies": 423_700, "vacancies_new": 1_432_000, "vacancies_filled": 1_462_000}  # type: ignore[arg-type]


def test_national_tightness_is_the_published_ratio(live: Built) -> None:
    found = live.published(
        """
        select period_start::varchar, round(value)::integer from marts.fct_labour_market
        where measure = 'tightness_cbs' and opgave_id = 'nederland'
        """
    )
    assert {quarter: ratio for quarter, ratio in found if quarter in TIGHTNESS} == TIGHTNESS


def test_flows_are_the_published_figures_quarter_by_quarter(live: Built) -> None:
    """As printed on CBS's page, not as recorded."""
    with (SHARED / "reference" / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["dataset"] == "84545NED" and row["value"]]
    measures = {"openstaand": "vacancies_sa", "ontstaan": "vacancies_new_sa", "vervuld": "vacancies_filled_sa"}
    query = "select measure, period_start::varchar, value from marts.fct_labour_market where opgave_id = 'nederland'"
    found = {(measure, period): value for measure, period, value in live.published(query)}
    for row in rows:
        key = (measures[row["measure"].split()[-1]], bodies.period(row["period"])[0])
        assert found[key] == pytest.approx(float(row["value"]) * 1000), row
    assert len(rows) == 78


def test_every_occupation_has_the_outlook_of_the_reference_list(live: Built) -> None:
    """The transcription of ROA's tables: 114 groups, all their figures, the cap at 16 and UWV's class of the number."""
    with ROA.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["brc_code"] != "999999"]
    found = {
        (code, measure): (value, text, capped)
        for code, measure, value, text, capped in live.published(
            """
            select brc_code, measure, value, class_nl, is_capped from marts.fct_labour_market_occupation
            where dataset_id = 'roa__ais_2030'
            """
        )
    }
    numbers = {
        "tightness": "tightness_2026q1",
        "expansion_demand": "expansion_demand_2030",
        "replacement_demand": "replacement_demand_2030",
        "job_openings": "job_openings_2030",
        "job_openings_pct": "job_openings_pct_6y",
        "bottleneck_indicator": "itkb_2030",
    }
    for row in rows:
        for measure, column in numbers.items():
            expected = float(row[column]) if row[column] else None
            assert found[row["brc_code"], measure][0] == expected, (row["brc_code"], measure)
        _, text, capped = found[row["brc_code"], "tightness"]
        assert (text, capped) == (row["tightness_class"] or None, row["at_cap_16"] == "yes"), row["brc_code"]
        assert found[row["brc_code"], "bottleneck_indicator"][1] == row["itkb_type_2030"]
        development = found.get((row["brc_code"], "expected_development"), (None, None, None))
        assert development[1] == (row["expected_development_2025_2030"] or None), row["brc_code"]
    assert len(rows) == 114


def test_tightness_is_published_of_89_groups_and_six_of_them_are_not_tight(live: Built) -> None:
    found = live.published(
        """
        select brc_code, value, class_nl, is_capped, value_upper, missing_reason from marts.fct_labour_market_occupation
        where dataset_id = 'roa__ais_2030' and measure = 'tightness'
        """
    )
    published = [(str(code), float(str(value)), text) for code, value, text, *_ in found if value is not None]
    assert (len(found), len(published), sum(value < 1.5 for _, value, _ in published)) == (114, 89, 6)
    for code, value, text in published:
        assert text == next(name for top, name in CLASSES if value < top), code
    capped = {row[0]: row[4] for row in found if row[3]}
    assert capped == {"0611": None, "1012": None}  # 16 or more: no upper bound
    assert {row[5] for row in found if row[1] is None} == {"niet gepubliceerd"}


def test_job_openings_are_replacement_and_growth_but_for_rounding(live: Built) -> None:
    """So it is for each group; not for the total, in which shrinking groups do not weigh against growing ones."""
    query = """
        pivot (
            select brc_code as code, measure, value from marts.fct_labour_market_occupation where dataset_id = 'roa__ais_2030'
            union all
            select '999999', measure, value from marts.fct_labour_market
            where dataset_id = 'roa__ais_2030' and opgave_id = 'nederland'
        ) on measure in ('job_openings', 'replacement_demand', 'expansion_demand') using first(value)
    """
    found = {str(row[0]): [float(str(v)) for v in row[1:]] for row in live.published(query)}
    total = found.pop("999999")
    assert dict(zip(("job_openings", "replacement_demand", "expansion_demand"), total, strict=True)) == OUTLOOK
    assert len(found) == 114
    off = {code: v for code, v in found.items() if abs(v[0] - v[1] - max(v[2], 0)) > 100}
    assert off == {}


@pytest.mark.parametrize("delineation", ["kern", "breed"])
def test_tightness_of_an_opgave_lies_within_that_of_its_occupations(
    live: Built, recordings: Path, delineation: str
) -> None:
    """The range is that of the groups in the bridge whose ratio ROA publishes; a group at the cap has no upper end."""
    ratio = {
        row["waarde"].zfill(4): float(row["indicator"].replace(",", "."))
        for row in bodies.roa(recordings)
        if row["onderwerp"].startswith("indicator huidige") and row["indicator"]
    }
    codes: dict[object, list[str]] = {}
    for opgave, code in live.published(
        f"""
        select distinct opgave_id, code from marts.bridge_opgave
        where code_system = 'BRC2014' and edition = '2025' and delineation = '{delineation}'
        """
    ):
        codes.setdefault(opgave, []).append(str(code))
    found = {
        row[0]: row[1:]
        for row in live.published(
            f"""
            select opgave_id, groups_total, groups_published, range_lowest, range_highest, value from marts.fct_labour_market
            where measure = 'tightness' and dataset_id = 'roa__ais_2030' and delineation = '{delineation}'
            """
        )
    }
    assert found.keys() == codes.keys()
    for opgave, groups in codes.items():
        known = sorted(ratio[code] for code in groups if code in ratio)
        lowest, highest = (known[0], None if known[-1] >= 16 else known[-1]) if known else (None, None)
        assert found[opgave][:4] == (len(groups), len(known), lowest, highest), opgave
        if found[opgave][4] is not None:
            assert known[0] <= float(str(found[opgave][4])) <= known[-1], opgave


def test_labour_participation_is_the_whole_table_of_its_version(live: Built) -> None:
    assert live.published("select count(*), count(value) from marts.fct_labour_participation") == [(4_046, 4_046)]


def test_quarterly_changes_have_their_measures_and_provisional_periods(live: Built) -> None:
    """Of CBS's 210 measures 17 have no observation: no row, and no mistake."""
    assert live.published("select count(distinct measure_code) from marts.fct_gdp_change") == [(193,)]
    found = live.published(
        "select status, count(distinct (period_start, frequency)) from marts.fct_gdp_change group by status"
    )
    assert ("provisional", 10) in found


def test_employed_are_there_of_every_occupation_on_each_level(live: Built) -> None:
    found = live.published(
        """
        select brc_level, year(period_start), population_group, count(value) from marts.fct_labour_market_occupation
        where dataset_id = 'cbs__85276ned' and measure = 'employed' group by all
        """
    )
    groups = {("beroepsgroep", 2025, group, 114) for group in ("totaal", "vrouwen", "hbo, wo")}
    levels = {("beroepsklasse", 2023, "totaal", 13), ("beroepssegment", 2023, "totaal", 41)}
    assert set(found) == groups | levels | {("beroepsgroep", year, "totaal", 114) for year in (2023, 2024)}
