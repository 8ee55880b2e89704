"""Suites of the labour market: per opgave, per occupation (BRC 2014) and per industry (SBI 2008)."""

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
from expectations.vocabulary import at_least, between, filled, has_all, like, zero
from ingestion.catalogue import load_catalogue

FREQUENCIES = ("year", "quarter", "month", "forecast")
# counts to which more codes add; a ratio or an expected change (which may be negative) is not one of them
COUNTS = (
    "employed", "jobs", "vacancies", "vacancies_new", "vacancies_filled", "vacancies_sa", "vacancies_new_occupation",
    "job_openings", "replacement_demand",
)  # fmt: skip
MAY_BE_NEGATIVE = ("expansion_demand",)
RATIO = "tightness"  # vacancies per person with a short unemployment benefit
MEAN = "gemiddelde van verhoudingen"  # the unit of a ratio that was weighted instead of counted
RANGE_ONLY = "alleen het bereik"  # a group has no ratio or no weight: the bounds are all there is
CBS_RATIO = "tightness_cbs"  # vacancies per 100 unemployed
# recomputed from 84545NED and 85224NED (docs/sources/cbs.md): CBS rounds to whole numbers and revises
CBS_TIGHTNESS = {"2022-04-01": 142, "2022-10-01": 122, "2023-10-01": 114, "2024-01-01": 110}


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{v}'" for v in values)


def step(date: str) -> str:
    """Quarters for quarterly figures, years for the rest; frequencies are never one series."""
    return f"case when facts.frequency = 'quarter' then year({date}) * 4 + quarter({date}) else year({date}) end"


def ratios() -> list[Check]:
    return [
        check(
            "tightness_positive",
            between("tightness", 0, above=True),
            "critical",
            "Vacatures per werkzoekende is meer dan 0; niet gepubliceerd is leeg, nooit 0.",
        ),
        check(
            "tightness_capped",
            between("tightness", high=60),
            "warning",
            "Landelijk afgetopt op 16; regionaal kan het hoger zijn.",
        ),
    ]


