"""Suites of the CBS tables. What differs between them is in `TABLES`; the checks are the same for all."""

from dataclasses import dataclass

from expectations.suite import Check, Severity, Suite
from expectations.suites.raw.cbs_batch import Control, Title, batch, measured, missing_titles, titled
from expectations.suites.raw.common import check, suite, table, years_without_gap
from expectations.vocabulary import between, like, one_of, rows, zero
from ingestion.dataset import CbsOData3, Dataset

# sources/cbs.md section 1.6: every form of a period code that CBS uses
PERIOD = r"^\d{4}(JJ00|KW0[1-4]|MM(0[1-9]|1[0-2])|SJ00|HJ0[12]|X0\d\d|W\d{3})$|^\d{8}$|^\d{4}$"
STATUSES = ("Definitief", "NaderVoorlopig", "Voorlopig")
EMPTY_WARNING, EMPTY_CRITICAL = 0.6, 0.98

TOTALS = ("Geslacht", "T001038"), ("Leeftijd", "10000"), ("Nationaliteit", "T001059")
WHOLE_POPULATION = " and ".join(
    f"cell.{dimension} = '{code}'"
    for dimension, code in (*TOTALS, ("SociaaleconomischeCategorie", "T001083"), ("Verblijfsduur", "A027954"))
)
TOTAL, TAKES_PART, TAKES_NO_PART = "^Totaal", "^Deelname ", "^Geen deelname"
OPEN, NEW, FILLED = "openstaan", "ontsta", "vervuld"


@dataclass(frozen=True)
class Table:
    """What is particular to one table: the titles staging needs, the published cells, and what its source promises."""

    titles: tuple[Title, ...]
    controls: tuple[Control, ...] = ()
    period: str = "Perioden"
    step: int = 1  # the longest gap between periods of one frequency
    gaps: Severity = "warning"  # critical where every edition, excerpts included, has all its periods
    counts: bool = True  # false for growth rates, which may be below zero
    tolerance_pct: float = 2


def llo(dataset_id: str, *dimensions: str) -> tuple[Control, ...]:
    """The three national cells of a lifelong learning table: every other dimension at its total."""
    whole = " and ".join(titled(dataset_id, d, "^(Totaal|15 tot 75 jaar|Beroeps- en niet)") for d in dimensions)
    forms = {"population": TOTAL, "deelname": TAKES_PART, "geen_deelname": TAKES_NO_PART}
    return tuple(
        Control(series, f"{whole} and {titled(dataset_id, 'LevenLangOntwikkelen', form)}")
        for series, form in forms.items()
    )


def migration(motive: str, *series: tuple[str, str]) -> tuple[Control, ...]:
    return tuple(Control(name, f"{WHOLE_POPULATION} and cell.{motive} = '{code}'") for name, code in series)


PARTICIPATION = (Title("LevenLangOntwikkelen", TOTAL), Title("LevenLangOntwikkelen", TAKES_PART))
VACANCIES = tuple(Title(None, pattern) for pattern in (OPEN, NEW, FILLED))

TABLES: dict[str, Table] = {
    "cbs__80472ned": Table(
        (*VACANCIES, Title("Bedrijfskenmerken", "^(A-U Alle|Totaal)")),
        tuple(
            Control(
                s, f"{titled('cbs__80472ned', 'Bedrijfskenmerken', '^A-U Alle')} and {measured('cbs__80472ned', m)}"
            )
            for s, m in (("vacancies", OPEN), ("vacancies_new", NEW), ("vacancies_filled", FILLED))
        ),
    ),
    "cbs__83583ned": Table(
        (
            Title(None, "^Banen van werknemers"),
            Title("BedrijfstakkenBranchesSBI2008", "^A-U Alle"),
            Title("Bedrijfsgrootte", TOTAL),
        ),
        gaps="critical",
    ),
    "cbs__84545ned": Table(VACANCIES, (Control("vacancies_sa", measured("cbs__84545ned", OPEN)),)),
    "cbs__84546ned": Table(
        (Title(None, "^Toegevoegde waarde"), Title(None, "multifactorproductiviteit")),
        counts=False,
        step=6,  # before 2011 only 2000 and 2005 are known (recordings, 2026-11)
    ),
    "cbs__84808ned": Table(
        (Title("AfgeleidMigratiedoel", TOTAL),),
        migration("AfgeleidMigratiedoel", ("arbeid", "A009232")),
        period="JaarVanImmigratie",
        gaps="critical",
        tolerance_pct=5,
    ),
    "cbs__84809ned": Table(
        (Title("Migratiemotief", TOTAL),),
        migration("Migratiemotief", ("arbeid", "A009232"), ("studie", "A009235")),
        period="JaarVanImmigratie",
        gaps="critical",
        tolerance_pct=5,
    ),
    "cbs__85224ned": Table(
        (
            Title(None, "^Werkzame beroepsbevolking$"),
            Title(None, "^Werkloze beroepsbevolking$"),
            Title(None, "^Werkloosheidspercentage$"),
            Title("SeizoenEnWerkdagcorrectie", "^Seizoengecorrigeerd"),
        ),
        gaps="critical",
    ),
    "cbs__85276ned": Table(
        (
            Title(None, "^Werkzame beroepsbevolking"),
            Title("Beroep", r"^01\d\d "),
            Title("Geslacht", TOTAL),
            Title("Persoonskenmerken", TOTAL),
        )
    ),
    "cbs__85314ned": Table(
        (*PARTICIPATION, Title("Arbeidskenmerken", TOTAL)),
        llo("cbs__85314ned", "Geslacht", "Leeftijd", "Arbeidskenmerken"),
    ),
    "cbs__85315ned": Table(
        (*PARTICIPATION, Title("Persoonskenmerken", TOTAL), Title("Persoonskenmerken", "^Leeftijd: 25 tot 65 jaar")),
        llo("cbs__85315ned", "Geslacht", "Persoonskenmerken", "Arbeidspositie"),
    ),
    "cbs__85316ned": Table(
        (*PARTICIPATION, Title("Bedrijfskenmerken", "^(A-U Alle|Totaal)"), Title("Bedrijfskenmerken", "^C Industrie"))
    ),
    "cbs__85477ned": Table(
        (Title("Herkomstland", TOTAL), Title("BedrijfstakkenBranchesSBI2008", "^A-U Alle")),
        (
            Control(
                "jobs",
                " and ".join(
                    titled("cbs__85477ned", dimension, pattern)
                    for dimension, pattern in (
                        ("BedrijfstakkenBranchesSBI2008", "^A-U Alle"),
                        ("Herkomstland", "^Totaal$"),
                        ("WerknemerWelNietIngezeten", "^Totaal banen"),
                        ("KenmerkenWerknemer", "^Totaal werknemers"),
                        ("KenmerkenBaan", "^Totaal kenmerken baan"),
                    )
                ),
            ),
        ),
    ),
    "cbs__85624ned": Table(
        (
            Title("Onderwijskenmerken", "^Volgt bekostigd"),
            Title("Onderwijskenmerken", "^Volgt niet-bekostigd"),
            Title("Onderwijsvolgend", "^Volgt formeel"),
        )
    ),
    "cbs__85880ned": Table((Title("SoortMutaties", "^Volume"),), gaps="critical", counts=False),
}


