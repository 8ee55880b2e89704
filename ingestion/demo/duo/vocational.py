"""Vocational education (mbo) in the demo: students on 1 October and graduates per qualification and institution.

Published, and exact before suppression: students per leerweg 2015-2019. The sectorkamers have the proportions of 2019.
2020 is modelled (BBL 2% above 2019, BOL 1% below): the static file ends in 2019, the portal goes on.
Qualifications are real (CREBO, name, level, sectorkamer, hoofdgroep: those of the opgaven and the largest of each
sectorkamer; some are newer than the years shown). Modelled: institutions, the sectorkamers before 2019, and graduates
(34% of a study year's students of level 2 and up, 45% of level 1; a few in the third leerweg, OVO).
`MAN2019` is study year 2019, `DIPMAN2020` the same study year. A qualification that does not occur is an empty cell.
"""

from dataclasses import dataclass
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo.higher_files import hidden, written
from ingestion.demo.duo.institutions import Institution, offering
from ingestion.demo.model import between, chance, spread

DATASET = "mbo-studenten per instelling 2019"
YEARS = range(2015, 2021)
PORTAL_YEARS = range(2016, 2021)  # five years that overlap four of the static file: one figure, two sources
BBL, DAY, EVENING = "BBL", "BOLVT", "BOLDT"
SECTORKAMERS = {  # today's name: the sectorunit of 2019, the share of BBL (modelled), the share of women (modelled)
    "Bovensectoraal": ("Bovensectoraal", 0.2, 0.42),
    "Handel": ("Sectorunit handel", 0.25, 0.45),
    "Ict en creatieve industrie": ("Sectorunit creatieve industrie en ICT", 0.06, 0.2),
    "Mobiliteit, transport, logistiek en maritiem": (
        "Sectorunit mobiliteit, transport, logistiek, maritiem", 0.4, 0.1,
    ),
    "Specialistisch vakmanschap": ("Sectorunit specialistisch vakmanschap", 0.3, 0.5),
    "Techniek en gebouwde omgeving": ("Sectorunit techniek en gebouwde omgeving", 0.45, 0.08),
    "Voedsel, groen en gastvrijheid": ("Sectorunit voedsel, groen en gastvrijheid", 0.25, 0.52),
    "Zakelijke dienstverlening en veiligheid": ("Sectorunit zakelijke dienstverlening en veiligheid", 0.08, 0.48),
    "Zorg, welzijn en sport": ("Sectorunit zorg, welzijn en sport", 0.28, 0.78),
    "": ("Combinatie door crossover", 0.1, 0.45),
}  # fmt: skip


@dataclass(frozen=True)
class Qualification:
    crebo: str
    name: str
    level: str
    sectorkamer: str
    hoofdgroep: str


@dataclass(frozen=True)
class Course:
    """A qualification at an institution in one leerweg, in the years it is offered."""

    qualification: Qualification
    institution: Institution
    leerweg: str
    weight: float
    years: range

    @property
    def women(self) -> float:
        middle = SECTORKAMERS[self.qualification.sectorkamer][2]
        return min(0.97, max(0.02, middle * between(0.6, 1.25, "women", self.qualification.crebo)))


@cache
def qualifications() -> tuple[Qualification, ...]:
    return tuple(
        Qualification(r["crebo"], r["name"], r["level"], r["sectorkamer"], r["hoofdgroep"])
        for r in published.rows("mbo_qualifications.csv")
    )


@cache
def courses() -> tuple[Course, ...]:
    found = []
    for q in qualifications():
        size = 2 ** (6 * chance("size", q.crebo))
        for institution in offering("mbo", q.crebo, 3 + int(6 * chance("offered", q.crebo))):
            weight = size * institution.weight * 40 ** between(-1, 0.5, q.crebo, institution.code)
            period = chance("period", q.crebo, institution.code)
            years = range(2015, 2018) if period < 0.06 else range(2017, 2021) if period > 0.92 else YEARS
            found += [Course(q, institution, leerweg, weight, years) for leerweg in (BBL, DAY)]
    evening = next(
        c for c in found if c.qualification.sectorkamer == "Handel" and c.leerweg == DAY and c.years == YEARS
    )
    found.append(Course(evening.qualification, evening.institution, EVENING, 1.0, range(2015, 2017)))
    return tuple(found)


