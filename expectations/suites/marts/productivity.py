"""Suites of productivity: per opgave, per industry, every change of the quarterly accounts, and the movement of jobs."""

from expectations.suite import Suite
from expectations.suites.marts.common import (
    NEDERLAND,
    check,
    codes_of_opgave,
    key,
    known,
    mart,
    method_known,
    opgave_checks,
    opgave_columns,
    status_known,
    suite,
    without_gap,
)
from expectations.vocabulary import between, filled, has_all, one_of, zero
from ingestion.catalogue import load_catalogue

CLASSES = ("laag", "midden", "hoog")


def productivity() -> Suite:
    """One row per row of the mart. Growth does not add up: breed is not held against kern."""
    return suite(
        "fct_productivity",
        f"""
        select
            facts.opgave_id, facts.delineation, facts.year, facts.measure, facts.value, facts.unit, facts.method,
            facts.status, facts.dataset_id,
            {opgave_columns("facts.year, facts.measure", "cast(null as double)")},
            case when facts.unit in ('procent', 'procentpunt') then facts.value end as growth,
            case when facts.unit = 'euro per uur' then facts.value end as per_hour,
            facts.coverage_pct,
            cast(facts.opgave_id <> '{NEDERLAND}' and (facts.value is null) <> (facts.coverage_pct < 80) as integer)
                as value_without_coverage,
            case when facts.method = 'observed' then 'observed' else facts.caveat_nl end as caveat_or_observed,
            cast(min(facts.unit) over (partition by facts.measure) <> facts.unit as integer) as other_unit
        from {mart("fct_productivity")} as facts
        left join {codes_of_opgave("SBI")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        """,
        *key("opgave_id", "delineation", "year", "measure"),
        *opgave_checks(),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        method_known(),
        status_known(),
        check("one_unit_per_measure", zero("other_unit"), "critical", "Een maat heeft een eenheid."),
        check(
            "growth_believable",
            between("growth", -30, 30),
            "warning",
            "Jaarmutaties van hele bedrijfstakken; in 2020 en 2021 liepen zij tot 25 % (horeca), anders blijven zij onder 15.",
        ),
        check(
            "per_hour_believable",
            between("per_hour", 10, 400),
            "warning",
            "Toegevoegde waarde per uur: ongeveer 30 euro in de horeca tot enkele honderden in energie en delfstoffen.",
        ),
        check("coverage_is_share", between("coverage_pct", 0, 100.01), "critical", "Een aandeel van de banen."),
        check(
            "no_value_below_coverage",
            zero("value_without_coverage"),
            "critical",
            "Onder 80 % van de banen staat er geen waarde: een deel zou voor het geheel doorgaan.",
        ),
        check("caveat_of_modelled", filled("caveat_or_observed"), "critical", "Wat een benadering is zegt hoe."),
    )


def industry() -> Suite:
    """One row per measure and dataset of the mart, with what is wrong in it."""
    return suite(
        "fct_productivity_industry",
        f"""
        select
            dataset_id, measure, frequency,
            count(*) - count(distinct (industry_nl, measure_code, period_start)) as duplicates,
            count(*) filter (where value is null and missing_reason is null) as unexplained,
            count(distinct unit) as units,
            count(*) filter (
                where measure in ('jobs', 'hours_worked', 'employed_persons', 'value_added_per_hour') and value < 0
            ) as negative,
            count(*) filter (where sbi_kind not in ('total', 'aggregate') and sbi_code is null) as without_code
        from {mart("fct_productivity_industry")}
        group by dataset_id, measure, frequency
        """,
        check("no_duplicates", zero("duplicates"), "critical", "Een cel per bedrijfstak, maat en periode."),
        check("absence_explained", zero("unexplained"), "critical", "Een leeg cijfer heeft een reden."),
        check(
            "one_unit_per_measure", between("units", 1, 1), "critical", "Een maat van een dataset heeft een eenheid."
        ),
        check("not_negative", zero("negative"), "critical", "Banen, uren en waarde per uur zijn niet negatief."),
        check("codes_there", zero("without_code"), "critical", "Een sectie of afdeling heeft haar code van de SBI."),
        known("frequency", ("year", "quarter"), "Jaar of kwartaal; nooit in een reeks."),
    )


def gdp_change() -> Suite:
    """One row per kind of change and frequency of the mart."""
    return suite(
        "fct_gdp_change",
        f"""
        select
            change_nl, frequency,
            count(*) - count(distinct (measure_code, period_start)) as duplicates,
            count(*) filter (where value is null and missing_reason is null) as unexplained,
            max(abs(value)) filter (where measure_code = 'M002782_1' and change_nl ilike 'Volume%') as gdp_change
        from {mart("fct_gdp_change")}
        group by change_nl, frequency
        """,
        check("no_duplicates", zero("duplicates"), "critical", "Een cel per maat, mutatie en periode."),
        check("absence_explained", zero("unexplained"), "critical", "Een leeg cijfer heeft een reden."),
        known("frequency", ("year", "quarter"), "Jaar of kwartaal; nooit in een reeks."),
        check(
            "gdp_believable",
            between("gdp_change", 0, 15),
            "warning",
            "Het bbp kromp en groeide sinds 1995 nooit meer dan 12 % in een kwartaal op jaarbasis (2021KW02).",
        ),
    )


def shift() -> Suite:
    """One row per row of the mart; of each year whether its classes are whole."""
    return suite(
        "productivity_shift",
        f"""
        select
            year, productivity_class, jobs, jobs_share_pct, status,
            cast(year - max(year) over (order by year range between unbounded preceding and 1 preceding) as integer) as gap,
            abs(sum(jobs_share_pct) over (partition by year) - 100) as share_left,
            abs(sum(jobs_moved_1y) over (partition by year)) as jobs_left,
            count(*) over (partition by year) as classes
        from {mart("productivity_shift")}
        """,
        *key("year", "productivity_class"),
        known("productivity_class", CLASSES, "Drie klassen naar toegevoegde waarde per uur."),
        status_known(),
        check("shares_add_up", between("share_left", 0, 0.05), "critical", "De drie klassen zijn samen alle banen."),
        check("nothing_lost", between("jobs_left", 0, 3), "critical", "Wat de ene klasse verliest wint een andere."),
        check(
            "three_classes",
            one_of("classes", (3,)),
            "critical",
            "Een jaar zonder een van de klassen is geen verdeling.",
        ),
        check(
            "classes_even",
            between("jobs_share_pct", 15, 60),
            "warning",
            "Elke klasse is ongeveer een derde van de banen.",
        ),
        check(
            "classes_there",
            has_all("productivity_class", CLASSES),
            "critical",
            "Zonder laag en hoog is er geen beweging te zien.",
        ),
        without_gap("Jaren volgen elkaar op."),
    )
