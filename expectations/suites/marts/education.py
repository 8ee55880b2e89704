"""Suites of education: what DUO and CBS count beside one another and beside the year before, and what comes of it."""

from expectations.suite import Check
from expectations.suites.marts.common import (
    SECOND_SET,
    all_opgaven,
    check,
    of_mart,
    of_model,
    share_of_national,
    without_gap,
)
from expectations.vocabulary import between, has_all

# 2019 is in neither channel: the static files end in 2018, the portal starts in 2020 (docs/sources/duo.md, 2026-11)
YEAR_STEP = 2
PUBLISHED_SERIES = [f"{sector} graduates {year}" for sector in ("hbo", "wo") for year in range(2014, 2019)]


def yearly() -> Check:
    return without_gap("CBS publiceert deze reeks elk studiejaar.")


SUITES = (
    of_model(
        "fct_education_output",
        all_opgaven(),
        check(
            "study_year_believable",
            between("study_year", 2010, 2040),
            "critical",
            "Beginjaar van een studiejaar: de oudste bron begint in 2014.",
        ),
        share_of_national(),
        check(
            "published_totals",
            between("outside", 0, 0.5),
            "critical",
            "Het landelijk totaal van DUO ligt tussen onder- en bovengrens; uit een niet afgeschermd bestand is dat "
            "precies gelijk. Een half is de afronding van de optelling.",
        ),
        check(
            "published_years_there",
            has_all("series", PUBLISHED_SERIES),
            "warning",
            "Hbo en wo 2014-2018 uit de vaste bestanden; ontbreken zij, dan is er niets om mee te vergelijken.",
        ),
        without_gap(
            "Jaren volgen elkaar op; alleen 2019 mag ontbreken, want dat staat in geen van beide kanalen van DUO.",
            YEAR_STEP,
        ),
    ),
    of_model(
        "fct_education_output_characteristic",
        all_opgaven(),
        check(
            "no_more_than_the_total",
            between("above_total", 0, 0.5),
            "critical",
            "De categorieën van een kenmerk zijn dezelfde mensen als het totaal uit hetzelfde bestand: nooit meer.",
        ),
        check(
            "categories_there",
            between("categories", 1, 20),
            "warning",
            "Twee tot drie geslachten en vormen, zeven leeftijden, twaalf provincies en het buitenland.",
        ),
    ),
    of_mart(
        "education_trend",
        check(
            "change_believable",
            between("change_per_year_pct", -60, 150),
            "warning",
            "Een kleine opgave kan sterk groeien, maar meer dan anderhalf keer per jaar is een breuk in de codes.",
            SECOND_SET,
        ),
    ),
    of_model(
        "fct_education_forecast",
        share_of_national(100),
        check(
            "national_believable",
            between("national", 150_000, 900_000),
            "warning",
            "Het mbo telt rond 450.000 studenten en krimpt langzaam; daarbuiten is iets anders geteld.",
            SECOND_SET,
        ),
        check(
            "breakdowns_agree",
            between("breakdowns_apart_pct", 0, 5),
            "warning",
            "Leeftijd en sectorkamer zijn sneden van dezelfde studenten; wat geen sectorkamer heeft is een paar procent.",
            SECOND_SET,
        ),
    ),
    of_mart(
        "education_coverage",
        check(
            "something_claimed",
            between("unclaimed_pct", 0, 99),
            "warning",
            "Boven 99 % heeft de koppeling van opleidingen aan opgaven niet gewerkt.",
        ),
    ),
    of_model(
        "fct_education_output_field",
        check(
            "within_field",
            between("beyond_field", 0, 0),
            "critical",
            "Een opgave heeft in een breed vakgebied nooit meer personen dan het vakgebied zelf, binnen de afronding van CBS.",
        ),
        check(
            "men_and_women_are_everyone",
            between("genders_off", 0, 50),
            "warning",
            "Mannen en vrouwen samen zijn iedereen; per vakgebied scheelt de afronding tien, een opgave telt er enkele op.",
        ),
        yearly(),
    ),
    of_model(
        "fct_education_output_national",
        check(
            "everyone_believable",
            between("everyone", 40_000, 700_000),
            "critical",
            "Per sector 70.000 tot 170.000 gediplomeerden en 300.000 tot 510.000 ingeschrevenen (2014-2025); het dubbele "
            "of de helft betekent dat een totaal bij zijn delen staat of dat een deel ontbreekt.",
        ),
        yearly(),
    ),
    of_model(
        "fct_education_output_region",
        check(
            "region_kind_covers_no_more_than_nl",
            between("covered_pct", 0, 105),
            "critical",
            "Regio's van een soort overlappen niet: samen nooit meer dan Nederland, op de afronding na.",
        ),
    ),
    of_model(
        "fct_graduate_outcome",
        check(
            "part_of_population",
            between("largest_share_pct", 0, 102),
            "critical",
            "Een uitkomst is deel van haar groep, op de afronding na.",
        ),
        check(
            "parts_are_everyone",
            between("parts_pct", 95, 103),
            "warning",
            "Uitkomsten met adds_up sluiten elkaar uit en zijn samen iedereen: afronding geeft bij 1.000 personen 3 % speling, "
            "en een kleine cel kan geheim zijn. Daarbuiten deelt CBS anders in dan de seed cbs_title zegt.",
        ),
        check(
            "working_believable",
            between("working_pct", 50, 97),
            "warning",
            "Van gediplomeerden werkt 80 tot 92 % (cohort 2022/'23); daarbuiten is een andere regel gelezen.",
        ),
    ),
    of_model(
        "fct_international_students",
        check(
            "breakdown_tells_no_more_than_everyone",
            between("beyond_total_pct", high=2),
            "critical",
            "Binnen een uitsplitsing zijn categorieen delen: hun ondergrenzen samen zijn nooit meer dan het totaal. "
            "Een som die er bij staat zou hier opvallen; twee tabellen van verschillende dag schelen enkele tienden.",
        ),
        check(
            "breakdowns_there",
            has_all("breakdown", ("totaal", "studierichting", "herkomst")),
            "warning",
            "Herkomst en studierichting komen uit twee tabellen; ontbreekt er een, dan is zij niet opgehaald of anders "
            "genoemd.",
        ),
        yearly(),
    ),
    of_model(
        "fct_population_education",
        check(
            "levels_are_everyone",
            between("levels_pct", 98, 102),
            "critical",
            "De onderwijsniveaus zijn samen iedereen van een leeftijd, op de afronding (1.000) na.",
        ),
        *(
            check(
                f"everyone_believable_{column}",
                between(column, 12_000_000, 15_000_000),
                "critical",
                "12,6 miljoen in 2013, 13,3 miljoen in 2023: daarbuiten is de eenheid niet gelezen.",
            )
            for column in ("least", "most")
        ),
    ),
)
