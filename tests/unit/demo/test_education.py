"""DUO in the demo: totals as published, counts hidden as DUO hides them, and nobody's real institution."""

import csv
from collections import Counter
from collections.abc import Iterable

import pytest

from ingestion.demo import files
from tests.unit.demo.asking import PORTAL, STATIC, address_of, body, table_of

STUDENTS, GRADUATES = "duo__mbo_studenten_per_instelling", "duo__gediplomeerde_mbo_studenten"
SECTORS = pytest.mark.parametrize("sector", ["hbo", "wo"])


def bounds(rows: Iterable[tuple[str, int]]) -> dict[int, tuple[int, int]]:
    """Least and most per year, with -1 standing for 1 to 4."""
    least: Counter[int] = Counter()
    most: Counter[int] = Counter()
    for year, count in rows:
        least[int(year)] += 1 if count == -1 else count
        most[int(year)] += 4 if count == -1 else count
    return {year: (least[year], most[year]) for year in least}


def per_year(dataset: str) -> dict[int, tuple[int, int]]:
    """Bounds of a file with a row a year (first column, last column), or with a column a year."""
    rows = table_of(dataset)
    wide = [c for c in rows[0] if c[-4:].isdigit()]
    if wide:
        return bounds((c[-4:], int(r[c])) for r in rows for c in wide if r[c])
    first, *_, last = rows[0]
    return bounds((r[first], int(r[last])) for r in rows)


