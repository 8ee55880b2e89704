"""Each kind of damage to what the crosswalk claims, shares and leaves fails the check that is there for it."""

from collections.abc import Callable

import duckdb
import pytest

from expectations.suites.marts.common import opgaven as names
from tests.integration.expectations.judging import not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]
OPGAVEN = names()
LISTED = ", ".join(f"('{o}')" for o in OPGAVEN)
CELL = (
    "'BRC2014' as classification, '2014' as edition, 'group' as code_level, 'werkzaam' as population, "
    "'employed' as measure, 2025 as year"
)
DELINEATIONS = "(values ('kern', 10), ('breed', 20)) as d (delineation, share)"


def coverage(con: duckdb.DuckDBPyConnection) -> str:
    """Of 1,000 employed each opgave claims 10 in kern and 20 in breed; no two claim the same."""
    con.execute(f"""
        create table curated.marts.classification_coverage as
        select {CELL}, opgave_id, delineation, cast(1000 as double) as total, cast(share as double) as claimed,
            share / 10.0 as share_pct, cast({len(OPGAVEN)} * share as double) as claimed_by_any,
            {len(OPGAVEN)} * share / 10.0 as claimed_by_any_pct
        from (values {LISTED}) as o (opgave_id) cross join {DELINEATIONS}
    """)
    return "marts.classification_coverage"


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


@pytest.mark.parametrize("fill", [coverage, unclaimed])
def test_a_sound_mart_passes(marts: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(marts, fill(marts)) == set()


DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (coverage, "update {t} set claimed_by_any_pct = 90", {"something_left"}),
    (
        unclaimed,
        "insert into {t} from {t} where code = '0112' and delineation = 'breed'",
        {"nothing_twice"},
    ),
    (unclaimed, "update {t} set rank = 3 - rank", {"largest_first"}),
    (unclaimed, "update {t} set unclaimed = unclaimed * 2 where delineation = 'breed'", {"nothing_twice"}),
    (unclaimed, "delete from {t} where code = '0112' and delineation = 'kern'", {"nothing_lost"}),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[f"{d[0].__name__}: {sorted(d[2])}" for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    marts: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(marts)
    marts.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(marts, target) == seen
