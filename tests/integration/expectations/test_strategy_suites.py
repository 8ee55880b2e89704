"""Each kind of wrong answer in the scorecard, the five questions and the motions fails the check that is there for it."""

from collections.abc import Callable

import duckdb
import pytest

from expectations.suites.marts.common import opgaven as names
from tests.integration.expectations.judging import not_passed

Fill = Callable[[duckdb.DuckDBPyConnection], str]
OPGAVEN = names()
LISTED = ", ".join(f"('{o}')" for o in OPGAVEN)


def scorecard(con: duckdb.DuckDBPyConnection) -> str:
    """Two years of graduates for every opgave and the country, each of two parts."""
    con.execute(f"""
        create table curated.marts.indicator_value as
        select 'graduates.mbo' as indicator_id, opgave_id, case opgave_id when 'nederland' then 'nvt' else 'kern' end as delineation,
            make_date(year, 8, 1) as period_start, part as breakdown, cast(50 as double) as value
        from (values {LISTED}, ('nederland')) as o (opgave_id)
        cross join (values (2023), (2024)) as y (year) cross join (values ('mbo3'), ('mbo4')) as p (part)
    """)
    con.execute("""
        create table curated.marts.opgave_scorecard as
        select indicator_id, opgave_id, delineation, period_start, 'study_year' as frequency, sum(value) as value,
            sum(value) - 2 as value_lower, sum(value) + 2 as value_upper, 'personen' as unit,
            case when period_start > date '2024-01-01' then 0.0 end as change_1y, cast(null as double) as trend_3y,
            cast(null as double) as target, cast(null as double) as target_progress_pct, 'definite' as status
        from curated.marts.indicator_value group by all
    """)
    con.execute("""
        create table curated.marts.dim_indicator as
        select 'graduates.mbo' as indicator_id, 'education' as topic, 'wie slaagde' as definition_nl, 'personen' as unit,
            2 as line, 'up' as direction, date '2023-08-01' as period_first, date '2024-08-01' as period_last
    """)
    return "marts.opgave_scorecard"


def criteria(con: duckdb.DuckDBPyConnection) -> str:
    """Five answers for every opgave, two of them by a rule."""
    con.execute(f"""
        create table curated.marts.opgave_criteria as
        select opgave_id, 'kern' as delineation, criterion, kind, verdict, source, rule_nl,
            case criterion when 3 then 100.0 end as quarters_tight_pct, case criterion when 5 then cast(90 as double) end as regions_tight_pct,
            case criterion when 3 then 0.3 end as slope_per_year, case criterion when 3 then 12 end as quarters
        from (values {LISTED}) as o (opgave_id)
        cross join (values
            (1, 'text', 'opgave voor toekomstige welvaart', 'Talentstrategie', null),
            (2, 'text', 'nog geen bron opgenomen', 'nog geen bron opgenomen', null),
            (3, 'computed', 'groeiend en structureel', 'uwv__spanningsindicator', 'regel'),
            (4, 'text', 'nog geen bron opgenomen', 'nog geen bron opgenomen', null),
            (5, 'computed', 'landelijk tekort', 'uwv__spanningsindicator', 'regel')
        ) as c (criterion, kind, verdict, source, rule_nl)
    """)
    return "marts.opgave_criteria"


def shortage(con: duckdb.DuckDBPyConnection) -> str:
    scorecard(con)
    con.execute("""
        create table curated.marts.motion_shortage_sectors as
        select sector, opgave_id, delineation, indicator_id, 'opleiding' as theme, period_start, value, cast(10 as double) as share_pct,
            'te kort om te zeggen' as shortage_verdict, status
        from curated.marts.opgave_scorecard
        inner join (values ('zorg', 'zorg'), ('bouw', 'woningbouw'), ('techniek', 'digitalisering_ai')) as s (sector, opgave_id)
            using (opgave_id)
        where period_start = date '2024-08-01'
    """)
    return "marts.motion_shortage_sectors"


def skills(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("""
        create table curated.marts.motion_digital_skills as
        select skill, aspect, 'nederland' as opgave_id, 'nvt' as delineation, measure, group_nl, level,
            date '2024-08-01' as period_start, 'observed' as method, 'definite' as status, persons, persons - 5 as persons_lower,
            persons + 5 as persons_upper, 300.0 as total_persons, persons / 3 as share_pct
        from (values
            ('digitaal', 'opleiding', 'graduates', 'mbo', 'mbo4', 60.0), ('techniek', 'opleiding', 'graduates', 'mbo', 'mbo4', 90.0),
            ('ai', 'opleiding', 'graduates', 'wo', 'master', 12.0), ('digitaal', 'leven_lang_ontwikkelen', 'deelname', 'w', 'alle', 90.0)
        ) as t (skill, aspect, measure, group_nl, level, persons)
    """)
    return "marts.motion_digital_skills"


def productive(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("""
        create table curated.marts.motion_productive_work as
        select kind, group_id, delineation, 2024 as year, 'provisional' as status, share * 100 as jobs, share as jobs_share_pct,
            moved as jobs_moved_1y, cast(per_hour as double) as value_added_per_hour_index, cast(null as double) as target,
            cast(null as double) as target_progress_pct
        from (values
            ('productiviteitsklasse', 'laag', 'nvt', 40.0, 30.0, null), ('productiviteitsklasse', 'midden', 'nvt', 25.0, -10.0, null),
            ('productiviteitsklasse', 'hoog', 'nvt', 35.0, -20.0, null), ('opgave', 'zorg', 'kern', 9.0, 2.0, 81.0)
        ) as t (kind, group_id, delineation, share, moved, per_hour)
    """)
    return "marts.motion_productive_work"


@pytest.mark.parametrize("fill", [scorecard, criteria, shortage, skills, productive])
def test_a_sound_mart_passes(marts: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(marts, fill(marts)) == set()


VALUE = "curated.marts.indicator_value"
DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (scorecard, f"update {VALUE} set value = 60 where opgave_id = 'zorg'", {"equal_to_its_parts"}),
    (scorecard, "delete from {t} where opgave_id = 'zorg'", {"all_opgaven"}),
    (criteria, "delete from {t} where opgave_id = 'zorg'", {"opgaven"}),
    (criteria, "delete from {t} where opgave_id = 'zorg' and criterion = 4", {"five_questions"}),
    (shortage, "update {t} set value = value + 1 where sector = 'zorg'", {"as_the_scorecard"}),
    (shortage, "update {t} set period_start = date '2023-08-01' where sector = 'zorg'", {"newest_period"}),
    (skills, "update {t} set share_pct = 90 where skill = 'techniek'", {"fields_within_whole"}),
    (skills, "delete from {t} where aspect = 'leven_lang_ontwikkelen'", {"mbo_and_learning"}),
    (productive, "update {t} set jobs_share_pct = 30 where group_id = 'hoog'", {"classes_are_all_jobs"}),
    (productive, "update {t} set jobs_moved_1y = 20 where group_id = 'hoog'", {"moves_add_up_to_nothing"}),
    (productive, "update {t} set value_added_per_hour_index = 900 where kind = 'opgave'", {"per_hour_plausible"}),
]


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    marts: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(marts)
    marts.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(marts, target) == seen
