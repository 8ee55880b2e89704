"""Each kind of wrong figure in what comes of DUO's newer files fails the check that is there for it, and no other."""

from collections.abc import Callable

import duckdb
import pytest

from expectations.suites.marts.common import opgaven as names
from tests.integration.expectations import martdata
from tests.integration.expectations.judging import not_passed
from tests.integration.expectations.rawdata import insert

Fill = Callable[[duckdb.DuckDBPyConnection], str]
OPGAVEN = names()
LISTED = ", ".join(f"('{o}')" for o in OPGAVEN)
SECTORKAMERS = [f"Sectorkamer {n}" for n in range(8)]
PARTS = f"""
    select 'nederland' as opgave_id, 'nvt' as delineation, 1.0 as part, 'observed' as method
    union all select opgave_id, 'kern', 0.01, 'via_programme' from (values {LISTED}) as t (opgave_id)
    union all select opgave_id, 'breed', 0.02, 'via_programme' from (values {LISTED}) as t (opgave_id)
"""


def characteristic(con: duckdb.DuckDBPyConnection) -> str:
    """Men and women of one year of hbo graduates, beside the totals of the same file."""
    martdata.education(con)
    con.execute(f"""
        create table curated.marts.fct_education_output_characteristic as
        select opgave_id, delineation, 2018 as study_year, 'hbo' as education_sector, 'bachelor' as level,
            'graduates' as measure, 'geslacht' as characteristic, category, method,
            cast(74345 * part * share as double) as persons, cast(74345 * part * share as double) as persons_lower,
            cast(74345 * part * share as double) as persons_upper, false as is_estimate, true as is_complete,
            'zo geteld' as caveat_nl, 'duo__gediplomeerden_hbo_2019' as dataset_id
        from ({PARTS}) cross join (values ('man', 0.4), ('vrouw', 0.6)) as c (category, share)
    """)
    return "marts.fct_education_output_characteristic"


def trend(con: duckdb.DuckDBPyConnection) -> str:
    con.execute(f"""
        create table curated.marts.education_trend as
        select opgave_id, delineation, 'mbo' as education_sector, level_group, 'graduates' as measure,
            2015 as first_year, 2018 as last_year, cast(100 as double) as last_persons,
            case when level_group = 'mbo3-4' then cast(2 as double) end as change_per_year,
            case when level_group = 'mbo3-4' then cast(2.1 as double) end as change_per_year_pct,
            case when level_group <> 'mbo3-4' then 'andere bestanden' end as no_trend_nl
        from ({PARTS}) cross join (values ('mbo1-2'), ('mbo3-4')) as g (level_group)
    """)
    return "marts.education_trend"


def forecast(con: duckdb.DuckDBPyConnection) -> str:
    """Two breakdowns of the country, and a hundredth (kern) or a fiftieth (breed) of it for every opgave."""
    con.execute(f"""
        create table curated.marts.fct_education_forecast as
        select opgave_id, delineation, 2026 as study_year, 'enrolled' as measure,
            case opgave_id when 'nederland' then breakdown else 'geen' end as breakdown, category,
            cast(225000 * part as double) as persons, cast(225000 * part as double) as persons_lower,
            cast(225000 * part as double) as persons_upper,
            case opgave_id when 'nederland' then 'observed' else 'allocated' end as method,
            case when opgave_id <> 'nederland' then 2025 end as base_year, 'duo__prognose_mbo_leeftijd' as dataset_id,
            'een prognose' as caveat_nl
        from ({PARTS})
        cross join (values ('leeftijd', '18'), ('leeftijd', '19'), ('sectorkamer', 'handel'), ('sectorkamer', 'techniek'))
            as c (breakdown, category)
        where opgave_id = 'nederland' or category = '18'
    """)
    return "marts.fct_education_forecast"


