"""85421NED, 85423NED, 85424NED, 85425NED and 83966NED: students, graduates and doctorates of higher education.

Published: graduates 2014-2018 (DUO, as CBS rounds them), enrolled hbo and wo 2021, enrolled in higher education 2024.
Modelled: all other years, and everything by field, diploma, form and sex; a field has the share that the demo's
programmes of DUO give it in 2018, with a drift. Students enrolled in hbo and wo at once make higher education 0.4%
less than its parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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

HO = "A028566"
SORTS = {HO: "Hoger onderwijs", "D960001": "Hoger beroepsonderwijs", "D960002": "Wetenschappelijk onderwijs"}
SECTOR = {"hbo": "D960001", "wo": "D960002"}
DIPLOMAS = {"D960010": "Totaal", "D960011": "Associate degree", "D960012": "Bachelor", "D960013": "Master"}
LEVELS = {"D960011": "ad", "D960012": "bachelor", "D960013": "master"}
FORMS = {"D960020": "Totaal opleidingsvormen", "D960021": "Voltijd", "D960022": "Deeltijd", "D960023": "Duaal"}
FORM_SHARE = {"hbo": (0.83, 0.145, 0.025), "wo": (0.965, 0.03, 0.005)}
ENROLLED = {  # persons on 1 October
    "hbo": {2011: 423_000, 2015: 443_000, 2021: 491_440, 2024: 449_300, 2025: 445_000},
    "wo": {2011: 245_000, 2015: 261_000, 2021: 344_630, 2024: 342_650, 2025: 340_200},
}
ENROLLED_HO = {2021: 832_570, 2024: 788_790}
FIRST = {"hbo": 0.225, "wo": 0.205}  # first-years per enrolled
YEARS_PER_DIPLOMA = {"ad": 2.2, "bachelor": 4.6, "master": 1.7}
NARROW = {
    "011": "Onderwijskunde, lerarenopleiding", "021": "Kunst", "022": "Geesteswetenschappen", "023": "Talen",
    "031": "Gedrag en maatschappij", "032": "Journalistiek en informatie", "041": "Bedrijfskunde en administratie",
    "042": "Recht", "050": "Wiskunde, natuurwetenschappen z.n.d.", "051": "Biologie en biochemie", "052": "Milieu",
    "053": "Natuurwetenschappen", "054": "Wiskunde en statistiek", "061": "Informatica",
    "071": "Techniek en technische dienstverlening", "072": "Industrie en procestechniek",
    "073": "Architectuur en bouwkunde", "081": "Landbouw", "091": "Gezondheidszorg", "092": "Welzijn",
    "101": "Persoonlijke dienstverlening", "102": "Hygiëne en veiligheid op het werk", "103": "Veiligheid",
    "104": "Transport en logistiek",
}  # fmt: skip
DOCTORATES = {2016: 4_790, 2020: 4_660, 2022: 4_880, 2023: 4_930}


@dataclass(frozen=True)
class Field:
    """A detailed field with its graduates of 2018 per diploma, in the demo's own programmes."""

    code: str
    name: str
    sector: str
    ad: int
    bachelor: int
    master: int
    women: float


@cache
def fields(sector: str) -> tuple[Field, ...]:
    return tuple(
        Field(
            r["code"], r["name"], sector, int(r["ad"]), int(r["bachelor"]), int(r["master"]), int(r["women_pct"]) / 100
        )
        for r in published.rows("ho_fields.csv")
        if r["sector"] == sector
    )


def cut_off(title: str) -> str:
    return title if len(title) <= 40 else title[:37] + "..."


@cache
def titles() -> dict[str, str]:
    """Broad, narrow and detailed fields as StatLine titles them: 37 characters, then dots."""
    names = {f.code: f.name for sector in ("hbo", "wo") for f in fields(sector)}
    found = dict(BROAD)
    for code, name in sorted(names.items()):
        found.setdefault(code[:3], cut_off(f"{code[:3]} {NARROW[code[:3]]}"))
        found[code] = cut_off(f"{code} {name[:1].upper()}{name[1:]}")
    return dict(sorted(found.items()))


