"""CBS tables of vacancies, employment and jobs."""

from expectations.suites.raw.cbs_batch import ANY, Control, Title, measured, titled, total, words
from expectations.suites.raw.cbs_tables.table import Table
from ingestion.vocabulary import TOTAL

OPEN, NEW, FILLED = "openstaan", "ontsta", "vervuld"
PROVINCE = r"\(PV\)$"
# of AZW only titles are known: the names of the dimensions are read from the table
CARE_BRANCHES = tuple(
    Title(ANY, pattern) for pattern in ("^Kinderopvang$", "^Huisartsen", "^Verpleging, verzorging", "^Sociaal werk$")
)
VACANCIES = tuple(Title(None, pattern) for pattern in (OPEN, NEW, FILLED))

TABLES: dict[str, Table] = {
    "cbs__80472ned": Table(
        (*VACANCIES, total("Bedrijfskenmerken")),
        tuple(
            Control(
                s,
                f"{titled('cbs__80472ned', 'Bedrijfskenmerken', words('Bedrijfskenmerken', TOTAL))} and {measured('cbs__80472ned', m)}",
            )
            for s, m in (("vacancies", OPEN), ("vacancies_new", NEW), ("vacancies_filled", FILLED))
        ),
    ),
    "cbs__83583ned": Table(
        (
            Title(None, "^Banen van werknemers"),
            total("BedrijfstakkenBranchesSBI2008"),
            total("Bedrijfsgrootte"),
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
    "cbs__80590ned": Table(
        (
            Title(None, "^Seizoengecorrigeerd$"),
            Title(None, "^Niet-seizoengecorrigeerd$"),
            Title("Leeftijd", "^15 tot 75 jaar$"),
            total("Geslacht"),
        ),
        gaps="critical",
    ),
    "cbs__85276ned": Table(
        (
            Title(None, "^Werkzame beroepsbevolking"),
            Title("Beroep", r"^01\d\d "),
            total("Geslacht"),
            total("Persoonskenmerken"),
        )
    ),
    "cbs__80474ned": Table(
        (Title(None, "^Vacatures seizoengecorrigeerd"), total("SBI2008PartBedrijvenOverheid")),
        (
            Control(
                "vacancies_sa",
                titled("cbs__80474ned", "SBI2008PartBedrijvenOverheid", words("SBI2008PartBedrijvenOverheid", TOTAL))
                + " and "
                + measured("cbs__80474ned", "^Vacatures seizoengecorrigeerd"),
            ),
        ),
    ),
    "cbs__azw_vacancies": Table((Title(None, OPEN), Title(None, "vacaturegraad"), *CARE_BRANCHES)),
    "cbs__azw_employees": Table((Title(None, "^Werknemers"), *CARE_BRANCHES)),
    "cbs__80567ned": Table((Title(None, "^Vacaturegraad"), total("SBI2008"))),
    "cbs__80857ned": Table((*VACANCIES, total("Overheidssectoren"))),
    "cbs__85081ned": Table(
        (
            Title(None, "^Ontstane vacatures"),
            Title("BedrijfstakkenBranchesSBI2008", "^[A-U]"),
            Title("Beroepenindeling", r"^(0[1-9]|1[0-3])\d? "),
        ),
        (
            Control(
                "vacancies_new_o_q_061",
                titled("cbs__85081ned", "BedrijfstakkenBranchesSBI2008", "^O-Q")
                + " and "
                + titled("cbs__85081ned", "Beroepenindeling", "^061"),
            ),
        ),
    ),
    "cbs__83599ned": Table((Title(None, OPEN), Title("RegioS", "^Nederland$"), Title("RegioS", PROVINCE))),
    "cbs__86112ned": Table(
        (Title(None, "^Werkzame beroepsbevolking"), Title("Beroep", r"^01"), Title("RegioS", "^Nederland$")),
    ),
    **{
        f"cbs__{table}": Table(
            (Title(None, "mediaan|50e percentiel"), Title(None, "^Werknemer"), Title("Beroep", r"^01"))
        )
        for table in ("85517ned", "86355ned")
    },
}
