"""85352NED, 85354NED, 85355NED, 85356NED and 85357NED: students and graduates of mbo.

Published, as CBS rounds them: students 2015-2019 (DUO's count, extranei left out), 509,800 students without extranei in
2020. Modelled: other years; graduates (34 in 100 students); levels, leerwegen, fields, sectorkamers, provinces and sex by
shares of our own. Sectorkamers stand beside the fields of ISCED-F in one dimension, as at CBS: both tell everyone.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs.education import (
    ALL_FIELDS,
    BOTH,
    BROAD,
    ORIGIN,
    ORIGIN_TOTALS,
    coverage,
    dimension,
    field_code,
    field_dimension,
    gender_dimension,
    genders,
    school_year_dimension,
    school_years,
    tens,
)
from ingestion.demo.cbs.odata4 import Cell, Dimension, Measure, Table
from ingestion.demo.model import along, between, spread

TOTAL_LEVEL = "T001336"
LEVELS = {
    TOTAL_LEVEL: "Totaal",
    "A041751": "Entreeopleiding",
    "A041755": "Niveau 2",
    "A041759": "Niveau 3",
    "A041763": "Niveau 4",
}
LEVEL_SHARE = (0.035, 0.2, 0.245, 0.52)
EVERY_PATH = "A025290"
PATHS = {
    EVERY_PATH: "Totaal mbo (incl. extranei)",
    "A041867": "Totaal mbo (excl. extranei)",
    "A041868": "Bol totaal",
    "A025293": "Bbl totaal",
    "D960070": "Extranei",
}
BBL_SHARE = (0.45, 0.42, 0.33, 0.14)  # per level
STUDENTS = {2020: 509_800, 2021: 501_000, 2022: 488_600, 2023: 476_900, 2024: 469_300, 2025: 465_800}
GRADUATES = 0.34
EXTRANEI = {"students": 0.009, "graduates": 0.031}
FIELD_SHARE = {  # share of students, women
    "01": (0.02, 0.85), "02": (0.07, 0.45), "03": (0.005, 0.6), "04": (0.2, 0.5), "05": (0.012, 0.55),
    "06": (0.06, 0.07), "07": (0.19, 0.08), "08": (0.04, 0.6), "09": (0.27, 0.82), "10": (0.133, 0.47),
}  # fmt: skip
KAMERS = {
    "D960080": "Sectorkamer Handel",
    "D960081": "Sectorkamer ICT en creatieve industrie",
    "D960082": "Sectorkamer Mobiliteit, transport, logistiek en maritiem",
    "D960083": "Sectorkamer Specialistisch vakmanschap",
    "D960084": "Sectorkamer Techniek en gebouwde omgeving",
    "D960085": "Sectorkamer Voedsel, groen en gastvrijheid",
    "D960086": "Sectorkamer Zakelijke dienstverlening en veiligheid",
    "D960087": "Sectorkamer Zorg, welzijn en sport",
}
KAMER_SHARE = dict(zip(KAMERS, (0.1, 0.12, 0.09, 0.03, 0.14, 0.12, 0.1, 0.3), strict=True))
PROVINCES = {
    "PV20": ("Groningen (PV)", 0.04), "PV21": ("Fryslân (PV)", 0.045), "PV22": ("Drenthe (PV)", 0.03),
    "PV23": ("Overijssel (PV)", 0.075), "PV24": ("Flevoland (PV)", 0.03), "PV25": ("Gelderland (PV)", 0.125),
    "PV26": ("Utrecht (PV)", 0.065), "PV27": ("Noord-Holland (PV)", 0.145), "PV28": ("Zuid-Holland (PV)", 0.21),
    "PV29": ("Zeeland (PV)", 0.02), "PV30": ("Noord-Brabant (PV)", 0.15), "PV31": ("Limburg (PV)", 0.065),
}  # fmt: skip
PARTS = {
    "LD01": ("Noord-Nederland (LD)", ("PV20", "PV21", "PV22")),
    "LD02": ("Oost-Nederland (LD)", ("PV23", "PV24", "PV25")),
}


def total(students: bool, year: int) -> int:
    """Everyone of a study year, extranei left out."""
    dataset = "mbo-studenten per instelling 2019"
    known = [published.by_year(dataset, f"leerweg={p}").get(year, 0) for p in ("BBL", "BOLVT", "BOLDT")]
    persons = sum(known) or along(STUDENTS, year)
    return round(persons * (1 if students else GRADUATES * between(0.97, 1.03, "graduates", year)))


@cache
def by_level_and_path(students: bool, year: int) -> dict[tuple[str, str], int]:
    """Persons per level and path; the totals over each are filled in."""
    levels = list(LEVELS)[1:]
    extranei = EXTRANEI["students" if students else "graduates"]
    found: dict[tuple[str, str], int] = {}
    for level, count, bbl in zip(levels, spread(total(students, year), LEVEL_SHARE), BBL_SHARE, strict=True):
        found[level, "A025293"] = round(count * bbl * (1 + (year - 2020) * 0.01))
        found[level, "A041868"] = count - found[level, "A025293"]
        found[level, "D960070"] = round(count * extranei)
        found[level, "A041867"] = count
        found[level, EVERY_PATH] = count + found[level, "D960070"]
    for path in PATHS:
        found[TOTAL_LEVEL, path] = sum(found[level, path] for level in levels)
    return found


def level_cells(measure: str, students: bool, last: int) -> Iterator[Cell]:
    """85354NED and 85357NED."""
    for period in school_years(2015, last):
        for (level, path), count in by_level_and_path(students, int(period[:4])).items():
            for gender, value in genders(count, 0.49 + between(-0.05, 0.05, "women", level, path)).items():
                yield Cell(measure, value, (gender, level, path, *ORIGIN_TOTALS, period))


def shares(year: int) -> dict[str, float]:
    """Fields and sectorkamers, each adding up to 1."""
    fields = {
        field_code(c): s * (1 + (year - 2022) * between(-0.02, 0.02, "mbo", c)) for c, (s, _) in FIELD_SHARE.items()
    }
    whole = sum(fields.values())
    return {code: s / whole for code, s in fields.items()} | KAMER_SHARE


def women(code: str) -> float:
    return next((w for c, (_, w) in FIELD_SHARE.items() if field_code(c) == code), 0.49)


def field_cells(measure: str, students: bool, last: int) -> Iterator[Cell]:
    """85352NED and 85355NED: by level over all paths, by bol and bbl over all levels."""
    for period in school_years(last - 3, last):
        year = int(period[:4])
        counts = by_level_and_path(students, year)
        wanted = [(level, EVERY_PATH) for level in LEVELS] + [(TOTAL_LEVEL, p) for p in ("A041868", "A025293")]
        for level, path in wanted:
            for code, share in {ALL_FIELDS: 1.0, **shares(year)}.items():
                for gender, value in genders(round(counts[level, path] * share), women(code)).items():
                    yield Cell(measure, value, (gender, level, path, code, *ORIGIN_TOTALS, period))


def region_cells() -> Iterator[Cell]:
    """85356NED: provinces, two parts of the country, and the Netherlands; over levels, paths and sexes."""
    for period in school_years(2021, 2024):
        year = int(period[:4])
        everyone = by_level_and_path(False, year)[TOTAL_LEVEL, EVERY_PATH]
        for code, share in {ALL_FIELDS: 1.0, **shares(year)}.items():
            count = round(everyone * share)
            weights = [s * between(0.85, 1.15, "region", code, p) for p, (_, s) in PROVINCES.items()]
            there = dict(zip(PROVINCES, spread(count, weights), strict=True))
            there |= {part: sum(there[p] for p in inside) for part, (_, inside) in PARTS.items()}
            for region, value in {"NL01": count, **there}.items():
                yield Cell("A025290", tens(value), (BOTH, TOTAL_LEVEL, EVERY_PATH, code, region, period))


def tables() -> tuple[Table, ...]:
    level, path = dimension("Niveau", "Niveau", LEVELS), dimension("Leerweg", "Leerweg", PATHS)
    gender, field = gender_dimension(), field_dimension(BROAD, "Totaal", KAMERS)
    names = {"NL01": "Nederland"} | {c: n for c, (n, _) in (PARTS | PROVINCES).items()}
    region = Dimension("Regio", "Regio's", dimension("Regio", "", names).codes, "GeoDimension")
    students, graduates = (
        Measure("D960108", 1, "Mbo-studenten", "aantal"),
        Measure("A025290", 1, "Gediplomeerden mbo", "aantal"),
    )
    both = (gender, level, path)
    rows = (
        ("85352NED", "Mbo; studenten, niveau, leerweg, studierichting, herkomst", (*both, field, *ORIGIN), students,
         school_years(2022, 2025), lambda: field_cells("D960108", True, 2025)),
        ("85354NED", "Mbo; studenten, niveau, leerweg, herkomst", (*both, *ORIGIN), students,
         school_years(2015, 2025), lambda: level_cells("D960108", True, 2025)),
        ("85355NED", "Mbo; gediplomeerden, niveau, leerweg, studierichting, herkomst", (*both, field, *ORIGIN), graduates,
         school_years(2021, 2024), lambda: field_cells("A025290", False, 2024)),
        ("85356NED", "Mbo; gediplomeerden, niveau, leerweg, studierichting, regiokenmerken", (*both, field, region),
         graduates, school_years(2021, 2024), region_cells),
        ("85357NED", "Mbo; gediplomeerden, niveau, leerweg, herkomst", (*both, *ORIGIN), graduates,
         school_years(2015, 2024), lambda: level_cells("A025290", False, 2024)),
    )  # fmt: skip
    return tuple(
        Table(
            number, title, utc(2026, 4, 9), "Per jaar", coverage(periods),
            (*dimensions, school_year_dimension(periods)), (measure,), observe,
        )
        for number, title, dimensions, measure, periods, observe in rows
    )  # fmt: skip
