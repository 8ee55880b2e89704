"""CBS tables of lifelong learning."""

from expectations.suites.raw.cbs_batch import Control, Title, titled, total, word, words
from expectations.suites.raw.cbs_tables.table import Table
from ingestion.vocabulary import TOTAL, titles_of

LEARNING = "LevenLangOntwikkelen"
PARTICIPATION = (total("LevenLangOntwikkelen"), word("LevenLangOntwikkelen", "deelname"))


def llo(dataset_id: str, *dimensions: str) -> tuple[Control, ...]:
    """The three national cells of a lifelong learning table: every other dimension at its total."""
    wholes = {
        d: "^15 tot 75 jaar$" if d == "Leeftijd" else words(d, TOTAL) for d in dimensions
    }  # all that they tell of
    whole = " and ".join(titled(dataset_id, d, pattern) for d, pattern in wholes.items())
    forms = {"population": TOTAL, "deelname": "deelname", "geen_deelname": "geen_deelname"}
    return tuple(
        Control(series, f"{whole} and {titled(dataset_id, LEARNING, words(LEARNING, form))}")
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
    word("Leerweg", "bbl"),
    total("Niveau"),
    total("Sectorkamer"),
    total("Geslacht"),
)
COURSES = (word(None, "course_participants"), word(None, "employed"))

TABLES: dict[str, Table] = {
    "cbs__85314ned": Table(
        (*PARTICIPATION, total("Arbeidskenmerken")),
        llo("cbs__85314ned", "Geslacht", "Leeftijd", "Arbeidskenmerken"),
    ),
    "cbs__85315ned": Table(
        (*PARTICIPATION, total("Persoonskenmerken"), Title("Persoonskenmerken", "^Leeftijd: 25 tot 65 jaar")),
        llo("cbs__85315ned", "Geslacht", "Persoonskenmerken", "Arbeidspositie"),
    ),
    "cbs__85316ned": Table((*PARTICIPATION, total("Bedrijfskenmerken"), Title("Bedrijfskenmerken", "^C Industrie"))),
    "cbs__85624ned": Table(
        (
            *(Title("Onderwijskenmerken", f"^{title}$") for title in titles_of("Onderwijskenmerken", "bekostiging")),
            word("Onderwijsvolgend", "formeel"),
        )
    ),
    "cbs__85574ned": Table(
        (
            *INTAKE,
            *(Title("Leeftijd", age) for age in ADULTS),
            total("BedrijfstakkenBranchesSBI2008"),
            Title("BedrijfstakkenBranchesSBI2008", "^F Bouwnijverheid"),
        )
    ),
    "cbs__85569ned": Table((*INTAKE, total("Persoonskenmerken"), total("MaatschappelijkePositie1JaarEerder"))),
    "cbs__85989ned": Table((*COURSES, total("Bedrijfskenmerken"))),
    "cbs__85987ned": Table((*COURSES, total("Persoonskenmerken"))),
}
