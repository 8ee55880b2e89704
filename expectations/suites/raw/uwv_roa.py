"""Suites of the tightness per occupation: ROA's file (automatic) and UWV's (downloaded by a person)."""

from expectations.suite import Suite
from expectations.suites.raw.common import check, suite, table, volume
from expectations.vocabulary import between, has_all, like, one_of, rows, zero
from ingestion.dataset import Dataset
from ingestion.sql import literal
from ingestion.vocabulary import cell_of_row, coded, of_kind

MEASURES = ("job_openings", "expansion_demand", "replacement_demand", "tightness")
CLASSES = ("zeer ruim", "ruim", "gemiddeld", "krap", "zeer krap")


def number(column: str) -> str:
    """Dutch text as a number: a comma is the decimal mark, a point before three digits a thousands mark."""
    return f"try_cast(replace(regexp_replace(trim({column}), '\\.([0-9]{{3}})\\b', '\\1', 'g'), ',', '.') as double)"


def roa(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per subject of the national figures per occupation group."""
    (subject,) = dataset.contract.row_words
    query = f"""
    with {volume(dataset, comparable)},
    figures as (
        select
            {coded(f"regexp_replace(subject, {literal(subject.apart)}, '', 'g')", subject.words)} as measure,
            case when regexp_full_match(trim(waarde), '999999([.]0)?') then '999999'
                else lpad(ltrim(regexp_replace(trim(waarde), '\\.0$', ''), '0'), 4, '0') end as code,
            {number("indicator")} as indicator,
            {number("aantal")} as persons,
            subject
        from (
            select *, {cell_of_row(subject.columns, subject.apart, subject.words)} as subject
            from {table(dataset)} where {of_kind(subject.where)}
        )
    ),
    whole as (
        select
            count(distinct code) filter (where code <> '999999') as groups_total,
            count(distinct code) filter (where code = '999999') as totals,
            count(*) filter (where not regexp_full_match(code, '(0[1-9]|1[0-3])[0-9]{{2}}|999999')) as odd_codes
        from figures
    ),
    openings as (
        select count(*) filter (
            where abs(openings - (replacement + greatest(expansion, 0))) > 100
        ) as openings_unexplained
        from (
            select
                code,
                max(persons) filter (where measure = 'job_openings') as openings,
                max(persons) filter (where measure = 'replacement_demand') as replacement,
                max(persons) filter (where measure = 'expansion_demand') as expansion
            from figures where code <> '999999' group by code
        )
    )
    select
        figures.measure,
        count(*) as rows_of_subject,
        count(*) - count(distinct (figures.code, figures.subject)) as duplicates,
        min(figures.indicator) filter (where figures.measure = 'tightness') as tightness_min,
        max(figures.indicator) filter (where figures.measure = 'tightness') as tightness_max,
        count(figures.indicator) filter (where figures.measure = 'tightness') as groups_with_tightness,
        count(*) filter (
            where figures.measure = 'tightness' and not regexp_matches(figures.subject, '\\(20[0-9]{{2}}Q[1-4]\\)')
        ) as without_quarter,
        any_value(whole.groups_total) as groups_total,
        any_value(whole.totals) as totals,
        any_value(whole.odd_codes) as odd_codes,
        any_value(openings.openings_unexplained) as openings_unexplained,
        any_value(volume.rows_total) as rows_total,
        any_value(volume.rows_before) as rows_before,
        any_value(volume.change_pct) as change_pct
    from figures cross join whole cross join openings cross join volume
    group by figures.measure
    order by figures.measure
    """
    return suite(
        dataset,
        query,
        check(
            "subjects",
            has_all("measure", MEASURES),
            "critical",
            "De onderwerpen waar de marts op rusten (AIS tot 2030).",
        ),
        check(
            "groups_114",
            between("groups_total", 114, 114),
            "critical",
            "BRC 2014, editie 2025: 115 groepen, zonder 1311 Overig.",
        ),
        check("one_total", between("totals", 1, 1), "critical", "Een totaal over alle beroepen: code 999999."),
        check("codes", zero("odd_codes"), "critical", "Beroepsgroepen hebben vier cijfers, 01 tot en met 13 voorop."),
        check("no_duplicates", zero("duplicates"), "critical", "Een groep heeft per onderwerp een waarde."),
        check(
            "tightness_above_0",
            between("tightness_min", 0, above=True),
            "critical",
            "Vacatures gedeeld door werkzoekenden is meer dan 0.",
        ),
        check(
            "tightness_capped",
            between("tightness_max", high=16),
            "warning",
            "ROA topt af op 16 (0611 en 1012 in 2026Q1).",
        ),
        check(
            "groups_with_tightness",
            between("groups_with_tightness", 0, 114),
            "info",
            "UWV publiceert niet voor elke groep: 89 in 2026Q1. Een ontbrekende groep is niet gepubliceerd, nooit 0.",
        ),
        check(
            "quarter_in_subject",
            zero("without_quarter"),
            "critical",
            "Het kwartaal staat alleen in de naam van het onderwerp.",
        ),
        check(
            "openings_add_up",
            zero("openings_unexplained"),
            "warning",
            "Baanopeningen = vervangingsvraag + uitbreidingsvraag voor zover positief, op 100 na; zo in alle 114 "
            "groepen van 2026.",
        ),
    )


def uwv(dataset: Dataset, comparable: bool = True) -> Suite:
    """One row per quarter of the landed file. Its layout is not known for certain: most checks warn."""
    query = f"""
    with {volume(dataset, comparable)},
    figures as (
        select
            trim(period) as period, trim(region) as region, trim(occupation) as occupation, lower(trim(class)) as class,
            {number("ratio")} as published_ratio, {number("vacancies")} as vacancies, {number("ww_short")} as ww_short
        from {table(dataset)}
    ),
    rated as (
        select *, coalesce(published_ratio, vacancies / nullif(ww_short, 0)) as ratio from figures
    )
    select
        rated.period,
        count(*) as figures,
        count(distinct rated.occupation) as occupations,
        count(distinct rated.region) filter (where lower(rated.region) not in ('nederland', 'landelijk'))
            as regions,
        count(*) - count(distinct (rated.region, rated.occupation)) as duplicates,
        min(rated.ratio) as ratio_min,
        max(rated.ratio) as ratio_max,
        count(*) filter (where rated.ratio is null) / count(*) as share_without_ratio,
        count(*) filter (
            where abs(rated.published_ratio - rated.vacancies / nullif(rated.ww_short, 0))
                > 0.02 * greatest(rated.published_ratio, 1) and rated.published_ratio < 16 and rated.ww_short >= 50
        ) / count(*) as share_ratio_differs,
        count(*) filter (
            where rated.class is not null and rated.ratio is not null and rated.class <> case
                when rated.ratio < 0.25 then 'zeer ruim' when rated.ratio < 0.67 then 'ruim'
                when rated.ratio < 1.5 then 'gemiddeld' when rated.ratio < 4 then 'krap' else 'zeer krap' end
        ) / count(*) as share_class_differs,
        count(*) filter (where rated.class not in ({", ".join(f"'{c}'" for c in CLASSES)})) as odd_classes,
        any_value(volume.rows_total) as rows_total,
        any_value(volume.rows_before) as rows_before,
        any_value(volume.change_pct) as change_pct
    from rated cross join volume
    group by rated.period
    order by rated.period
    """
    return suite(
        dataset,
        query,
        check("has_periods", rows(low=1), "critical", "Zonder een kwartaal is er niets om te laten zien."),
        check(
            "period_has_year",
            like("period", r"20\d\d"),
            "critical",
            "Zonder jaar in de periode krijgt geen cijfer een datum.",
        ),
        check(
            "ratio_not_negative",
            between("ratio_min", 0),
            "critical",
            "Vacatures gedeeld door werkzoekenden is niet negatief.",
        ),
        check(
            "no_duplicates", zero("duplicates"), "critical", "Een beroepsgroep heeft per regio en kwartaal een waarde."
        ),
        check(
            "ratio_believable",
            between("ratio_max", high=60),
            "warning",
            "De hoogste landelijke waarde is 16 (afgetopt); regionaal hoger.",
        ),
        check(
            "share_without_ratio",
            between("share_without_ratio", 0, 0.5),
            "warning",
            "Bij te kleine aantallen geeft UWV geen waarde.",
        ),
        check("occupations", between("occupations", 80, 115), "warning", "92 of 93 beroepsgroepen in 2021-2026."),
        check(
            "regions", one_of("regions", (0, 35)), "warning", "35 arbeidsmarktregio's, of een bestand zonder regio's."
        ),
        check(
            "ratio_is_quotient",
            between("share_ratio_differs", 0, 0.05),
            "warning",
            "De indicator is het quotient van de twee aantallen, op afronding na.",
        ),
        check(
            "class_follows_ratio",
            between("share_class_differs", 0, 0.05),
            "warning",
            "De klassengrenzen van UWV: 0,25 - 0,67 - 1,5 - 4.",
        ),
        check("classes_known", zero("odd_classes"), "warning", "De vijf klassen van UWV."),
    )
