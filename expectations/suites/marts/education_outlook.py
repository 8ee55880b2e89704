"""Suites of what education output does next: the trend, the forecast, and the development paths of the branches."""

from datetime import date

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
    suite,
)
from expectations.vocabulary import at_least, between, filled, zero
from ingestion.catalogue import load_catalogue

SET = date(2026, 11, 24)


def trend() -> Suite:
    return suite(
        "education_trend",
        f"""
        select
            opgave_id, delineation, education_sector, level_group, measure, first_year, last_year, last_persons,
            change_per_year_pct,
            last_year - first_year as steps,
            case when (change_per_year is null) = (coalesce(no_trend_nl, '') = '') then 1 else 0 end as unexplained
        from {mart("education_trend")}
        """,
        *key("opgave_id", "delineation", "education_sector", "level_group", "measure"),
        check(
            "three_steps",
            between("steps", 3, 3),
            "critical",
            "De trend gaat over drie stappen van een jaar.",
            dated=SET,
        ),
        check(
            "trend_or_reason",
            zero("unexplained"),
            "critical",
            "Er is een trend of een reden waarom niet, nooit beide of geen van beide.",
            dated=SET,
        ),
        check(
            "change_believable",
            between("change_per_year_pct", -60, 150),
            "warning",
            "Een kleine opgave kan sterk groeien, maar meer dan anderhalf keer per jaar is een breuk in de codes.",
            dated=SET,
        ),
    )


def forecast() -> Suite:
    """One row per opgave, delineation, year, measure and breakdown; the two breakdowns of the country side by side."""
    cell = "facts.study_year, facts.measure, facts.breakdown"
    return suite(
        "fct_education_forecast",
        f"""
        with facts as (
            select
                opgave_id, delineation, study_year, measure, breakdown, method, dataset_id,
                sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
                min(study_year - coalesce(base_year, study_year - 1)) as years_ahead,
                count(*) filter (where coalesce(caveat_nl, '') = '') as unexplained
            from {mart("fct_education_forecast")}
            group by all
        ),
        national as (
            select study_year, max(persons) as persons, min(persons) as least
            from facts where opgave_id = '{NEDERLAND}' and measure = 'enrolled' group by study_year
        )
        select
            facts.*,
            {opgave_columns(cell, "facts.persons", 1)},
            case when facts.opgave_id <> '{NEDERLAND}' then facts.persons / national.persons * 100 end as share_pct,
            case when facts.opgave_id = '{NEDERLAND}' and facts.measure = 'enrolled'
                then (national.persons - national.least) / national.persons * 100 end as breakdowns_apart_pct,
            case when facts.opgave_id = '{NEDERLAND}' and facts.measure = 'enrolled' then facts.persons end as national
        from facts
        left join national on national.study_year = facts.study_year
        left join {codes_of_opgave("CREBO")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        """,
        *key("opgave_id", "delineation", "study_year", "measure", "breakdown"),
        *[c for c in opgave_checks() if c.name != "all_opgaven"],
        *bounds("persons", "persons_lower", "persons_upper"),
        method_known(),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        check("explained", zero("unexplained"), "critical", "Een prognose zegt altijd dat zij er een is.", dated=SET),
        check("ahead", between("years_ahead", 1, 30), "critical", "Toegerekend wordt na het basisjaar.", dated=SET),
        check(
            "share_of_national",
            between("share_pct", 0, 100),
            "critical",
            "Een opgave heeft nooit meer studenten dan heel Nederland.",
            dated=SET,
        ),
        check(
            "national_believable",
            between("national", 150_000, 900_000),
            "warning",
            "Het mbo telt rond 450.000 studenten en krimpt langzaam; daarbuiten is iets anders geteld.",
            dated=SET,
        ),
        check(
            "breakdowns_agree",
            between("breakdowns_apart_pct", 0, 5),
            "warning",
            "Leeftijd en sectorkamer zijn sneden van dezelfde studenten; wat geen sectorkamer heeft is een paar procent.",
            dated=SET,
        ),
    )


def development_path() -> Suite:
    """One row per branch."""
    return suite(
        "bridge_development_path",
        f"""
        select
            branch_nl,
            count(*) as paths,
            count(*) filter (where code_system is not null and programme_nl is null) / count(*) as share_nameless,
            count(*) filter (where valid_to < valid_from) as ends_before_it_begins,
            count(*) filter (where is_slim_eligible is null) / count(*) as share_slim_unknown,
            min(dataset_id) as dataset_id
        from {mart("bridge_development_path")}
        group by branch_nl
        """,
        *key("branch_nl"),
        check(
            "dates_ordered",
            zero("ends_before_it_begins"),
            "critical",
            "Een pad eindigt niet voor het begint.",
            dated=SET,
        ),
        check(
            "programmes_named",
            between("share_nameless", 0, 0.2),
            "warning",
            "Een code die in geen lijst of register staat is niet te duiden; een enkele is te nieuw.",
            dated=SET,
        ),
        check(
            "slim_known",
            between("share_slim_unknown", 0, 0.2),
            "warning",
            "Het register zegt van elke opleiding of de SLIM-regeling haar vergoedt.",
            dated=SET,
        ),
    )


def agreement() -> Suite:
    return suite(
        "development_path_agreement",
        f"""
        select agreement.*, max(claimed_pct) over (partition by branch_nl, delineation) as best_pct
        from {mart("development_path_agreement")} as agreement
        """,
        *key("branch_nl", "opgave_id", "delineation"),
        check(
            "part_of_whole",
            at_least("programmes", "programmes_claimed"),
            "critical",
            "Geclaimde opleidingen zijn deel van die van de branche.",
            dated=SET,
        ),
        check("share_filled", filled("claimed_pct"), "critical", "Elke rij heeft een aandeel.", dated=SET),
        check(
            "some_opgave_recognises_the_branch",
            between("best_pct", 10),
            "warning",
            "Claimt geen opgave een tiende van wat een branche aanwijst, dan kent de kruistabel die branche niet.",
            dated=SET,
        ),
    )
