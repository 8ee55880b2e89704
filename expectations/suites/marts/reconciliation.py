"""Suite of the reconciliation: per fact, our national figures against what was published elsewhere.

The tolerance and its reason stand with each figure in the seed `reconciliation_figure`. Critical are figures that cannot
differ (the same file, not revised); where a source revises in place or counts otherwise, a person must look.
"""

from expectations.published import comparisons, pages
from expectations.suite import Check, Suite
from expectations.suites.marts.common import check, key, known, mart, suite
from expectations.vocabulary import between, filled, has_all, zero
from ingestion.catalogue import load_catalogue

REASONS = {
    "fct_education_output": "Totalen van DUO zijn sommen van zijn eigen bestanden, en twee bestanden over een jaar raken "
    "elkaar binnen hun afscherming; CBS telt dezelfde diploma's, op een andere peildatum.",
    "fct_llo_uptake": "Landelijke deelname zoals CBS die op zijn pagina's zette, en dezelfde werkzamen in twee tabellen.",
    "fct_labour_migration": "Immigranten, banen, vergunningen en referenten, elk tegen zijn eigen publicatie.",
    "fct_labour_market": "Vacatures, vooruitblik en seizoencorrectie tegen de pagina's van CBS, UWV en ROA.",
    "fct_labour_market_occupation": "Beroepen tellen op tot de werkzame beroepsbevolking; UWV noemt evenveel groepen die "
    "niet krap zijn; vacatures naar beroep zoals CBS die publiceerde.",
    "fct_education_output_national": "Hbo en wo van CBS zijn samen het hoger onderwijs van een andere tabel van CBS.",
    "fct_population_education": "De bevolking en haar laagste niveau zoals CBS die op zijn pagina zette.",
    "fct_labour_market_industry": "Alle bedrijfstakken samen zoals CBS die op zijn pagina zette.",
    "fct_productivity": "Groeirekeningen zoals CBS die op zijn pagina zette, ook waar de opvolger nu de bron is.",
    "fct_productivity_industry": "Banen en uren, de noemers van productiviteit, zoals CBS die op zijn pagina zette.",
}
# one column and one check each
JUDGED = tuple(dict.fromkeys((c["fact"], c["severity"]) for c in comparisons()))
# figures that are wrong as a whole when nothing of them can be compared: they are in every full build
ALWAYS = (
    "hbo_gediplomeerden",
    "wo_gediplomeerden",
    "vacancies_sa",
    "immigranten_arbeid_buiten_eu",
    "llo_deelname_bevolking",
)


def outside(fact: str, severity: str) -> str:
    return f"outside_{fact.removeprefix('fct_')}_{severity}"


def reconciliation() -> Suite:
    """One row per figure and period; per fact and severity a column that is 1 where the figure lies outside."""
    columns = ", ".join(
        f"case when fact = '{fact}' and severity = '{severity}' then cast(not within_tolerance as integer) end "
        f"as {outside(fact, severity)}"
        for fact, severity in JUDGED
    )
    return suite(
        "reconciliation",
        f"""
        select
            figure_id, period, fact, published, publisher, explanation_nl, dataset_id,
            case when ours is not null then figure_id end as figure_compared,
            case when source not like 'https://%' then source end as second_dataset_id,
            count(*) filter (where source like 'https://%') over () as pages,
            {columns}
        from {mart("reconciliation")}
        """,
        *key("figure_id", "period"),
        known("fact", REASONS, "Elke feitentabel met landelijke cijfers heeft haar eigen controle."),
        known("second_dataset_id", load_catalogue(), "Een tweede bron van dit magazijn staat in de catalogus."),
        check(
            "every_page_there",
            between("pages", len(pages()), len(pages())),
            "critical",
            "Elk gepubliceerd cijfer waarvoor een vergelijking is beschreven staat er, ook als wij het niet hebben.",
        ),
        check("explained", filled("explanation_nl"), "critical", "Elke tolerantie heeft een reden."),
        check(
            "compared",
            has_all("figure_compared", ALWAYS),
            "warning",
            "Deze totalen heeft elke volledige publicatie; ontbreken zij, dan is een bron uitgevallen.",
        ),
        *(within(fact, severity) for fact, severity in JUDGED),
    )


def within(fact: str, severity: str) -> Check:
    column = outside(fact, severity)
    return check(
        column,
        zero(column),
        "critical" if severity == "critical" else "warning",
        REASONS[fact],
        f"select figure_id, period, ours, published, gap, tolerance, explanation_nl from {mart('reconciliation')} "
        f"where fact = '{fact}' and severity = '{severity}' and not within_tolerance",
    )
