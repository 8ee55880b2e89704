"""Recorded files of DUO beside what the marts say: each function adds up every cell and returns how many rows it read."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.integration import bodies
from tests.integration.conftest import Built

IMAGES = Path("duo.nl") / "open_onderwijsdata" / "images"
PORTAL = "onderwijsdata.duo.nl"
YEARS = range(2015, 2020)
LEERWEG = {"BBL": "bbl", "BOLVT": "bol", "BOLDT": "bol", "EX": "extraneus", "OVO": "ovo", "": "onbekend"}
FORM = {"voltijd onderwijs": "voltijd", "deeltijd onderwijs": "deeltijd", "duaal onderwijs": "duaal"}
TYPE = {
    "associate degree": "ad",
    "bachelor": "bachelor",
    "master": "master",
    "postmaster": "postmaster",
    "ongedeelde opleiding": "ongedeeld",
}
COLUMNS = "study_year, programme_code, level, learning_path"
Cells = dict[tuple[object, ...], float]
CENT = 0.011  # the last decimal of a mart


def counted(found: list[tuple[object, ...]]) -> Cells:
    """Key to count, without the zeros: a file leaves them out or not as it likes."""
    return {row[:-1]: float(str(row[-1])) for row in found if row[-1]}


def kind(text: str) -> str:
    """The level in our words: 'hbo bachelor' in one file is 'bachelor' in another."""
    return TYPE[text.removeprefix("hbo ").removeprefix("wo ")]


def static(recordings: Path, start: str, institution: str) -> list[dict[str, str]]:
    """A static file without its separator rows."""
    (path,) = (recordings / IMAGES).glob(f"{start}*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if row.get(institution)]


def exactly(live: Built, dataset: str, measure: str, expected: Cells) -> None:
    """A file that hides nothing: every count within the bounds that the mart tells of it, exactly where it tells one number,
    and every year in total (docs/disclosure.md)."""
    query = f"""
        select {COLUMNS}, sum(persons_lower), sum(persons_upper), bool_or(is_estimate)
        from marts.fct_education_output_programme
        where dataset_id = '{dataset}' and measure = '{measure}' group by all
    """
    ours = {row[:4]: (float(str(row[4])), float(str(row[5])), row[6]) for row in live.published(query)}
    counts = {key: count for key, count in expected.items() if count}
    assert ours.keys() == counts.keys()
    assert {k: v for k, v in ours.items() if not v[0] - CENT <= counts[k] <= v[1] + CENT} == {}
    exact = {k for k, (lower, upper, is_estimate) in ours.items() if lower == upper}
    assert len(exact) > len(ours) / 4
    assert {k for k in exact if 1 <= counts[k] <= 4} == set()
    total = f"""
        select study_year, sum(persons) from marts.fct_education_output_programme
        where dataset_id = '{dataset}' and measure = '{measure}' group by all
    """
    years: Cells = defaultdict(float)
    for key, count in counts.items():
        years[key[:1]] += count
    assert counted(live.published(total)) == pytest.approx(years, abs=0.05)


def by_characteristic(live: Built, where: str, characteristic: str, expected: Cells) -> None:
    """The country by a characteristic: between its bounds, and a few of each thousand off at most."""
    query = f"""
        select study_year, category, sum(persons), sum(persons_lower), sum(persons_upper)
        from marts.fct_education_output_characteristic
        where opgave_id = 'nederland' and characteristic = '{characteristic}' and {where} group by all
    """
    ours = {row[:2]: tuple(float(str(n)) for n in row[2:]) for row in live.published(query)}
    counts = {key: count for key, count in expected.items() if count}
    assert ours.keys() == counts.keys()
    assert {k: v for k, v in ours.items() if not v[1] - CENT <= counts[k] <= v[2] + CENT} == {}
    assert {k: v[0] for k, v in ours.items()} == pytest.approx(counts, rel=0.005, abs=5)


def graduates(live: Built, recordings: Path, sector: str) -> int:
    """Every programme, kind and form; and the country by province and sex."""
    expected: Cells = defaultdict(float)
    traits: dict[str, Cells] = {"provincie": defaultdict(float), "geslacht": defaultdict(float)}
    rows = bodies.static_graduates(recordings, sector)
    for row in rows:
        code, level = row["OPLEIDINGSCODE ACTUEEL"].zfill(5), kind(row["SOORT DIPLOMA"])
        for year in range(2014, 2019):
            count = int(row[str(year)] or 0)
            expected[year, code, level, FORM[row["OPLEIDINGSVORM"]]] += count
            traits["provincie"][year, row["PROVINCIE"]] += count
            traits["geslacht"][year, row["GESLACHT"]] += count
    dataset = f"duo__gediplomeerden_{sector}_2019"
    exactly(live, dataset, "graduates", expected)
    for characteristic, cells in traits.items():
        by_characteristic(live, f"dataset_id = '{dataset}'", characteristic, cells)
    return len(rows)


def graduates_hbo(live: Built, recordings: Path) -> int:
    return graduates(live, recordings, "hbo")


def graduates_wo(live: Built, recordings: Path) -> int:
    return graduates(live, recordings, "wo")


def first_years_within(live: Built, recordings: Path, sector: str) -> int:
    """Masters are in it, in the portal's first-years they are not: a measure of its own."""
    expected: Cells = defaultdict(float)
    traits: dict[str, Cells] = {"provincie": defaultdict(float), "geslacht": defaultdict(float)}
    rows = static(recordings, f"03b-eerstejaars-ingeschrevenen-{sector}", "BRIN NUMMER ACTUEEL")
    for row in rows:
        code, level = row["OPLEIDINGSCODE ACTUEEL"].zfill(5), kind(row["TYPE HOGER ONDERWIJS"])
        for year in YEARS:
            count = int(row[str(year)] or 0)
            expected[year, code, level, FORM[row["OPLEIDINGSVORM"]]] += count
            traits["provincie"][year, row["PROVINCIE"]] += count
            traits["geslacht"][year, row["GESLACHT"]] += count
    dataset = f"duo__eerstejaars_{sector}_2019"
    exactly(live, dataset, "first_years_in_sector", expected)
    for characteristic, cells in traits.items():
        by_characteristic(live, f"dataset_id = '{dataset}'", characteristic, cells)
    return len(rows)


