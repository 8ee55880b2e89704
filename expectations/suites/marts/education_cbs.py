"""Suites of what CBS tells of education: output by field, level and region, leavers, international students, and the
population by education. Counts are rounded to ten by CBS, so parts and wholes differ within their bounds."""

from expectations.suite import Check, Suite
from expectations.suites.marts.common import (
    NEDERLAND,
    bounds,
    check,
    codes_of_opgave,
    delineation_unknown,
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
from expectations.vocabulary import between, filled, has_all, one_of, zero

SECTORS = ("mbo", "hbo", "wo")
MEASURES = ("graduates", "enrolled", "first_years", "doctorates")
ROUNDING = "CBS rondt elke cel apart af; binnen hun grenzen moeten delen en geheel elkaar raken."
DETERMINED = "Elk cijfer leidt naar een tabel van CBS."


def tables(*numbers: int) -> Check:
    return known("dataset_id", [f"cbs__{n}ned" for n in numbers], DETERMINED)


def years(step: int = 1) -> Check:
    return without_gap("CBS publiceert deze reeks elk studiejaar.", step)


def output_field() -> Suite:
    """One row per row of the mart; the national bounds of its sector, measure, level and year stand beside it."""
    series = "facts.opgave_id, facts.delineation, facts.education_sector, facts.measure"
    cell = "facts.study_year, facts.education_sector, facts.level, facts.measure, facts.field_code"
    return suite(
        "fct_education_output_field",
        f"""
        with national as (
            select education_sector, measure, study_year, level, field_code, sum(persons_upper) as persons_upper
            from {mart("fct_education_output_field")} where opgave_id = '{NEDERLAND}'
            group by all
        )
        select
            facts.opgave_id, facts.delineation, facts.study_year, facts.education_sector, facts.level, facts.measure,
            facts.field_code, facts.field_nl, facts.persons, facts.persons_lower, facts.persons_upper, facts.method,
            facts.status, facts.dataset_id,
            {opgave_columns(cell, "facts.persons")},
            {previous("facts.study_year", series)} as gap,
            -- the detailed fields of an opgave lie in their broad field, each rounded by itself
            greatest(facts.persons_lower - national.persons_upper, 0) as beyond_field,
            greatest(
                facts.persons_men + facts.persons_women - facts.persons_upper - 10,
                facts.persons_lower - 10 - facts.persons_men - facts.persons_women, 0
            ) as genders_off
        from {mart("fct_education_output_field")} as facts
        left join {codes_of_opgave("ISCED-F")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join national
            on national.education_sector = facts.education_sector and national.measure = facts.measure
            and national.study_year = facts.study_year and national.level = facts.level
            and national.field_code = facts.field_code and facts.opgave_id <> '{NEDERLAND}'
        """,
        *key(
            "opgave_id", "delineation", "study_year", "education_sector", "level", "measure", "field_code", "field_nl"
        ),
        *opgave_checks()[:4],
        *bounds("persons", "persons_lower", "persons_upper"),
        known("education_sector", SECTORS, "De drie sectoren van het beroeps- en hoger onderwijs."),
        known("measure", MEASURES, "Vier maten; nooit bij elkaar opgeteld."),
        method_known(),
        status_known(),
        tables(85352, 85355, 85421, 85425, 83966),
        check(
            "within_field",
            between("beyond_field", 0, 0),
            "critical",
            "Een opgave heeft in een breed vakgebied nooit meer personen dan het vakgebied zelf. " + ROUNDING,
        ),
        check(
            "men_and_women_are_everyone",
            between("genders_off", 0, 50),
            "warning",
            "Mannen en vrouwen samen zijn iedereen; per vakgebied scheelt de afronding tien, een opgave telt er enkele op.",
        ),
        years(),
    )


def output_national() -> Suite:
    return suite(
        "fct_education_output_national",
        f"""
        select
            facts.*,
            {previous("study_year", "education_sector, measure, level, learning_path")} as gap,
            sum(persons) over (partition by study_year, education_sector, measure) as everyone
        from {mart("fct_education_output_national")} as facts
        """,
        *key("study_year", "education_sector", "level", "learning_path", "measure"),
        *bounds("persons", "persons_lower", "persons_upper"),
        known("education_sector", SECTORS, "De drie sectoren van het beroeps- en hoger onderwijs."),
        tables(85354, 85357, 85423, 85424),
        check(
            "everyone_believable",
            between("everyone", 40_000, 700_000),
            "critical",
            "Per sector 70.000 tot 170.000 gediplomeerden en 300.000 tot 510.000 ingeschrevenen (2014-2025); het dubbele "
            "of de helft betekent dat een totaal bij zijn delen staat of dat een deel ontbreekt.",
        ),
        status_known(),
        years(),
    )


def output_region() -> Suite:
    return suite(
        "fct_education_output_region",
        f"""
        select
            facts.*,
            {delineation_unknown("facts")},
            sum(share_of_field_pct) over (
                partition by opgave_id, delineation, study_year, region_kind, field_code
            ) as covered_pct
        from {mart("fct_education_output_region")} as facts
        """,
        *key("opgave_id", "delineation", "study_year", "region_kind", "region_code", "field_code"),
        *bounds("persons", "persons_lower", "persons_upper"),
        check(
            "region_kind_covers_no_more_than_nl",
            between("covered_pct", 0, 105),
            "critical",
            "Regio's van een soort overlappen niet: samen nooit meer dan Nederland, op de afronding na.",
        ),
        check(
            "delineation_known",
            zero("delineation_unknown"),
            "critical",
            "De afbakeningen van bridge_opgave, ook een eigen; nvt hoort alleen bij heel Nederland.",
        ),
        tables(85356),
        status_known(),
    )


def outcome() -> Suite:
    """One row per group of leavers: the mart has tens of thousands of rows."""
    group = "opgave_id, delineation, study_year, education_sector, diploma, student_origin, breakdown, field_nl, years_after"
    return suite(
        "fct_graduate_outcome",
        f"""
        with groups as (
            select
                {group}, outcome_kind, dataset_id, status,
                count(*) - count(distinct outcome_nl) as duplicates,
                count(*) filter (
                    where persons is null or not (persons_lower <= persons and persons <= persons_upper)
                ) as bounds_wrong,
                count(*) filter (where population is null) as without_population,
                max(population) as population,
                max(share_pct) filter (where population >= 100) as largest_share_pct,
                sum(share_pct) filter (where adds_up) as shares_pct,
                sum(share_pct) filter (where position in ('werk', 'werk_en_uitkering')) as at_work_pct
            from {mart("fct_graduate_outcome")}
            group by all
        )
        select
            groups.*,
            concat_ws(' ', diploma, student_origin, field_nl, years_after) as leavers_group,
            {delineation_unknown("groups")},
            case when outcome_kind <> 'bedrijfstak' and population >= 1000 then shares_pct end as parts_pct,
            case when opgave_id = '{NEDERLAND}' and outcome_kind = 'positie' and diploma = 'met_diploma'
                and student_origin <> 'internationaal' and breakdown = 'totaal' then at_work_pct
            end as working_pct
        from groups
        """,
        *key("opgave_id", "delineation", "study_year", "education_sector", "outcome_kind", "leavers_group"),
        check(
            "delineation_known",
            zero("delineation_unknown"),
            "critical",
            "De afbakeningen van bridge_opgave, ook een eigen; nvt hoort alleen bij heel Nederland.",
        ),
        check("no_duplicates", zero("duplicates"), "critical", "Een uitkomst per groep; een dubbele telt dubbel."),
        check("bounds_ordered", zero("bounds_wrong"), "critical", "Ondergrens, aantal en bovengrens in die volgorde."),
        check(
            "population_known",
            zero("without_population"),
            "warning",
            "Een aandeel heeft het geheel nodig waar het deel van is; CBS geeft dat in dezelfde tabel.",
        ),
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
        status_known(),
    )


def international() -> Suite:
    return suite(
        "fct_international_students",
        f"""
        with totals as (
            select study_year, coalesce(education_sector, 'ho') as education_sector, sum(students_upper) as total_upper
            from {mart("fct_international_students")} where breakdown = 'totaal'
            group by grouping sets ((study_year, education_sector), (study_year))
        )
        select
            facts.*,
            concat_ws(' ', facts.field_nl, facts.phase, facts.origin_nl) as category,
            {previous("facts.study_year", "facts.education_sector, facts.breakdown")} as gap,
            -- a group of countries among the nationalities is not known by its name: it shows here
            (sum(facts.students_lower) over (partition by facts.study_year, facts.education_sector, facts.breakdown)
                - totals.total_upper) * 100 / totals.total_upper as beyond_total_pct
        from {mart("fct_international_students")} as facts
        left join totals
            on totals.study_year = facts.study_year and totals.education_sector = facts.education_sector
        """,
        *key("study_year", "education_sector", "breakdown", "category"),
        *bounds("students", "students_lower", "students_upper"),
        check(
            "breakdown_tells_no_more_than_everyone",
            between("beyond_total_pct", None, 2),
            "critical",
            "Binnen een uitsplitsing zijn categorieen delen: hun ondergrenzen samen zijn nooit meer dan het totaal. "
            "Een som die er bij staat zou hier opvallen; twee tabellen van verschillende dag schelen enkele tienden.",
        ),
        check("share_in_range", between("share_pct", 0, 100), "critical", "Een deel van alle ingeschrevenen."),
        check(
            "breakdowns_there",
            has_all("breakdown", ("totaal", "studierichting", "herkomst")),
            "warning",
            "Herkomst en studierichting komen uit twee tabellen; ontbreekt er een, dan is zij niet opgehaald of anders "
            "genoemd.",
        ),
        tables(85124, 85125),
        status_known(),
        years(),
    )


def stay() -> Suite:
    return suite(
        "fct_international_stay",
        f"""
        select
            facts.*,
            coalesce(field_nl, 'alle') as field,
            leavers - in_nl as gone,
            in_nl - working as registered_without_work
        from {mart("fct_international_stay")} as facts
        """,
        *key("study_year", "education_sector", "student_origin", "breakdown", "field", "years_after"),
        *bounds("in_nl", "in_nl_lower", "in_nl_upper"),
        check("stay_in_range", between("in_nl_pct", 0, 100), "critical", "Een percentage ligt tussen 0 en 100."),
        check(
            "who_works_is_here",
            between("registered_without_work", -20),
            "critical",
            "Wie hier werkt staat ingeschreven; twee afgeronde cijfers schelen ten hoogste twintig.",
        ),
        known("student_origin", ("internationaal", "niet_internationaal"), "De twee groepen die CBS onderscheidt."),
        tables(85776),
        status_known(),
    )


def population() -> Suite:
    return suite(
        "fct_population_education",
        f"""
        select
            facts.*,
            coalesce(field_code, 'alle') as field,
            case when breakdown = 'niveau' then
                sum(share_pct) over (partition by period_start, frequency, age, breakdown)
            end as levels_pct,
            case when age like '15 tot 75%' then population end as everyone
        from {mart("fct_population_education")} as facts
        """,
        *key("period_start", "frequency", "age", "level_code", "field"),
        *bounds("persons", "persons_lower", "persons_upper"),
        check(
            "levels_are_everyone",
            between("levels_pct", 98, 102),
            "critical",
            "De onderwijsniveaus zijn samen iedereen van een leeftijd, op de afronding (1.000) na.",
        ),
        check(
            "everyone_believable",
            between("everyone", 12_000_000, 15_000_000),
            "critical",
            "12,6 miljoen in 2013, 13,3 miljoen in 2023: daarbuiten is de eenheid niet gelezen.",
        ),
        check("population_filled", filled("population"), "warning", "Een aandeel heeft zijn geheel nodig."),
        known("breakdown", ("niveau", "niveau_en_richting"), "De twee uitsplitsingen; nooit bij elkaar opgeteld."),
        check("dataset_id_known", one_of("dataset_id", ["cbs__85313ned"]), "critical", DETERMINED),
        status_known(),
    )