def market() -> Suite:
    """One row per row of the mart."""
    series = "facts.opgave_id, facts.delineation, facts.measure, facts.frequency"
    cell = "facts.period_start, facts.frequency, facts.measure, facts.code_edition"
    addable = f"case when facts.measure in ({listed(COUNTS)}) then facts.value end"
    tightness = " ".join(f"when date '{day}' then {value}" for day, value in CBS_TIGHTNESS.items())
    return suite(
        "fct_labour_market",
        f"""
        select
            facts.opgave_id, facts.delineation, facts.period_start, facts.frequency, facts.measure, facts.value,
            facts.value_lower, facts.value_upper, facts.unit, facts.method, facts.status, facts.dataset_id,
            {opgave_columns(cell, addable, 1)},
            {previous(step("facts.period_start"), series)} as gap,
            case when facts.measure not in ({listed(MAY_BE_NEGATIVE)}) then facts.value end as value_not_negative,
            case when facts.measure = '{RATIO}' then facts.value end as tightness,
            case when facts.unit = '%' then facts.value end as percentage,
            case when facts.measure = 'hourly_wage_median' then facts.value end as hourly_wage,
            case when facts.method = 'observed' then 'observed' else facts.caveat_nl end as caveat_or_observed,
            cast(min(facts.unit) over (partition by facts.measure, starts_with(facts.unit, '{MEAN}')) <> facts.unit
                as integer) as other_unit,
            cast(facts.value is null and facts.weighting is distinct from '{RANGE_ONLY}'
                and facts.groups_published = facts.groups_total as integer) as unexplained,
            cast(facts.is_capped and facts.value_upper is not null as integer) as capped_and_closed,
            case when facts.measure = '{CBS_RATIO}' and facts.opgave_id = '{NEDERLAND}'
                then abs(facts.value - case facts.period_start {tightness} end)
            end as tightness_beside_published,
            case when facts.opgave_id = '{NEDERLAND}'
                then abs(facts.value - published.published * 1000) * 100 / (published.published * 1000)
            end as deviation_pct
        from {mart("fct_labour_market")} as facts
        left join {codes_of_opgave("BRC2014", "SBI")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join {sql("cbs__80472ned", "cbs__84545ned")} as published
            on published.dataset_id = facts.dataset_id and published.series = facts.measure
            and published.period = year(facts.period_start)
                || case facts.frequency when 'year' then 'JJ00' when 'quarter' then 'KW0' || quarter(facts.period_start) end
        """,
        *key("opgave_id", "delineation", "period_start", "frequency", "measure"),
        *opgave_checks(),
        check(
            "lower_bound",
            at_least("value", "value_lower"),
            "critical",
            "Ondergrens, waarde en bovengrens in die volgorde.",
        ),
        check(
            "upper_bound",
            at_least("value_upper", "value"),
            "critical",
            "Ondergrens, waarde en bovengrens in die volgorde; wie is afgetopt heeft geen bovengrens.",
        ),
        check("not_negative", between("value_not_negative", 0), "critical", "Alleen uitbreidingsvraag kan krimp zijn."),
        check("percentage_in_range", between("percentage", 0, 100), "critical", "Een percentage ligt tussen 0 en 100."),
        check(
            "one_unit_per_measure",
            zero("other_unit"),
            "critical",
            "Een maat heeft een eenheid, spanning ook die van een gemiddelde; anders staan duizendtallen bij stuks.",
        ),
        known("frequency", FREQUENCIES, "Kwartaal, jaar of prognose; nooit samen in een reeks."),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        method_known(),
        status_known(),
        *ratios(),
        check(
            "absence_explained",
            zero("unexplained"),
            "critical",
            "Leeg is een cijfer alleen waar niet elke beroepsgroep is gepubliceerd of een gewicht heeft.",
        ),
        check(
            "cap_is_open",
            zero("capped_and_closed"),
            "critical",
            "16 betekent 16 of meer: waar een beroepsgroep daarop staat is er geen bovengrens.",
        ),
        check("caveat_of_modelled", filled("caveat_or_observed"), "critical", "Wat een benadering is zegt hoe."),
        check(
            "hourly_wage_believable",
            between("hourly_wage", 8, 120),
            "warning",
            "Medianen van beroepsgroepen lopen in 2024 van 11,20 tot 47,70 euro per uur (85517NED).",
        ),
        check(
            "tightness_of_cbs",
            between("tightness_beside_published", 0, 3),
            "warning",
            "142, 122, 114 en 110 vacatures per 100 werklozen (2022-2024); CBS herziet beide reeksen, tot 3 punten.",
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 2),
            "warning",
            "Openstaande, ontstane en vervulde vacatures zoals CBS ze publiceerde; CBS herziet in de tabel zelf.",
        ),
        check(
            "measures_there",
            has_all("measure", ("employed", "vacancies", RATIO)),
            "warning",
            "De drie maten waarmee schaarste wordt beoordeeld; zij ontbreken als hun bron ontbreekt.",
        ),
        without_gap("Kwartalen en jaren volgen elkaar op; een uittreksel kan er missen."),
    )


def occupation() -> Suite:
    """One row per row of the mart."""
    return suite(
        "fct_labour_market_occupation",
        f"""
        select
            facts.brc_code, facts.brc_edition, facts.region, facts.industry_nl, facts.population_group, facts.measure, facts.period_start,
            facts.frequency, facts.value, facts.value_lower, facts.value_upper, facts.status, facts.dataset_id,
            facts.occupation_nl,
            case when facts.measure not in ({listed(MAY_BE_NEGATIVE)}) then facts.value end as value_not_negative,
            case when facts.measure = '{RATIO}' then facts.value end as tightness,
            cast(coalesce(cast(facts.value as varchar), facts.missing_reason, facts.class_nl) is null as integer)
                as unexplained,
            cast(facts.value >= 16 and facts.measure = '{RATIO}' and not facts.is_capped as integer) as not_capped
        from {mart("fct_labour_market_occupation")} as facts
        """,
        *key(
            "brc_code",
            "brc_edition",
            "region",
            "industry_nl",
            "population_group",
            "measure",
            "period_start",
            "frequency",
            "dataset_id",
        ),
        check(
            "codes_well_formed",
            like("brc_code", r"^(0[1-9]|1[0-3])\d{0,2}$"),
            "critical",
            "Beroepscodes met hun nul voorop, twee tot vier cijfers.",
        ),
        check(
            "codes_in_list",
            filled("occupation_nl"),
            "critical",
            "Elke code staat in dim_occupation, in dezelfde editie.",
        ),
        known("brc_edition", ("2014", "2025"), "Editie 2025 splitste en verplaatste codes: nooit door elkaar."),
        known("frequency", FREQUENCIES, "Kwartaal, jaar of prognose."),
        status_known(),
        check(
            "lower_bound",
            at_least("value", "value_lower"),
            "critical",
            "Ondergrens, waarde en bovengrens in die volgorde.",
        ),
        check(
            "upper_bound",
            at_least("value_upper", "value"),
            "critical",
            "Ondergrens, waarde en bovengrens in die volgorde.",
        ),
        check(
            "not_negative", between("value_not_negative", 0), "critical", "Alleen de uitbreidingsvraag kan krimp zijn."
        ),
        *ratios(),
        check("cap_marked", zero("not_capped"), "critical", "16 betekent 16 of meer, en is zo gemerkt."),
        check("absence_explained", zero("unexplained"), "critical", "Een leeg cijfer heeft een reden."),
    )


