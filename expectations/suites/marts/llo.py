"""Suites of participation in lifelong learning, per opgave and per characteristic."""

from collections.abc import Iterable
from datetime import date

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
    status_known,
    suite,
    without_gap,
)
from expectations.vocabulary import at_least, between, filled, like
from ingestion.catalogue import load_catalogue

FORMS = ("deelname", "geen_deelname", "formeel", "niet_formeel", "zij_instroom_mbo", "cursus", "stap")
GROUPS = (
    "bevolking_15_75", "bevolking_25_65", "werkzaam_15_75", "werkzaam_25_65", "instromers_bbl", "instromers_bbl_25_plus",
    "stap_toekenningen",
)  # fmt: skip
WHY_NATIONAL = r"niet uit te splitsen naar opgave|Per opgave "
TABLES = (
    "cbs__85314ned", "cbs__85315ned", "cbs__85316ned", "cbs__85624ned", "cbs__85569ned", "cbs__85574ned", "cbs__85987ned",
    "cbs__85989ned", "uwv__stap",
)  # fmt: skip
# what DUO counts in funded education, each of a group of its own
DUO_FORMS = ("derde_leerweg", "bbl_23plus", "deeltijd_ho")
DUO_GROUPS = (
    "mbo_gediplomeerden", "mbo_studenten", "hbo_ingeschrevenen", "wo_ingeschrevenen", "hbo_eerstejaars", "wo_eerstejaars",
)  # fmt: skip


def rates(forms: Iterable[str] = FORMS, groups: Iterable[str] = GROUPS, tables: Iterable[str] = TABLES) -> list[Check]:
    return [
        check("rate_in_range", between("rate_pct", 0, 100), "critical", "Een percentage ligt tussen 0 en 100."),
        check(
            "part_of_population",
            at_least("population_bound", "persons"),
            "critical",
            "Deelnemers zijn deel van hun bevolking, op de afronding (1.000) na.",
        ),
        known("form", forms, "De vormen van deelname van CBS, STAP, en in fct_llo_uptake die van DUO."),
        known(
            "population_group",
            groups,
            "De groepen waarover CBS en DUO tellen; zij liggen in elkaar en worden nooit opgeteld.",
        ),
        known("dataset_id", tables, "De tabellen over leven lang ontwikkelen, en in fct_llo_uptake de catalogus."),
        status_known(),
    ]


def uptake() -> Suite:
    """One row per row of the mart. CBS publishes the parts rounded to 1,000, so sums may be some thousands off."""
    series = "facts.opgave_id, facts.delineation, facts.population_group, facts.form"
    group = "facts.opgave_id, facts.delineation, facts.population_group, facts.year, facts.dataset_id"
    beside = f"max(facts.persons) filter (where facts.form = 'geen_deelname') over (partition by {group})"
    cell = "facts.year, facts.population_group, facts.form"
    return suite(
        "fct_llo_uptake",
        f"""
        select
            facts.opgave_id, facts.delineation, facts.year, facts.population_group, facts.form, facts.persons,
            facts.persons_lower, facts.persons_upper, facts.population, facts.population + 1000 as population_bound,
            case when facts.opgave_id = '{NEDERLAND}' then coalesce(facts.caveat_nl, '') end as caveat_of_national,
            case when facts.form = 'zij_instroom_mbo' and facts.opgave_id = '{NEDERLAND}' then facts.persons end as entrants,
            facts.rate_pct, facts.method, facts.status, facts.dataset_id,
            {opgave_columns(cell, "facts.persons", 1)},
            {previous("facts.year", series)} as gap,
            case when facts.form = 'deelname' then
                abs(facts.persons + {beside} - facts.population) * 100 / facts.population
            end as parts_beside_whole_pct,
            case when facts.opgave_id = '{NEDERLAND}' and facts.dataset_id = published.dataset_id
                then abs(facts.persons - published.published * 1000) * 100 / (published.published * 1000)
            end as deviation_pct,
            case when facts.form = 'deelname' then facts.rate_pct end as participation_pct
        from {mart("fct_llo_uptake")} as facts
        left join {codes_of_opgave("SBI", "CREBO", "CROHO", "ISCED-F")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join {sql("cbs__85314ned", "cbs__85315ned")} as published
            on published.series = facts.form and published.dataset_id = facts.dataset_id
            and left(published.period, 4) = cast(facts.year as varchar)
            and facts.population_group in ('bevolking_15_75', 'werkzaam_15_75')
        """,
        *key("opgave_id", "delineation", "year", "population_group", "form"),
        *opgave_checks(),
        *bounds("persons", "persons_lower", "persons_upper"),
        *rates((*FORMS, *DUO_FORMS), (*GROUPS, *DUO_GROUPS), load_catalogue()),
        method_known(),
        check("persons_filled", filled("persons"), "critical", "Een rij zonder aantal hoort er niet te zijn."),
        check(
            "national_says_why",
            like("caveat_of_national", WHY_NATIONAL),
            "critical",
            "Een landelijk cijfer zegt waarom het niet is uitgesplitst, of waar de uitsplitsing staat.",
            dated=date(2026, 11, 24),
        ),
        check(
            "entrants_believable",
            between("entrants", 2_000, 60_000),
            "warning",
            "8.738 bbl-instromers die werkten in 2020/'21 (CBS 83197NED), alle leeftijden; de nieuwe tabel kan ruimer zijn.",
            dated=date(2026, 11, 24),
        ),
        check(
            "parts_make_whole",
            between("parts_beside_whole_pct", 0, 1),
            "critical",
            "Wel en geen deelname zijn samen de bevolking, op de afronding na.",
        ),
        check(
            "participation_believable",
            between("participation_pct", 5, 80),
            "warning",
            "26 tot 36 % in 2023; daarbuiten is waarschijnlijk een andere regel gelezen.",
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 2),
            "warning",
            "Landelijke deelname in 2023 zoals CBS die publiceerde; CBS herziet in de tabel zelf.",
        ),
        without_gap("CBS publiceert jaarlijks vanaf 2013; een uittreksel kan jaren missen."),
    )


def characteristic() -> Suite:
    """One row per row of the mart: what CBS publishes per characteristic of people, work, firm or education."""
    return suite(
        "fct_llo_uptake_characteristic",
        f"""
        select
            year, population_group, breakdown, sex, age, labour_position, education_level, characteristic, form,
            persons, persons_lower, persons_upper, population, population + 1000 as population_bound, rate_pct, status,
            dataset_id,
            case when persons is null then missing_reason else 'gepubliceerd' end as published_or_reason
        from {mart("fct_llo_uptake_characteristic")}
        """,
        *key(
            "year",
            "population_group",
            "sex",
            "age",
            "labour_position",
            "education_level",
            "characteristic",
            "form",
            "dataset_id",
        ),
        *bounds("persons", "persons_lower", "persons_upper"),
        *rates(),
        check(
            "breakdown_named",
            filled("breakdown"),
            "critical",
            "Elke rij zegt waarnaar is uitgesplitst; zo staat een geheel nooit tussen zijn delen.",
        ),
        check("absence_explained", filled("published_or_reason"), "critical", "Een leeg aantal heeft een reden."),
    )
