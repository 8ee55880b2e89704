"""Suites of the figures: the scorecard and the motions repeat what stands before them, and what was published agrees."""

from expectations.published import pages
from expectations.suite import Check, Severity
from expectations.suites.marts.common import all_opgaven, check, of_model, opgaven
from expectations.vocabulary import between, has_all, zero

# figures that are wrong as a whole when nothing of them can be compared: they are in every full build
ALWAYS = (
    "hbo_gediplomeerden",
    "wo_gediplomeerden",
    "vacancies_sa",
    "immigranten_arbeid_buiten_eu",
    "llo_deelname_bevolking",
)


def within(severity: Severity, reason: str) -> Check:
    column = f"{severity}_outside"
    return check(
        column,
        zero(column),
        severity,
        reason,
        rows="select fact, figure_id, period, ours, published, gap, tolerance, explanation_nl "
        f"from quality.quality_reconciliation where {column} > 0",
    )


SUITES = (
    of_model(
        "opgave_scorecard",
        all_opgaven(),
        check(
            "equal_to_its_parts",
            between("difference", 0, 0.001),
            "critical",
            "De scorekaart telt de uitsplitsingen van indicator_value op en voegt niets toe.",
        ),
    ),
    of_model(
        "opgave_criteria",
        check(
            "opgaven",
            has_all("opgave_id", opgaven()),
            "critical",
            "Elke opgave is met dezelfde vijf vragen gekozen.",
        ),
        check(
            "five_questions", between("questions", 5, 5), "critical", "De strategie koos met vijf vragen (2 juli 2026)."
        ),
    ),
    of_model(
        "motion_shortage_sectors",
        check(
            "as_the_scorecard",
            between("difference", 0, 0.001),
            "critical",
            "De motie herhaalt de scorekaart, niets anders.",
        ),
        check("newest_period", zero("not_newest"), "critical", "Een antwoord met een oud cijfer is geen antwoord."),
    ),
    of_model(
        "motion_digital_skills",
        check(
            "fields_within_whole",
            between("fields_together_pct", 0, 100),
            "critical",
            "De drie vakgebieden sluiten elkaar uit: samen zijn zij ten hoogste het geheel.",
        ),
        check(
            "mbo_and_learning",
            has_all("aspect", ("opleiding", "leven_lang_ontwikkelen")),
            "warning",
            "De motie vraagt de hele breedte: ook leven lang ontwikkelen; bronnen kunnen ontbreken.",
        ),
    ),
    of_model(
        "motion_productive_work",
        check(
            "classes_are_all_jobs",
            between("classes_together", 99.9, 100.1),
            "critical",
            "De drie klassen zijn samen alle banen, op afronding van twee decimalen na.",
        ),
        check(
            "moves_add_up_to_nothing",
            between("moved_in_all", 0, 3),
            "critical",
            "Wat uit de ene klasse gaat komt in een andere; elke klasse is afgerond op een baan.",
        ),
        check(
            "per_hour_plausible",
            between("value_added_per_hour_index", 20, 400),
            "warning",
            "Bedrijfstakken liggen tussen een vijfde en het viervoud van Nederland (85879NED, 2015 tot 2025).",
        ),
    ),
    of_model(
        "reconciliation",
        check(
            "every_page_there",
            between("pages", len(pages()), len(pages())),
            "critical",
            "Elk gepubliceerd cijfer waarvoor een vergelijking is beschreven staat er, ook als wij het niet hebben.",
        ),
        check(
            "compared",
            has_all("figure_compared", ALWAYS),
            "warning",
            "Deze totalen heeft elke volledige publicatie; ontbreken zij, dan is een bron uitgevallen.",
        ),
        within("critical", "Cijfers die niet kunnen verschillen: een bestand, dat niet wordt herzien."),
        within("warning", "De bron herziet in de tabel zelf of telt anders; explanation_nl zegt waarom en hoeveel."),
    ),
)