def first_years_in_hbo(live: Built, recordings: Path) -> int:
    return first_years_within(live, recordings, "hbo")


def mbo_students(live: Built, recordings: Path) -> int:
    """The static file hides nothing, so it goes before the portal's of the same years."""
    expected: Cells = defaultdict(float)
    sexes: Cells = defaultdict(float)
    rows = static(recordings, "03-deelnemers", "BRIN NUMMER")
    for row in rows:
        code, level = row["KWALIFICATIE CODE"], f"mbo{row['KWALIFICATIENIVEAU']}"
        for year in YEARS:
            expected[year, code, level, LEERWEG[row["TYPE MBO"]]] += int(row[f"TOTAAL{year}"] or 0)
            sexes[year, "man"] += int(row[f"MAN{year}"] or 0)
            sexes[year, "vrouw"] += int(row[f"VROUW{year}"] or 0)
    exactly(live, "duo__mbo_studenten_2019", "enrolled", expected)
    by_characteristic(live, "dataset_id = 'duo__mbo_studenten_2019'", "geslacht", sexes)
    return len(rows)


def within_bounds(found: list[tuple[object, ...]], cells: Iterable[tuple[tuple[object, ...], str]]) -> None:
    """Rows (key ..., lower, upper) are the least and the most that the published counts of their key can be."""
    counts: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, count in cells:
        counts[key].append(count)
    expected = {key: bodies.bounds(published) for key, published in counts.items()}
    ours = {row[:-2]: (int(float(str(row[-2]))), int(float(str(row[-1])))) for row in found}
    assert len(ours) == len(found)
    assert {k: v for k, v in ours.items() if v[1]} == {k: v for k, v in expected.items() if v[1]}


