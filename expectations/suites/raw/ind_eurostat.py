"""Suites of the registers of recognised sponsors (IND) and of residence permits (Eurostat).

No batch and no failing row here selects the name or the KvK number of a sponsor: they may be names of persons.
"""

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume, years_without_gap
from expectations.vocabulary import between, has_all, like, rows, zero
from ingestion.dataset import Dataset

# organisations per register. Work: 12,885 on 1 July 2026; the others were never counted here, so wide and a warning
REGISTERS = {
    "ind__sponsors_work": (10_000, 20_000),
    "ind__sponsors_exchange": (5, 1_000),
    "ind__sponsors_study": (20, 1_000),
    "ind__sponsors_research": (20, 3_000),
}
MOST_PERMITS = {  # in a year, or valid at its end
    "eurostat__migr_resfirst": 400_000,
    "eurostat__migr_resocc": 150_000,
    "eurostat__migr_resvalid": 3_000_000,
}


def sponsors(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per date of the register (there is one)."""
    fewest, most = REGISTERS[dataset.id]
    work = dataset.id == "ind__sponsors_work"
    register, kvk = table(dataset), 'trim("KvK number")'
    filled = f"coalesce({kvk}, '') <> ''"
    numbered = (
        f"(select *, row_number() over () as row_number from {register})"  # rowid means nothing before the commit
    )
    query = f"""
    with {volume(dataset, comparable)},
    register as (
        select
            register_date,
            count(*) as sponsors,
            count(*) filter (where not {filled}) / count(*) as share_without_kvk,
            count(*) filter (where {filled} and not regexp_full_match({kvk}, '[0-9]{{8}}')) as odd_kvk,
            1 - count(distinct {kvk}) filter (where {filled}) / count(*) filter (where {filled}) as share_twice,
            count(*) filter (where {kvk} like '0%') / count(*) as share_leading_zero,
            count(*) filter (where coalesce(trim("Organisation"), '') = '') as without_name
        from {register}
        group by 1
    )
    select register.*, volume.* from register cross join volume
    """
    return suite(
        dataset,
        query,
        check(
            "sponsors_10_to_20_thousand" if work else "sponsors_believable",
            between("sponsors", fewest, most),
            "critical" if work else "warning",
            "12.885 organisaties op 1 juli 2026; het register groeit enkele procenten per jaar."
            if work
            else "Een klein register van instellingen; het eerste echte aantal stelt de grenzen bij (2026-11).",
        ),
        check("one_date", rows(1, 1), "critical", "Het register is een momentopname: een datum."),
        check(
            "date_known",
            like("register_date", r"^20\d\d-\d\d-\d\d"),
            "critical",
            "De pagina noemt haar datum; zonder datum geen jaar in de mart.",
        ),
        check(
            "kvk_eight_digits",
            zero("odd_kvk"),
            "critical",
            "Een KvK-nummer heeft acht cijfers, nullen voorop inbegrepen.",
            f"select row_number, length({kvk}) as characters from {numbered} "
            f"where {filled} and not regexp_full_match({kvk}, '[0-9]{{8}}')",
        ),
        check(
            "kvk_present",
            between("share_without_kvk", 0, 0.001),
            "critical",
            "4 van de 12.885 zonder nummer (0,03 %) op 1 juli 2026; boven 0,1 % is de kolom verschoven.",
            f"select row_number from {numbered} where not ({filled})",
        ),
        check(
            "leading_zeros_kept",
            between("share_leading_zero", 0.01),
            "warning",
            "717 van de 12.885 (5,6 %) beginnen met een 0; geen enkele betekent dat het nummer als getal is gelezen.",
        ),
        check(
            "few_twice",
            between("share_twice", 0, 0.01),
            "warning",
            "Elk nummer stond op 1 juli 2026 een keer in het register.",
        ),
        check(
            "names_present",
            zero("without_name"),
            "critical",
            "Een organisatie zonder naam is een lege of verschoven rij.",
        ),
    )


def eurostat(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per year. Reason codes are Eurostat's own and are not listed here, but for the total."""
    query = f"""
    with {volume(dataset, comparable)},
    cells as (
        select
            try_cast("TIME_PERIOD" as integer) as year, reason, citizen, duration,
            try_cast("OBS_VALUE" as double) as permits
        from {table(dataset)}
    ),
    years as (
        select
            year,
            count(*) as cells,
            count(*) filter (where permits is null) / count(*) as share_empty,
            count(*) filter (where permits < 0 or permits <> floor(permits)) as odd_values,
            count(*) - count(distinct (reason, citizen, duration)) as duplicates,
            count(distinct reason) as reasons,
            max(permits) filter (where reason = 'TOTAL' and citizen = 'TOTAL' and duration = 'TOTAL') as total,
            max(permits) filter (where reason <> 'TOTAL' and citizen = 'TOTAL' and duration = 'TOTAL') as largest_part
        from cells
        group by 1
    )
    select
        years.*,
        greatest(coalesce(largest_part - total, 0), 0) as part_beyond_total,
        year - lag(year) over (order by year) as gap,
        volume.*
    from years cross join volume order by year
    """
    most = MOST_PERMITS[dataset.id]
    return suite(
        dataset,
        query,
        check(
            "has_years", has_all("year", range(2015, 2023)), "warning", "De reeks loopt van 2008 tot en met vorig jaar."
        ),
        years_without_gap("warning", "Eurostat publiceert elk jaar."),
        check(
            "whole_and_positive", zero("odd_values"), "critical", "Vergunningen zijn gehele, niet negatieve aantallen."
        ),
        check(
            "no_duplicates",
            zero("duplicates"),
            "critical",
            "Een reden heeft per nationaliteit, duur en jaar een waarde.",
        ),
        check(
            "total_possible",
            between("total", 5_000, most),
            "warning",
            "Nederland gaf 60 tot 150 duizend eerste vergunningen per jaar, waarvan 10 tot 40 duizend voor werk.",
        ),
        check("total_is_most", zero("part_beyond_total"), "critical", "Geen reden telt meer dan het totaal."),
        check(
            "several_reasons",
            between("reasons", 3),
            "warning",
            "De sleutel vraagt alle redenen; een enkele betekent een gefilterd antwoord.",
        ),
        check("share_empty", between("share_empty", 0, 0.5), "warning", "Nederland vult de meeste redenen elk jaar."),
    )


# columns of the permits for transfer that are no dimension with a total; the staging models leave out the same
KNOWN = (
    "_snapshot_id", "DATAFLOW", "LAST UPDATE", "freq", "geo", "unit", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS",
)  # fmt: skip


def transferees(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per year of the permits for transfer within a company. Dimensions beyond these are not confirmed."""
    apart = ", nace_r2" if "nace_r2" in dataset.contract.columns else ""
    known = ", ".join(f"'{name}'" for name in (*KNOWN, "nace_r2", "permits"))
    query = f"""
    with {volume(dataset, comparable)},
    cells as (
        select *, try_cast("OBS_VALUE" as double) as permits from {table(dataset)}
    ),
    at_total as (
        select "TIME_PERIOD", permits{apart} from cells
        where columns(name -> name not in ({known})) in ('TOTAL', 'ISSUED', 'ISS', 'FIRST', 'NEW')
    ),
    chosen as (
        select "TIME_PERIOD", count(*) as chosen, count(*) - count(distinct ("TIME_PERIOD"{apart})) as duplicates
        from at_total group by 1
    ),
    years as (
        select
            try_cast("TIME_PERIOD" as integer) as year,
            count(*) filter (where permits < 0 or permits <> floor(permits)) as odd_values,
            any_value("TIME_PERIOD") as period
        from cells group by 1
    )
    select
        years.year, years.odd_values, coalesce(chosen.duplicates, 0) as duplicates, coalesce(chosen.chosen, 0) as chosen,
        years.year - lag(years.year) over (order by years.year) as gap, volume.*
    from years left join chosen on chosen."TIME_PERIOD" = years.period cross join volume order by years.year
    """
    return suite(
        dataset,
        query,
        check("has_years", rows(low=1), "critical", "Zonder een jaar is er niets om te laten zien."),
        years_without_gap("warning", "Eurostat publiceert elk jaar vanaf 2017."),
        check(
            "whole_and_positive", zero("odd_values"), "critical", "Vergunningen zijn gehele, niet negatieve aantallen."
        ),
        check(
            "no_duplicates",
            zero("duplicates"),
            "critical",
            "Een jaar (en bedrijfstak) heeft een totaal; twee betekent een dimensie die het model niet kent.",
        ),
        check(
            "has_totals",
            between("chosen", 1),
            "warning",
            "Het model neemt van elke dimensie het totaal of de nieuwe vergunningen; zonder die code blijft het jaar leeg.",
        ),
    )
