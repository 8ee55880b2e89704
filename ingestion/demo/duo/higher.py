"""The cube of higher education in the demo: people per programme, institution, form of study, sex and year.

Published, and exact as the sum of all cells: graduates per onderdeel 2014-2018, first-years 2015-2019, enrolled hbo
2020-2024 (there, as DUO's figure, the sum of what is *not* suppressed). Real: programmes with CROHO code, name and
onderdeel. Modelled: institutions; graduates of 2019 and 2020 (2018 growing by 1 to 3% a year per onderdeel); enrolled wo
(3.05 times the first-years of 2019, growing 2% a year); all that lies below a total, by size class, institution, form,
sex and a drift of each programme.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingestion.demo import files
from ingestion.demo.duo.institutions import Institution, offering
from ingestion.demo.model import between, chance, spread

GRADUATE_YEARS = range(2014, 2021)
WOMEN = {
    "economie": 0.46, "gedrag en maatschappij": 0.72, "gezondheidszorg": 0.77, "landbouw en natuurlijke omgeving": 0.52,
    "natuur": 0.42, "onderwijs": 0.74, "recht": 0.61, "sectoroverstijgend": 0.58, "taal en cultuur": 0.62,
    "techniek": 0.23,
}  # fmt: skip
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
        kind = self.diploma.partition(" ")[2]
        return "master" if kind == "ongedeelde opleiding" else kind


@dataclass(frozen=True)
class Place:
    """A programme at an institution, with its share among the programmes of its onderdeel."""

    programme: Programme
    institution: Institution
    weight: float

    def growth(self, year: int, subject: str) -> float:
        """The weight in a year over that of 2018: each programme grows or shrinks by at most 4% a year."""
        return 1 + (year - 2018) * between(-0.04, 0.04, subject, self.programme.code)


@dataclass(frozen=True)
class Group:
    """People of one form of study and one sex at a place."""

    place: Place
    form: str
    sex: str
    weight: float


@cache
def programmes(sector: str) -> tuple[Programme, ...]:
    """The programmes of `programmes.yml`, by code."""
    names = {r["code"]: r["name_nl"] for r in files.seed("codelist/croho_isced")}
    listed = files.document(files.DATA / "programmes.yml")
    special = {code: part for part, codes in listed["subonderdeel"].items() for code in codes}
    found: list[Programme] = []
    for diploma, per_onderdeel in listed[sector].items():
        for onderdeel, sizes in per_onderdeel.items():
            usual = onderdeel if onderdeel == "sectoroverstijgend" else f"n.v.t. ({onderdeel})"
            for code, size in ((c, size) for size, codes in sizes.items() for c in codes):
                name, part = names[str(code)], special.get(code, usual)
                found.append(Programme(str(code), name, onderdeel, part, diploma, size))
    return tuple(sorted(found, key=lambda p: p.code))


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
def groups(sector: str) -> dict[Place, list[Group]]:
    found = {}
    for place in places(sector):
        code = place.programme.code
        forms = {FULL_TIME: 0.82}
        if chance("part-time", sector, code) < (0.45 if sector == "hbo" else 0.12):
            forms[PART_TIME] = 0.15
        if sector == "hbo" and chance("dual", code) < 0.12:
            forms[DUAL] = 0.03
        women = min(0.95, max(0.05, WOMEN[place.programme.onderdeel] + between(-0.14, 0.14, "women", code)))
        found[place] = [
            Group(place, form, sex, place.weight * share * part)
            for form, share in forms.items()
            for sex, part in (("man", 1 - women), ("vrouw", women))
        ]
    return found


def every_group(sector: str) -> list[Group]:
    return [group for inside in groups(sector).values() for group in inside]


@cache
def graduates(sector: str) -> dict[int, dict[Group, int]]:
    """Graduates per diploma year (the year in which the study year began)."""
    by_onderdeel: dict[str, list[Group]] = {}
    for group in every_group(sector):
        by_onderdeel.setdefault(group.place.programme.onderdeel, []).append(group)
    found: dict[int, dict[Group, int]] = {year: {} for year in GRADUATE_YEARS}
    for onderdeel, inside in by_onderdeel.items():
        totals = dict(files.series(f"graduates_{sector}")[onderdeel])
        for year in GRADUATE_YEARS:
            if year not in totals:
                totals[year] = round(totals[year - 1] * between(1.01, 1.03, sector, onderdeel, year))
            weights = [g.weight * g.place.growth(year, "graduates") for g in inside]
            found[year] |= dict(zip(inside, spread(totals[year], weights), strict=True))
    return {year: {group: counts[group] for group in every_group(sector)} for year, counts in found.items()}


@cache
def graduates_per_place(sector: str) -> dict[int, dict[Place, int]]:
    """The same over forms and sexes."""
    found: dict[int, dict[Place, int]] = {year: dict.fromkeys(places(sector), 0) for year in GRADUATE_YEARS}
    for year, counts in graduates(sector).items():
        for group, count in counts.items():
            found[year][group.place] += count
    return found


@cache
def per_place(sector: str, subject: str) -> dict[int, dict[Place, int]]:
    """First-years (of associate degrees and bachelors only), enrolled or inscriptions per study year.

    Enrolled in hbo: cells of 1 to 4 come on top of the published total, which leaves them out. Inscriptions are the
    enrolled and a few percent who follow a second programme.
    """
    if subject == "inscriptions":
        second = {p: between(0, 0.04, "second programme", p.institution.code, p.programme.code) for p in places(sector)}
        every = per_place(sector, "enrolled").items()
        return {year: {p: n + round(n * second[p]) for p, n in counts.items()} for year, counts in every}
    base, first = graduates_per_place(sector)[2018], subject == "first_years"
    inside = [p for p in places(sector) if not first or p.programme.type in ("associate degree", "bachelor")]
    size = {p: base[p] + 0.5 if first else (base[p] + 0.3) * ENROLLED_PER_GRADUATE[p.programme.type] for p in inside}
    of_wo = files.series("first_years")["wo"][2019] * 3.05
    modelled = {year: round(of_wo * 1.02 ** (year - 2020)) for year in range(2020, 2025)}
    found = {}
    for year, total in files.series(subject).get(sector, modelled).items():
        counts = spread(total, [size[p] * p.growth(year, "first-years" if first else subject) for p in inside])
        if (sector, subject) == ("hbo", "enrolled"):
            shown = [i for i, count in enumerate(counts) if count > 4]
            missing = total - sum(counts[i] for i in shown)
            for i, more in zip(shown, spread(missing, [counts[i] for i in shown]), strict=True):
                counts[i] += more
        found[year] = dict(zip(inside, counts, strict=True))
    return found


def static_first_years(sector: str) -> dict[int, dict[Group, int]]:
    """First-years within the sector, edition 2019: masters too. Published and exact: the total per year."""
    inside = every_group(sector)
    size = [g.weight * (0.6 if g.place.programme.type == "master" else 1.0) for g in inside]
    found = {}
    for year, total in files.series("first_years")[sector].items():
        grown = [s * g.place.growth(year, "first-years in hbo") for s, g in zip(size, inside, strict=True)]
        found[year] = dict(zip(inside, spread(total, grown), strict=True))
    return found


def cells(sector: str, subject: str) -> Iterator[tuple[int, Group, int]]:
    """Year, group and count of a subject: the cube that every file of higher education is cut from."""
    if subject in ("graduates", "static_first_years"):
        per_group = graduates(sector) if subject == "graduates" else static_first_years(sector)
        yield from ((year, group, n) for year, counts in per_group.items() for group, n in counts.items())
        return
    for year, by_place in per_place(sector, subject).items():
        for place, count in by_place.items():
            inside = groups(sector)[place]
            yield from ((year, g, n) for g, n in zip(inside, spread(count, [g.weight for g in inside]), strict=True))
