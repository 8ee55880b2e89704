"""The two static files of DUO that no portal has any more: every cell of theirs is in the marts."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from tests.integration.conftest import Built

pytestmark = pytest.mark.recordings

IMAGES = Path("duo.nl") / "open_onderwijsdata" / "images"
YEARS = range(2015, 2020)
LEERWEG = {"BBL": "bbl", "BOLVT": "bol", "BOLDT": "bol", "EX": "extraneus"}
FORM = {"voltijd onderwijs": "voltijd", "deeltijd onderwijs": "deeltijd", "duaal onderwijs": "duaal"}
TYPE = {"associate degree": "ad", "bachelor": "bachelor", "master": "master"}
Cells = dict[tuple[object, ...], float]


def rows(recordings: Path, start: str, institution: str) -> list[dict[str, str]]:
    (path,) = (recordings / IMAGES).glob(f"{start}*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if row.get(institution)]


def counted(found: list[tuple[object, ...]]) -> Cells:
    return {row[:-1]: float(str(row[-1])) for row in found if row[-1]}


def test_mbo_students_of_every_qualification_equal_the_static_file(live: Built, recordings: Path) -> None:
    """The static file hides nothing, so it goes before the portal's of the same years."""
    expected: Cells = defaultdict(float)
    women: Cells = defaultdict(float)
    for row in rows(recordings, "03-deelnemers", "BRIN NUMMER"):
        code, level = row["KWALIFICATIE CODE"], f"mbo{row['KWALIFICATIENIVEAU']}"
        for year in YEARS:
            expected[year, code, level, LEERWEG[row["TYPE MBO"]]] += int(row[f"TOTAAL{year}"] or 0)
            women[year, level] += int(row[f"VROUW{year}"] or 0)
    of_mbo = "education_sector = 'mbo' and measure = 'enrolled' and dataset_id = 'duo__mbo_studenten_2019'"
    query = f"""
        select study_year, programme_code, level, learning_path, sum(persons)
        from marts.fct_education_output_programme where {of_mbo} group by all
    """
    assert counted(live.published(query)) == {key: count for key, count in expected.items() if count}
    query = f"""
        select study_year, level, sum(persons) from marts.fct_education_output_characteristic
        where opgave_id = 'nederland' and characteristic = 'geslacht' and category = 'vrouw' and {of_mbo} group by all
    """
    assert counted(live.published(query)) == {key: count for key, count in women.items() if count}


def test_first_years_within_hbo_equal_the_static_file(live: Built, recordings: Path) -> None:
    """Programme, form and kind; and the country by province and sex. Masters are in it, in the portal's they are not."""
    expected: Cells = defaultdict(float)
    provinces: Cells = defaultdict(float)
    sexes: Cells = defaultdict(float)
    for row in rows(recordings, "03b-eerstejaars", "BRIN NUMMER ACTUEEL"):
        code, level = row["OPLEIDINGSCODE ACTUEEL"].zfill(5), TYPE[row["TYPE HOGER ONDERWIJS"]]
        for year in YEARS:
            count = int(row[str(year)] or 0)
            expected[year, code, level, FORM[row["OPLEIDINGSVORM"]]] += count
            provinces[year, row["PROVINCIE"]] += count
            sexes[year, row["GESLACHT"]] += count
    query = """
        select study_year, programme_code, level, learning_path, sum(persons)
        from marts.fct_education_output_programme where measure = 'first_years_in_sector' group by all
    """
    assert counted(live.published(query)) == {key: count for key, count in expected.items() if count}
    for characteristic, cells in (("provincie", provinces), ("geslacht", sexes)):
        query = f"""
            select study_year, category, sum(persons) from marts.fct_education_output_characteristic
            where opgave_id = 'nederland' and measure = 'first_years_in_sector' and characteristic = '{characteristic}'
            group by all
        """
        assert counted(live.published(query)) == {key: count for key, count in cells.items() if count}
