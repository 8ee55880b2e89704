"""CBS tables of lifelong learning."""

from expectations.suites.raw.cbs_batch import Control, Title, titled
from expectations.suites.raw.cbs_tables.table import TOTAL, Table

TAKES_PART, TAKES_NO_PART = "^Deelname ", "^Geen deelname"
PARTICIPATION = (Title("LevenLangOntwikkelen", TOTAL), Title("LevenLangOntwikkelen", TAKES_PART))


def llo(dataset_id: str, *dimensions: str) -> tuple[Control, ...]:
    """The three national cells of a lifelong learning table: every other dimension at its total."""
    whole = " and ".join(titled(dataset_id, d, "^(Totaal|15 tot 75 jaar|Beroeps- en niet)") for d in dimensions)
    forms = {"population": TOTAL, "deelname": TAKES_PART, "geen_deelname": TAKES_NO_PART}
    return tuple(
        Control(series, f"{whole} and {titled(dataset_id, 'LevenLangOntwikkelen', form)}")
        for series, form in forms.items()
    )


# adult entrants are the sum of these classes: a renamed one would leave them all out
ADULTS = (
    "^25 tot 30 jaar$",
    "^30 tot 35 jaar$",
    "^35 tot 40 jaar$",
    "^40 tot 45 jaar$",
    "^45 tot 50 jaar$",
    "^50 jaar of ouder$",
)
INTAKE = (
    Title("Leerweg", "^Bbl totaal"),
    Title("Niveau", TOTAL),
    Title("Sectorkamer", TOTAL),
    Title("Geslacht", TOTAL),
)
COURSES = (Title(None, "^Cursusdeelnemers$"), Title(None, "^Werkzame beroepsbevolking"))

TABLES: dict[str, Table] = {
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
    "cbs__85624ned": Table(
        (
            Title("Onderwijskenmerken", "^Volgt bekostigd"),
            Title("Onderwijskenmerken", "^Volgt niet-bekostigd"),
            Title("Onderwijsvolgend", "^Volgt formeel"),
        )
    ),
    "cbs__85574ned": Table(
        (
            *INTAKE,
            *(Title("Leeftijd", age) for age in ADULTS),
            Title("BedrijfstakkenBranchesSBI2008", "^(A-U Alle|Totaal)"),
            Title("BedrijfstakkenBranchesSBI2008", "^F Bouwnijverheid"),
        )
    ),
    "cbs__85569ned": Table(
        (*INTAKE, Title("Persoonskenmerken", TOTAL), Title("MaatschappelijkePositie1JaarEerder", TOTAL))
    ),
    "cbs__85989ned": Table((*COURSES, Title("Bedrijfskenmerken", "^(A-U Alle|Totaal)"))),
    "cbs__85987ned": Table((*COURSES, Title("Persoonskenmerken", TOTAL))),
}
