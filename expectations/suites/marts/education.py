"""Suites of education output, per opgave and per programme, and of what no opgave claims."""

from expectations.published import sql
from expectations.suite import Check, Suite
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
    suite,
    without_gap,
)
from expectations.suites.raw.duo import is_static
from expectations.vocabulary import between, filled, has_all, one_of, zero
from ingestion.catalogue import load_catalogue

SECTORS = ("mbo", "hbo", "wo")
MEASURES = ("graduates", "first_years", "first_years_in_sector", "enrolled", "inscriptions", "doctorates")
# 2019 is in neither channel: the static files end in 2018, the portal starts in 2020 (docs/sources/duo.md, 2026-11)
YEAR_STEP = 2
WITHOUT_KEY = "programme_code is null or code_system is null or level is null or learning_path is null"
BOUNDS_WRONG = "persons is null or not (persons_lower <= persons and persons <= persons_upper)"
PUBLISHED_SERIES = [f"{sector} graduates {year}" for sector in ("hbo", "wo") for year in range(2014, 2019)]

CONTROLLED = [d.id for d in load_catalogue().values() if d.publisher == "duo" and is_static(d)]
PUBLISHED = f"""(
    select
        case when dataset_id like '%hbo%' then 'hbo' when dataset_id like '%wo_2019' then 'wo' else 'mbo' end
            as education_sector,
        series as measure,
        cast(left(period, 4) as integer) as study_year,
        published
    from {sql(*CONTROLLED)}
)"""


def outside(lower: str, upper: str) -> str:
    """How far the published total lies outside the bounds; null where none is published."""
    return (
        f"case when published.published is not null then "
        f"greatest({lower} - published.published, published.published - {upper}, 0) end"
    )


def reconciled() -> Check:
    return check(
        "published_totals",
        between("outside", 0, 0.5),
        "critical",
        "Het landelijk totaal van DUO ligt tussen onder- en bovengrens; uit een niet afgeschermd bestand is dat "
        "precies gelijk. "
        "Een half is de afronding van de optelling.",
    )


def years() -> Check:
    return without_gap(
        "Jaren volgen elkaar op; alleen 2019 mag ontbreken, want dat staat in geen van beide kanalen van DUO.",
        YEAR_STEP,
    )


def output() -> Suite:
    """One row per row of the mart; the national bounds of its sector, measure and year stand beside it."""
    series = "facts.opgave_id, facts.delineation, facts.education_sector, facts.measure"
    cell = "facts.study_year, facts.education_sector, facts.level, facts.learning_path, facts.measure"
    return suite(
        "fct_education_output",
        f"""
        with national as (
            select
                education_sector, measure, study_year, sum(persons) as persons,
                sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper
            from {mart("fct_education_output")} where opgave_id = '{NEDERLAND}'
            group by all
        )
        select
            facts.opgave_id, facts.delineation, facts.study_year, facts.education_sector, facts.level,
            facts.learning_path, facts.measure, facts.method, facts.persons, facts.persons_lower, facts.persons_upper,
            facts.is_estimate, facts.dataset_id,
            {opgave_columns(cell, "facts.persons")},
            {previous("facts.study_year", series)} as gap,
            case when facts.opgave_id <> '{NEDERLAND}' then
                sum(facts.persons) over (partition by {series}, facts.study_year) * 100 / national.persons
            end as share_of_national_pct,
            case when facts.opgave_id = '{NEDERLAND}' then
                {outside("national.persons_lower", "national.persons_upper")}
            end as outside,
            facts.education_sector || ' ' || facts.measure || ' ' || facts.study_year as series
        from {mart("fct_education_output")} as facts
        left join {codes_of_opgave("CREBO", "CROHO", "ISCED-F")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join national
            on national.education_sector = facts.education_sector and national.measure = facts.measure
            and national.study_year = facts.study_year
        left join {PUBLISHED} as published
            on published.education_sector = facts.education_sector and published.measure = facts.measure
            and published.study_year = facts.study_year
        """,
        *key(
            "opgave_id",
            "delineation",
            "study_year",
            "education_sector",
            "level",
            "learning_path",
            "measure",
            "method",
            "dataset_id",
        ),
        *opgave_checks(),
        *bounds("persons", "persons_lower", "persons_upper"),
        known("education_sector", SECTORS, "De drie sectoren waarin DUO telt: mbo, hbo en wo."),
        known("measure", MEASURES, "Gediplomeerden, eerstejaars, ingeschrevenen en inschrijvingen; nooit bij elkaar."),
        method_known(),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        check("persons_filled", filled("persons"), "critical", "Een rij zonder aantal hoort er niet te zijn."),
        check(
            "study_year_believable",
            between("study_year", 2010, 2040),
            "critical",
            "Beginjaar van een studiejaar: de oudste bron begint in 2014.",
        ),
        check(
            "share_of_national",
            between("share_of_national_pct", 0, 100.01),
            "critical",
            "Een opgave telt elke opleiding ten hoogste een keer: nooit meer dan heel Nederland.",
        ),
        reconciled(),
        check(
            "published_years_there",
            has_all("series", PUBLISHED_SERIES),
            "warning",
            "Hbo en wo 2014-2018 uit de vaste bestanden; ontbreken zij, dan is er niets om mee te vergelijken.",
        ),
        years(),
    )


