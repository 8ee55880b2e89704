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
}
