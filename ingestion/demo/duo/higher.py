"""Higher education in the demo: graduates, first-years and enrolled per programme and institution.

Published, and exact as the sum of all cells: graduates per onderdeel 2014-2018, first-years 2015-2019, enrolled hbo
2020-2024 (there, as DUO's figure, the sum of what is *not* suppressed). Real: programmes with CROHO code, name and
onderdeel, and a size class of four, read in DUO's CC0 files. Modelled: institutions; graduates of 2019 and 2020 (2018
growing by 1 to 3% a year per onderdeel); enrolled wo (3.05 times the first-years of 2019, growing 2% a year); all that
lies below a total, by size class, institution, form, sex and a drift of each programme.
"""

from dataclasses import dataclass
from functools import cache

from ingestion.demo import published
from ingestion.demo.duo.institutions import Institution, offering
from ingestion.demo.model import between, chance, spread

GRADUATE_YEARS = range(2014, 2021)
FIRST_YEARS = {
    "hbo": "03b-eerstejaars-ingeschrevenen-hbo-domein-hbo-2019",
    "wo": "03b-eerstejaars-ingeschrevenen-wo-domein-wo-2019",
}
WOMEN = {
    "economie": 0.46, "gedrag en maatschappij": 0.72, "gezondheidszorg": 0.77, "landbouw en natuurlijke omgeving": 0.52,
    "natuur": 0.42, "onderwijs": 0.74, "recht": 0.61, "sectoroverstijgend": 0.58, "taal en cultuur": 0.62,
    "techniek": 0.23,
}  # fmt: skip
TYPES = {
    "hbo associate degree": "associate degree",
    "hbo bachelor": "bachelor",
    "wo bachelor": "bachelor",
    "hbo master": "master",
    "wo master": "master",
    "wo ongedeelde opleiding": "master",
    "wo postmaster": "postmaster",
}
ENROLLED_PER_GRADUATE = {"associate degree": 2.2, "bachelor": 4.4, "master": 1.6, "postmaster": 1.3}
FULL_TIME, PART_TIME, DUAL = "voltijd onderwijs", "deeltijd onderwijs", "duaal onderwijs"


@dataclass(frozen=True)
class Programme:
    """A programme of the CROHO register. `size` is a class (1, 3, 9, 27), not a count."""

    code: str
    name: str
    onderdeel: str
    subonderdeel: str
    diploma: str
    size: int

    @property
    def type(self) -> str:
        return TYPES[self.diploma]


@dataclass(frozen=True)
class Place:
    """A programme at an institution, with its share among the programmes of its onderdeel."""

    programme: Programme
    institution: Institution
    weight: float

    def in_year(self, year: int, subject: str) -> float:
        """The weight in a year: each programme grows or shrinks by at most 4% a year."""
        return self.weight * (1 + (year - 2018) * between(-0.04, 0.04, subject, self.programme.code))


@dataclass(frozen=True)
class Group:
    """Graduates of one form of study and one sex at a place: a row of the static csv."""

    place: Place
    form: str
    sex: str
    weight: float


@cache
def programmes(sector: str) -> tuple[Programme, ...]:
    return tuple(
        Programme(r["code"], r["name"], r["onderdeel"], r["subonderdeel"], r["diploma"], int(r["size"]))
        for r in published.rows("ho_programmes.csv")
        if r["sector"] == sector
    )


@cache
def places(sector: str) -> tuple[Place, ...]:
    """Every programme at every institution that offers it."""
    found = []
    for programme in programmes(sector):
        number = {1: 1, 3: 2, 9: 4, 27: 7}[programme.size] + (chance("often", programme.code) > 0.5)
        where = offering(sector, programme.code, number)
        total = programme.size * 2 ** between(-0.7, 0.5, "programme", programme.code)
        # most places are small and a few are large, as in reality: about one count in twelve is hidden
        shares = [i.weight * 30 ** between(-1, 0.6, i.code, programme.code) for i in where]
        found += [Place(programme, i, total * s / sum(shares)) for i, s in zip(where, shares, strict=True)]
    return tuple(found)