def build(dataset: Dataset, comparable: bool = True) -> Suite:
    """The suite of a CBS table of `TABLES`."""
    particular = TABLES[dataset.id]
    query = batch(dataset, particular.titles, particular.controls, period=particular.period, comparable=comparable)
    return suite(dataset, query, *cells(dataset), *periods(particular), *meaning(dataset, particular))


def cells(dataset: Dataset) -> list[Check]:
    """Missingness: how many cells are empty, and whether CBS says why."""
    found = [
        check(
            "share_empty",
            between("share_empty", 0, EMPTY_WARNING),
            "warning",
            "Kleine cellen zijn onbekend of geheim; in de opnames ten hoogste 12 % per periode. Boven 60 % is de tabel "
            "voor de marts nauwelijks bruikbaar.",
        ),
        check(
            "not_all_empty",
            between("share_empty", 0, EMPTY_CRITICAL),
            "critical",
            "Een periode waarin vrijwel elke cel leeg is, is niet gelezen zoals zij is bedoeld.",
        ),
        check(
            "no_duplicate_cells",
            zero("duplicates"),
            "critical",
            "Een cel is uniek per onderwerp en alle dimensies; een dubbele telt dubbel in elke som.",
        ),
    ]
    if not isinstance(dataset.access, CbsOData3):
        found.append(
            check(
                "empty_cells_explained",
                zero("unexplained"),
                "critical",
                "CBS geeft bij een lege cel waarom zij leeg is (ValueAttribute) of tekst (StringValue).",
                f"select Id, ValueAttribute, Measure from {table(dataset)} where Value is null and StringValue is null "
                "and coalesce(ValueAttribute, 'None') = 'None'",
            )
        )
    return found


def periods(particular: Table) -> list[Check]:
    """Coverage and codes of the time dimension."""
    return [
        check("has_periods", rows(low=1), "critical", "Zonder een enkele periode is er niets om te laten zien."),
        years_without_gap(
            particular.gaps,
            "CBS publiceert deze reeks zonder gaten"
            + ("." if particular.gaps == "critical" else "; een uittreksel van een tabel kan jaren missen."),
            particular.step,
        ),
        check(
            "period_codes",
            like("period", PERIOD),
            "warning",
            "Alle vormen die CBS gebruikt; een andere krijgt geen datum.",
        ),
        check(
            "status_known",
            one_of("status", STATUSES),
            "warning",
            "De drie standen die CBS kent; een andere wordt in de marts `unknown`.",
        ),
        check(
            "cells_per_period",
            between("cells_ratio", 0.25, 4),
            "warning",
            "Perioden van een reeks hebben ongeveer evenveel cellen; in een uittreksel niet altijd.",
        ),
    ]


def meaning(dataset: Dataset, particular: Table) -> list[Check]:
    """Codes that the models rely on, the sign of counts, and the control totals."""
    found = [
        check(
            "titles_found",
            zero("titles_missing"),
            "critical",
            "De modellen kiezen op deze titels van CBS; wordt er een hernoemd, dan vallen cijfers stil weg.",
            missing_titles(dataset, particular.titles),
        )
    ]
    if particular.counts:
        found.append(check("not_negative", zero("negative"), "critical", "Aantallen zijn niet negatief."))
    if particular.controls:
        found.append(
            check(
                "published_totals",
                between("deviation_pct", 0, particular.tolerance_pct),
                "warning",
                "Landelijke cijfers zoals CBS ze publiceerde (published_figures.csv). CBS herziet in de tabel zelf: "
                f"tot {particular.tolerance_pct:g} % verschil, voorbij de afronding, is een herziening.",
            )
        )
    return found
