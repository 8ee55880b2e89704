"""The suites of the regional labour market and of productivity: sound marts pass, each damage fails the check for it."""

from collections.abc import Callable

import duckdb
import pytest

from tests.integration.expectations import martdata
from tests.integration.expectations.judging import not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]


def region(con: duckdb.DuckDBPyConnection) -> str:
    """Twelve provinces of 100 thousand employed, a tenth of them (kern) or a fifth (breed) of each opgave."""
    con.execute(f"""
        create table curated.marts.fct_labour_market_region as
        with parts as (
            select 'nederland' as opgave_id, 'nvt' as delineation, 1.0 as part, 'observed' as method
            union all select opgave_id, 'kern', 0.1, 'via_occupation' from (values {martdata.LISTED}) as t (opgave_id)
            union all select opgave_id, 'breed', 0.2, 'via_occupation' from (values {martdata.LISTED}) as t (opgave_id)
        ),
        places as (
            select 'Nederland' as region_nl, 'land' as region_kind, 1200000 as persons
            union all select 'Provincie ' || range, 'provincie', 100000 from range(12)
        )
        select
            opgave_id, delineation, 'employed' as measure, region_kind, region_nl, date '2024-01-01' as period_start,
            'year' as frequency, cast(persons * part as double) as value, cast(persons * part - 500 as double) as value_lower,
            cast(persons * part + 500 as double) as value_upper, cast(100 * part as double) as share_of_region_pct,
            'definite' as status, method, 'cbs__86112ned' as dataset_id
        from parts cross join places
    """)
    return "marts.fct_labour_market_region"


def productivity(con: duckdb.DuckDBPyConnection) -> str:
    """Growth of the country and of every opgave; of `zorg` too few jobs have a figure."""
    con.execute(f"""
        create table curated.marts.fct_productivity as
        select
            opgave_id, delineation, 2024 as year, 'value_added_growth' as measure,
            cast(case when opgave_id <> 'zorg' then 1.5 end as double) as value,
            case when opgave_id = 'zorg' then 40.0 when opgave_id <> 'nederland' then 95.0 end as coverage_pct,
            'procent' as unit, case when opgave_id = 'nederland' then 'observed' else 'via_industry' end as method,
            'provisional' as status, 'cbs__85951ned' as dataset_id,
            case when opgave_id <> 'nederland' then 'Benadering.' end as caveat_nl
        from (
            select 'nederland' as opgave_id, 'nvt' as delineation
            union all select opgave_id, unnest(['kern', 'breed']) from (values {martdata.LISTED}) as t (opgave_id)
        )
    """)
    return "marts.fct_productivity"


def gdp_change(con: duckdb.DuckDBPyConnection) -> str:
    """Four quarters of GDP."""
    con.execute("""
        create table curated.marts.fct_gdp_change as
        select
            'Volume, t.o.v. zelfde periode vorig jaar' as change_nl, 'quarter' as frequency, 'M002782_1' as measure_code,
            make_date(2024, cast(1 + 3 * range as integer), 1) as period_start, cast(1.2 as double) as value,
            cast(null as varchar) as missing_reason
        from range(4)
    """)
    return "marts.fct_gdp_change"


def participation(con: duckdb.DuckDBPyConnection) -> str:
    """Four quarters of a labour force of 10 million, with a rate."""
    con.execute("""
        create table curated.marts.fct_labour_participation as
        select
            'Seizoengecorrigeerde cijfers' as correction_nl, 'quarter' as frequency, code as measure_code,
            make_date(2024, cast(1 + 3 * quarter as integer), 1) as period_start, cast(figure as double) as value,
            figure - half as value_lower, figure + half as value_upper, unit, cast(null as varchar) as missing_reason
        from range(4) as quarters (quarter)
        cross join (values
            ('3000790_2', 10000000, 500, 'personen'), ('3000795', 9600000, 500, 'personen'),
            ('3000800_2', 401000, 500, 'personen'), ('M001906', 4.0, 0.05, 'procent')
        ) as cells (code, figure, half, unit)
    """)
    return "marts.fct_labour_participation"


def shift(con: duckdb.DuckDBPyConnection) -> str:
    """Three classes of 100 jobs; in 2024 ten move from low to high."""
    con.execute("""
        create table curated.marts.productivity_shift as
        select
            year, productivity_class, cast(100 + moved as double) as jobs,
            round(100 * (100 + moved) / 300.0, 2) as jobs_share_pct,
            case when year > 2023 then cast(moved as double) end as jobs_moved_1y, 'provisional' as status
        from (values
            (2023, 'laag', 0), (2023, 'midden', 0), (2023, 'hoog', 0),
            (2024, 'laag', -10), (2024, 'midden', 0), (2024, 'hoog', 10)
        ) as t (year, productivity_class, moved)
    """)
    return "marts.productivity_shift"


@pytest.mark.parametrize("fill", [region, productivity, gdp_change, participation, shift])
def test_a_sound_mart_passes(marts: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(marts, fill(marts)) == set()


COUNTRY = "region_kind = 'land' and opgave_id = 'nederland'"
DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (region, "delete from {t} where region_nl = 'Provincie 3'", {"provinces_make_the_country"}),
    (
        region,
        "insert into {t} select * replace ('Provincie 13' as region_nl, 0.0 as value, 0.0 as value_lower) from {t} "
        "where region_nl = 'Provincie 1'",
        {"twelve_provinces"},
    ),
    (productivity, "update {t} set value = 75 where opgave_id = 'nederland'", {"growth_believable"}),
    (participation, "delete from {t} where measure_code = '3000795'", {"employed_published"}),
    (participation, "update {t} set value = 9000000, value_lower = 0 where measure_code = '3000795'", {"force_adds_up"}),
    (gdp_change, "update {t} set value = 120", {"gdp_believable"}),
    (shift, "delete from {t} where year = 2024 and productivity_class = 'midden'", {"three_classes", "shares_add_up"}),
    (shift, "update {t} set jobs_moved_1y = 40 where year = 2024 and productivity_class = 'hoog'", {"nothing_lost"}),
    (shift, "update {t} set year = 2026 where year = 2024", {"periods_without_gap"}),
]  # fmt: skip


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    marts: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(marts)
    marts.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(marts, target) == seen