@cache
def totals() -> dict[int, dict[tuple[str, str], int]]:
    """Students per year, sectorkamer and leerweg. The margins are the published ones."""
    leerwegen = {leerweg: published.by_year(DATASET, f"leerweg={leerweg}") for leerweg in (BBL, DAY, EVENING)}
    for leerweg, growth in ((BBL, 1.02), (DAY, 0.99)):
        leerwegen[leerweg][2020] = round(leerwegen[leerweg][2019] * growth)
    shares = {
        name: published.by_year(DATASET, f"sectorunit={unit}")[2019] for name, (unit, _, _) in SECTORKAMERS.items()
    }
    found: dict[int, dict[tuple[str, str], int]] = {}
    for year in YEARS:
        drift = [n * (1 + (year - 2019) * between(-0.02, 0.02, "sectorkamer", name)) for name, n in shares.items()]
        every = leerwegen[BBL][year] + leerwegen[DAY][year]
        whole = dict(zip(shares, spread(every, drift), strict=True))
        work = spread(leerwegen[BBL][year], [whole[name] * SECTORKAMERS[name][1] for name in whole])
        found[year] = {(name, BBL): part for name, part in zip(whole, work, strict=True)}
        found[year] |= {(name, DAY): whole[name] - found[year][(name, BBL)] for name in whole}
        if year in leerwegen[EVENING]:
            found[year][("Handel", EVENING)] = leerwegen[EVENING][year]
    return found


@cache
def students() -> dict[Course, dict[int, tuple[int, int]]]:
    """Men and women per course and study year; a year in which the course does not exist is absent."""
    found: dict[Course, dict[int, tuple[int, int]]] = {course: {} for course in courses()}
    by_total: dict[tuple[str, str], list[Course]] = {}
    for course in courses():
        by_total.setdefault((course.qualification.sectorkamer, course.leerweg), []).append(course)
    for year, per_total in totals().items():
        for key, total in per_total.items():
            inside = [c for c in by_total[key] if year in c.years]
            weights = [w for c in inside for w in (c.weight * (1 - c.women), c.weight * c.women)]
            counts = spread(total, weights)
            for n, course in enumerate(inside):
                found[course][year] = (counts[2 * n], counts[2 * n + 1])
    return found


def _what(course: Course) -> tuple[str, ...]:
    q = course.qualification
    return (q.level, q.crebo, q.name, q.sectorkamer, q.hoofdgroep)


def students_file() -> Body:
    """File 03 of mbo-studenten-per-instelling."""
    header = (
        "INSTELLINGSCODE", "INSTELLINGSNAAM", "SOORT INSTELLING", "PLAATSNAAM INSTELLING", "LEERWEG", "NIVEAU",
        "ERKENDE OPLEIDING CODE", "ERKENDE OPLEIDING NAAM", "SECTORKAMER NAAM", "HOOFDGROEP NAAM",
        *(f"{sex}{year}" for year in PORTAL_YEARS for sex in ("MAN", "VROUW")),
    )  # fmt: skip
    rows = []
    for course, counts in students().items():
        if any(sum(counts.get(year, (0, 0))) for year in PORTAL_YEARS):
            i = course.institution
            cells = [shown for y in PORTAL_YEARS for shown in _shown(counts.get(y))]
            rows.append((i.code, i.name, i.kind, i.municipality.upper(), course.leerweg, *_what(course), *cells))
    return Body(written(header, rows), CSV, utc(2026, 2, 2))


def graduates_file() -> Body:
    """gediplomeerde-mbo-studenten: the diplomas of study year 2016 stand under 2017."""
    header = (
        "INSTELLINGSCODE", "INSTELLINGSNAAM", "PLAATSNAAM INSTELLING", "LEERWEG", "NIVEAU", "ERKENDE OPLEIDING CODE",
        "ERKENDE OPLEIDING NAAM", "SECTORKAMER NAAM", "HOOFDGROEP NAAM",
        *(f"DIP{sex}{year + 1}" for year in PORTAL_YEARS for sex in ("MAN", "VROUW")),
    )  # fmt: skip
    rows = []
    for course, counts in students().items():
        i, q = course.institution, course.qualification
        rate = (0.45 if q.level == "1" else 0.34) * between(0.85, 1.15, "diplomas", q.crebo)
        passed = {
            year: (round(men * rate), round(women * rate))
            for year, (men, women) in counts.items()
            if year in PORTAL_YEARS
        }
        if any(sum(pair) for pair in passed.values()):
            cells = [shown for y in PORTAL_YEARS for shown in _shown(passed.get(y))]
            rows.append((i.code, i.name, i.municipality.upper(), course.leerweg, *_what(course), *cells))
        if course.leerweg == BBL and chance("OVO", i.code, q.crebo) < 0.04:
            third = {year: (men // 12, women // 12) for year, (men, women) in passed.items() if year >= 2018}
            if any(sum(pair) for pair in third.values()):
                cells = [shown for y in PORTAL_YEARS for shown in _shown(third.get(y))]
                rows.append((i.code, i.name, i.municipality.upper(), "OVO", *_what(course), *cells))
    return Body(written(header, rows), CSV, utc(2026, 2, 2))


def _shown(pair: tuple[int, int] | None) -> tuple[object, object]:
    """Two cells: empty where the qualification does not occur, -1 for 1 to 4."""
    return ("", "") if pair is None else (hidden(pair[0]), hidden(pair[1]))
