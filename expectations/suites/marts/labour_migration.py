"""Suites of labour migration: persons, permits, jobs and sponsors side by side, never added up."""

from datetime import date

from expectations.published import sql
from expectations.suite import Suite
from expectations.suites.marts.common import (
    NEDERLAND,
    bounds,
    check,
    codes_of_opgave,
    key,
    known,
    mart,
    method_known,
    opgave_checks,
    opgave_columns,
    previous,
    status_known,
    suite,
    without_gap,
)
from expectations.vocabulary import at_least, between, filled, like, one_of, zero
from ingestion.catalogue import load_catalogue

NEW_COUNTS = date(2026, 11, 24)
COUNTED_AS = (
    "persons",
    "permits",
    "applications",
    "jobs",
    "students",
    "sponsors",
    "employment_permits",
    "permit_advice",
)
# counted on one day, or in annual reports of which some years were not found
WITH_GAPS = ("sponsors", "employment_permits", "permit_advice")
PURPOSES = ("arbeid", "kennis", "studie", "gezin", "asiel", "overig")
STOCK_FLOW = ("flow", "stock")
WHY_NATIONAL = r"niet uit te splitsen naar opgave|Per opgave "
ORIGINS = ("eu_efta", "buiten_eu_efta", "niet_uitgesplitst")


def migration() -> Suite:
    """One row per row of the mart. What cannot be split over opgaven stands on nederland."""
    counted = "facts.counted_as, facts.purpose, facts.ground_nl, facts.origin, facts.dataset_id"
    series, cell = f"facts.opgave_id, facts.delineation, {counted}", f"facts.year, {counted}"
    return suite(
        "fct_labour_migration",
        f"""
        select
            facts.opgave_id, facts.delineation, facts.year, facts.reference_date, facts.counted_as, facts.purpose,
            facts.ground_nl, facts.origin, facts.persons, facts.persons_lower, facts.persons_upper, facts.method,
            facts.status, facts.dataset_id, facts.stock_flow,
            case when facts.opgave_id = '{NEDERLAND}' then coalesce(facts.caveat_nl, '') end as caveat_of_national,
            case when facts.counted_as = 'permits' then count(distinct facts.stock_flow) over (
                partition by facts.counted_as, facts.ground_nl
            ) end as stock_or_flow,
            {opgave_columns(cell, "facts.persons", 1)},
            case when facts.counted_as not in {WITH_GAPS} then {previous("facts.year", series)} end as gap,
            case when facts.dataset_id = 'ind__sponsors_work' then facts.persons end as sponsors,
            case when facts.opgave_id <> '{NEDERLAND}' then facts.persons * 100
                / max(facts.persons) filter (where facts.opgave_id = '{NEDERLAND}') over (partition by {cell})
            end as share_of_national_pct,
            cast(facts.opgave_id <> '{NEDERLAND}' and facts.method = 'observed' as integer) as observed_per_opgave,
            case when facts.opgave_id = '{NEDERLAND}'
                then abs(facts.persons - published.published) * 100 / published.published
            end as deviation_pct
        from {mart("fct_labour_migration")} as facts
        left join {codes_of_opgave("SBI")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join {sql("cbs__84808ned", "cbs__84809ned")} as published
            on published.dataset_id = facts.dataset_id and published.series = facts.ground_nl
            and left(published.period, 4) = cast(facts.year as varchar)
        """,
        *key(
            "opgave_id",
            "delineation",
            "year",
            "reference_date",
            "counted_as",
            "purpose",
            "ground_nl",
            "origin",
            "dataset_id",
        ),
        *(c for c in opgave_checks() if c.name != "all_opgaven"),  # most of it cannot be split
        *bounds("persons", "persons_lower", "persons_upper"),
        known("counted_as", COUNTED_AS, "Wat er geteld is; verschillende tellingen worden nooit opgeteld."),
        known("purpose", PURPOSES, "Het doel van de migratie; een fijnere grond staat ernaast."),
        known("stock_flow", STOCK_FLOW, "Een stand en een instroom tellen nooit op."),
        check(
            "ground_is_stock_or_flow",
            between("stock_or_flow", 1, 1),
            "critical",
            "Vergunningen die gegeven werden en vergunningen die geldig zijn hebben elk hun eigen grond.",
            dated=NEW_COUNTS,
        ),
        check(
            "national_says_why",
            like("caveat_of_national", WHY_NATIONAL),
            "critical",
            "Een landelijk cijfer zegt waarom het niet is uitgesplitst, of waar de uitsplitsing staat.",
            dated=NEW_COUNTS,
        ),
        known("origin", ORIGINS, "EU/EFTA, daarbuiten, of niet uitgesplitst (banen, studenten)."),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        method_known(),
        status_known(),
        check("persons_filled", filled("persons"), "critical", "Een rij zonder aantal hoort er niet te zijn."),
        check(
            "sponsors_10_to_20_thousand",
            between("sponsors", 10_000, 20_000),
            "critical",
            "12.885 erkende referenten (arbeid) op 1 juli 2026.",
        ),
        check(
            "per_opgave_is_estimated",
            zero("observed_per_opgave"),
            "critical",
            "Geen bron telt migratie per opgave: method noemt de omweg.",
        ),
        check(
            "share_of_national",
            between("share_of_national_pct", 0, 100.01),
            "critical",
            "Een opgave is deel van heel Nederland.",
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 5),
            "warning",
            "Migratie voor arbeid en studie 2018-2024 zoals CBS die publiceerde; CBS herziet in de tabel zelf, tot "
            "enkele procenten.",
        ),
        check("year_believable", between("year", 1995, 2040), "critical", "De oudste reeks begint in 1999."),
        without_gap("CBS en Eurostat publiceren elk jaar vanaf 1999 of 2008; tijdelijke bescherming vanaf 2022."),
    )