def graduates(sector: str, year: int) -> int:
    known = published.by_year(f"05-gediplomeerden-{sector}-2019", sector, "total")
    return known.get(year) or round(known[2018] * 1.018 ** (year - 2018))


@cache
def graduates_by_field(sector: str, year: int) -> dict[tuple[Field, str], int]:
    """Graduates per field and diploma."""
    keys = [(f, level) for f in fields(sector) for level in LEVELS.values() if getattr(f, level)]
    weights = [
        getattr(f, level) * (1 + (year - 2018) * between(-0.03, 0.03, "field", sector, f.code)) for f, level in keys
    ]
    return dict(zip(keys, spread(graduates(sector, year), weights), strict=True))


@cache
def enrolled_by_field(sector: str, year: int) -> dict[Field, int]:
    weights = [
        sum(n * YEARS_PER_DIPLOMA[level] for (g, level), n in graduates_by_field(sector, year).items() if g is f)
        for f in fields(sector)
    ]
    return dict(zip(fields(sector), spread(round(along(ENROLLED[sector], year)), weights), strict=True))


def rolled_up(counts: dict[Field, int], depths: tuple[int, ...]) -> dict[str, tuple[int, float]]:
    """Count and share of women per code of these lengths; the empty code is the total."""
    found: dict[str, list[float]] = {}
    for field, count in counts.items():
        for depth in depths:
            cell = found.setdefault(field.code[:depth], [0, 0])
            cell[0] += count
            cell[1] += count * field.women
    return {code: (int(n), women / n if n else 0) for code, (n, women) in sorted(found.items())}


def where(code: str) -> str:
    return field_code(code) if code else ALL_FIELDS


def graduate_cells() -> Iterator[Cell]:
    """85425NED. Narrow fields only over all diplomas."""
    for period in school_years(2021, 2024):
        year = int(period[:4])
        both = 0
        for sector, sort in SECTOR.items():
            counts = graduates_by_field(sector, year)
            both += sum(counts.values())
            for diploma, title in DIPLOMAS.items():
                level = LEVELS.get(diploma)
                chosen: dict[Field, int] = {}
                for (field, its), count in counts.items():
                    if level in (None, its):
                        chosen[field] = chosen.get(field, 0) + count
                for code, (count, women) in rolled_up(chosen, (0, 2, 3, 4) if title == "Totaal" else (0, 2, 4)).items():
                    for gender, value in genders(count, women).items():
                        yield Cell("D960100", value, (gender, sort, where(code), diploma, *ORIGIN_TOTALS, period))
        yield Cell("D960100", tens(both), (BOTH, HO, ALL_FIELDS, "D960010", *ORIGIN_TOTALS, period))


def student_cells() -> Iterator[Cell]:
    """85421NED: enrolled and first-years; those of later years are a measure without cells here."""
    for period in school_years(2022, 2025):
        year = int(period[:4])
        for sector, sort in SECTOR.items():
            counts = enrolled_by_field(sector, year)
            for measure, share in (("D960101", 1.0), ("D960102", FIRST[sector])):
                part = {
                    f: round(n * share * (1 if share == 1 else between(0.9, 1.1, f.code))) for f, n in counts.items()
                }
                for code, (count, women) in rolled_up(part, (0, 2, 4)).items():
                    for gender, value in genders(count, women).items():
                        yield Cell(measure, value, (gender, sort, where(code), *ORIGIN_TOTALS, period))
        yield Cell("D960101", tens(enrolled_ho(year)), (BOTH, HO, ALL_FIELDS, *ORIGIN_TOTALS, period))


def enrolled_ho(year: int) -> int:
    return ENROLLED_HO.get(year) or round(sum(along(ENROLLED[s], year) for s in ENROLLED) * 0.9959)