def higher(live: Built, recordings: Path, file: str, dataset: str, columns: tuple[str, str, str]) -> int:
    """A file of the portal per programme and kind, whose file tells no form: in the mart with its bounds."""
    year, level, count = columns
    rows = bodies.ckan(recordings, file)
    query = f"""
        select study_year, programme_code, level, sum(persons_lower), sum(persons_upper)
        from marts.fct_education_output_programme where dataset_id = '{dataset}' group by all
    """
    keys = [((int(r[year]), r["OPLEIDINGSCODE_ACTUEEL"].zfill(5), kind(r[level])), r[count]) for r in rows]
    within_bounds(live.published(query), keys)
    return len(rows)


def students_hbo(live: Built, recordings: Path) -> int:
    columns = "STUDIEJAAR", "TYPE_HOGER_ONDERWIJS", "AANTAL_INGESCHREVENEN"
    return higher(live, recordings, "ingeschrevenenhbo.csv", "duo__p01hoinges_hbo", columns)


def first_years_hbo(live: Built, recordings: Path) -> int:
    columns = "STUDIEJAAR", "TYPE_HOGER_ONDERWIJS", "AANTAL_EERSTEJAARS_INGESCHREVENEN"
    return higher(live, recordings, "eerstejaarsingeschrevenenhbo.csv", "duo__p02ho1ejrs_hbo", columns)


def graduates_of_the_portal(live: Built, recordings: Path, sector: str) -> int:
    """Of the years of the static file, which hides nothing and so is the one in the mart: ours lie within its bounds."""
    rows = bodies.ckan(recordings, f"gediplomeerden{sector}.csv")
    keys = [
        (
            (int(r["DIPLOMAJAAR"]), r["OPLEIDINGSCODE_ACTUEEL"].zfill(5), kind(r["SOORT_DIPLOMA"])),
            r["AANTAL_GEDIPLOMEERDEN"],
        )
        for r in rows
    ]
    candidate = f"""
        select study_year, programme_code, level, sum(persons_lower), sum(persons_upper)
        from shaped.int_education_candidate where dataset_id = 'duo__p04hogdipl_{sector}' group by all
    """
    within_bounds(live.warehouse(candidate), keys)
    bounds = {row[:3]: row[3:] for row in live.warehouse(candidate)}
    query = f"""
        select study_year, programme_code, level, sum(persons_lower), sum(persons_upper), sum(persons)
        from marts.fct_education_output_programme
        where education_sector = '{sector}' and measure = 'graduates' group by all
    """
    ours = {row[:3]: tuple(float(str(n)) for n in row[3:]) for row in live.published(query)}
    assert ours.keys() == bounds.keys()
    portal = {key: (float(str(low)), float(str(high))) for key, (low, high) in bounds.items()}
    assert [k for k, (low, high, _) in ours.items() if low > portal[k][1] + CENT or high < portal[k][0] - CENT] == []
    # a hidden cell of the portal in two forms is two estimates here, together at most three more than its 4
    apart = {k: max(portal[k][0] - n, n - portal[k][1], 0) for k, (_, _, n) in ours.items()}
    assert max(apart.values()) < 3
    assert sum(n > CENT for n in apart.values()) < len(ours) / 50
    return len(rows)


def graduates_hbo_of_the_portal(live: Built, recordings: Path) -> int:
    return graduates_of_the_portal(live, recordings, "hbo")


def graduates_wo_of_the_portal(live: Built, recordings: Path) -> int:
    return graduates_of_the_portal(live, recordings, "wo")


def of_mbo(rows: list[dict[str, str]], prefix: str) -> list[tuple[tuple[object, ...], str]]:
    """Both sexes of a wide file of mbo, by diploma or study year as the column names it."""
    return [
        (
            (year, row["ERKENDE OPLEIDING CODE"], f"mbo{row['NIVEAU']}", LEERWEG[row["LEERWEG"]]),
            row[f"{prefix}{sex}{year}"],
        )
        for row in rows
        for year in YEARS
        for sex in ("MAN", "VROUW")
        if row[f"{prefix}{sex}{year}"]
    ]


