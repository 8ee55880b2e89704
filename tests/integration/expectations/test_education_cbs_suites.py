"""Each kind of wrong figure in a mart of CBS education fails the check that is there for it, and no other."""

from collections.abc import Callable

import duckdb
import pytest

from tests.integration.expectations import martdata
from tests.integration.expectations.judging import not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]


def field(con: duckdb.DuckDBPyConnection) -> str:
    """Masters of two years: Informatica nationally, and all of it for every opgave."""
    con.execute(f"""
        create table curated.marts.fct_education_output_field as
        select
            opgave_id, delineation, study_year, 'wo' as education_sector, 'master' as level, 'graduates' as measure,
            '06' as field_code, 'Informatica' as field_nl, cast(persons as double) as persons,
            cast(persons - 5 as double) as persons_lower, cast(persons + 5 as double) as persons_upper,
            cast(persons * 0.8 as double) as persons_men, cast(persons * 0.2 as double) as persons_women, method,
            'definite' as status, 'cbs__85425ned' as dataset_id
        from (
            select 'nederland' as opgave_id, 'nvt' as delineation, 'observed' as method, 3000 as persons
            union all select opgave_id, 'kern', 'via_field', 2000 from (values {martdata.LISTED}) as t (opgave_id)
            union all select opgave_id, 'breed', 'via_field', 2500 from (values {martdata.LISTED}) as t (opgave_id)
        )
        cross join (values (2023), (2024)) as y (study_year)
    """)
    return "marts.fct_education_output_field"


def students(con: duckdb.DuckDBPyConnection) -> str:
    """International students of wo: everyone, by origin and by field."""
    con.execute("""
        create table curated.marts.fct_international_students as
        select
            study_year, 'wo' as education_sector, breakdown, null::varchar as field_code, field_nl, phase,
            null::varchar as origin, origin_nl, cast(students as double) as students,
            cast(students - 5 as double) as students_lower, cast(students + 5 as double) as students_upper,
            20.0 as share_pct, 'definite' as status, 'cbs__85125ned' as dataset_id
        from (values
            ('totaal', null, 'totaal', null, 80000), ('herkomst', null, 'totaal', 'EU', 57000),
            ('herkomst', null, 'totaal', 'Niet-EU', 23000), ('nationaliteit', null, 'totaal', 'Duits', 14000),
            ('studierichting', 'Informatica', 'bachelor', null, 50000), ('studierichting', 'Recht', 'master', null, 30000)
        ) as t (breakdown, field_nl, phase, origin_nl, students)
        cross join (values (2023), (2024)) as y (study_year)
    """)
    return "marts.fct_international_students"


def outcome(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("""
        create table curated.marts.fct_graduate_outcome as
        select
            'nederland' as opgave_id, 'nvt' as delineation, 2022 as study_year, 'mbo' as education_sector,
            'met_diploma' as diploma, 'alle' as student_origin, 'totaal' as breakdown, null::varchar as field_nl,
            1 as years_after, 'positie' as outcome_kind, position as outcome_nl, true as adds_up, position,
            persons::double as persons,
            persons - 5.0 as persons_lower, persons + 5.0 as persons_upper, 84000.0 as population,
            persons * 100 / 84000 as share_pct, 'definite' as status, 'cbs__85696ned' as dataset_id
        from (values
            ('werk', 70000), ('werk_en_uitkering', 2000), ('uitkering', 2000), ('geen_werk_geen_uitkering', 4000),
            ('onderwijs', 4000), ('niet_in_nederland', 2000)
        ) as t (position, persons)
    """)
    return "marts.fct_graduate_outcome"


def region(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("""
        create table curated.marts.fct_education_output_region as
        select
            opgave_id, delineation, 2024 as study_year, 'provincie' as region_kind, code as region_code,
            '06' as field_code, share * 100.0 as persons, share * 100.0 - 5 as persons_lower,
            share * 100.0 + 5 as persons_upper, share as share_of_field_pct, 'definite' as status,
            'cbs__85356ned' as dataset_id
        from (values ('nederland', 'nvt'), ('zorg', 'kern')) as o (opgave_id, delineation)
        cross join (values ('PV20', 40.0), ('PV21', 60.0)) as p (code, share)
    """)
    return "marts.fct_education_output_region"


@pytest.mark.parametrize("fill", [field, students, outcome, region])
def test_a_sound_mart_passes(marts: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(marts, fill(marts)) == set()


DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (
        field,
        "update {t} set persons = 3200, persons_lower = 3190, persons_upper = 3210, persons_men = 2600, "
        "persons_women = 600 where opgave_id = 'zorg' and delineation = 'breed'",
        {"within_field"},
    ),
    (field, "update {t} set persons_women = 4000 where opgave_id = 'nederland'", {"men_and_women_are_everyone"}),
    (field, "update {t} set study_year = 2020 where study_year = 2023", {"periods_without_gap"}),
    (
        students,
        "insert into {t} select * replace ('Werelddeel' as origin_nl) from {t} where origin_nl = 'EU'",
        {"breakdown_tells_no_more_than_everyone"},
    ),
    (students, "delete from {t} where breakdown = 'herkomst'", {"breakdowns_there"}),
    (outcome, "delete from {t} where position in ('onderwijs', 'uitkering')", {"parts_are_everyone"}),
    (
        outcome,
        "update {t} set share_pct = 103 where position = 'werk'",
        {"part_of_population", "parts_are_everyone", "working_believable"},
    ),
    (
        region,
        "insert into {t} select * replace ('NL01' as region_code) from {t} where region_code = 'PV20'",
        {"region_kind_covers_no_more_than_nl"},
    ),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    marts: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(marts)
    marts.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(marts, target) == seen
