"""The files of UWV that a person would have put in the landing folder: tightness, STAP budgets, work permits.

STAP is the register of awarded budgets, a line per combination of course and traits. Published: 214,000 awards in 2022
("more than", five periods) and 110,000 applications in 2023 (more than 100,000 in rounds one to three, 10,000 in the
fourth). Modelled: courses, amounts and traits; the layout of the real register is not published.
The table of work permits and advice is all published, mostly rounded to 100 (UWV, annual reports of 2015 and 2018, and
what UWV told the press). Other years were not found and are not made up.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import product

from ingestion.demo import uwv_tightness
from ingestion.demo.model import between, spread

STAP = (
    "Periode", "Naam scholing", "Toegekend subsidiebedrag", "Leeftijdscategorie", "Sector", "Arbeidsmarktpositie",
    "Hoogst genoten opleiding", "Doel", "Aantal",
)  # fmt: skip
AWARDS = {2022: 214_000, 2023: 110_000}
COURSES = {
    "Coaching": 950, "Project management": 985, "Autorijschool beroepsvervoer": 1000, "Excel": 480, "Lassen": 875,
}  # fmt: skip
AGES = {"18 tot 27 jaar": 0.16, "27 tot 45 jaar": 0.52, "45 tot 67 jaar": 0.32}
SECTORS = {"Zorg en welzijn": 0.21, "Zakelijke dienstverlening": 0.19, "Bouw": 0.06, "Onbekend": 0.54}
POSITIONS = {"Werkend": 0.83, "Niet werkend": 0.17}
EDUCATION = {"Vmbo, mbo 1": 0.14, "Havo, vwo, mbo 2-4": 0.43, "Hbo, wo": 0.43}
PURPOSES = ("Ander werk", "Beter worden in huidig werk")
REPORT, PRESS = "UWV jaarverslag {}", "UWV, opgave in het nieuws"
PERMITS: dict[tuple[str, str], dict[int, tuple[int, int | None]]] = {  # kind, outcome: number and report per year
    ("TWV", "verleend"): {2017: (5_700, 2018), 2018: (7_100, 2018), 2020: (6_028, None), 2023: (16_144, None)},
    ("GVVA-advies", "ingediend"): {2014: (2_600, 2015), 2015: (3_000, 2015), 2017: (3_900, 2018), 2018: (3_800, 2018)},
    ("GVVA-advies", "positief"): {2017: (3_200, 2018), 2018: (3_000, 2018)},
    ("GVVA-advies", "negatief"): {2017: (700, 2018), 2018: (600, 2018)},
}


def stap() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    traits = list(product(COURSES, AGES, SECTORS, POSITIONS, EDUCATION))
    for year, total in AWARDS.items():
        weights = [
            AGES[age] * SECTORS[sector] * POSITIONS[position] * EDUCATION[level]
            * between(0.5, 1.5, year, course, age, sector)
            for course, age, sector, position, level in traits
        ]  # fmt: skip
        for (course, age, *others), awards in zip(traits, spread(total, weights), strict=True):
            purpose = PURPOSES[between(0, 1, "purpose", course, age, others[-1]) >= 0.5]
            found.append((str(year), course, f"{COURSES[course]},00", age, *others, purpose, str(awards)))
    return found


def permits() -> list[tuple[str, ...]]:
    listed = ((year, kind, *told) for kind, years in PERMITS.items() for year, told in years.items())
    return [(str(y), *kind, str(n), REPORT.format(report) if report else PRESS) for y, kind, n, report in listed]


FILES: dict[
    str, tuple[str, tuple[str, ...], Callable[[], Iterable[tuple[str, ...]]]]
] = {  # dataset: name, header, rows
    "uwv__spanningsindicator": ("spanningsindicator-2026Q1.csv", uwv_tightness.HEADER, uwv_tightness.rows),
    "uwv__stap": ("stap-2022-2023.csv", STAP, stap),
    "uwv__twv": ("twv-en-gvva.csv", ("Jaar", "Soort", "Uitkomst", "Aantal", "Bron"), permits),
}


@cache
def landing_file(dataset_id: str) -> tuple[str, bytes]:
    """Name and content (`;`, UTF-8, decimal comma) of the file for the landing folder. KeyError for another dataset."""
    if dataset_id not in FILES:
        raise KeyError(f"the demo has no landing file for {dataset_id}; it has one for {', '.join(FILES)}")
    name, header, rows = FILES[dataset_id]
    return name, ("\r\n".join(";".join(row) for row in (header, *rows())) + "\r\n").encode()
