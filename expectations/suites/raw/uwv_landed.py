"""Suites of what a person puts in the landing folder for UWV: the register of STAP awards, work permits per year."""

from datetime import date

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume
from expectations.suites.raw.uwv_roa import number
from expectations.vocabulary import between, has_all, one_of, rows, zero
from ingestion.dataset import Dataset
from ingestion.vocabulary import coded

SET = date(2026, 11, 24)
STAP_YEARS = (2022, 2023)


def stap(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per year of the register."""
    query = f"""
    with {volume(dataset, comparable)},
    lines as (
        select
            coalesce(
                try_cast(nullif(regexp_extract(period, '(20[0-9]{{2}})', 1), '') as integer),
                try_cast(nullif(regexp_extract(file, '(20[0-9]{{2}})', 1), '') as integer)
            ) as year,
            coalesce({number("awards")}, 1) as awards,
            {number("replace(amount, '€', '')")} as amount,
            coalesce(age, sector, position, education) is null as without_traits
        from {table(dataset)}
    )
    select
        lines.year,
        sum(lines.awards) as awards,
        count(*) filter (where lines.year is null) as without_year,
        count(*) filter (where lines.amount > 1000) as above_maximum,
        count(*) filter (where lines.without_traits) / count(*) as share_without_traits,
        any_value(volume.rows_total) as rows_total,
        any_value(volume.rows_before) as rows_before,
        any_value(volume.change_pct) as change_pct
    from lines cross join volume
    group by lines.year
    order by lines.year
    """
    return suite(
        dataset,
        query,
        check("has_lines", rows(low=1), "critical", "Zonder een regel is er niets om te laten zien.", dated=SET),
        check(
            "year_known",
            zero("without_year"),
            "critical",
            "Het jaar staat in de periode of in de naam van het bestand; zonder jaar telt een toekenning nergens mee.",
            dated=SET,
        ),
        check(
            "years_of_the_scheme",
            one_of("year", STAP_YEARS),
            "critical",
            "STAP liep in 2022 en 2023 en sloot op 1 januari 2024; een ander jaar is een ander bestand.",
            dated=SET,
        ),
        check("both_years", has_all("year", STAP_YEARS), "warning", "Er zijn twee jaren geweest.", dated=SET),
        check(
            "awards_believable",
            between("awards", 20_000, 260_000),
            "warning",
            "UWV: ruim 214.000 toekenningen in 2022 (vijf perioden); een periode is zo'n 40.000. Minder is niet alles.",
            dated=SET,
        ),
        check(
            "amount_within_maximum",
            zero("above_maximum"),
            "warning",
            "Het budget was ten hoogste 1.000 euro.",
            dated=SET,
        ),
        check(
            "traits_filled",
            between("share_without_traits", 0, 0.2),
            "warning",
            "Wie aanvroeg gaf leeftijd, sector, positie en opleiding op; veel leeg is een ander bestand.",
            dated=SET,
        ),
    )


def permits(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per year and kind of the table that a person copied."""
    query = f"""
    with {volume(dataset, comparable)},
    lines as (
        select
            try_cast(year as integer) as year,
            {coded("kind", "uwv_permit_kind")} as kind,
            {coded("outcome", "uwv_permit_outcome")} as outcome,
            {number("number")} as number
        from {table(dataset)}
    )
    select
        lines.year,
        lines.kind,
        count(*) filter (where lines.outcome = 'granted') as grants,
        max(lines.number) filter (where lines.outcome = 'granted') as granted,
        max(lines.number) filter (where lines.outcome = 'granted')
            - max(lines.number) filter (where lines.outcome = 'applied') as granted_beyond_applied,
        any_value(volume.rows_total) as rows_total,
        any_value(volume.rows_before) as rows_before,
        any_value(volume.change_pct) as change_pct
    from lines cross join volume
    group by lines.year, lines.kind
    order by lines.year, lines.kind
    """
    return suite(
        dataset,
        query,
        check("has_lines", rows(low=1), "critical", "Zonder een regel is er niets om te laten zien.", dated=SET),
        check(
            "one_grant",
            between("grants", 0, 1),
            "critical",
            "Per jaar en soort een aantal verleend of positief; twee woorden voor hetzelfde tellen niet op.",
            dated=SET,
        ),
        check(
            "granted_believable",
            between("granted", 500, 40_000),
            "warning",
            "TWV 5.700 in 2017 tot 16.144 in 2023; positieve adviezen rond 3.000. Tien keer meer is een verschoven komma.",
            dated=SET,
        ),
        check(
            "granted_within_applied",
            between("granted_beyond_applied", high=0),
            "warning",
            "Verleend is niet meer dan aangevraagd; over een jaargrens kan het even anders zijn.",
            dated=SET,
        ),
    )