def mbo_students_of_the_portal(live: Built, recordings: Path) -> int:
    """Of the years of the static file again: what the mart says lies within the bounds of the file that hides."""
    name = "2021-2025-03-studenten-per-instelling-plaats-van-de-instelling-sectorkamer-leerweg-opleiding-niv.csv"
    rows = bodies.ckan(recordings, name)
    candidate = f"""
        select {COLUMNS}, sum(persons_lower), sum(persons_upper) from shaped.int_education_candidate
        where dataset_id = 'duo__mbo_studenten_per_instelling' group by all
    """
    within_bounds(live.warehouse(candidate), of_mbo(rows, ""))
    bounds = {row[:4]: row[4:] for row in live.warehouse(candidate)}
    query = f"""
        select {COLUMNS}, sum(persons) from marts.fct_education_output_programme
        where education_sector = 'mbo' and measure = 'enrolled' group by all
    """
    ours = counted(live.published(query))
    assert {key for key, (low, _) in bounds.items() if low} <= ours.keys() <= bounds.keys()
    outside = [k for k, count in ours.items() if not float(str(bounds[k][0])) <= count <= float(str(bounds[k][1]))]
    assert outside == []
    return len(rows)


def mbo_graduates(live: Built, recordings: Path) -> int:
    """DIP2019 is the diploma of study year 2018/'19, whose start the mart names."""
    rows = bodies.ckan(recordings, "2020-2024-gediplomeerden.csv")
    query = f"""
        select {COLUMNS}, sum(persons_lower), sum(persons_upper) from marts.fct_education_output_programme
        where dataset_id = 'duo__gediplomeerde_mbo_studenten' group by all
    """
    keys = [((int(str(key[0])) - 1, *key[1:]), count) for key, count in of_mbo(rows, "DIP")]
    within_bounds(live.published(query), keys)
    return len(rows)


def offered(live: Built, recordings: Path) -> int:
    """The register of the offer: which programme is offered, and by how many institutions."""
    rows = bodies.ckan(recordings, "ho_opleidingsoverzicht.csv")
    query = "select cast(retrieved_at as date)::varchar from marts.dim_dataset where dataset_id = 'duo__ho_opleidingsoverzicht'"
    day = str(live.published(query)[0][0])  # what ends later is still offered
    expected: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        begins = [row["BEGINDATUM"], row["AANGEBODEN_OPLEIDING_BEGINDATUM"]]
        ends = [row[name] for name in ("EINDDATUM", "AANGEBODEN_OPLEIDING_EINDDATUM") if row[name]]
        code = row["ERKENDEOPLEIDINGSCODE"] or row["VARIANT_VAN"]
        if code and row["AANGEBODEN_OPLEIDINGCODE"] and max(begins) <= day and all(end >= day for end in ends):
            expected[code].add(row["ONDERWIJSAANBIEDERID"])
    query = "select code, institutions, is_funded from marts.dim_programme where code_system = 'CROHO' and is_offered"
    found = live.published(query)
    assert {str(code): count for code, count, _ in found} == {code: len(who) for code, who in expected.items()}
    assert len(found) == len(expected)
    assert all(funded for _, _, funded in found)
    return len(rows)


def package(live: Built, recordings: Path, name: str) -> int:
    """Each file of a package that was fetched came from the address that the package gives."""
    path = recordings / PORTAL / "api" / "3" / "action" / f"package_show__id={name}.json"
    urls = {resource["url"] for resource in json.loads(path.read_text(encoding="utf-8"))["result"]["resources"]}
    recorded = {entry["url"] for entry in bodies.index(recordings)}
    fetched = {str(row[0]) for row in live.published(f"select url from meta.snapshot where url like '%{PORTAL}%'")}
    assert urls & recorded
    assert urls & fetched == urls & recorded
    return len(urls & recorded)