def programme() -> Suite:
    """One row per sector, measure, study year and dataset: the mart itself has tens of thousands of rows."""
    return suite(
        "fct_education_output_programme",
        f"""
        with facts as (
            select facts.*, dim.code is null as is_unknown
            from {mart("fct_education_output_programme")} as facts
            left join (select distinct code_system, code from {mart("dim_programme")}) as dim
                on dim.code_system = facts.code_system and dim.code = facts.programme_code
        ),
        years as (
            select
                education_sector, measure, study_year, dataset_id,
                count(*) as programmes,
                count(*) filter (where {WITHOUT_KEY}) as without_key,
                count(*) - count(distinct (code_system, programme_code, level, learning_path)) as duplicates,
                count(*) filter (where {BOUNDS_WRONG}) as bounds_wrong,
                count(*) filter (where persons_lower < 0) as negative,
                sum(persons_lower) as persons_lower,
                sum(persons_upper) as persons_upper,
                sum(persons) filter (where is_unknown) * 100 / nullif(sum(persons), 0) as unknown_pct,
                count(*) filter (where is_estimate) / count(*) as share_estimate,
                bool_and(is_complete) as is_complete
            from facts
            group by education_sector, measure, study_year, dataset_id
        )
        select
            years.* exclude (is_complete, unknown_pct),
            coalesce(years.unknown_pct, 0) as unknown_pct,
            years.study_year - lag(years.study_year) over (
                partition by years.education_sector, years.measure order by years.study_year
            ) as gap,
            case when years.is_complete then {outside("years.persons_lower", "years.persons_upper")} end as outside
        from years
        left join {PUBLISHED} as published
            on published.education_sector = years.education_sector and published.measure = years.measure
            and published.study_year = years.study_year
        order by years.education_sector, years.measure, years.study_year
        """,
        *key("education_sector", "measure", "study_year"),
        check(
            "keys_complete",
            zero("without_key"),
            "critical",
            "Elke rij heeft opleiding, niveau en leerweg.",
            failing(WITHOUT_KEY),
        ),
        check(
            "no_duplicates",
            zero("duplicates"),
            "critical",
            "Een opleiding heeft per niveau, leerweg en jaar een aantal.",
        ),
        check(
            "bounds_ordered",
            zero("bounds_wrong"),
            "critical",
            "Ondergrens, beste schatting en bovengrens in die volgorde.",
            failing(BOUNDS_WRONG),
        ),
        check(
            "not_negative", zero("negative"), "critical", "Een aantal is niet negatief.", failing("persons_lower < 0")
        ),
        check(
            "one_dataset",
            one_of("dataset_id", load_catalogue()),
            "critical",
            "Een cijfer, een bron: elk jaar uit een dataset van de catalogus.",
        ),
        check(
            "programmes_known",
            between("unknown_pct", 0, 5),
            "warning",
            "Opleidingscodes die in geen van de lijsten staan kunnen bij geen opgave horen; in de opnames minder dan "
            "1 %.",
        ),
        reconciled(),
        years(),
    )


def characteristic() -> Suite:
    """One row per opgave, delineation, measure, sector, study year and characteristic: the categories are added up.

    Beside it the total of the opgave in fct_education_output, where both come from one dataset.
    """
    cell = "facts.study_year, facts.education_sector, facts.measure, facts.characteristic"
    return suite(
        "fct_education_output_characteristic",
        f"""
        with facts as (
            select
                opgave_id, delineation, study_year, education_sector, measure, characteristic, dataset_id,
                sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
                count(distinct category) as categories,
                count(*) filter (where category is null or coalesce(caveat_nl, '') = '') as unexplained
            from {mart("fct_education_output_characteristic")}
            group by all
        ),
        totals as (
            select opgave_id, delineation, study_year, education_sector, measure, dataset_id,
                sum(persons_lower) as lower, sum(persons_upper) as upper
            from {mart("fct_education_output")}
            group by all
        )
        select
            facts.*,
            {opgave_columns(cell, "facts.persons")},
            greatest(facts.persons_lower - totals.upper, 0) as above_total
        from facts
        left join {codes_of_opgave("CREBO", "CROHO", "ISCED-F")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join totals
            on totals.opgave_id = facts.opgave_id and totals.delineation = facts.delineation
            and totals.study_year = facts.study_year and totals.education_sector = facts.education_sector
            and totals.measure = facts.measure and totals.dataset_id = facts.dataset_id
        """,
        *key("opgave_id", "delineation", "study_year", "education_sector", "measure", "characteristic"),
        *opgave_checks(),
        *bounds("persons", "persons_lower", "persons_upper"),
        known("education_sector", SECTORS, "De drie sectoren waarin DUO telt: mbo, hbo en wo."),
        known("measure", MEASURES, "Gediplomeerden, eerstejaars, ingeschrevenen en inschrijvingen; nooit bij elkaar."),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        check("explained", zero("unexplained"), "critical", "Elke rij heeft een categorie en zegt wat zij telt."),
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
    )


def failing(condition: str) -> str:
    return (
        "select education_sector, measure, study_year, code_system, programme_code, level, learning_path, persons, "
        f"persons_lower, persons_upper from {mart('fct_education_output_programme')} where {condition}"
    )
