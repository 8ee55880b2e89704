"""A live build on real bodies: what the marts say equals what the publishers said, read a second way, cell by cell."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from ingestion.catalogue import load_catalogue
from tests.conftest import SHARED
from tests.integration import bodies
from tests.integration.conftest import Built

pytestmark = pytest.mark.recordings

GRADUATES = {
    "hbo": {2014: 69_393, 2015: 70_920, 2016: 73_957, 2017: 76_258, 2018: 74_345},
    "wo": {2014: 75_144, 2015: 75_933, 2016: 77_465, 2017: 79_191, 2018: 82_242},
}
# what the recordings hold; every other dataset of the catalogue must be named as missing
RECORDED = {
    *(f"cbs__{table}" for table in (
        "80472ned", "80474ned", "83583ned", "84545ned", "84546ned", "84808ned", "84809ned", "85081ned", "85224ned",
        "85276ned", "85314ned", "85315ned", "85316ned", "85477ned", "85624ned", "85880ned",
    )),
    "duo__eerstejaars_hbo_2019",
    "duo__gediplomeerde_mbo_studenten",
    "duo__gediplomeerden_hbo_2019",
    "duo__gediplomeerden_wo_2019",
    "duo__ho_opleidingsoverzicht",
    "duo__mbo_studenten_2019",
    "duo__mbo_studenten_per_instelling",
    "duo__p01hoinges_hbo",
    "duo__p02ho1ejrs_hbo",
    "duo__p04hogdipl_hbo",
    "duo__p04hogdipl_wo",
    "ind__sponsors_work",
    "roa__ais_2030",
}  # fmt: skip


def test_it_publishes_and_names_what_is_missing(live: Built) -> None:
    assert live.status == 3, live.output
    assert live.file.name == "talentstrategie.duckdb"
    missing = {
        str(row[0]) for row in live.published("select dataset_id from marts.dim_dataset where status = 'missing'")
    }
    assert missing == set(load_catalogue()) - RECORDED
    for dataset in missing:
        assert f"missing: {dataset}: " in live.output
    assert live.published("select count(*) from marts.dim_dataset where status = 'stale'") == [(0,)]


@pytest.mark.parametrize("sector", GRADUATES)
def test_graduates_are_exactly_the_published_totals(live: Built, sector: str) -> None:
    national = live.published(
        f"""
        select study_year, sum(persons), sum(persons_lower), sum(persons_upper), bool_or(is_estimate)
        from marts.fct_education_output
        where opgave_id = 'nederland' and education_sector = '{sector}' and measure = 'graduates'
        group by study_year order by study_year
        """
    )
    assert national == [(year, total, total, total, False) for year, total in GRADUATES[sector].items()]
    programmes = live.published(
        f"""
        select study_year, sum(persons) from marts.fct_education_output_programme
        where education_sector = '{sector}' and measure = 'graduates' group by study_year order by study_year
        """
    )
    assert programmes == list(GRADUATES[sector].items())


@pytest.mark.parametrize("sector", GRADUATES)
def test_graduates_of_every_programme_equal_the_file(live: Built, recordings: Path, sector: str) -> None:
    expected: dict[tuple[int, str], int] = defaultdict(int)
    for row in bodies.static_graduates(recordings, sector):
        for year in range(2014, 2019):
            expected[year, row["OPLEIDINGSCODE ACTUEEL"].zfill(5)] += int(row[str(year)] or 0)
    found = live.published(
        f"""
        select study_year, programme_code, sum(persons) from marts.fct_education_output_programme
        where education_sector = '{sector}' and measure = 'graduates' group by all
        """
    )
    assert {(y, c): p for y, c, p in found if p} == {k: float(v) for k, v in expected.items() if v}


@pytest.mark.parametrize("sector", GRADUATES)
def test_the_portals_graduates_bracket_the_published_totals(live: Built, recordings: Path, sector: str) -> None:
    cells: dict[int, list[str]] = defaultdict(list)
    for row in bodies.ckan(recordings, f"gediplomeerden{sector}.csv"):
        cells[int(row["DIPLOMAJAAR"])].append(row["AANTAL_GEDIPLOMEERDEN"])
    found = live.warehouse(
        f"""
        select study_year, sum(persons_lower), sum(persons_upper) from intermediate.int_education_candidate
        where dataset_id = 'duo__p04hogdipl_{sector}' group by study_year order by study_year
        """
    )
    assert found == [(year, *map(float, bodies.bounds(counts))) for year, counts in sorted(cells.items())]
    for year, lower, upper in found:
        assert lower <= GRADUATES[sector][int(str(year))] <= upper
        assert lower < upper


@pytest.mark.parametrize(
    ("file", "year", "count", "measure"),
    [
        ("ingeschrevenenhbo.csv", "STUDIEJAAR", "AANTAL_INGESCHREVENEN", "enrolled"),
        ("eerstejaarsingeschrevenenhbo.csv", "STUDIEJAAR", "AANTAL_EERSTEJAARS_INGESCHREVENEN", "first_years"),
    ],
)
def test_students_hbo_have_the_bounds_of_the_file(
    live: Built, recordings: Path, file: str, year: str, count: str, measure: str
) -> None:
    cells: dict[int, list[str]] = defaultdict(list)
    for row in bodies.ckan(recordings, file):
        cells[int(row[year])].append(row[count])
    found = live.published(
        f"""
        select study_year, sum(persons_lower), sum(persons_upper) from marts.fct_education_output_programme
        where education_sector = 'hbo' and measure = '{measure}' group by study_year order by study_year
        """
    )
    assert found == [(y, *map(float, bodies.bounds(c))) for y, c in sorted(cells.items())]


def test_students_mbo_bracket_the_published_totals(live: Built) -> None:
    found = live.published(
        """
        select study_year, sum(persons_lower), sum(persons_upper) from marts.fct_education_output
        where opgave_id = 'nederland' and education_sector = 'mbo' and measure = 'enrolled' group by 1 order by 1
        """
    )
    published = {2015: 471_848, 2016: 479_505, 2017: 482_900, 2018: 492_410, 2019: 501_903}
    assert [row[0] for row in found] == list(published)
    assert all(low <= published[int(str(y))] <= high for y, low, high in found)  # type: ignore[operator]


def test_mbo_graduates_of_an_excerpt_are_no_national_total(live: Built) -> None:
    query = "select count(*) from marts.{} where education_sector = 'mbo' and measure = 'graduates' {}"
    assert live.published(query.format("fct_education_output", "and opgave_id = 'nederland'")) == [(0,)]
    assert live.published(query.format("fct_education_output_programme", ""))[0][0] > 0  # type: ignore[operator]


MOTIVES = {
    "Arbeid: totaal": ("arbeid", "arbeid"),
    "Gezin": ("gezin", "gezin"),
    "Asiel": ("asiel", "asiel"),
    "Studie": ("studie", "studie"),
    "Overig": ("overig", "overig"),
    "Tijdelijke bescherming": ("asiel", "tijdelijke bescherming"),
    "Geen afgeleid doel": ("overig", "geen afgeleid doel"),
}


@pytest.mark.parametrize(
    ("table", "motive", "origin"),
    [("84809NED", "Migratiemotief", "buiten_eu_efta"), ("84808NED", "AfgeleidMigratiedoel", "eu_efta")],
)
def test_migrants_by_motive(live: Built, recordings: Path, table: str, motive: str, origin: str) -> None:
    expected = {
        (int(cell["Period"][:4]), *MOTIVES[cell[motive]]): cell["Value"]
        for cell in bodies.cbs(recordings, table).cells()
        if cell[motive] != "Totaal" and cell["Value"] is not None
    }
    found = live.published(
        f"""
        select year, purpose, ground_nl, persons from marts.fct_labour_migration
        where dataset_id = 'cbs__{table.lower()}' and origin = '{origin}' and counted_as = 'persons'
        """
    )
    assert {tuple(row[:3]): row[3] for row in found} == expected
    assert len(expected) > 100


def test_the_anchor_of_labour_migrants(live: Built) -> None:
    found = live.published(
        """
        select persons::integer from marts.fct_labour_migration
        where origin = 'buiten_eu_efta' and purpose = 'arbeid' and counted_as = 'persons' and year >= 2018 order by year
        """
    )
    assert [row[0] for row in found] == [17_590, 19_850, 11_510, 18_020, 28_680, 25_195, 21_500]


GROUPS = {"Vrouwen": "vrouwen", "3 Hbo, wo": "hbo, wo"}


def test_employed_by_occupation(live: Built, recordings: Path) -> None:
    expected = {}
    for cell in bodies.cbs(recordings, "85276NED").cells():
        group = "totaal"
        if not cell["Geslacht"].startswith("Totaal"):
            group = GROUPS[cell["Geslacht"]]
        elif not cell["Persoonskenmerken"].startswith("Totaal"):
            group = GROUPS[cell["Persoonskenmerken"]]
        value = None if cell["Value"] is None else cell["Value"] * 1000
        expected[(cell["Beroep"].split()[0], group, *bodies.period(cell["Period"]))] = value
    found = live.published(
        """
        select brc_code, population_group, period_start::varchar, frequency, value
        from marts.fct_labour_market_occupation where dataset_id = 'cbs__85276ned'
        """
    )
    values = {tuple(row[:4]): row[4] for row in found}
    assert len(found) == len(values) == len(expected) == 624
    assert values == expected


FORMS = {
    "Deelname leven lang ontwikkelen": "deelname",
    "Geen deelname leven lang ontwikkelen": "geen_deelname",
    "Volgt formeel onderwijs": "formeel",
    "Volgt niet-formeel onderwijs": "niet_formeel",
}


def plain(title: str) -> str:
    return "totaal" if title.startswith("Totaal") else title


@pytest.mark.parametrize(
    ("table", "characteristic"),
    [("85314NED", "Arbeidskenmerken"), ("85315NED", "Persoonskenmerken"), ("85316NED", "Bedrijfskenmerken")],
)
def test_lifelong_learning(live: Built, recordings: Path, table: str, characteristic: str) -> None:
    cells = list(bodies.cbs(recordings, table).cells())
    found = live.published(
        f"""
        select year, sex, characteristic, form, persons, population from marts.fct_llo_uptake_characteristic
        where dataset_id = 'cbs__{table.lower()}'
        """
    )
    persons = {(y, str(s).lower()[:3], c, f): p for y, s, c, f, p, _ in found}
    population = {(y, str(s).lower()[:3], c): n for y, s, c, _, _, n in found}
    compared = 0
    for cell in cells:
        key = (int(cell["Period"][:4]), plain(cell["Geslacht"]).lower()[:3], plain(cell[characteristic]))
        value = None if cell["Value"] is None else cell["Value"] * 1000
        if cell["LevenLangOntwikkelen"] in FORMS:
            assert persons[(*key, FORMS[cell["LevenLangOntwikkelen"]])] == value, cell
            compared += 1
        elif key in population:
            assert population[key] == value, cell
            compared += 1
    assert compared == len([c for c in cells if c["Value"] is not None or c["LevenLangOntwikkelen"] in FORMS])


def test_lifelong_learning_by_education(live: Built, recordings: Path) -> None:
    cells = sorted(c["Value"] * 1000 for c in bodies.cbs(recordings, "85624NED").cells() if c["Value"] is not None)
    found = live.published("select persons from marts.fct_llo_uptake_characteristic where dataset_id = 'cbs__85624ned'")
    assert sorted(row[0] for row in found if row[0] is not None) == cells  # type: ignore[type-var]


def test_national_participation(live: Built) -> None:
    """The published 4,311 thousand of 13,326 thousand, and 3,514 of 9,737 among the employed, in 2023."""
    found = live.published(
        """
        select population_group, persons, population from marts.fct_llo_uptake
        where opgave_id = 'nederland' and form = 'deelname' and year = 2023
          and population_group in ('bevolking_15_75', 'werkzaam_15_75') order by 1
        """
    )
    assert found == [("bevolking_15_75", 4_311_000.0, 13_326_000.0), ("werkzaam_15_75", 3_514_000.0, 9_737_000.0)]


FLOWS = {
    "Openstaande vacatures": "vacancies",
    "Ontstane vacatures": "vacancies_new",
    "Vervulde vacatures": "vacancies_filled",
}


def test_vacancies_by_industry(live: Built, recordings: Path) -> None:
    expected = {
        (cell["Bedrijfskenmerken"], FLOWS[cell["Measure"]], *bodies.period(cell["Period"])): round(cell["Value"] * 1000)
        for cell in bodies.cbs(recordings, "80472ned").cells()
        if cell["Value"] is not None
    }
    found = live.published(
        """
        select industry_nl, measure, period_start::varchar, frequency, round(value)::integer
        from marts.fct_labour_market_industry where dataset_id = 'cbs__80472ned' and value is not null
        """
    )
    assert {tuple(row[:4]): row[4] for row in found} == expected
    assert len(expected) == 93


def test_national_tightness_is_the_published_ratio(live: Built) -> None:
    found = dict(
        live.published(
            """
            select period_start::varchar, round(value)::integer from marts.fct_labour_market
            where measure = 'tightness_cbs' and opgave_id = 'nederland'
            """
        )
    )
    assert {q: found[q] for q in ("2022-04-01", "2022-10-01", "2023-10-01", "2024-01-01")} == {
        "2022-04-01": 142,
        "2022-10-01": 122,
        "2023-10-01": 114,
        "2024-01-01": 110,
    }


def test_tightness_of_every_occupation(live: Built, recordings: Path) -> None:
    expected = {}
    for row in bodies.roa(recordings):
        if row["onderwerp"].startswith("indicator huidige arbeidsmarktsituatie") and row["waarde"] != "999999":
            text = row["indicator"].replace(".", "").replace(",", ".")
            expected[row["waarde"].zfill(4)] = float(text) if text else None
    found = dict(
        live.published(
            "select brc_code, value from marts.fct_labour_market_occupation "
            "where dataset_id = 'roa__ais_2030' and measure = 'tightness' and brc_code <> '999999'"
        )
    )
    assert {code: value for code, value in found.items() if value is not None} == {
        code: value for code, value in expected.items() if value is not None
    }
    assert sum(value is not None for value in expected.values()) == 89


def test_number_of_sponsors_and_no_names(live: Built, recordings: Path) -> None:
    found = live.published("select persons, year from marts.fct_labour_migration where counted_as = 'sponsors'")
    assert found == [(float(bodies.sponsors(recordings)), 2026)]
    content = b"".join(p.read_bytes() for p in (live.home / "publication" / "history").rglob("*") if p.is_file())
    for name in (b"Zycus Infotech", b"74293990", b"10X Genomics"):
        assert name not in content


def test_foreign_born_jobs(live: Built, recordings: Path) -> None:
    expected = {
        (int(c["Period"][:4]), c["BedrijfstakkenBranchesSBI2008"], c["Herkomstland"]): round(c["Value"] * 1000)
        for c in bodies.cbs(recordings, "85477NED").cells()
        if c["Value"] is not None
    }
    found = live.published(
        "select year, industry_nl, origin_nl, round(jobs)::integer from marts.fct_labour_migration_jobs where jobs is not null"
    )
    assert {tuple(row[:3]): row[3] for row in found} == expected


def test_every_number_leads_to_its_bytes(live: Built) -> None:
    facts = ("fct_education_output", "fct_llo_uptake", "fct_labour_migration", "fct_labour_market")
    for fact in facts:
        orphans = live.published(
            f"""
            select count(*) from marts.{fact} f
            left join marts.dim_dataset d using (dataset_id)
            left join meta.snapshot s on s.snapshot_id = d.snapshot_id
            where s.sha256 is null
            """
        )
        assert orphans == [(0,)], fact
    for sha256, size in live.published("select sha256, byte_count from meta.snapshot"):
        body = live.home / "archive" / "live" / "bodies" / str(sha256)[:2] / f"{sha256}.zst"
        assert body.exists()
        assert size


def test_published_figures_of_the_reference(live: Built) -> None:
    """Every published CBS figure on occupations and vacancies that the recordings cover is in a mart."""
    path = SHARED / "reference" / "published_figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["dataset"] == "84545NED" and r["value"]]
    measures = {"openstaand": "vacancies_sa", "ontstaan": "vacancies_new_sa", "vervuld": "vacancies_filled_sa"}
    found = {
        (m, p): v
        for m, p, v in live.published(
            "select measure, period_start::varchar, value from marts.fct_labour_market where opgave_id = 'nederland'"
        )
    }
    for row in rows:
        key = (measures[row["measure"].split()[-1]], bodies.period(row["period"])[0])
        assert found[key] == pytest.approx(float(row["value"]) * 1000), row
    assert len(rows) == 78
