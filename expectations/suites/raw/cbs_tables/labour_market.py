"""CBS tables of vacancies, employment and jobs."""

from expectations.suites.raw.cbs_batch import Control, Title, measured, titled
from expectations.suites.raw.cbs_tables.table import TOTAL, Table

OPEN, NEW, FILLED = "openstaan", "ontsta", "vervuld"
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
}
