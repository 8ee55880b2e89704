"""Vocational education (mbo) in the demo: students per qualification, institution and leerweg, and the files cut of it.

Published, and exact before suppression: students per leerweg 2015-2019. The sectorkamers have the proportions of 2019.
2020 is modelled (BBL 2% above 2019, BOL 1% below): the static file ends in 2019, the portal goes on. Qualifications are
real; some are newer than the years shown. Modelled: institutions, the sectorkamers before 2019, graduates (34% of a study
year's students of level 2 and up, 45% of level 1; a few in the third leerweg, OVO), where students live (the province of
their institution), ages (by leerweg) and the forecast (each sectorkamer moves by at most 2% a year).
`MAN2019` is study year 2019, `DIPMAN2020` the same study year. A qualification that does not occur is an empty cell in the
static file, and 0 in those of the portal.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingestion.dataset import Dataset
from ingestion.demo import files
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo.higher_files import fixed, hidden, written
from ingestion.demo.duo.institutions import Institution, offering
from ingestion.demo.model import between, chance, spread

YEARS, PORTAL_YEARS = range(2015, 2021), range(2016, 2021)
STATIC_YEARS, FORECAST_YEARS = range(2015, 2020), range(2021, 2036)
BBL, DAY, EVENING = "BBL", "BOLVT", "BOLDT"
SECTORKAMERS = {  # today's name: the sectorunit of 2019, its students then, the share of BBL, the share of women
    "Bovensectoraal": ("Bovensectoraal", 17_670, 0.2, 0.42),
    "Handel": ("Sectorunit handel", 42_102, 0.25, 0.45),
    "Ict en creatieve industrie": ("Sectorunit creatieve industrie en ICT", 51_573, 0.06, 0.2),
    "Mobiliteit, transport, logistiek en maritiem": (
        "Sectorunit mobiliteit, transport, logistiek, maritiem", 35_555, 0.4, 0.1,
    ),
    "Specialistisch vakmanschap": ("Sectorunit specialistisch vakmanschap", 3_134, 0.3, 0.5),
    "Techniek en gebouwde omgeving": ("Sectorunit techniek en gebouwde omgeving", 70_142, 0.45, 0.08),
    "Voedsel, groen en gastvrijheid": ("Sectorunit voedsel, groen en gastvrijheid", 64_030, 0.25, 0.52),
    "Zakelijke dienstverlening en veiligheid": (
        "Sectorunit zakelijke dienstverlening en veiligheid", 52_779, 0.08, 0.48,
    ),
    "Zorg, welzijn en sport": ("Sectorunit zorg, welzijn en sport", 161_293, 0.28, 0.78),
    "": ("Combinatie door crossover", 3_347, 0.1, 0.45),
}  # fmt: skip
AGES = ("TM 15", "16", "17", "18", "19", "20 TM 22", "23 EN OUDER")
FORECAST_AGES = {  # classes of the forecast: what they hold of those of the students
    "16 en jonger": {"TM 15": 1.0, "16": 1.0}, "17 en 18": {"17": 1.0, "18": 1.0}, "19 en 20": {"19": 1.0, "20 TM 22": 0.4},
    "21 en 22": {"20 TM 22": 0.6}, "23 t/m 30": {"23 EN OUDER": 0.6}, "31 en ouder": {"23 EN OUDER": 0.4},
}  # fmt: skip
AGE_SHARES = {True: (0.01, 0.04, 0.08, 0.1, 0.1, 0.22, 0.45), False: (0.02, 0.16, 0.24, 0.22, 0.15, 0.15, 0.06)}
Pairs = dict[int, tuple[int, int]]  # men and women per year


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
        middle = SECTORKAMERS[self.qualification.sectorkamer][3]
        return min(0.97, max(0.02, middle * between(0.6, 1.25, "women", self.qualification.crebo)))

    @property
    def described(self) -> dict[str, str]:
        """What the columns of the files say of it."""
        i, q = self.institution, self.qualification
        return {
            "INSTELLINGSCODE": i.code, "INSTELLINGSNAAM": i.name, "SOORT INSTELLING": i.kind,
            "PLAATSNAAM INSTELLING": i.municipality.upper(), "LEERWEG": self.leerweg, "NIVEAU": q.level,
            "ERKENDE OPLEIDING CODE": q.crebo, "ERKENDE OPLEIDING NAAM": q.name, "SECTORKAMER NAAM": q.sectorkamer,
            "HOOFDGROEP NAAM": q.hoofdgroep, "WOONPROVINCIE": i.province,
            "BRIN NUMMER": i.code, "SOORTINS": i.kind, "PLAATSNAAM": i.municipality.upper(), "TYPE MBO": self.leerweg,
            "KWALIFICATIENIVEAU": q.level, "KWALIFICATIE CODE": q.crebo, "KWALIFICATIE NAAM": q.name, "MBO SECTOR": "",
            "DOMEIN": q.hoofdgroep or "Crossover", "SECTORUNIT SBB": SECTORKAMERS[q.sectorkamer][0],
            "BRIN NUMMER KENNISCENTRUM": " " * 4, "NAAM KENNISCENTRUM": " " * 24,
        }  # fmt: skip


@cache
def qualifications() -> tuple[Qualification, ...]:
    """Those of `programmes.yml`, as the seed has them; a crossover has no sectorkamer, an entree is its own hoofdgroep."""
    known = {r["code"]: r for r in files.seed("codelist/crebo")}
    found = []
    for crebo in map(str, files.document(files.DATA / "programmes.yml")["mbo"]):
        row = known[crebo]
        crossover = row["hoofdgroep"] == "Crossover"
        hoofdgroep = "" if crossover else "Entree" if row["level"] == "1" else row["hoofdgroep"]
        sectorkamer = "" if crossover else row["sectorkamer"]
        found.append(Qualification(crebo, row["name_nl"], row["level"], sectorkamer, hoofdgroep))
    return tuple(found)


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
    leerwegen = {leerweg: dict(years) for leerweg, years in files.series("mbo_students").items()}
    for leerweg, growth in ((BBL, 1.02), (DAY, 0.99)):
        leerwegen[leerweg][2020] = round(leerwegen[leerweg][2019] * growth)
    shares = {name: students for name, (_, students, _, _) in SECTORKAMERS.items()}
    found: dict[int, dict[tuple[str, str], int]] = {}
    for year in YEARS:
        drift = [n * (1 + (year - 2019) * between(-0.02, 0.02, "sectorkamer", name)) for name, n in shares.items()]
        every = leerwegen[BBL][year] + leerwegen[DAY][year]
        whole = dict(zip(shares, spread(every, drift), strict=True))
        work = spread(leerwegen[BBL][year], [whole[name] * SECTORKAMERS[name][2] for name in whole])
        found[year] = {(name, BBL): part for name, part in zip(whole, work, strict=True)}
        found[year] |= {(name, DAY): whole[name] - found[year][(name, BBL)] for name in whole}
        if year in leerwegen[EVENING]:
            found[year][("Handel", EVENING)] = leerwegen[EVENING][year]
    return found


@cache
def students() -> dict[Course, Pairs]:
    """Men and women per course and study year; a year in which the course does not exist is absent."""
    found: dict[Course, Pairs] = {course: {} for course in courses()}
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


def graduates() -> Iterator[tuple[Course, str, Pairs]]:
    """Courses with the leerweg of their diplomas and those of men and women; a few come by the third leerweg."""
    for course, counts in students().items():
        q = course.qualification
        rate = (0.45 if q.level == "1" else 0.34) * between(0.85, 1.15, "diplomas", q.crebo)
        passed = {y: (round(m * rate), round(w * rate)) for y, (m, w) in counts.items()}
        yield course, course.leerweg, passed
        if course.leerweg == BBL and chance("OVO", course.institution.code, q.crebo) < 0.04:
            yield course, "OVO", {y: (m // 12, w // 12) for y, (m, w) in passed.items() if y >= 2018}


def per_institution(dataset: Dataset) -> Body:
    """Students of the portal or of the static file of 2019, or graduates: a column per sex and year, in a row a course.

    The diplomas of study year 2016 stand under 2017. The static file (`;`, CRLF, blank lines) hides nothing and has both
    sexes too, and its cell is empty where the course does not exist.
    """
    obtained, static = "gediplomeerde" in dataset.id, dataset.id.endswith("_2019")
    counted = graduates() if obtained else ((course, course.leerweg, pairs) for course, pairs in students().items())
    years, columns = STATIC_YEARS if static else PORTAL_YEARS, tuple(dataset.contract.columns)
    sexes = ("DIPMAN", "DIPVROUW") if obtained else ("MAN", "VROUW", "TOTAAL") if static else ("MAN", "VROUW")
    header = (*columns, *(f"{sex}{year + obtained}" for year in years for sex in sexes))
    rows: list[tuple[object, ...]] = []
    for course, leerweg, pairs in counted:
        if any(sum(pairs.get(year, (0, 0))) for year in years):
            said = course.described | {"LEERWEG": leerweg}
            known = [pairs.get(year) for year in years]
            absent = ("" if static else 0,) * len(sexes)
            shown = [absent if p is None else (*p, sum(p)) if static else map(hidden, p) for p in known]
            rows.append((*(said[c] for c in columns), *(cell for cells in shown for cell in cells)))
    if not static:
        return Body(written(header, rows), CSV, utc(2026, 2, 2))
    return fixed([header, *rows], "utf-8")


@cache
def by_place(ages: bool) -> dict[tuple[str, ...], Counter[int]]:
    """Students per sectorkamer, hoofdgroep, leerweg, level, province (and age) in each year of the portal."""
    names = ("SECTORKAMER NAAM", "HOOFDGROEP NAAM", "LEERWEG", "NIVEAU", "WOONPROVINCIE")
    found: dict[tuple[str, ...], Counter[int]] = {}
    for course, counts in students().items():
        group = tuple(course.described[name] for name in names)
        found.setdefault(group, Counter()).update({year: sum(counts.get(year, (0, 0))) for year in PORTAL_YEARS})
    if not ages:
        return found
    split = {g: {y: spread(c[y], AGE_SHARES[g[2] == BBL]) for y in PORTAL_YEARS} for g, c in found.items()}
    return {
        (*g, age): Counter({y: p[n] for y, p in parts.items()})
        for g, parts in split.items()
        for n, age in enumerate(AGES)
    }


def national(dataset: Dataset) -> Body:
    """Files sectorkamer01 (where students live) and sectorkamer02 (the same with the age class)."""
    header = (*dataset.contract.columns, *(f"JAAR_{y}" for y in PORTAL_YEARS))
    listed = by_place("LEEFTIJDSCATEGORIE" in header).items()
    rows = [(*place, *(hidden(counts[y]) for y in PORTAL_YEARS)) for place, counts in listed if any(counts.values())]
    return Body(written(header, rows), CSV, utc(2026, 2, 2))


def _history(by: str) -> dict[int, Counter[str]]:
    """Students of the portal's years per sectorkamer or age class of the forecast; who has no sectorkamer is in none."""
    found: dict[int, Counter[str]] = {year: Counter() for year in PORTAL_YEARS}
    for place, counts in by_place(by != "Sectorkamer").items():
        for year, count in counts.items():
            if name := place[0 if by == "Sectorkamer" else -1]:
                found[year][name] += count
    if by == "Sectorkamer":
        return found
    return {
        year: Counter(
            {name: round(sum(ages[a] * part for a, part in parts.items())) for name, parts in FORECAST_AGES.items()}
        )
        for year, ages in found.items()
    }


def forecast(dataset: Dataset) -> Body:
    """History and forecast of one cut, `Leeftijdscategorie` or `Sectorkamer`, in one column of years."""
    by, *_ = header = tuple(dataset.contract.columns)
    history, last = _history(by), _history("Sectorkamer")[PORTAL_YEARS[-1]]
    growth = {name: 1 + between(-0.02, 0.012, "forecast", name) for name in last}
    expected = {y: {k: round(n * growth[k] ** (y - PORTAL_YEARS[-1])) for k, n in last.items()} for y in FORECAST_YEARS}
    if by != "Sectorkamer":
        ages = history[PORTAL_YEARS[-1]]
        totals = {y: round(sum(parts.values()) * (ages.total() / last.total())) for y, parts in expected.items()}
        expected = {y: dict(zip(ages, spread(n, list(ages.values())), strict=True)) for y, n in totals.items()}
    kinds = (("Historie", history), ("Prognose", expected))
    cells = [(name, y, n, kind) for kind, years in kinds for y, parts in years.items() for name, n in parts.items()]
    return Body(written(header, [(*cell, "2") for cell in cells]), CSV, utc(2026, 2, 12))
