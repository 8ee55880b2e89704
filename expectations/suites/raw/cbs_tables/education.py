"""CBS tables of education: students, graduates, doctorates, leavers and the population by education.

Titles are what the models choose on: those of the seed `cbs_title`, by our code for them.
"""

from expectations.suites.raw.cbs_batch import Control, Title, measured, titled, total, word, words
from expectations.suites.raw.cbs_tables.table import Table
from ingestion.vocabulary import TOTAL

MBO, HO = "UitstromersMboMetEnZonderDiploma", "UitstromersHoMetEnZonderDiploma"
GENDERS = tuple(word("Geslacht", code) for code in (TOTAL, "man", "vrouw"))
SORTS = tuple(word("Onderwijssoort", code) for code in ("hbo", "wo"))
BROAD = (total("Studierichting"), Title("Studierichting", "^06 "))
DETAILED = (*BROAD, Title("Studierichting", r"^0613 "))
LEVELS = tuple(word("Niveau", code) for code in (TOTAL, "mbo1", "mbo2", "mbo3", "mbo4"))
PATHS = tuple(word("Leerweg", code) for code in (TOTAL, "bol", "bbl"))
MOMENTS = (word("Peilmoment", "1"),)
PHASES = tuple(word("Opleidingsfase", code) for code in ("bachelor_phase", "master_phase"))
DIPLOMAS = ("ad", "bachelor", "master", "vervolg")
ORIGINS = tuple(word("Persoonskenmerken", code) for code in ("internationaal", "niet_internationaal"))
ABROAD = tuple(word("WelGeenInternationaleStudent", code) for code in ("internationaal", "niet_internationaal"))
STUDENTS, GRADUATES = word(None, "enrolled"), word(None, "graduates")


def control(dataset_id: str, series: str, measure: str, **categories: str) -> Control:
    """The cell of a published series: its measure and its categories by our codes for their titles."""
    where = [
        measured(dataset_id, words(None, measure)),
        *(titled(dataset_id, d, words(d, code)) for d, code in categories.items()),
    ]
    return Control(series, " and ".join(where))


def students(dataset_id: str, **totals: str) -> tuple[Control, ...]:
    """Enrolled and international students of hbo, wo and both."""
    return tuple(
        control(dataset_id, f"{measure}_{sort}", measure, Geslacht=TOTAL, Onderwijssoort=sort, **totals)
        for measure in ("enrolled", "international")
        for sort in ("ho", "hbo", "wo")
    )


def population(series: str, level: str) -> Control:
    titles = {
        "Geslacht": words("Geslacht", TOTAL),
        "Leeftijd": "^15 tot 75 jaar$",
        "Onderwijsrichting": words("Onderwijsrichting", TOTAL),
        "Onderwijsniveau": level,
    }
    return Control(series, " and ".join(titled("cbs__85313ned", d, pattern) for d, pattern in titles.items()))


def higher(*titles: Title, controls: tuple[Control, ...] = ()) -> Table:
    return Table((*GENDERS, *SORTS, *titles), controls, gaps="critical")


def vocational(*titles: Title) -> Table:
    return Table((*LEVELS, *PATHS, *titles), gaps="critical")


def leavers(diploma: str, outcome: Title, *titles: Title) -> Table:
    """Leavers by outcome: everyone of the table, those with and those without a diploma."""
    sorts = ("mbo",) if diploma == MBO else ("hbo", "wo")
    wanted = tuple(word(diploma, f"{sort}_{has}_diploma") for sort in sorts for has in ("met", "zonder"))
    return Table((*wanted, outcome, *MOMENTS, *titles), gaps="critical")


POSITION, JOB = word("Arbeidsmarktpositie", "niet_in_nederland"), total("Arbeidskenmerken")
BENEFIT = total("Uitkeringen")

TABLES: dict[str, Table] = {
    "cbs__85352ned": vocational(*GENDERS, *BROAD, STUDENTS),
    "cbs__85354ned": vocational(*GENDERS, STUDENTS),
    "cbs__85355ned": vocational(*GENDERS, *BROAD, GRADUATES),
    "cbs__85356ned": vocational(*BROAD, GRADUATES, Title("Regio", r"\(PV\)")),
    "cbs__85357ned": vocational(*GENDERS, GRADUATES),
    "cbs__85421ned": higher(
        *DETAILED,
        word(None, "enrolled"),
        word(None, "first_years"),
        controls=students("cbs__85421ned", Studierichting=TOTAL)[:1],
    ),
    "cbs__85423ned": higher(
        word(None, "enrolled"), *PHASES, total("Opleidingsfase"), word("Opleidingsvorm", "deeltijd")
    ),
    "cbs__85424ned": higher(
        GRADUATES,
        *(word("Diplomasoort", code) for code in DIPLOMAS),
        word("Opleidingsvorm", "deeltijd"),
    ),
    "cbs__85425ned": higher(*DETAILED, GRADUATES, *(word("SoortDiploma", code) for code in DIPLOMAS)),
    "cbs__83966ned": Table((*GENDERS, total("Studierichting"), word(None, "doctorates")), gaps="critical"),
    "cbs__85124ned": Table((*GENDERS, total("Nationaliteit"), word(None, "international")), gaps="critical"),
    "cbs__85125ned": higher(
        *BROAD,
        *PHASES,
        total("Opleidingsfase"),
        total("Verblijfsjaar"),
        word(None, "international"),
        controls=students("cbs__85125ned", Studierichting=TOTAL, Opleidingsfase=TOTAL, Verblijfsjaar=TOTAL),
    ),
    "cbs__85696ned": leavers(MBO, POSITION, *BROAD),
    "cbs__85698ned": leavers(MBO, JOB, *BROAD),
    "cbs__85699ned": leavers(MBO, total("BedrijfstakkenSBI2008"), *BROAD),
    "cbs__85700ned": leavers(MBO, BENEFIT, *BROAD),
    "cbs__85776ned": leavers(HO, POSITION, *ORIGINS),
    "cbs__85777ned": leavers(HO, JOB, *ABROAD),
    "cbs__85778ned": leavers(HO, total("BedrijfstakkenBranchesSBI2008")),
    "cbs__85779ned": leavers(HO, BENEFIT, *ABROAD),
    "cbs__85313ned": Table(
        (
            Title("Leeftijd", "^15 tot 75 jaar$"),
            total("Onderwijsniveau"),
            Title("Onderwijsniveau", "^32 "),
            total("Onderwijsrichting"),
            Title("Onderwijsrichting", "^06 "),
        ),
        (population("population", words("Onderwijsniveau", TOTAL)), population("primary_education", "^11 ")),
        gaps="critical",
    ),
}
