"""Suites of DUO's other registers: recognised programmes, what mbo offers, and the development paths."""

from datetime import date

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume
from expectations.vocabulary import between
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
    # what is history says nothing of now
    rows = (
        f"(select * from {table(dataset)} where lower(trim(STATUS)) = 'actueel')"
        if dataset.id == RECOGNISED
        else table(dataset)
    )
    query = f"""
    with {volume(dataset, comparable)},
    whole as (
        select
            count(*) filter (where not coalesce({CODE}, false)) / count(*) as share_without_code,
            count(distinct "ERKENDEOPLEIDINGSCODE") as programmes,
            count(*) filter (where coalesce(trim("{level}"), '') = '') / count(*) as share_without_level
        from {rows}
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
            count(*) filter (where {CODE}) as coded
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
    )