def form_cells(measure: str, students: bool) -> Iterator[Cell]:
    """85423NED (students) and 85424NED (graduates): by phase or diploma, and form."""
    for period in school_years(2014, 2025 if students else 2024):
        year = int(period[:4])
        for sector, sort in SECTOR.items():
            total = round(along(ENROLLED[sector], year)) if students else graduates(sector, year)
            kept = [k for k, level in LEVELS.items() if sector == "hbo" or level != "ad"]
            duration = [YEARS_PER_DIPLOMA[LEVELS[k]] if students else 1 for k in kept]
            size = [sum(getattr(f, LEVELS[k]) for f in fields(sector)) for k in kept]
            by_level = dict(zip(kept, spread(total, [d * s for d, s in zip(duration, size, strict=True)]), strict=True))
            for level, count in {"D960010": total, **by_level}.items():
                parts = spread(count, FORM_SHARE[sector])
                for form, value in zip(FORMS, (count, *parts), strict=True):
                    women = 0.53 + between(-0.04, 0.04, "women", sector, level, form)
                    for gender, shown in genders(value, women).items():
                        yield Cell(measure, shown, (gender, sort, level, form, period))
        if students:
            yield Cell(measure, tens(enrolled_ho(year)), (BOTH, HO, "D960010", "D960020", period))


def doctorate_cells() -> Iterator[Cell]:
    """83966NED: broad and narrow fields, where masters are; the share of women is that of the field."""
    for period in school_years(2016, 2023):
        year = int(period[:4])
        inside = [f for f in fields("wo") if f.master]
        exact = {"05": 2.4, "09": 1.6, "07": 1.5}  # more doctorates per master than elsewhere
        weights = [
            f.master * exact.get(f.code[:2], 0.6) * (1 + (year - 2020) * between(-0.02, 0.02, f.code)) for f in inside
        ]
        counts = dict(zip(inside, spread(round(along(DOCTORATES, year)), weights), strict=True))
        for code, (count, women) in rolled_up(counts, (0, 2, 3)).items():
            for gender, value in genders(count, min(0.9, women * 0.95)).items():
                yield Cell("D960103", value, (gender, where(code), period))


def tables() -> tuple[Table, ...]:
    sort = dimension("Onderwijssoort", "Onderwijssoort", SORTS)
    gender, field = gender_dimension(), field_dimension(titles())
    form = dimension("Opleidingsvorm", "Opleidingsvorm", FORMS)
    diploma = dimension("Diplomasoort", "Diplomasoort", DIPLOMAS)
    kind = dimension("SoortDiploma", "Soort diploma", DIPLOMAS)
    phase = dimension("Opleidingsfase", "Opleidingsfase", {**DIPLOMAS, "D960010": "Totaal opleidingsfase"})
    enrolled = (
        Measure("D960101", 1, "Totaal ingeschrevenen", "aantal"),
        Measure("D960102", 2, "Eerstejaarsstudenten", "aantal"),
        Measure("D960104", 3, "Ouderejaarsstudenten", "aantal"),
    )
    obtained = (Measure("D960100", 1, "Gediplomeerden", "aantal"),)
    narrow = field_dimension({c: t for c, t in titles().items() if len(c) < 4})
    spring = utc(2026, 3, 5)
    rows: tuple[tuple[str, str, tuple[Dimension, ...], tuple[Measure, ...], list[str], object], ...] = (
        ("85421NED", "Hoger onderwijs; eerste- en ouderejaarsstudenten, studierichting, herkomst",
         (gender, sort, field, *ORIGIN), enrolled, school_years(2022, 2025), student_cells),
        ("85423NED", "Hoger onderwijs; ingeschrevenen, onderwijssoort, opleidingsfase en -vorm",
         (gender, sort, phase, form), enrolled[:1], school_years(2014, 2025), lambda: form_cells("D960101", True)),
        ("85424NED", "Ho; gediplomeerden, soort diploma, opleidingsvorm",
         (gender, sort, diploma, form), obtained, school_years(2014, 2024), lambda: form_cells("D960100", False)),
        ("85425NED", "Ho; gediplomeerden, soort diploma, studierichting, herkomst",
         (gender, sort, field, kind, *ORIGIN), obtained, school_years(2021, 2024), graduate_cells),
        ("83966NED", "Wo; promoties, studierichting",
         (gender, narrow), (Measure("D960103", 1, "Promoties", "aantal"),), school_years(2016, 2023), doctorate_cells),
    )  # fmt: skip
    return tuple(
        Table(
            number, title, spring, "Per jaar", coverage(periods), (*dimensions, school_year_dimension(periods)),
            measures, observe,  # type: ignore[arg-type]
        )
        for number, title, dimensions, measures, periods, observe in rows
    )  # fmt: skip
