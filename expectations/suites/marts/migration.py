"""Suites of labour migration: each count beside the country, and beside what was published of it."""

from expectations.suites.marts.common import SECOND_SET, check, of_model, share_of_national, without_gap
from expectations.vocabulary import between

SUITES = (
    of_model(
        "fct_labour_migration",
        check("year_believable", between("year", 1995, 2040), "critical", "De oudste reeks begint in 1999."),
        check(
            "sponsors_10_to_20_thousand",
            between("sponsors", 10_000, 20_000),
            "critical",
            "12.885 erkende referenten (arbeid) op 1 juli 2026.",
        ),
        share_of_national(),
        check(
            "published_totals",
            between("deviation_pct", 0, 5),
            "warning",
            "Migratie voor arbeid en studie 2018-2024 zoals CBS die publiceerde; CBS herziet in de tabel zelf, tot "
            "enkele procenten.",
        ),
        without_gap("CBS en Eurostat publiceren elk jaar vanaf 1999 of 2008; tijdelijke bescherming vanaf 2022."),
    ),
    of_model(
        "fct_labour_migration_jobs",
        check(
            "origin_part_of_whole",
            between("beyond_total", high=0),
            "critical",
            "Banen uit een land zijn deel van die van alle landen in de bedrijfstak.",
        ),
    ),
    of_model(
        "fct_labour_migration_sector",
        share_of_national(100),
        check(
            "sectors_make_whole",
            between("sectors_beside_whole_pct", 0, 10),
            "warning",
            "De bedrijfstakken zijn samen het totaal van een andere tabel van Eurostat; verschil is onbekend of afgerond.",
            SECOND_SET,
        ),
        check(
            "total_possible",
            between("permits_total", 200, 10_000),
            "warning",
            "Nederland gaf er 2.725 in 2023, het meest van de EU; in 2020 de helft.",
            SECOND_SET,
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 5),
            "warning",
            "2.725 vergunningen in 2023 (Eurostat, Statistics Explained); Eurostat herziet.",
            SECOND_SET,
        ),
    ),
)
