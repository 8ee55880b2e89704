"""DUO in the demo: totals as published, counts hidden as DUO hides them, and nobody's real institution."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.unit.demo.asking import STATIC, STATIC_FIRST_YEARS, STATIC_MBO, body, resource_urls, table_of

FIGURES = Path(__file__).parents[3] / "ingestion" / "demo" / "data" / "published_figures.csv"
HIGHER = ("p04_hbo", "p04_wo", "p02_hbo", "p02_wo", "p01_hbo", "p01_wo")
HEADERS = {  # of 5 October 2026
    "p04": "DIPLOMAJAAR,PROVINCIENAAM,GEMEENTENUMMER,GEMEENTENAAM,SOORT_INSTELLING,INSTELLINGSCODE_ACTUEEL,"
    "INSTELLINGSNAAM_ACTUEEL,ONDERDEEL,SUBONDERDEEL,OPLEIDINGSCODE_ACTUEEL,OPLEIDINGSNAAM_ACTUEEL,SOORT_DIPLOMA,"
    "AANTAL_GEDIPLOMEERDEN",
    "p02": "STUDIEJAAR,PROVINCIENAAM,GEMEENTENUMMER,GEMEENTENAAM,SOORT_INSTELLING,TYPE_HOGER_ONDERWIJS,"
    "INSTELLINGSCODE_ACTUEEL,INSTELLINGSNAAM_ACTUEEL,ONDERDEEL,SUBONDERDEEL,OPLEIDINGSCODE_ACTUEEL,"
    "OPLEIDINGSNAAM_ACTUEEL,AANTAL_EERSTEJAARS_INGESCHREVENEN",
    "p01": "STUDIEJAAR,PROVINCIENAAM,GEMEENTENUMMER,GEMEENTENAAM,SOORT_INSTELLING,TYPE_HOGER_ONDERWIJS,"
    "INSTELLINGSCODE_ACTUEEL,INSTELLINGSNAAM_ACTUEEL,ONDERDEEL,SUBONDERDEEL,OPLEIDINGSCODE_ACTUEEL,"
    "OPLEIDINGSNAAM_ACTUEEL,AANTAL_INGESCHREVENEN",
}


def published(dataset: str, dimension: str) -> dict[str, int]:
    """Counts per year of the series with exactly this dimension."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        found = {
            r["period"][:4]: int(r["value"]) for r in rows if (r["dataset"], r["dimension"]) == (dataset, dimension)
        }
    assert found, (dataset, dimension)
    return found


def static(sector: str) -> list[dict[str, str]]:
    """Rows of a static file with an institution, decoded as the server writes it."""
    text = body(STATIC[sector]).decode("iso-8859-1")
    return [r for r in csv.DictReader(io.StringIO(text), delimiter=";") if r["BRIN NUMMER ACTUEEL"]]


