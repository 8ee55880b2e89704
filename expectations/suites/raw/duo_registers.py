"""Suites of DUO's other registers: recognised programmes, what mbo offers, and the development paths."""

from datetime import date

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume
from expectations.vocabulary import between, zero
from ingestion.dataset import Dataset

SET = date(2026, 11, 24)
RECOGNISED, OFFERED, PATHS = (
    "duo__overzicht_erkenningen_ho",
    "duo__mbo_opleidingsaanbod",
    "duo__sectorale_ontwikkelpaden",
)
CODE = "regexp_full_match(trim(\"ERKENDEOPLEIDINGSCODE\"), '[0-9]{4,5}')"


def programmes(dataset: Dataset, comparable: bool = True) -> Suite:
    """Of a register of programmes: one row, over all of it."""
    level = "NIVEAU" if dataset.id == RECOGNISED else "MBONIVEAU"
    query = f"""
    with {volume(dataset, comparable)},
    whole as (
        select
            count(*) filter (where not coalesce({CODE}, false)) / count(*) as share_without_code,
            count(distinct "ERKENDEOPLEIDINGSCODE") as programmes,
            count(*) filter (where coalesce(trim("{level}"), '') = '') / count(*) as share_without_level
        from {table(dataset)}
        having count(*) > 0
    )
    select * from whole cross join volume
    """
    return suite(
        dataset,
        query,
        check(
            "codes_there",
            between("share_without_code", 0, 0.75),
            "critical",
            "Zonder erkende opleidingscode is een rij aan geen opleiding te koppelen; in het register van augustus 2026 "
            "had 42 % er geen.",
            dated=SET,
        ),
        check(
            "programmes_expected",
            between("programmes", 50, 6_000),
            "warning",
            "Hoger onderwijs kent rond 1.300 codes, mbo rond 900 die worden aangeboden.",
            dated=SET,
        ),
        check(
            "levels_there",
            between("share_without_level", 0, 0.2),
            "warning",
            "Elke opleiding heeft een niveau.",
            dated=SET,
        ),
    )


def paths(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per branch."""
    query = f"""
    with {volume(dataset, comparable)},
    branches as (
        select
            "BRANCHE_NAAM" as branch,
            count(*) filter (where {CODE}) as coded,
            count(*) filter (
                where {CODE} and not regexp_matches(lower(coalesce("OPLEIDINGSSTELSEL", '')), '(mbo|ho|hbo|wo)$')
            ) as system_unknown,
            count(*) filter (
                where lower(trim("SUBSIDIABEL_SLIMREGELING")) not in
                    ('j', 'ja', 'true', '1', 'n', 'nee', 'false', '0', '')
            ) as slim_unreadable
        from {table(dataset)}
        group by 1
    )
    select branches.*, sum(coded) over () as coded_total, volume.* from branches cross join volume order by branch
    """
    return suite(
        dataset,
        query,
        check(
            "codes_there",
            between("coded_total", 1),
            "critical",
            "Zonder één erkende opleidingscode legt het register geen verband met opleidingen.",
            dated=SET,
        ),
        check(
            "systems_known",
            zero("system_unknown"),
            "warning",
            "Een code is een crebo (mbo) of een croho (ho): een ander stelsel is niet te koppelen.",
            dated=SET,
        ),
        check(
            "slim_readable",
            zero("slim_unreadable"),
            "warning",
            "Subsidiabel is ja of nee; een ander woord blijft leeg in de mart.",
            dated=SET,
        ),
    )
