"""85989NED and 85987NED: employed people of 25 to 65 who took a course for their work (AES 2022), x 1 000 persons.

Modelled: everything. The level and the titles follow the vintage of 2011 (83144NED, 82107NED): 44% of 6,995 thousand
took a course, and small cells are points. Figures are rounded to five thousand, as then.
"""

from collections.abc import Callable, Iterator, Mapping

from ingestion.demo.body import utc
from ingestion.demo.cbs import industries, periods
from ingestion.demo.cbs.education import dimension
from ingestion.demo.cbs.migration import to_five
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import spread

YEAR = "2022JJ00"
EMPLOYED, SHARE = 7_640, 0.49
MEASURES = (
    Measure("D980001", 3, "Werkzame beroepsbevolking", "x 1 000"),
    Measure("D980002", 4, "Cursusdeelnemers", "x 1 000"),
    Measure("D980003", 5, "Niet cursusdeelnemers", "x 1 000"),
    Measure("D980004", 6, "Cursusdeelnemers relatief", "%", 1),
)
# participation against the mean, per section (vintage of 2011, own estimate where that has points)
LEANING = dict(zip(industries.SECTIONS, (0.6, 1.0, 0.8, 1.2, 0.9, 0.8, 0.65, 0.8, 0.5, 1.05, 1.6, 0.9, 1.2, 0.8, 1.3,
                                         1.25, 1.17, 0.9, 0.9), strict=True))  # fmt: skip
FEW = 15  # fewer employed than this (x 1 000): a point
SIZES = {
    "10 tot 50 werkzame personen": 0.27,
    "50 tot 250 werkzame personen": 0.24,
    "250 of meer werkzame personen": 0.49,
}
PEOPLE = {  # share of the employed, participation against the mean (own estimates after 2011)
    "Geslacht: mannen": (0.52, 0.98), "Geslacht: vrouwen": (0.48, 1.02), "Leeftijd: 25 tot 35 jaar": (0.27, 1.05),
    "Leeftijd: 35 tot 45 jaar": (0.25, 1.05), "Leeftijd: 45 tot 55 jaar": (0.26, 1.0),
    "Leeftijd: 55 tot 65 jaar": (0.22, 0.85), "Onderwijsniveau: laag": (0.13, 0.55),
    "Onderwijsniveau: middelbaar": (0.38, 0.85), "Onderwijsniveau: hoog": (0.49, 1.24),
}  # fmt: skip


def businesses() -> dict[str, tuple[int, float]]:
    """Employed (x 1 000) and leaning per title."""
    jobs = [industries.jobs_of(s) for s in industries.SECTIONS]
    employed = dict(zip(industries.SECTIONS, spread(EMPLOYED, jobs), strict=True))
    mean = sum(employed[s] * LEANING[s] for s in employed) / EMPLOYED
    found = {industries.TOTAL_TITLE: (EMPLOYED, 1.0)}
    for kind in ("section", "section_range"):
        for code, industry in industries.of_kind(kind).items():
            inside = (code,) if kind == "section" else industries.members(industry)
            size = sum(employed[s] for s in inside)
            found[industry.title] = (size, sum(employed[s] * LEANING[s] for s in inside) / max(1, size) / mean)
    return found | {title: (round(EMPLOYED * share), 1.0) for title, share in SIZES.items()}


def people() -> dict[str, tuple[int, float]]:
    found = {"Totaal": (EMPLOYED, 1.0)}
    return found | {title: (round(EMPLOYED * share), leaning) for title, (share, leaning) in PEOPLE.items()}


def observe(groups: Mapping[str, tuple[int, float]], codes: Mapping[str, str]) -> Iterator[Cell]:
    for code, title in codes.items():
        size, leaning = groups[title]
        takes_part = min(size, size * SHARE * leaning)
        values = (to_five(size), to_five(takes_part), to_five(size) - to_five(takes_part), 100 * SHARE * leaning)
        for measure, value in zip(MEASURES, values, strict=True):
            hidden = size < FEW
            yield Cell(
                measure.identifier, None if hidden else value, (code, YEAR), "NotAvailable" if hidden else "None"
            )


def table(number: str, title: str, name: str, groups: Callable[[], dict[str, tuple[int, float]]]) -> Table:
    keys = {i.title: i.key for i in industries.industries()} | {industries.TOTAL_TITLE: industries.TOTAL}
    codes = {keys.get(text, f"D9800{n + 10}"): text for n, text in enumerate(groups())}
    dimensions = (dimension(name, name, codes), periods.time_dimension([YEAR], 0))
    cells = lambda: observe(groups(), codes)  # noqa: E731
    return Table(number, title, utc(2024, 10, 24), "Eenmalig", "2022", dimensions, MEASURES, cells)


def tables() -> tuple[Table, ...]:
    return (
        table("85989NED", "Cursusdeelnemers; bedrijfskenmerken", "Bedrijfskenmerken", businesses),
        table("85987NED", "Cursusdeelnemers; persoonskenmerken", "Persoonskenmerken", people),
    )