def industry() -> Suite:
    """One row per row of the mart."""
    return suite(
        "fct_labour_market_industry",
        f"""
        select
            industry_nl, company_size, measure, period_start, frequency, value, value_lower, value_upper,
            status, dataset_id,
            case when value is null then missing_reason else 'gepubliceerd' end as published_or_reason,
            case when measure = 'vacancy_rate' then value end as vacancy_rate,
            case when company_size = 'totaal' and measure <> 'vacancy_rate' and sbi_kind <> 'government_sector' then
                max(value) filter (where sbi_kind = 'total' and company_size = 'totaal')
                    over (partition by measure, period_start, frequency, dataset_id) * 1.0001
            end as value_all_industries
        from {mart("fct_labour_market_industry")}
        """,
        *key("industry_nl", "company_size", "measure", "period_start", "frequency", "dataset_id"),
        *bounds("value", "value_lower", "value_upper"),
        known("frequency", FREQUENCIES, "Kwartaal, jaar of prognose."),
        status_known(),
        check(
            "part_of_whole",
            at_least("value_all_industries", "value"),
            "critical",
            "Een bedrijfstak telt niet meer dan alle samen.",
        ),
        check("absence_explained", filled("published_or_reason"), "critical", "Een leeg cijfer heeft een reden."),
        check(
            "vacancy_rate_believable",
            between("vacancy_rate", 0, 150),
            "warning",
            "Vacatures per 1 000 banen: nationaal 13 tot 49 sinds 1997, in een bedrijfstak nooit boven 100 gezien.",
        ),
    )


def region() -> Suite:
    """One row per row of the mart."""
    return suite(
        "fct_labour_market_region",
        f"""
        select
            facts.opgave_id, facts.delineation, facts.measure, facts.region_kind, facts.region_nl, facts.period_start,
            facts.frequency, facts.value, facts.value_lower, facts.value_upper, facts.share_of_region_pct, facts.status,
            facts.method, facts.dataset_id,
            {
            opgave_columns(
                "facts.measure, facts.region_kind, facts.region_nl, facts.period_start, facts.frequency",
                "case when facts.measure = 'employed' then facts.value end",
                1,
            )
        },
            case when facts.measure = '{RATIO}' then facts.value end as tightness,
            case when facts.region_kind = 'provincie' then
                count(*) over (partition by facts.opgave_id, facts.delineation, facts.measure, facts.region_kind,
                    facts.period_start, facts.frequency)
            end as provinces,
            case when facts.opgave_id = '{NEDERLAND}' and facts.region_kind = 'land' then
                100 * abs(1 - sum(facts.value) filter (where facts.region_kind = 'provincie') over (
                    partition by facts.opgave_id, facts.measure, facts.period_start, facts.frequency
                ) / facts.value)
            end as provinces_beside_country_pct
        from {mart("fct_labour_market_region")} as facts
        left join {codes_of_opgave("BRC2014")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        """,
        *key("opgave_id", "delineation", "measure", "region_kind", "region_nl", "period_start", "frequency"),
        *opgave_checks(),
        *bounds("value", "value_lower", "value_upper"),
        status_known(),
        method_known(),
        known("dataset_id", load_catalogue(), "Elk cijfer leidt naar een dataset van de catalogus."),
        check(
            "share_in_range", between("share_of_region_pct", 0, 100.01), "critical", "Een aandeel van alle werkzamen."
        ),
        check(
            "tightness_believable", between("tightness", 0, 60), "warning", "Regionaal kan de spanning boven 16 komen."
        ),
        check("twelve_provinces", between("provinces", high=12), "critical", "Nederland heeft twaalf provincies."),
        check(
            "provinces_make_the_country",
            between("provinces_beside_country_pct", 0, 2),
            "warning",
            "De twaalf provincies samen zijn het land, op afronding en niet-gepubliceerde cellen na.",
        ),
    )