@cache
def groups(sector: str) -> tuple[Group, ...]:
    found = []
    for place in places(sector):
        code = place.programme.code
        forms = {FULL_TIME: 0.82}
        if chance("part-time", sector, code) < (0.45 if sector == "hbo" else 0.12):
            forms[PART_TIME] = 0.15
        if sector == "hbo" and chance("dual", code) < 0.12:
            forms[DUAL] = 0.03
        middle = WOMEN[place.programme.onderdeel]
        women = min(0.95, max(0.05, middle + between(-0.14, 0.14, "women", code)))
        for form, share in forms.items():
            for sex, part in (("man", 1 - women), ("vrouw", women)):
                found.append(Group(place, form, sex, place.weight * share * part))
    return tuple(found)


@cache
def graduates(sector: str) -> dict[int, dict[Group, int]]:
    """Graduates per diploma year (the year in which the study year began)."""
    dataset = f"05-gediplomeerden-{sector}-2019"
    by_onderdeel: dict[str, list[Group]] = {}
    for group in groups(sector):
        by_onderdeel.setdefault(group.place.programme.onderdeel, []).append(group)
    found: dict[int, dict[Group, int]] = {year: {} for year in GRADUATE_YEARS}
    for onderdeel, inside in by_onderdeel.items():
        totals = published.by_year(dataset, sector, f"onderdeel={onderdeel}")
        for year in GRADUATE_YEARS:
            if year not in totals:
                totals[year] = round(totals[year - 1] * between(1.01, 1.03, sector, onderdeel, year))
            weights = [g.weight * g.place.in_year(year, "graduates") / g.place.weight for g in inside]
            found[year] |= dict(zip(inside, spread(totals[year], weights), strict=True))
    return found


@cache
def graduates_per_place(sector: str) -> dict[int, dict[Place, int]]:
    """The same over forms and sexes: what the portal publishes."""
    found: dict[int, dict[Place, int]] = {}
    for year, counts in graduates(sector).items():
        found[year] = dict.fromkeys(places(sector), 0)
        for group, count in counts.items():
            found[year][group.place] += count
    return found


@cache
def first_years(sector: str) -> dict[int, dict[Place, int]]:
    """First-years per study year; associate degrees and bachelors only, as in the portal's file."""
    totals = published.by_year(FIRST_YEARS[sector], sector, "total")
    inside = [p for p in places(sector) if p.programme.type in ("associate degree", "bachelor")]
    base = graduates_per_place(sector)[2018]
    found = {}
    for year, total in totals.items():
        weights = [(base[p] + 0.5) * p.in_year(year, "first-years") / p.weight for p in inside]
        found[year] = dict(zip(inside, spread(total, weights), strict=True))
    return found


@cache
def enrolled(sector: str) -> dict[int, dict[Place, int]]:
    """Enrolled per study year. hbo: cells of 1 to 4 come on top of the published total, which leaves them out."""
    if sector == "hbo":
        totals = published.by_year("01-ingeschrevenen-hbo-2024", "hbo", "total without suppressed cells")
    else:
        first = sum(first_years("wo")[2019].values())
        totals = {year: round(first * 3.05 * 1.02 ** (year - 2020)) for year in range(2020, 2025)}
    base = graduates_per_place(sector)[2018]
    found = {}
    for year, total in totals.items():
        inside = places(sector)
        weights = [
            (base[p] + 0.3) * ENROLLED_PER_GRADUATE[p.programme.type] * p.in_year(year, "enrolled") / p.weight
            for p in inside
        ]
        counts = spread(total, weights)
        if sector == "hbo":
            shown = [i for i, count in enumerate(counts) if count > 4]
            missing = total - sum(counts[i] for i in shown)
            for i, more in zip(shown, spread(missing, [counts[i] for i in shown]), strict=True):
                counts[i] += more
        found[year] = dict(zip(inside, counts, strict=True))
    return found


@cache
def inscriptions(sector: str) -> dict[int, dict[Place, int]]:
    """Inscriptions: the enrolled, and a few percent who follow a second programme (modelled: 0 to 4% a place)."""
    return {
        year: {p: n + round(n * between(0, 0.04, "second programme", p.institution.code, p.programme.code))
               for p, n in counts.items()}
        for year, counts in enrolled(sector).items()
    }  # fmt: skip
