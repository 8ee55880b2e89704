"""The register of awarded STAP budgets, one line per combination of course and traits with their number.

Published: 214,000 awards in 2022 ("more than", five periods) and, as applications, 110,000 in 2023 (more than 100,000 in
rounds one to three, more than 10,000 in the fourth). Modelled: the courses, amounts and traits. The real register has a
line an award as far as is known; its layout is not published.
"""

from itertools import product

from ingestion.demo.model import between, spread

HEADER = (
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


def rows() -> list[tuple[str, ...]]:
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
