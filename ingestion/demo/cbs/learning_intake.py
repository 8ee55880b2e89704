"""85574NED and 85569NED: who entered mbo, by the industry or the position of a year before, persons.

Modelled: everything. The level follows the table before it, 83197NED, which counts entrants who worked a year earlier:
8,738 in bbl and 11,026 in all in 2020/'21 (CBS), with a split over industries that the shares here imitate. Of the many
crossings at CBS the demo has the totals, one trait at a time, and each of those by age. Figures are rounded to five.
"""

from collections.abc import Iterator

from ingestion.demo.body import utc
from ingestion.demo.cbs import industries
from ingestion.demo.cbs.education import coverage, dimension, school_year_dimension, school_years
from ingestion.demo.cbs.education_vocational import KAMER_SHARE, KAMERS
from ingestion.demo.cbs.migration import to_five
from ingestion.demo.cbs.odata4 import Cell, Dimension, Measure, Table
from ingestion.demo.model import along, between, spread

YEARS = school_years(2018, 2024)
MODIFIED = utc(2025, 9, 11)
SEX, SEXES = "T001038", {"T001038": "Totaal mannen en vrouwen"}
LEVEL = "T001336"
LEVELS = {
    LEVEL: "Totaal middelbaar beroepsonderwijs",
    "A041755": "Niveau 2",
    "A041759": "Niveau 3",
    "A041763": "Niveau 4",
}
LEVEL_SHARE = (0.3, 0.34, 0.36)
PATHS = {"A025290": "Totaal mbo (incl. extranei)", "A025293": "Bbl totaal"}
WIDER = {"A025290": 1.26, "A025293": 1.0}  # entrants of all paths per entrant of bbl
KAMER = "T001072"
SECTORS = {KAMER: "Totaal", **KAMERS}
AGE = "10000"
AGES = {  # share of the entrants of bbl (own estimate)
    "D970010": ("15 tot 20 jaar", 0.13), "D970011": ("20 tot 25 jaar", 0.19), "D970012": ("25 tot 30 jaar", 0.16),
    "D970013": ("30 tot 35 jaar", 0.13), "D970014": ("35 tot 40 jaar", 0.11), "D970015": ("40 tot 45 jaar", 0.1),
    "D970016": ("45 tot 50 jaar", 0.08), "D970017": ("50 jaar of ouder", 0.1),
}  # fmt: skip
ENTRANTS = {2018: 9_100, 2019: 9_300, 2020: 8_740, 2021: 10_900, 2022: 12_600, 2023: 12_900, 2024: 13_200}
GROUPS = {  # as 83197NED cuts the industries, with its shares of 2020/'21
    "A": 0.0104, "B-E": 0.0687, "F": 0.0299, "G-I": 0.2681, "J": 0.01, "K": 0.0056, "L": 0.0025, "M-N": 0.1889,
    "O-Q": 0.3634, "R-U": 0.0475,
}  # fmt: skip
UNKNOWN = "D970030"
POSITIONS = {
    "T001639": ("Totaal instromers", 1.0), "D970040": ("Met werk, zonder uitkering", 0.44),
    "D970041": ("Met werk, met uitkering", 0.03), "D970042": ("Zonder werk, met uitkering", 0.05),
    "D970043": ("Onderwijsvolgend", 0.43), "D970044": ("Geen onderwijs", 0.05),
}  # fmt: skip
EVERY_POSITION = 2.4  # entrants of bbl per entrant who worked a year before


def keys() -> dict[str, str]:
    """{CBS key: title} of the industries, with the total first."""
    known = industries.of_kind("section") | industries.of_kind("section_range")
    found = {industries.TOTAL: industries.TOTAL_TITLE}
    return found | {known[code].key: known[code].title for code in GROUPS} | {UNKNOWN: "SBI-code onbekend"}


def parts(year: int, trait: str) -> dict[tuple[str, str, str], int]:
    """Entrants of bbl who worked, under (level, sectorkamer, industry): one trait at a time, the others at their total."""
    whole = round(along(ENTRANTS, year))
    rest = (LEVEL, KAMER, industries.TOTAL)
    shares = {
        "level": dict(zip([k for k in LEVELS if k != LEVEL], LEVEL_SHARE, strict=True)),
        "kamer": KAMER_SHARE,
        "industry": dict(zip([k for k in keys() if k != industries.TOTAL], (*GROUPS.values(), 0.005), strict=True)),
    }
    weights = [share * between(0.93, 1.07, trait, key, year) for key, share in shares[trait].items()]
    place = ("level", "kamer", "industry").index(trait)
    found = {rest: whole}
    for key, count in zip(shares[trait], spread(whole, weights), strict=True):
        level, kamer, industry = (key if n == place else total for n, total in enumerate(rest))
        found[(level, kamer, industry)] = count
    return found


def by_industry() -> Iterator[Cell]:
    for period in YEARS:
        cells = {
            place: n for trait in ("level", "kamer", "industry") for place, n in parts(int(period[:4]), trait).items()
        }
        for (level, kamer, industry), count in cells.items():
            for path, wider in WIDER.items():
                ages = [share * between(0.9, 1.1, age, level, kamer, industry) for age, (_, share) in AGES.items()]
                by_age = dict(zip(AGES, spread(round(count * wider), ages), strict=True))
                for age, persons in {AGE: round(count * wider), **by_age}.items():
                    yield Cell("D970001", to_five(persons), (SEX, level, path, kamer, age, industry, period))


def by_position() -> Iterator[Cell]:
    for period in YEARS:
        whole = round(along(ENTRANTS, int(period[:4])) * EVERY_POSITION)
        for kamer, part in {KAMER: 1.0, **KAMER_SHARE}.items():
            for path, wider in WIDER.items():
                for position, (_, share) in POSITIONS.items():
                    persons = whole * part * wider * share * (1 if share == 1 else between(0.95, 1.05, position, kamer))
                    codes = (SEX, LEVEL, path, kamer, "T009002", position, period)
                    yield Cell("D970001", to_five(persons), codes)


def tables() -> tuple[Table, ...]:
    shared = (
        dimension("Geslacht", "Geslacht", SEXES),
        dimension("Niveau", "Niveau", LEVELS),
        dimension("Leerweg", "Leerweg", PATHS),
        dimension("Sectorkamer", "Sectorkamer", SECTORS),
    )
    ages = {AGE: "Totaal leeftijd"} | {code: title for code, (title, _) in AGES.items()}
    positions = {code: title for code, (title, _) in POSITIONS.items()}

    def table(number: str, title: str, measure: str, own: tuple[Dimension, ...], observe) -> Table:  # type: ignore[no-untyped-def]
        dimensions = (*shared, *own, school_year_dimension(YEARS))
        measures = (Measure("D970001", 7, measure, "aantal"),)
        return Table(number, title, MODIFIED, "Per jaar", coverage(YEARS), dimensions, measures, observe)

    return (
        table(
            "85574NED",
            "Instromers mbo; bedrijfstakken 1 jaar eerder",
            "Instromers mbo",
            (
                dimension("Leeftijd", "Leeftijd", ages),
                dimension("BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI2008)", keys()),
            ),
            by_industry,
        ),
        table(
            "85569NED",
            "Instromers mbo; maatschappelijke positie 1 jaar eerder",
            "Instromers totaal",
            (
                dimension("Persoonskenmerken", "Persoonskenmerken", {"T009002": "Totaal personen"}),
                dimension("MaatschappelijkePositie1JaarEerder", "Maatschappelijke positie 1 jaar eerder", positions),
            ),
            by_position,
        ),
    )
