"""Suite of UWV's Open Match Data: registrations in werk.nl, a few weeks of a closed history."""

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume
from expectations.vocabulary import between, filled, rows, zero
from ingestion.dataset import Dataset

# docs/sources/uwv.md: the range of 65 weeks of 2020 to March 2021; later weeks lie above it
VACANCIES = (80_000, 400_000)


def build(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per week."""
    query = f"""
    with {volume(dataset, comparable)}
    select
        try_strptime(PEILDATUM, '%d-%m-%Y') as week,
        sum(try_cast(AANTAL as bigint)) filter (where REC_TYPE = 'Vacature') as vacancies,
        sum(try_cast(AANTAL as bigint)) filter (where REC_TYPE = 'Werkzoekende') as job_seekers,
        count(*) - count(distinct (BEROEP_CD, REFERENTIEBEROEP, POSTCODEGEBIED, REC_TYPE)) as duplicates,
        cast(
            weekday(try_strptime(PEILDATUM, '%d-%m-%Y')) <> 2 as integer
        ) as other_day,
        any_value(volume.rows_total) as rows_total,
        any_value(volume.rows_before) as rows_before,
        any_value(volume.change_pct) as change_pct
    from {table(dataset)} cross join volume
    group by PEILDATUM
    order by week
    """
    return suite(
        dataset,
        query,
        check("has_weeks", rows(low=1), "critical", "Zonder een enkele week is er niets te middelen."),
        check(
            "week_known",
            filled("week"),
            "critical",
            "De peildatum is een dag; zonder die valt een rij uit elk gemiddelde.",
        ),
        check(
            "vacancies_there",
            between("vacancies", 0, above=True),
            "critical",
            "Een week zonder vacatures is half gelezen.",
        ),
        check(
            "job_seekers_there", between("job_seekers", 0, above=True), "critical", "Elke week heeft ook werkzoekenden."
        ),
        check(
            "vacancies_believable",
            between("vacancies", *VACANCIES),
            "warning",
            "In 65 weken van 2020 tot maart 2021 stonden er 107.066 tot 209.071 vacatures in werk.nl; daarbuiten is een bestand "
            "dubbel of half.",
        ),
        check(
            "no_duplicates",
            zero("duplicates"),
            "warning",
            "Een beroep staat per postcodegebied en soort een keer in een week; een dubbele rij telt dubbel.",
        ),
        check("tuesdays", zero("other_day"), "info", "UWV publiceerde op dinsdag; een andere dag is een inhaalslag."),
    )
