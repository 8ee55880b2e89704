"""CBS tables of education: students, graduates, doctorates, leavers and the population by education.

Titles are what the models choose on. Where the wording of a table was not seen yet, the pattern is the narrowest that
the models themselves need.
"""

from expectations.suites.raw.cbs_batch import Control, Title, measured, titled
from expectations.suites.raw.cbs_tables.table import TOTAL, Table

MBO, HO = "UitstromersMboMetEnZonderDiploma", "UitstromersHoMetEnZonderDiploma"
GENDERS = tuple(Title("Geslacht", pattern) for pattern in (TOTAL, "^Mannen", "^Vrouwen"))
SORTS = (Title("Onderwijssoort", "^Hoger beroepsonderwijs"), Title("Onderwijssoort", "^Wetenschappelijk onderwijs"))
DETAILED = (Title("Studierichting", TOTAL), Title("Studierichting", "^06 "), Title("Studierichting", r"^0613 "))
BROAD = (Title("Studierichting", TOTAL), Title("Studierichting", "^06 "))
LEVELS = (Title("Niveau", TOTAL), Title("Niveau", "^Entree|niveau ?1"), Title("Niveau", "niveau ?4"))
PATHS = tuple(Title("Leerweg", p) for p in ("^Totaal.*incl|^Totaal$", "^(Bol|Beroepsoplei)", "^(Bbl|Beroepsbegel)"))
MOMENTS = (Title("Peilmoment", "^1 jaar na"),)
STUDENTS, GRADUATES = Title(None, "studenten"), Title(None, "^Gediplomeerden")


def control(dataset_id: str, series: str, measure: str, **categories: str) -> Control:
    """The cell of a published series: its measure and its categories by title, everything else at its total."""
    where = [measured(dataset_id, measure), *(titled(dataset_id, d, pattern) for d, pattern in categories.items())]
    return Control(series, " and ".join(where))


def students(dataset_id: str, **totals: str) -> tuple[Control, ...]:
    """Enrolled and international students of hbo, wo and both."""
    sorts = {"ho": "^Hoger onderwijs", "hbo": "^Hoger beroepsonderwijs", "wo": "^Wetenschappelijk"}
    measures = {"enrolled": "^Totaal ingeschrevenen", "international": "^Totaal internationale"}
    return tuple(
        control(dataset_id, f"{name}_{sort}", measure, Geslacht=TOTAL, Onderwijssoort=pattern, **totals)
        for name, measure in measures.items()
        for sort, pattern in sorts.items()
    )


def population(series: str, level: str) -> Control:
    everyone = {"Geslacht": TOTAL, "Leeftijd": "^15 tot 75 jaar", "Onderwijsrichting": TOTAL}
    return control("cbs__85313ned", series, "^Bevolking", **everyone, Onderwijsniveau=level)


def higher(*titles: Title, controls: tuple[Control, ...] = ()) -> Table:
    return Table((*GENDERS, *SORTS, *titles), controls, gaps="critical")


def vocational(*titles: Title) -> Table:
    return Table((*LEVELS, *PATHS, *titles), gaps="critical")


def leavers(diploma: str, outcome: Title, *titles: Title) -> Table:
    """Leavers by outcome: everyone of the table, those with and those without a diploma."""
    sorts = ("(bol-vt en bbl|mbo)",) if diploma == MBO else ("hbo", "wo")
    wanted = tuple(Title(diploma, f"^{sort}( totaal)? {has} diploma$") for sort in sorts for has in ("met", "zonder"))
    return Table((*wanted, outcome, *MOMENTS, *titles), gaps="critical")


POSITION, JOB = Title("Arbeidsmarktpositie", "niet in BRP"), Title("Arbeidskenmerken", TOTAL)
INDUSTRY, BENEFIT = Title("BedrijfstakkenSBI2008", "^A-U Alle"), Title("Uitkeringen", TOTAL)

TABLES: dict[str, Table] = {
    "cbs__85352ned": vocational(*GENDERS, *BROAD, STUDENTS),
    "cbs__85354ned": vocational(*GENDERS, STUDENTS),
    "cbs__85355ned": vocational(*GENDERS, *BROAD, GRADUATES),
    "cbs__85356ned": vocational(*BROAD, GRADUATES, Title("Regio", r"\(PV\)")),
    "cbs__85357ned": vocational(*GENDERS, GRADUATES),
    "cbs__85421ned": higher(
        *DETAILED,
        Title(None, "^(Totaal )?ingeschrevenen"),
        Title(None, "^(Totaal )?eerstejaars"),
        controls=students("cbs__85421ned", Studierichting=TOTAL)[:1],
    ),
    "cbs__85423ned": higher(
        Title(None, "ingeschreven"), Title("Opleidingsfase", "bachelor"), Title("Opleidingsvorm", "^Deeltijd")
    ),
    "cbs__85424ned": higher(
        GRADUATES,
        Title("Diplomasoort", "bachelor"),
        Title("Diplomasoort", "master"),
        Title("Opleidingsvorm", "^Deeltijd"),
    ),
    "cbs__85425ned": higher(*DETAILED, GRADUATES, Title("SoortDiploma", "bachelor"), Title("SoortDiploma", "master")),
    "cbs__83966ned": Table(
        (*GENDERS, Title("Studierichting", TOTAL), Title(None, "^(Totaal )?promoties")), gaps="critical"
    ),
    "cbs__85124ned": higher(Title("Nationaliteit", TOTAL), Title(None, "(^| )internationale studenten")),
    "cbs__85125ned": higher(
        *BROAD,
        Title("Opleidingsfase", "^Master"),
        Title("Opleidingsfase", "^Bachelor"),
        Title("Verblijfsjaar", TOTAL),
        Title(None, "(^| )internationale studenten"),
        controls=students("cbs__85125ned", Studierichting=TOTAL, Opleidingsfase=TOTAL, Verblijfsjaar=TOTAL),
    ),
    "cbs__85696ned": leavers(MBO, POSITION, *BROAD),
    "cbs__85698ned": leavers(MBO, JOB, *BROAD),
    "cbs__85699ned": leavers(MBO, INDUSTRY, *BROAD),
    "cbs__85700ned": leavers(MBO, BENEFIT, *BROAD),
    "cbs__85776ned": leavers(HO, POSITION, Title("Persoonskenmerken", "^(Geen )?internationale student")),
    "cbs__85777ned": leavers(HO, JOB),
    "cbs__85778ned": leavers(HO, INDUSTRY),
    "cbs__85779ned": leavers(HO, BENEFIT),
    "cbs__85313ned": Table(
        (
            Title("Leeftijd", "^15 tot 75 jaar"),
            Title("Onderwijsniveau", TOTAL),
            Title("Onderwijsniveau", "^32 "),
            Title("Onderwijsrichting", TOTAL),
            Title("Onderwijsrichting", "^06 "),
        ),
        (population("population", TOTAL), population("primary_education", "^11 ")),
        gaps="critical",
    ),
}