@SECTORS
def test_static_graduates_are_the_published_ones_with_the_oddities_of_the_real_files(sector: str) -> None:
    rows = table_of(f"duo__gediplomeerden_{sector}_2019")
    for onderdeel, totals in files.series(f"graduates_{sector}").items():
        inside = [r for r in rows if r["CROHO ONDERDEEL"] == onderdeel]
        assert {year: sum(int(r[str(year)]) for r in inside) for year in totals} == totals
    content = body(STATIC[sector])
    lines = content.decode("iso-8859-1").split("\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert sum(1 for line in lines if line and not line.strip(";")) >= 3
    assert lines[-1] == ""
    assert ";Totalen;" in lines[-2]
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


@SECTORS
def test_portal_and_static_file_tell_of_the_same_graduates(sector: str) -> None:
    told: Counter[tuple[str, str, str]] = Counter()
    for r in table_of(f"duo__gediplomeerden_{sector}_2019"):
        for year in ("2016", "2017", "2018"):
            told[(r["BRIN NUMMER ACTUEEL"], r["OPLEIDINGSCODE ACTUEEL"], year)] += int(r[year])
    names = ("INSTELLINGSCODE_ACTUEEL", "OPLEIDINGSCODE_ACTUEEL", "DIPLOMAJAAR")
    seen = {tuple(r[n] for n in names): int(r["AANTAL_GEDIPLOMEERDEN"]) for r in table_of(f"duo__p04hogdipl_{sector}")}
    for place, count in told.items():
        assert seen.get(place, 0) == (-1 if 0 < count < 5 else count)


@SECTORS
def test_published_totals_lie_within_what_the_portal_leaves_open(sector: str) -> None:
    graduates = sum((Counter(years) for years in files.series(f"graduates_{sector}").values()), Counter())
    for name, totals in (("p04hogdipl", graduates), ("p02ho1ejrs", files.series("first_years")[sector])):
        found = {year: b for year, b in per_year(f"duo__{name}_{sector}").items() if year in totals}
        assert len(found) >= 3
        for year, (least, most) in found.items():
            assert least <= totals[year] <= most < least + 0.02 * totals[year]
        counts = {int(list(r.values())[-1]) for r in table_of(f"duo__{name}_{sector}")}
        assert -1 in counts
        assert not counts & {0, 1, 2, 3, 4}


def test_totals_without_hidden_cells_and_of_the_static_files_are_the_published_ones() -> None:
    shown: Counter[int] = Counter()
    for r in table_of("duo__p01hoinges_hbo"):
        shown[int(r["STUDIEJAAR"])] += max(0, int(r["AANTAL_INGESCHREVENEN"]))
    assert shown == files.series("enrolled")["hbo"]
    first = {year: least for year, (least, _) in per_year("duo__eerstejaars_hbo_2019").items()}
    assert first == files.series("first_years")["hbo"]
    assert "master" in {r["TYPE HOGER ONDERWIJS"] for r in table_of("duo__eerstejaars_hbo_2019")}
    leerwegen = sum((Counter(years) for years in files.series("mbo_students").values()), Counter())
    rows = table_of("duo__mbo_studenten_2019")
    for year, total in leerwegen.items():
        assert sum(int(r[f"TOTAAL{year}"] or 0) for r in rows) == total
        assert sum(int(r[f"{sex}{year}"] or 0) for r in rows for sex in ("MAN", "VROUW")) == total
    assert all(per_year(STUDENTS)[y][0] <= leerwegen[y] <= per_year(STUDENTS)[y][1] for y in range(2016, 2020))


@pytest.mark.parametrize(
    ("dataset", "other"),
    [
        *((d, d.rpartition("_")[0]) for d in PORTAL if d.endswith(("_geslacht", "_vorm"))),
        ("duo__mbo_sectorkamer_woonprovincie", STUDENTS),
        ("duo__mbo_sectorkamer_leeftijd", STUDENTS),
    ],
)
def test_a_crosstab_tells_of_the_people_of_the_other_file(dataset: str, other: str) -> None:
    crossed, told = per_year(dataset), per_year(other)
    assert crossed.keys() == told.keys()
    assert all(crossed[y][0] <= told[y][1] and told[y][0] <= crossed[y][1] for y in crossed)


def test_the_forecast_goes_on_from_the_students() -> None:
    students, rows = per_year(STUDENTS), table_of("duo__prognose_mbo_leeftijd")
    told = bounds((r["Jaar"], int(r["Aantal"])) for r in rows if r["Type"] == "Historie")
    assert all(students[y][0] <= told[y][0] <= students[y][1] for y in students)
    assert {r["Type"] for r in table_of("duo__prognose_mbo_sectorkamer")} == {"Historie", "Prognose"}


def test_mbo_graduates_are_a_likely_part_of_the_students_of_their_study_year() -> None:
    students, graduates = per_year(STUDENTS), per_year(GRADUATES)
    assert sorted(graduates) == [year + 1 for year in sorted(students)]
    assert all(0.3 < least / students[year - 1][0] < 0.42 for year, (least, _) in graduates.items())
    assert "OVO" in {r["LEERWEG"] for r in table_of(GRADUATES)}
    for dataset in (STUDENTS, GRADUATES):
        cells = {v for r in table_of(dataset) for c, v in r.items() if c[-4:].isdigit()}
        assert {"-1", "0"} <= cells
        assert "" not in cells, "the portal writes 0 where a qualification does not occur"
        assert not cells & {"1", "2", "3", "4"}


def test_no_row_can_be_taken_for_a_real_institution_or_municipality() -> None:
    named = [d for d in PORTAL if d.startswith(("duo__p0", STUDENTS, GRADUATES))]
    for r in (r for d in (*named, *(f"duo__gediplomeerden_{s}_2019" for s in STATIC)) for r in table_of(d)):
        code, title = (r[c] for c in r if c.startswith(("INSTELLINGSCODE", "INSTELLINGSNAAM", "BRIN")))
        assert code[:3] in ("97X", "98X", "99X")
        assert title.startswith("Demo ")
        assert (r.get("GEMEENTENAAM") or r["PLAATSNAAM INSTELLING"]).lower().startswith("demostad ")
        assert r.get("GEMEENTENUMMER", "9901") > "9900"


def test_the_register_writes_text_in_quotes_and_numbers_bare() -> None:
    header, *lines = body(address_of("duo__ho_opleidingsoverzicht")).decode().splitlines()
    assert all('"Stichting Demo ' in line or '"Stichting "Demo ' in line for line in lines)
    plain = [line for line in lines if '"Stichting "Demo' not in line]
    assert len(plain) < len(lines)  # one board has quotes in its name that nobody escaped
    rows = list(csv.DictReader([header, *plain]))
    assert {r["SOORT"] for r in rows} == {"OPLEIDING", "VARIANT"}
    assert all(bool(r["ERKENDEOPLEIDINGSCODE"]) == (r["SOORT"] == "OPLEIDING") for r in rows)
    assert any('"BACHELOR",240,"6","6"' in line for line in lines)