def bounds(rows: Iterable[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """Least and most per year, with -1 standing for 1 to 4."""
    least: Counter[str] = Counter()
    most: Counter[str] = Counter()
    for year, count in rows:
        least[year] += 1 if count == -1 else count
        most[year] += 4 if count == -1 else count
    return {year: (least[year], most[year]) for year in least}


@pytest.mark.parametrize("sector", ["hbo", "wo"])
def test_static_graduates_are_the_published_ones_per_onderdeel(sector: str) -> None:
    dataset, rows = f"05-gediplomeerden-{sector}-2019", static(sector)
    for year, total in published(dataset, f"{sector}; total").items():
        assert sum(int(r[year]) for r in rows) == total
    for onderdeel in {r["CROHO ONDERDEEL"] for r in rows}:
        for year, total in published(dataset, f"{sector}; onderdeel={onderdeel}").items():
            assert sum(int(r[year]) for r in rows if r["CROHO ONDERDEEL"] == onderdeel) == total


@pytest.mark.parametrize("sector", ["hbo", "wo"])
def test_static_files_have_the_oddities_of_the_real_ones(sector: str) -> None:
    content = body(STATIC[sector])
    lines = content.decode("iso-8859-1").split("\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert sum(1 for line in lines if line and not line.strip(";")) >= 3
    assert lines[-1] == ""
    assert ";Totalen;" in lines[-2]
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


@pytest.mark.parametrize("sector", ["hbo", "wo"])
def test_portal_and_static_file_tell_of_the_same_graduates(sector: str) -> None:
    told: Counter[tuple[str, str, str]] = Counter()
    for r in static(sector):
        for year in ("2016", "2017", "2018"):
            told[(r["BRIN NUMMER ACTUEEL"], r["OPLEIDINGSCODE ACTUEEL"], year)] += int(r[year])
    seen = {
        (r["INSTELLINGSCODE_ACTUEEL"], r["OPLEIDINGSCODE_ACTUEEL"], r["DIPLOMAJAAR"]): int(r["AANTAL_GEDIPLOMEERDEN"])
        for r in table_of(f"p04_{sector}")
    }
    for place, count in told.items():
        assert seen.get(place, 0) == (-1 if 0 < count < 5 else count)


@pytest.mark.parametrize(
    ("name", "dataset", "dimension"),
    [
        ("p04_hbo", "05-gediplomeerden-hbo-2019", "hbo; total"),
        ("p04_wo", "05-gediplomeerden-wo-2019", "wo; total"),
        ("p02_hbo", "03b-eerstejaars-ingeschrevenen-hbo-domein-hbo-2019", "hbo; total"),
        ("p02_wo", "03b-eerstejaars-ingeschrevenen-wo-domein-wo-2019", "wo; total"),
    ],
)
def test_published_totals_lie_within_what_the_portal_leaves_open(name: str, dataset: str, dimension: str) -> None:
    year_name, *_, count_name = table_of(name)[0]
    found = bounds((r[year_name], int(r[count_name])) for r in table_of(name))
    totals = {year: total for year, total in published(dataset, dimension).items() if year in found}
    assert len(totals) >= 3
    for year, total in totals.items():
        least, most = found[year]
        assert least <= total <= most
        assert most - least < 0.02 * total


def test_enrolled_hbo_are_the_published_ones_without_the_hidden_cells() -> None:
    shown: Counter[str] = Counter()
    for r in table_of("p01_hbo"):
        shown[r["STUDIEJAAR"]] += max(0, int(r["AANTAL_INGESCHREVENEN"]))
    assert dict(shown) == published("01-ingeschrevenen-hbo-2024", "hbo; total without suppressed cells")


@pytest.mark.parametrize("name", HIGHER)
def test_higher_education_has_dus_headers_and_some_hidden_counts(name: str) -> None:
    assert body(resource_urls()[name]).decode().split("\n")[0] == HEADERS[name[:3]]
    counts = [int(list(r.values())[-1]) for r in table_of(name)]
    assert all(c == -1 or c >= 5 for c in counts)
    assert -1 in counts


def mbo(name: str) -> list[tuple[dict[str, str], str, int]]:
    """Row, year and count of every cell that is not empty."""
    return [(r, c[-4:], int(v)) for r in table_of(name) for c, v in r.items() if c[-4:].isdigit() and v]


@pytest.mark.parametrize("leerweg", ["BBL", "BOLVT", "BOLDT"])
def test_mbo_students_are_the_published_ones_per_leerweg(leerweg: str) -> None:
    found = bounds((year, n) for r, year, n in mbo("mbo_students") if r["LEERWEG"] == leerweg)
    held = {
        year: found[year][0] <= total <= found[year][1]
        for year, total in published("mbo-studenten per instelling 2019", f"leerweg={leerweg}").items()
        if year in found
    }
    assert all(held.values())
    assert len(held) >= (1 if leerweg == "BOLDT" else 4)


def test_mbo_students_of_all_leerwegen_hold_the_published_total() -> None:
    found = bounds((year, n) for _, year, n in mbo("mbo_students"))
    totals = published("mbo-studenten per instelling 2019", "leerweg=total")
    assert set(totals) - set(found) == {"2015"}  # only in the static file
    assert all(found[year][0] <= total <= found[year][1] for year, total in totals.items() if year in found)


def semicolons(url: str, institution: str) -> list[dict[str, str]]:
    """Rows of another static file with an institution."""
    rows = csv.DictReader(io.StringIO(body(url).decode("iso-8859-1")), delimiter=";")
    return [r for r in rows if r[institution]]


def test_static_mbo_students_are_the_published_ones_men_and_women_apart() -> None:
    rows = semicolons(STATIC_MBO, "BRIN NUMMER")
    for year, total in published("mbo-studenten per instelling 2019", "leerweg=total").items():
        assert sum(int(r[f"TOTAAL{year}"] or 0) for r in rows) == total
        assert sum(int(r[f"{sex}{year}"] or 0) for r in rows for sex in ("MAN", "VROUW")) == total


def test_static_first_years_are_the_published_ones_and_hold_masters() -> None:
    rows = semicolons(STATIC_FIRST_YEARS, "BRIN NUMMER ACTUEEL")
    for year, total in published("03b-eerstejaars-ingeschrevenen-hbo-domein-hbo-2019", "hbo; total").items():
        assert sum(int(r[year]) for r in rows) == total
    assert {r["TYPE HOGER ONDERWIJS"] for r in rows} == {"associate degree", "bachelor", "master"}


@pytest.mark.parametrize("sector", ["hbo", "wo"])
@pytest.mark.parametrize(("package", "cuts"), [("p04", "geslacht vorm"), ("p01", "geslacht vorm"), ("p02", "geslacht")])
def test_a_crosstab_tells_of_the_people_of_the_file_per_programme(package: str, cuts: str, sector: str) -> None:
    def of(name: str) -> dict[str, tuple[int, int]]:
        rows = table_of(name)
        year, *_, count = rows[0]
        return bounds((r[year], int(r[count])) for r in rows)

    programmes = of(f"{package}_{sector}")
    for cut in cuts.split():
        crossed = of(f"{package}_{sector}_{cut}")
        assert crossed.keys() == programmes.keys()
        assert all(crossed[y][0] <= programmes[y][1] and programmes[y][0] <= crossed[y][1] for y in crossed)


def test_national_mbo_files_and_the_forecast_tell_of_the_same_students() -> None:
    students = bounds((year, n) for _, year, n in mbo("mbo_students"))
    for name in ("mbo_residence", "mbo_age"):
        found = bounds((year, n) for _, year, n in mbo(name))
        assert all(found[y][0] <= students[y][1] and students[y][0] <= found[y][1] for y in students)
    told = bounds((r["Jaar"], int(r["Aantal"])) for r in table_of("forecast_age") if r["Type"] == "Historie")
    assert all(students[y][0] <= told[y][0] <= students[y][1] for y in students)
    assert {r["Type"] for r in table_of("forecast_sectorkamer")} == {"Historie", "Prognose"}


def test_mbo_graduates_are_a_likely_part_of_the_students_of_their_study_year() -> None:
    students = bounds((year, n) for _, year, n in mbo("mbo_students"))
    graduates = bounds((year, n) for _, year, n in mbo("mbo_graduates"))
    assert sorted(graduates) == [str(int(year) + 1) for year in sorted(students)]
    for year, (least, _) in graduates.items():
        assert 0.3 < least / students[str(int(year) - 1)][0] < 0.42
    assert "OVO" in {r["LEERWEG"] for r, _, _ in mbo("mbo_graduates")}


@pytest.mark.parametrize("name", ["mbo_students", "mbo_graduates"])
def test_mbo_knows_empty_hidden_and_zero(name: str) -> None:
    cells = {v for r in table_of(name) for c, v in r.items() if c[-4:].isdigit()}
    assert {"", "-1", "0"} <= cells
    assert not cells & {"1", "2", "3", "4"}


def test_no_row_can_be_taken_for_a_real_institution_or_municipality() -> None:
    for name in (*HIGHER, "p03_hbo", "p04_wo_geslacht", "p01_hbo_vorm", "mbo_students", "mbo_graduates"):
        for r in table_of(name):
            code, title = (r[c] for c in r if c.startswith(("INSTELLINGSCODE", "INSTELLINGSNAAM")))
            place = r.get("GEMEENTENAAM") or r["PLAATSNAAM INSTELLING"]
            assert code[:3] in ("97X", "98X", "99X")
            assert title.startswith("Demo ")
            assert place.lower().startswith("demostad ")
            assert r.get("GEMEENTENUMMER", "9901") > "9900"
    for sector in ("hbo", "wo"):
        for r in static(sector):
            assert r["INSTELLINGSNAAM ACTUEEL"].startswith("Demo ")
            assert r["GEMEENTENAAM"].startswith("Demostad ")
    register = body(resource_urls()["register"]).decode().splitlines()
    assert all('"Stichting Demo ' in line or '"Stichting "Demo ' in line for line in register[1:])


def test_the_register_writes_text_in_quotes_and_numbers_bare() -> None:
    lines = body(resource_urls()["register"]).decode().splitlines()
    header = next(csv.reader(lines[:1]))
    assert len(header) == 43
    assert "ISCED" not in header
    plain = [line for line in lines[1:] if '"Stichting "Demo' not in line]
    rows = [dict(zip(header, row, strict=True)) for row in csv.reader(plain)]
    assert {r["SOORT"] for r in rows} == {"OPLEIDING", "VARIANT"}
    assert all(bool(r["ERKENDEOPLEIDINGSCODE"]) == (r["SOORT"] == "OPLEIDING") for r in rows)
    assert any('"BACHELOR",240,"6","6"' in line for line in lines)
    assert len(plain) < len(lines) - 1  # one board has quotes in its name that nobody escaped
