"""The other csv of vocational education, all made of the students of `vocational`: the static file of 2015-2019 (nothing
suppressed), the two national files per sectorkamer, and the forecast.

Modelled: where students live (the province of their institution), their ages (by leerweg), and the forecast (each
sectorkamer moves by at most 2% a year, ages keep their shares).
"""

from collections import Counter
from collections.abc import Iterator

from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo.higher_files import hidden, written
from ingestion.demo.duo.vocational import BBL, PORTAL_YEARS, SECTORKAMERS, students
from ingestion.demo.model import between, spread

STATIC_URL = (
    "https://duo.nl/open_onderwijsdata/images/03-deelnemers-per-instelling-plaats-kenniscentrum-sector-bedrijfstak-"
    "type-mbo-opleiding-niveau-geslacht-2015-2019.csv"
)
STATIC_YEARS = range(2015, 2020)
FORECAST_YEARS = range(2021, 2036)
AGES = ("TM 15", "16", "17", "18", "19", "20 TM 22", "23 EN OUDER")
AGE_SHARES = {True: (0.01, 0.04, 0.08, 0.1, 0.1, 0.22, 0.45), False: (0.02, 0.16, 0.24, 0.22, 0.15, 0.15, 0.06)}
Group = tuple[str, str, str, str, str]  # sectorkamer, hoofdgroep, leerweg, level, province


def static_students() -> Body:
    """The 2019 edition: `;`, UTF-8, CRLF, men, women and both per year; an empty cell where a course does not exist."""
    header = (
        "BRIN NUMMER", "SOORTINS", "INSTELLINGSNAAM", "PLAATSNAAM", "TYPE MBO", "KWALIFICATIENIVEAU",
        "KWALIFICATIE CODE", "KWALIFICATIE NAAM", "MBO SECTOR", "DOMEIN", "SECTORUNIT SBB",
        "BRIN NUMMER KENNISCENTRUM", "NAAM KENNISCENTRUM",
        *(f"{what}{year}" for year in STATIC_YEARS for what in ("MAN", "VROUW", "TOTAAL")),
    )  # fmt: skip
    lines = [";".join(header)]
    for course, counts in students().items():
        if not any(sum(counts.get(year, (0, 0))) for year in STATIC_YEARS):
            continue
        i, q = course.institution, course.qualification
        cells: list[str] = []
        for year in STATIC_YEARS:
            pair = counts.get(year)
            cells += ["", "", ""] if pair is None else [str(n) for n in (*pair, sum(pair))]
        unit = SECTORKAMERS[q.sectorkamer][0]
        what = (q.level, q.crebo, q.name, "", q.hoofdgroep or "Crossover", unit, " " * 4, " " * 24)
        lines.append(";".join((i.code, i.kind, i.name, i.municipality.upper(), course.leerweg, *what, *cells)))
        if len(lines) % 400 == 0:
            lines.append(";" * (len(header) - 1))
    return Body(("\r\n".join(lines) + "\r\n").encode(), CSV, utc(2019, 12, 31))


def groups() -> dict[Group, Counter[int]]:
    """Students per year of the portal, over institutions and sexes."""
    found: dict[Group, Counter[int]] = {}
    for course, counts in students().items():
        q = course.qualification
        group = (q.sectorkamer, q.hoofdgroep, course.leerweg, q.level, course.institution.province)
        for year in PORTAL_YEARS:
            found.setdefault(group, Counter())[year] += sum(counts.get(year, (0, 0)))
    return found


def by_residence() -> Body:
    """File sectorkamer01: per sectorkamer, hoofdgroep, leerweg, level and the province where students live."""
    header = (
        "SECTORKAMER NAAM", "HOOFDGROEP NAAM", "LEERWEG", "NIVEAU", "WOONPROVINCIE", *(f"JAAR_{y}" for y in PORTAL_YEARS)
    )  # fmt: skip
    rows = (
        (*group[:4], group[4].upper(), *(hidden(counts[y]) for y in PORTAL_YEARS))
        for group, counts in groups().items()
        if any(counts.values())
    )
    return Body(written(header, rows), CSV, utc(2026, 2, 2))


def by_age() -> Body:
    """File sectorkamer02: the same with the age class."""
    header = (
        "SECTORKAMER NAAM", "HOOFDGROEP NAAM", "LEERWEG", "NIVEAU", "WOONPROVINCIE", "LEEFTIJDSCATEGORIE",
        *(f"JAAR_{y}" for y in PORTAL_YEARS),
    )  # fmt: skip

    def rows() -> Iterator[tuple[object, ...]]:
        for group, counts in groups().items():
            parts = {y: spread(counts[y], AGE_SHARES[group[2] == BBL]) for y in PORTAL_YEARS}
            for n, age in enumerate(AGES):
                if any(parts[y][n] for y in PORTAL_YEARS):
                    yield (*group[:4], group[4].upper(), age, *(hidden(parts[y][n]) for y in PORTAL_YEARS))

    return Body(written(header, rows()), CSV, utc(2026, 2, 2))


def _history(by: str) -> dict[int, Counter[str]]:
    """Students of the portal's years per sectorkamer or age; who has no sectorkamer is in none."""
    found: dict[int, Counter[str]] = {year: Counter() for year in PORTAL_YEARS}
    for group, counts in groups().items():
        for year, count in counts.items():
            ages = spread(count, AGE_SHARES[group[2] == BBL])
            parts = {group[0]: count} if by == "Sectorkamer" else dict(zip(AGES, ages, strict=True))
            found[year].update({name: n for name, n in parts.items() if name})
    return found


def _expected() -> dict[int, dict[str, int]]:
    """Students per sectorkamer in the years to come."""
    last = _history("Sectorkamer")[PORTAL_YEARS[-1]]
    growth = {name: 1 + between(-0.02, 0.012, "forecast", name) for name in last}
    return {
        year: {name: round(n * growth[name] ** (year - PORTAL_YEARS[-1])) for name, n in last.items()}
        for year in FORECAST_YEARS
    }


def forecast(by: str) -> Body:
    """The forecast: history and forecast of one cut, `Leeftijdscategorie` or `Sectorkamer`, in one column of years."""
    history, expected = _history(by), _expected()
    if by != "Sectorkamer":
        last = history[PORTAL_YEARS[-1]]
        whole = sum(last.values()) / sum(_history("Sectorkamer")[PORTAL_YEARS[-1]].values())
        for year, parts in expected.items():
            total = round(sum(parts.values()) * whole)
            expected[year] = dict(zip(last, spread(total, list(last.values())), strict=True))
    rows = [
        (name, year, count, kind, "2026")
        for kind, years in (("Historie", history), ("Prognose", expected))
        for year, parts in years.items()
        for name, count in parts.items()
    ]
    return Body(written((by, "Jaar", "Aantal", "Type", "Versie"), rows), CSV, utc(2026, 2, 12))
