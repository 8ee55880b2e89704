"""The crosstabs of the portal by sex and by form of study, and the static first-years: the people of `higher`, cut
another way. A crosstab has no programme: institution, onderdeel, kind of diploma or programme, and the category.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo import higher
from ingestion.demo.duo.higher import Group, Place
from ingestion.demo.duo.higher_files import (
    BLANK_EVERY,
    COUNTS,
    INSTITUTION,
    PLACE,
    PORTAL_YEARS,
    STATIC,
    hidden,
    written,
)
from ingestion.demo.model import spread

FORMS = {higher.FULL_TIME: "VT", higher.PART_TIME: "DT", higher.DUAL: "DU"}
STATIC_URL = "https://duo.nl/open_onderwijsdata/images/03b-eerstejaars-ingeschrevenen-hbo-domein-hbo-2019.csv"
STATIC_YEARS = range(2015, 2020)


def category(group: Group, by: str) -> str:
    return group.sex.upper() if by == "GESLACHT" else FORMS[group.form]


@cache
def _groups_of(sector: str) -> dict[Place, list[Group]]:
    found: dict[Place, list[Group]] = {}
    for group in higher.groups(sector):
        found.setdefault(group.place, []).append(group)
    return found


def _graduates(sector: str) -> Iterator[tuple[int, Group, int]]:
    for year in PORTAL_YEARS:
        for group, count in higher.graduates(sector)[year].items():
            yield year, group, count


def _students(sector: str, subject: str) -> Iterator[tuple[int, Group, int]]:
    counts = higher.enrolled(sector) if subject == "enrolled" else higher.first_years(sector)
    for year, by_place in counts.items():
        for place, count in by_place.items():
            inside = _groups_of(sector)[place]
            yield from ((year, g, n) for g, n in zip(inside, spread(count, [g.weight for g in inside]), strict=True))


def crosstab(sector: str, subject: str, by: str) -> Body:
    """p04hogdipl (`graduates`), p01hoinges (`enrolled`) or p02ho1ejrs (`first_years`), by GESLACHT or OPLEIDINGSVORM."""
    graduates = subject == "graduates"
    cells: Iterable[tuple[int, Group, int]] = _graduates(sector) if graduates else _students(sector, subject)
    found: Counter[tuple[object, ...]] = Counter()
    for year, group, count in cells:
        i, p = group.place.institution, group.place.programme
        where = (year, i.province, i.municipality_code, i.municipality, i.kind)
        kind = () if graduates else (p.type,)
        what = (i.code, i.name, p.onderdeel.upper().replace(" ", "_"), p.subonderdeel)
        diploma = (p.diploma,) if graduates else ()
        found[(*where, *kind, *what, *diploma, category(group, by))] += count
    first, last = ("DIPLOMAJAAR", ("SOORT_DIPLOMA",)) if graduates else ("STUDIEJAAR", ())
    kind_header = () if graduates else ("TYPE_HOGER_ONDERWIJS",)
    header = (first, *PLACE, *kind_header, *INSTITUTION, *last, by, COUNTS[subject])
    return Body(written(header, ((*key, hidden(n)) for key, n in found.items() if n)), CSV, utc(2026, 4, 8))


def static_first_years() -> Body:
    """First-years within hbo, edition 2019: associate degrees, bachelors and masters; nothing suppressed.

    Published and exact: the total per year. Modelled: how it lies over programmes, forms and sexes.
    """
    totals = published.by_year(higher.FIRST_YEARS["hbo"], "hbo", "total")
    inside = higher.groups("hbo")
    counts = {year: spread(totals[year], [_weight(g, year) for g in inside]) for year in STATIC_YEARS}
    head = [c for c in STATIC if c != "SOORT DIPLOMA"]
    head.insert(4, "TYPE HOGER ONDERWIJS")
    lines = [";".join((*head, *map(str, STATIC_YEARS)))]
    for n, group in enumerate(inside):
        per_year = [counts[year][n] for year in STATIC_YEARS]
        i, p = group.place.institution, group.place.programme
        if any(per_year):
            cells = (
                i.province, i.municipality_code, i.municipality, i.kind, p.type, i.code, i.name, p.onderdeel,
                p.subonderdeel, p.code, p.name, group.form, group.sex, *map(str, per_year),
            )  # fmt: skip
            lines.append(";".join(cells))
        if n % BLANK_EVERY == BLANK_EVERY - 1:
            lines.append(";" * (len(head) + len(STATIC_YEARS) - 1))
    return Body(("\r\n".join(lines) + "\r\n").encode("iso-8859-1"), CSV, utc(2019, 12, 31))


def _weight(group: Group, year: int) -> float:
    long = {"master": 0.6}.get(group.place.programme.type, 1.0)
    return group.weight * long * group.place.in_year(year, "first-years in hbo") / group.place.weight
