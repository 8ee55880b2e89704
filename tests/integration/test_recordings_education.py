"""Control totals of DUO that the recordings carry: what the notes on the source print is what the marts say."""

from pathlib import Path

import pytest

from tests.integration import bodies
from tests.integration.conftest import Built

pytestmark = pytest.mark.recordings

GRADUATES = {
    "hbo": {2014: 69_393, 2015: 70_920, 2016: 73_957, 2017: 76_258, 2018: 74_345},
    "wo": {2014: 75_144, 2015: 75_933, 2016: 77_465, 2017: 79_191, 2018: 82_242},
}
FIRST_YEARS_IN_HBO = {2015: 95_961, 2016: 101_036, 2017: 106_686, 2018: 110_304, 2019: 113_422}
MBO = {2015: 471_848, 2016: 479_505, 2017: 482_900, 2018: 492_410, 2019: 501_903}
BBL = {2015: 95_733, 2016: 99_799, 2017: 106_069, 2018: 118_794, 2019: 129_519}
KNOWN_STUDENTS_HBO = {2020: 487_593, 2021: 489_829, 2022: 475_194, 2023: 458_721, 2024: 448_296}


def by_year(live: Built, where: str, table: str = "fct_education_output") -> dict[object, object]:
    national = "opgave_id = 'nederland' and" if table == "fct_education_output" else ""
    query = f"select study_year, sum(persons) from marts.{table} where {national} {where} group by all"
    return dict(live.published(query))  # type: ignore[arg-type]


@pytest.mark.parametrize("sector", GRADUATES)
def test_graduates_are_exactly_the_published_totals(live: Built, sector: str) -> None:
    where = f"education_sector = '{sector}' and measure = 'graduates'"
    assert by_year(live, where) == pytest.approx(GRADUATES[sector], abs=0.01)
    assert by_year(live, where, "fct_education_output_programme") == pytest.approx(GRADUATES[sector], abs=0.05)


def test_first_years_within_hbo_are_exactly_the_published_totals(live: Built) -> None:
    assert by_year(live, "measure = 'first_years_in_sector'") == pytest.approx(FIRST_YEARS_IN_HBO, abs=0.01)


def test_mbo_students_are_exactly_the_published_totals_and_bbl_is_near(live: Built) -> None:
    where = "education_sector = 'mbo' and measure = 'enrolled'"
    assert by_year(live, where) == pytest.approx(MBO, abs=0.01)
    assert by_year(live, f"{where} and learning_path = 'bbl'") == pytest.approx(
        BBL, abs=20
    )  # pools tell it, and no more


def test_mbo_students_of_the_portal_bracket_the_published_totals(live: Built) -> None:
    found = live.warehouse(
        """
        select study_year, sum(persons_lower), sum(persons_upper) from shaped.int_education_candidate
        where dataset_id = 'duo__mbo_studenten_per_instelling' group by all
        """
    )
    assert {row[0] for row in found} == MBO.keys()
    assert all(low < MBO[int(str(year))] < high for year, low, high in found)  # type: ignore[operator]


@pytest.mark.parametrize("sector", GRADUATES)
def test_graduates_of_the_portal_bracket_the_published_totals(live: Built, sector: str) -> None:
    found = live.warehouse(
        f"""
        select study_year, sum(persons_lower), sum(persons_upper) from shaped.int_education_candidate
        where dataset_id = 'duo__p04hogdipl_{sector}' group by all
        """
    )
    assert {row[0] for row in found} == GRADUATES[sector].keys()
    assert all(low < GRADUATES[sector][int(str(year))] < high for year, low, high in found)  # type: ignore[operator]


def test_students_hbo_are_the_published_cells_and_one_to_four_for_each_hidden_one(
    live: Built, recordings: Path
) -> None:
    """The printed totals leave the hidden cells out; ours count them, at least as one and at most as four."""
    hidden = dict.fromkeys(KNOWN_STUDENTS_HBO, 0)
    for row in bodies.ckan(recordings, "ingeschrevenenhbo.csv"):
        hidden[int(row["STUDIEJAAR"])] += row["AANTAL_INGESCHREVENEN"] == "-1"
    found = live.published(
        """
        select study_year, sum(persons_lower), sum(persons_upper) from marts.fct_education_output
        where opgave_id = 'nederland' and education_sector = 'hbo' and measure = 'enrolled' group by all
        """
    )
    assert sum(hidden.values()) == 113
    assert {year: (low, high) for year, low, high in found} == {
        year: (known + hidden[year], known + 4 * hidden[year]) for year, known in KNOWN_STUDENTS_HBO.items()
    }


def test_mbo_graduates_of_an_excerpt_are_no_national_total(live: Built) -> None:
    query = "select count(*) from marts.{} where education_sector = 'mbo' and measure = 'graduates' {}"
    assert live.published(query.format("fct_education_output", "and opgave_id = 'nederland'")) == [(0,)]
    assert live.published(query.format("fct_education_output_programme", ""))[0][0] > 0  # type: ignore[operator]


def test_fields_are_known_of_every_graduate_and_of_nearly_every_student(live: Built) -> None:
    """DUO's decode table has all programmes of 2018 and 99.91% of the students of 2024: newer codes are not in it."""
    shares = live.published(
        """
        select study_year, measure, 100 * sum(persons) filter (where p.field_code is not null) / sum(persons)
        from marts.fct_education_output_programme f
        join marts.dim_programme p on p.code_system = f.code_system and p.code = f.programme_code
        where f.code_system = 'CROHO' and (study_year, measure) in ((2018, 'graduates'), (2024, 'enrolled')) group by all
        """
    )
    assert {(year, measure): round(float(str(share)), 2) for year, measure, share in shares} == {
        (2018, "graduates"): 100.0,
        (2024, "enrolled"): 99.91,
    }


def test_fields_are_known_of_the_programmes_of_the_register_that_the_decode_table_knows(
    live: Built, recordings: Path
) -> None:
    codes = {row["ERKENDEOPLEIDINGSCODE"] for row in bodies.ckan(recordings, "ho_opleidingsoverzicht.csv")} - {""}
    found = live.published(
        "select code from marts.dim_programme where code_system = 'CROHO' and field_code is not null"
    )
    assert (len(codes), len(codes & {str(row[0]) for row in found})) == (1_319, 1_223)
