"""Suites of DUO's national files of mbo: students per sectorkamer (two cuts of the same persons), and the forecast."""

from datetime import date

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume, years_without_gap
from expectations.suites.raw.duo_batch import HIDDEN
from expectations.vocabulary import between, filled, zero
from ingestion.dataset import Dataset
from ingestion.sql import identifier

SET = date(2026, 11, 24)
SECTORKAMER = ("duo__mbo_sectorkamer_woonprovincie", "duo__mbo_sectorkamer_leeftijd")
FORECAST = {"duo__prognose_mbo_leeftijd": "Leeftijdscategorie", "duo__prognose_mbo_sectorkamer": "Sectorkamer"}


def sectorkamer(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per year, over all cells."""
    years = dataset.contract.years
    assert years is not None, dataset.id
    key = ", ".join(map(identifier, dataset.contract.columns))
    query = f"""
    with {volume(dataset, comparable)},
    cells as (
        select try_cast(right(named, 4) as integer) as year, counted, "SECTORKAMER NAAM" as sector,
            hash({key}, named) as cell
        from (unpivot {table(dataset)} on columns('^{years.pattern}$') into name named value counted)
    ),
    years as (
        select
            year,
            count(*) filter (where {HIDDEN}) / count(*) as share_hidden,
            count(*) filter (where not {HIDDEN} and try_cast(counted as bigint) is null) as unreadable,
            sum(case when {HIDDEN} then 1 else try_cast(counted as bigint) end)::double as persons_lower,
            count(distinct sector) as sectors,
            count(*) - count(distinct cell) as duplicates,
            year - lag(year) over (order by year) as gap
        from cells
        where coalesce(trim(counted), '') <> ''
        group by year
    )
    select years.*, volume.* from years cross join volume order by year
    """
    return suite(
        dataset,
        query,
        check("counts_readable", zero("unreadable"), "critical", "Elk aantal is een geheel getal of -1.", dated=SET),
        check(
            "persons_possible",
            between("persons_lower", 100_000, 1_200_000),
            "critical",
            "Het bekostigd mbo telt rond 500.000 studenten; daarbuiten is een jaar afgebroken of dubbel geteld.",
            dated=SET,
        ),
        check(
            "share_hidden",
            between("share_hidden", 0, 0.5),
            "warning",
            "Landelijk per sectorkamer zijn weinig cellen kleiner dan vijf; meer dan de helft wijst op een ander bestand.",
            dated=SET,
        ),
        check(
            "sectors",
            between("sectors", 8),
            "warning",
            "Acht sectorkamers, en wat daar bovenuit gaat (Entree, Bovensectoraal).",
            dated=SET,
        ),
        check(
            "no_duplicate_cells",
            zero("duplicates"),
            "critical",
            "Elke combinatie komt per jaar een keer voor; een dubbele rij telt dubbel.",
            dated=SET,
        ),
        years_without_gap("warning", "DUO publiceert vijf opeenvolgende jaren."),
    )


def forecast(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per kind (count, forecast), version and year: the sum over the categories is a national number."""
    category = identifier(FORECAST[dataset.id])
    query = f"""
    with {volume(dataset, comparable)},
    years as (
        select
            try_cast(Jaar as integer) as year,
            "Type" as kind,
            Versie as edition,
            sum(case when trim(Aantal) in ('-1', '<5') then 1 else try_cast(replace(Aantal, ',', '.') as double) end)
                as persons,
            count(*) - count(distinct {category}) as duplicates
        from {table(dataset)}
        group by all
    )
    select
        years.*,
        (persons / lag(persons) over (partition by kind, edition order by year) - 1) * 100 as change_pct_of_year,
        year - lag(year) over (partition by kind, edition order by year) as gap,
        volume.*
    from years cross join volume order by kind, edition, year
    """
    return suite(
        dataset,
        query,
        check("years_filled", filled("year"), "critical", "Een rij zonder jaar valt in geen enkele som.", dated=SET),
        check(
            "persons_possible",
            between("persons", 100_000, 1_200_000),
            "critical",
            "De categorieën zijn samen het hele mbo, rond 450.000 studenten; daarbuiten is het geen landelijk bestand.",
            dated=SET,
        ),
        check(
            "no_duplicate_cells",
            zero("duplicates"),
            "critical",
            "Elke categorie komt per jaar, soort en versie een keer voor.",
            dated=SET,
        ),
        check(
            "change_of_a_year",
            between("change_pct_of_year", -10, 10),
            "warning",
            "Het mbo verandert enkele procenten per jaar; een raming die tien procent springt vraagt een blik.",
            dated=SET,
        ),
        years_without_gap("warning", "De raming loopt door tot vijftien jaar vooruit, zonder gaten."),
    )
