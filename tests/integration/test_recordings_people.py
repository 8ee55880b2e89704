"""Control totals on lifelong learning and migration that the recordings carry."""

import duckdb
import pytest

from tests.integration.conftest import Built

pytestmark = pytest.mark.recordings

OUTSIDE = {
    "arbeid": (17_590, 19_850, 11_510, 18_020, 28_680, 25_195, 21_500),
    "studie": (17_575, 19_135, 12_805, 18_275, 20_705, 22_580, 22_330),
}
# thousands in 2023: takers of part, those who take none, all
LEARNING = {
    "bevolking_15_75": (4_311, 9_014, 13_326),
    "werkzaam_15_75": (3_514, 6_223, 9_737),
}


@pytest.mark.parametrize("purpose", OUTSIDE)
def test_migrants_from_outside_the_eu_and_efta(live: Built, purpose: str) -> None:
    found = live.published(
        f"""
        select persons::integer from marts.fct_labour_migration
        where origin = 'buiten_eu_efta' and purpose = '{purpose}' and counted_as = 'persons'
          and dataset_id = 'cbs__84809ned' and year >= 2018 order by year
        """
    )
    assert tuple(row[0] for row in found) == OUTSIDE[purpose]


@pytest.mark.parametrize("group", LEARNING)
def test_who_takes_part_and_who_does_not(live: Built, group: str) -> None:
    found = live.published(
        f"""
        select form, persons, population from marts.fct_llo_uptake_characteristic
        where population_group = '{group}' and year = 2023 and sex = 'totaal' and characteristic = 'totaal'
          and labour_position = 'totaal' and age = 'totaal' and dataset_id in ('cbs__85315ned', 'cbs__85314ned')
        """
    )
    taking, not_taking, everybody = LEARNING[group]
    assert {form: persons for form, persons, _ in found if form in ("deelname", "geen_deelname")} == {
        "deelname": taking * 1000,
        "geen_deelname": not_taking * 1000,
    }
    assert {population for *_, population in found} == {everybody * 1000}
    assert abs(taking + not_taking - everybody) <= 1


def test_national_participation(live: Built) -> None:
    found = live.published(
        """
        select population_group, persons, population from marts.fct_llo_uptake
        where opgave_id = 'nederland' and form = 'deelname' and year = 2023
          and population_group in ('bevolking_15_75', 'werkzaam_15_75') order by 1
        """
    )
    assert found == [("bevolking_15_75", 4_311_000.0, 13_326_000.0), ("werkzaam_15_75", 3_514_000.0, 9_737_000.0)]


def test_population_of_25_to_65_and_the_employed_of_2022(live: Built) -> None:
    found = live.published(
        """
        select dataset_id, characteristic, max(population) from marts.fct_llo_uptake_characteristic
        where dataset_id = 'cbs__85315ned' and characteristic ilike '%25 tot 65%' and year = 2023
          or dataset_id = 'cbs__85316ned' and characteristic = 'totaal' and year = 2022
        group by all order by 1
        """
    )
    assert [row[2] for row in found] == [9_219_000.0, 9_548_000.0]


def test_formal_and_non_formal_together_are_no_fewer_than_all_who_take_part(live: Built) -> None:
    """One may do both; on rounding, they never fall short."""
    found = live.published(
        """
        pivot (
            select dataset_id, year, sex, age, labour_position, characteristic, form, persons
            from marts.fct_llo_uptake_characteristic
            where dataset_id in ('cbs__85314ned', 'cbs__85315ned', 'cbs__85316ned')
        ) on form in ('deelname', 'formeel', 'niet_formeel') using first(persons)
        """
    )
    whole = [row for row in found if None not in row[-3:]]
    assert whole
    assert all(row[-2] + row[-1] >= row[-3] - 1_500 for row in whole)  # type: ignore[operator]


def test_jobs_of_the_foreign_born(live: Built) -> None:
    found = live.published(
        """
        select jobs from marts.fct_labour_migration_jobs
        where year = 2023 and sbi_kind = 'total' and origin_nl = 'Totaal'
        """
    )
    assert found == [(1_225_000.0,)]


def test_sponsors_are_counted_and_not_one_of_them_is_named(live: Built) -> None:
    """Some are natural persons: neither a name nor a number of the register is in any published table, nor in its bytes."""
    found = live.published("select persons, year from marts.fct_labour_migration where counted_as = 'sponsors'")
    assert found == [(12_885.0, 2026)]
    register = live.warehouse('select "Organisation", "KvK number" from raw.ind__sponsors_work')
    numbers = [str(number) for _, number in register if str(number).isdigit() and len(str(number)) == 8]
    assert (len(register), len(numbers), sum(number.startswith("0") for number in numbers)) == (12_885, 12_881, 717)
    sources = {str(row[0]) for row in live.published("select publisher_name from marts.dim_dataset")}
    names = {
        str(name) for name, _ in register if " " in str(name)
    } - sources  # CBS is a sponsor; Utrecht a province too
    told = names | set(numbers)
    assert len(names) > 12_000
    columns = live.published(
        "select table_schema, table_name, column_name from information_schema.columns where data_type = 'VARCHAR'"
    )
    assert len(columns) > 300
    with duckdb.connect(str(live.file), read_only=True) as con:
        for schema, table, column in columns:
            values = con.execute(f'select distinct "{column}" from {schema}."{table}"').fetchall()
            assert {str(value) for (value,) in values} & told == set(), (table, column)
    content = b"".join(p.read_bytes() for p in (live.home / "publication" / "history").rglob("*") if p.is_file())
    for name in ("Zycus Infotech Netherlands B.V.", "10X Genomics B.V.", numbers[0], numbers[-1]):
        assert name in told
        assert name.encode() not in content