def jobs() -> Suite:
    """One row per row of the mart: jobs of employees born abroad, by industry and origin."""
    return suite(
        "fct_labour_migration_jobs",
        f"""
        select
            year, industry_nl, origin_nl, origin_level, jobs, jobs_lower, jobs_upper, status, dataset_id,
            case when jobs is null then missing_reason else 'gepubliceerd' end as published_or_reason,
            max(jobs) filter (where origin_level = 'totaal') over (partition by year, industry_nl) as jobs_all_origins
        from {mart("fct_labour_migration_jobs")}
        """,
        *key("year", "industry_nl", "origin_nl"),
        *bounds("jobs", "jobs_lower", "jobs_upper"),
        status_known(),
        check("absence_explained", filled("published_or_reason"), "critical", "Een leeg aantal heeft een reden."),
        check(
            "origin_part_of_whole",
            at_least("jobs_all_origins", "jobs"),
            "critical",
            "Banen uit een land zijn deel van die van alle landen in de bedrijfstak.",
        ),
        check(
            "one_dataset",
            one_of("dataset_id", ("cbs__85477ned",)),
            "critical",
            "De enige open telling van herkomst per bedrijfstak.",
        ),
    )


def sector() -> Suite:
    """One row per row of the mart: permits for transfer within a company, as a whole, by sector and per opgave."""
    return suite(
        "fct_labour_migration_sector",
        f"""
        with facts as (
            select
                *,
                max(permits) filter (where breakdown = 'totaal') over (partition by year) as whole,
                sum(permits) filter (where breakdown = 'bedrijfstak') over (partition by year) as sectors
            from {mart("fct_labour_migration_sector")}
        )
        select
            opgave_id, delineation, year, breakdown, industry_nl, permits, method, status, dataset_id,
            case when opgave_id = '{NEDERLAND}' then coalesce(caveat_nl, '') end as caveat_of_national,
            case when breakdown = 'totaal' then permits end as permits_total,
            case when breakdown = 'totaal' then abs(sectors - whole) * 100 / whole end as sectors_beside_whole_pct,
            case when breakdown = 'opgave' then permits * 100 / whole end as share_of_national_pct,
            case when breakdown = 'totaal' and year = 2023 then abs(permits - 2725) * 100 / 2725 end as deviation_pct
        from facts
        """,
        *key("opgave_id", "delineation", "year", "breakdown", "industry_nl"),
        status_known(),
        method_known(),
        check("not_negative", between("permits", 0), "critical", "Een aantal is niet negatief.", dated=NEW_COUNTS),
        check(
            "national_says_why",
            like("caveat_of_national", WHY_NATIONAL),
            "critical",
            "Een landelijk cijfer zegt waar de uitsplitsing staat.",
            dated=NEW_COUNTS,
        ),
        check(
            "sectors_make_whole",
            between("sectors_beside_whole_pct", 0, 10),
            "warning",
            "De bedrijfstakken zijn samen het totaal van een andere tabel van Eurostat; verschil is onbekend of afgerond.",
            dated=NEW_COUNTS,
        ),
        check(
            "share_of_national",
            between("share_of_national_pct", 0, 100),
            "critical",
            "Een opgave is deel van heel Nederland.",
            dated=NEW_COUNTS,
        ),
        check(
            "total_possible",
            between("permits_total", 200, 10_000),
            "warning",
            "Nederland gaf er 2.725 in 2023, het meest van de EU; in 2020 de helft.",
            dated=NEW_COUNTS,
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 5),
            "warning",
            "2.725 vergunningen in 2023 (Eurostat, Statistics Explained); Eurostat herziet.",
            dated=NEW_COUNTS,
        ),
    )
