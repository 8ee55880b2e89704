"""Each kind of damage to what the crosswalk claims, shares and leaves fails the check that is there for it."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from expectations.suites.marts.common import OPGAVEN
from tests.unit.expectations import martdata
from tests.unit.expectations.judging import not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]
LISTED = ", ".join(f"('{o}')" for o in OPGAVEN)
CELL = (
    "'BRC2014' as classification, '2014' as edition, 'group' as code_level, 'werkzaam' as population, "
    "'employed' as measure, 2025 as year"
)
DELINEATIONS = "(values ('kern', 10), ('breed', 20)) as d (delineation, share)"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as curated")
        con.execute("create schema curated.marts")
        yield con


def coverage(con: duckdb.DuckDBPyConnection) -> str:
    """Of 1,000 employed each opgave claims 10 in kern and 20 in breed; no two claim the same."""
    martdata.bridge(con)
    con.execute(f"""
        create table curated.marts.classification_coverage as
        select {CELL}, opgave_id, delineation, cast(1000 as double) as total, cast(share as double) as claimed,
            share / 10.0 as share_pct, cast({len(OPGAVEN)} * share as double) as claimed_by_any,
            {len(OPGAVEN)} * share / 10.0 as claimed_by_any_pct
        from (values {LISTED}) as o (opgave_id) cross join {DELINEATIONS}
    """)
    return "marts.classification_coverage"


def overlap(con: duckdb.DuckDBPyConnection) -> str:
    """Every pair of opgaven shares 2, and each all 20 with itself."""
    con.execute(f"""
        create table curated.marts.opgave_overlap as
        select {CELL}, this.opgave_id, other.opgave_id as other_opgave_id, delineation,
            case when this.opgave_id = other.opgave_id then 20.0 else 2.0 end as overlap,
            case when this.opgave_id = other.opgave_id then 20.0 else 2.0 end as overlap_lower,
            case when this.opgave_id = other.opgave_id then 20.0 else 2.0 end as overlap_upper,
            case when this.opgave_id = other.opgave_id then 100.0 else 10.0 end as share_pct
        from (values {LISTED}) as this (opgave_id) cross join (values {LISTED}) as other (opgave_id)
        cross join {DELINEATIONS}
    """)
    return "marts.opgave_overlap"


def unclaimed(con: duckdb.DuckDBPyConnection) -> str:
    """What is left of the 1,000, in two codes."""
    coverage(con)
    con.execute(f"""
        create table curated.marts.unclaimed_code as
        select {CELL}, delineation, code, 'Beroep ' || code as name_nl,
            (1000 - {len(OPGAVEN)} * share) * part as unclaimed, rank
        from {DELINEATIONS} cross join (values ('0111', 0.75, 1), ('0112', 0.25, 2)) as c (code, part, rank)
    """)
    return "marts.unclaimed_code"


def sensitivity(con: duckdb.DuckDBPyConnection) -> str:
    """Graduates of every opgave: 100 in kern, 150 in breed."""
    martdata.bridge(con)
    con.execute("""
        create table curated.marts.dim_indicator as
        select 'graduates.hbo' as indicator_id, 'sum' as aggregation
    """)
    con.execute(f"""
        create table curated.marts.opgave_sensitivity as
        select opgave_id, 'graduates.hbo' as indicator_id, date '2018-08-01' as period_start, 'breed' as delineation,
            'personen' as unit, cast(100 as double) as value_kern, cast(150 as double) as value_breed,
            cast(150 as double) as value, cast(null as varchar) as caveat_nl
        from (values {LISTED}) as o (opgave_id)
    """)
    return "marts.opgave_sensitivity"


def parts(con: duckdb.DuckDBPyConnection) -> str:
    """One part of the energy opgave with employed people: 100 in kern, 200 in breed."""
    martdata.bridge(con)
    con.execute("""
        create table curated.marts.dim_deelopgave as
        select 'energie_klimaattechnologie' as opgave_id, 'netcongestie' as deelopgave_id
    """)
    con.execute(f"""
        create table curated.marts.deelopgave_figure as
        select 'energie_klimaattechnologie' as opgave_id, 'netcongestie' as deelopgave_id, delineation,
            'BRC2014' as classification, '2014' as edition, 'employed' as measure, 'werkzaam' as population,
            date '2025-01-01' as period_start, 'year' as frequency, share * 10.0 as value, share * 10.0 - 5 as value_lower,
            share * 10.0 + 5 as value_upper, 'definite' as status, 'via_occupation' as method, 2 as codes
        from {DELINEATIONS}
    """)
    return "marts.deelopgave_figure"


@pytest.mark.parametrize("fill", [coverage, overlap, unclaimed, sensitivity, parts])
def test_a_sound_mart_passes(con: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(con, fill(con)) == set()


DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (coverage, "insert into {t} from {t} where opgave_id = 'zorg' and delineation = 'kern'", {"no_duplicates"}),
    (coverage, "update {t} set delineation = 'ruim' where delineation = 'breed'", {"delineation_known"}),
    (coverage, "update {t} set total = 999 where opgave_id = 'zorg'", {"one_total"}),
    (coverage, "update {t} set share_pct = 101 where opgave_id = 'zorg'", {"share_in_range"}),
    (
        coverage,
        "update {t} set claimed = 900 where delineation = 'breed' and opgave_id = 'zorg'",
        {"part_of_the_union"},
    ),
    (coverage, "update {t} set claimed = 30 where delineation = 'kern' and opgave_id = 'zorg'", {"breed_holds_kern"}),
    (coverage, "update {t} set claimed_by_any_pct = 90", {"something_left"}),
    (coverage, "update {t} set measure = null", {"measure_filled"}),
    (
        overlap,
        "delete from {t} where opgave_id = 'zorg' and other_opgave_id = 'onderwijs'",
        {"whole_matrix"},
    ),
    (
        overlap,
        "update {t} set overlap = 3, overlap_lower = 3, overlap_upper = 3 "
        "where opgave_id = 'zorg' and other_opgave_id = 'onderwijs'",
        {"symmetric"},
    ),
    (
        overlap,
        "update {t} set share_pct = 90 where opgave_id = 'zorg' and other_opgave_id = 'zorg'",
        {"diagonal_is_whole"},
    ),
    (overlap, "update {t} set overlap_upper = 1 where delineation = 'breed'", {"bounds_ordered"}),
    (overlap, "update {t} set overlap_lower = 0 where delineation = 'kern'", {"kern_is_exact"}),
    (overlap, "update {t} set share_pct = -1 where opgave_id <> other_opgave_id", {"share_in_range"}),
    (
        unclaimed,
        "insert into {t} from {t} where code = '0112' and delineation = 'breed'",
        {"no_duplicates", "nothing_twice"},
    ),
    (unclaimed, "update {t} set rank = 3 - rank", {"largest_first"}),
    (unclaimed, "update {t} set unclaimed = unclaimed * 2 where delineation = 'breed'", {"nothing_twice"}),
    (unclaimed, "delete from {t} where code = '0112' and delineation = 'kern'", {"nothing_lost"}),
    (unclaimed, "update {t} set name_nl = '' where code = '0112'", {"names_present"}),
    (
        sensitivity,
        "update {t} set opgave_id = 'nederland' where opgave_id = 'zorg'",
        {"opgave_id_known", "delineation_known"},
    ),
    (sensitivity, "update {t} set value_kern = null where opgave_id = 'zorg'", {"absence_explained"}),
    (sensitivity, "update {t} set value = 140 where opgave_id = 'zorg'", {"breed_is_breed"}),
    (sensitivity, "update {t} set value_kern = 200 where opgave_id = 'zorg'", {"breed_holds_kern"}),
    (sensitivity, "insert into {t} from {t} where opgave_id = 'zorg'", {"key_unique"}),
    (parts, "update {t} set deelopgave_id = 'fusie'", {"part_known"}),
    (
        parts,
        "update {t} set value = null, value_lower = null, value_upper = null where delineation = 'breed'",
        {"value_there"},
    ),
    (parts, "update {t} set value_lower = value + 1 where delineation = 'breed'", {"lower_bound"}),
    (parts, "update {t} set value_upper = value - 1 where delineation = 'breed'", {"upper_bound"}),
    (parts, "update {t} set value_lower = -1 where delineation = 'kern'", {"not_negative"}),
    (parts, "update {t} set status = 'vers'", {"status_known"}),
    (parts, "update {t} set method = 'geraden'", {"method_known"}),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[f"{d[0].__name__}: {sorted(d[2])}" for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    con: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(con)
    con.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(con, target) == seen