def paths(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("""
        create table curated.marts.bridge_development_path as
        select 'Ict' as branch_nl, 'CREBO' as code_system, 'Software developer' as programme_nl,
            true as is_slim_eligible, date '2024-03-01' as valid_from, date '2026-03-01' as valid_to,
            'duo__sectorale_ontwikkelpaden' as dataset_id
    """)
    return "marts.bridge_development_path"


def agreement(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("""
        create table curated.marts.development_path_agreement as
        select 'Ict' as branch_nl, 'digitalisering_ai' as opgave_id, 'kern' as delineation, 10 as programmes,
            6 as programmes_claimed, 60.0 as claimed_pct
    """)
    return "marts.development_path_agreement"


def llo(con: duckdb.DuckDBPyConnection) -> str:
    """Participation of CBS, and beside it the third learning path of DUO."""
    target = martdata.llo(con)
    con.execute(f"""
        insert into curated.marts.fct_llo_uptake by name
        select opgave_id, delineation, 2020 as year, 'mbo_gediplomeerden' as population_group, 'derde_leerweg' as form,
            500 * part as persons, 400 * part as persons_lower, 600 * part as persons_upper,
            150000 * part as population, 0.3 as rate_pct, method, 'unknown' as status,
            'duo__gediplomeerde_mbo_studenten' as dataset_id, 'Per opgave langs de opleidingen' as caveat_nl
        from ({PARTS})
    """)
    return target


DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (
        characteristic,
        "update {t} set persons = persons * 2, persons_lower = persons_lower * 2, persons_upper = persons_upper * 2 "
        "where opgave_id = 'nederland'",
        {"no_more_than_the_total"},
    ),
    (
        characteristic,
        "update {t} set delineation = case delineation when 'kern' then 'breed' else 'kern' end "
        "where opgave_id = 'zorg'",
        {"no_more_than_the_total"},
    ),
    (
        trend,
        "update {t} set change_per_year_pct = 400 where opgave_id = 'zorg' and level_group = 'mbo3-4'",
        {"change_believable"},
    ),
    (
        forecast,
        "update {t} set persons = 999999, persons_upper = 999999 where delineation = 'breed' and opgave_id = 'zorg'",
        {"share_of_national"},
    ),
    (
        forecast,
        "update {t} set persons = persons * 0.8, persons_lower = 0 where breakdown = 'sectorkamer'",
        {"breakdowns_agree"},
    ),
    (
        forecast,
        "update {t} set persons = persons * 3, persons_upper = persons_upper * 3 where opgave_id = 'nederland'",
        {"national_believable"},
    ),
    (paths, "update {t} set programme_nl = null", {"programmes_named"}),
    (paths, "update {t} set is_slim_eligible = null", {"slim_known"}),
    (agreement, "update {t} set claimed_pct = 1", {"some_opgave_recognises_the_branch"}),
]


@pytest.mark.parametrize("fill", [characteristic, trend, forecast, paths, agreement, llo])
def test_a_sound_mart_passes(marts: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(marts, fill(marts)) == set()


@pytest.mark.parametrize(("fill", "damage", "seen"), DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in DAMAGE])
def test_damage_is_seen_by_the_check_for_it(
    marts: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(marts)
    marts.execute(damage.format(t=f"curated.{target}"))
    assert not_passed(marts, target) == seen


def students(con: duckdb.DuckDBPyConnection) -> str:
    """Half a million students in eight sectorkamers."""
    rows = [
        {"SECTORKAMER NAAM": s, "HOOFDGROEP NAAM": s, "LEERWEG": "BBL", "NIVEAU": str(n), "WOONPROVINCIE": "UTRECHT",
         "JAAR_2025": "15000"}
        for s in SECTORKAMERS for n in range(1, 5)
    ]  # fmt: skip
    insert(con, "raw.duo__mbo_sectorkamer_woonprovincie", [*rows, rows[0] | {"NIVEAU": "4", "LEERWEG": "EX"}])
    return "raw.duo__mbo_sectorkamer_woonprovincie"


def prognosis(con: duckdb.DuckDBPyConnection) -> str:
    insert(
        con,
        "raw.duo__prognose_mbo_sectorkamer",
        [
            {"Sectorkamer": s, "Jaar": str(year), "Aantal": "60000", "Type": kind, "Versie": "2026"}
            for s in SECTORKAMERS
            for year, kind in ((2025, "Historie"), (2026, "Prognose"), (2027, "Prognose"))
        ],
    )
    return "raw.duo__prognose_mbo_sectorkamer"


def register(con: duckdb.DuckDBPyConnection) -> str:
    rows = [{"ERKENDEOPLEIDINGSCODE": str(25_000 + n), "MBONIVEAU": "4"} for n in range(100)]
    insert(con, "raw.duo__mbo_opleidingsaanbod", rows)
    return "raw.duo__mbo_opleidingsaanbod"


def development(con: duckdb.DuckDBPyConnection) -> str:
    path = {"BRANCHE_NAAM": "Ict", "ERKENDEOPLEIDINGSCODE": "25998", "OPLEIDINGSSTELSEL": "CREBO"}
    insert(con, "raw.duo__sectorale_ontwikkelpaden", [path | {"SUBSIDIABEL_SLIMREGELING": "Ja, 40%"}])
    return "raw.duo__sectorale_ontwikkelpaden"


RAW_DAMAGE: list[tuple[Fill, str, set[str]]] = [
    (students, "update {t} set JAAR_2025 = 'veel' where NIVEAU = '1'", {"counts_readable"}),
    (students, "update {t} set JAAR_2025 = '150'", {"persons_possible"}),
    (students, "update {t} set JAAR_2025 = '-1' where NIVEAU in ('1', '2', '3')", {"share_hidden"}),
    (students, "update {t} set \"SECTORKAMER NAAM\" = 'Sectorkamer 1'", {"sectors"}),
    (students, "insert into {t} from {t} where LEERWEG = 'EX'", {"no_duplicate_cells"}),
    (prognosis, "update {t} set Aantal = '600'", {"persons_possible"}),
    (
        prognosis,
        "insert into {t} from {t} where Sectorkamer = 'Sectorkamer 1' and Jaar = '2025'",
        {"no_duplicate_cells"},
    ),
    (prognosis, "update {t} set Aantal = '80000' where Jaar = '2027'", {"change_of_a_year"}),
    (prognosis, "update {t} set Jaar = '2030' where Jaar = '2027'", {"periods_without_gap"}),
    (register, "update {t} set ERKENDEOPLEIDINGSCODE = ''", {"codes_there", "programmes_expected"}),
    (register, "update {t} set MBONIVEAU = null", {"levels_there"}),
    (development, "update {t} set ERKENDEOPLEIDINGSCODE = null", {"codes_there"}),
]


@pytest.mark.parametrize("fill", [students, prognosis, register, development])
def test_a_sound_file_passes(con: duckdb.DuckDBPyConnection, fill: Fill) -> None:
    assert not_passed(con, fill(con)) == set()


@pytest.mark.parametrize(
    ("fill", "damage", "seen"), RAW_DAMAGE, ids=[d[1].replace("{t}", d[0].__name__) for d in RAW_DAMAGE]
)
def test_damage_to_a_file_is_seen_by_the_check_for_it(
    con: duckdb.DuckDBPyConnection, fill: Fill, damage: str, seen: set[str]
) -> None:
    target = fill(con)
    con.execute(damage.format(t=target))
    assert not_passed(con, target) == seen
