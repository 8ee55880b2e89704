"""The suite of DUO's staff of schools (functiemix): its own sums, and the size of each sector."""

from datetime import date

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume, years_without_gap
from expectations.vocabulary import between, zero
from ingestion.dataset import Dataset

SET = date(2026, 11, 28)
STAFF = "duo__functiemix_instellingen"
PARTS = ("MANAGER", "OP", "LIO", "OOP_OBP", "ONBEKEND")


def staff(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per sector and year: all institutions."""
    number = "try_cast(replace(nullif(trim({0}), ''), ',', '.') as double)"
    parts = " + ".join(number.format(f"OMVANG_FORMATIE_{part}") for part in PARTS)
    total = number.format("OMVANG_FORMATIE_TOTAAL")
    query = f"""
    with {volume(dataset, comparable)},
    years as (
        select
            ONDERWIJSSECTOR as sector,
            try_cast(JAAR as integer) as year,
            sum({total}) as fte,
            count(*) filter (where abs({parts} - {total}) > 0.35) * 100.0 / count(*) as not_added_pct,
            count(*) - count(distinct BRIN_NUMMER) as duplicates
        from {table(dataset)}
        group by all
    )
    select
        years.*,
        (fte / lag(fte) over (partition by sector order by year) - 1) * 100 as change_pct_of_year,
        year - lag(year) over (partition by sector order by year) as gap,
        volume.*
    from years cross join volume order by sector, year
    """
    return suite(
        dataset,
        query,
        check(
            "functions_add_up",
            between("not_added_pct", 0, 5),
            "critical",
            "De vijf functies zijn samen het totaal van een instelling, op de afronding van elk na (0,1 fte).",
            dated=SET,
        ),
        check(
            "fte_possible",
            between("fte", 5_000, 200_000),
            "critical",
            "Een sector telt 20.000 tot 110.000 voltijdbanen (DUO, 2006-2023); daarbuiten is een jaar afgebroken of dubbel.",
            dated=SET,
        ),
        check(
            "no_duplicate_institutions",
            zero("duplicates"),
            "critical",
            "Het bestand is uniek per sector, jaar en instelling; een dubbele rij telt dubbel.",
            dated=SET,
        ),
        check(
            "change_of_a_year",
            between("change_pct_of_year", -10, 10),
            "warning",
            "De formatie van een sector verandert enkele procenten per jaar; meer wijst op instellingen die niet leverden.",
            dated=SET,
        ),
        years_without_gap("warning", "DUO geeft elk jaar vanaf 2006."),
    )
