"""85316NED: lifelong learning of the employed by industry and size of the business, x 1 000 persons.

Published: employed per SBI section A to M in 2022; employed, participants and those in formal education per size class
in 2025. Modelled: sections N to S, the other years, participation per section (a fixed leaning per section, scaled to
the national number), and men and women.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import industries, periods
from ingestion.demo.cbs.learning import (
    ADULTS,
    ALL,
    EMPLOYED,
    FORMAL,
    FORMS,
    LEARNING,
    NOT,
    PERSONS,
    SEXES,
    TAKES_PART,
    YEARS,
    by_sex,
    dimension,
    forms,
)
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import along, between, spread

MEASURE = Measure("D900001", 6, "Werkzame beroepsbevolking 15 tot 75 jaar", "x 1 000")

# How much more or less than average the employed of a section learn, and the share of women (own estimates)
LEANING = dict(zip(industries.SECTIONS, (0.6, 0.9, 0.8, 1.1, 0.8, 0.75, 0.9, 0.75, 0.95, 1.05, 1.1, 0.85, 1.1, 0.8,
                                         1.15, 1.35, 1.3, 1.0, 0.85), strict=True))  # fmt: skip
WOMEN = dict(zip(industries.SECTIONS, (0.3, 0.2, 0.24, 0.27, 0.22, 0.13, 0.48, 0.24, 0.5, 0.28, 0.42, 0.45, 0.45, 0.44,
                                       0.47, 0.66, 0.83, 0.5, 0.66), strict=True))  # fmt: skip
# 2022: N follows from M-N; O to Q and R, S are modelled within O-Q (3,015) and R-U (429)
SECTIONS_2022 = {"N": 446, "O": 640, "P": 660, "Q": 1715, "R": 213, "S": 216}
SIZES = {
    "1 tot 10 werkzame personen": "D900021",
    "10 tot 50 werkzame personen": "D900022",
    "50 tot 250 werkzame personen": "D900023",
    "250 of meer werkzame personen": "D900024",
    "Werkzame personen: onbekend": "D900025",
}


@cache
def businesses(year: int) -> dict[str, dict[str, int]]:
    """Employed persons per title of Bedrijfskenmerken and form, x 1 000."""
    total, learning = round(along(EMPLOYED, year)), round(along(LEARNING, year))
    base = {letter: float(SECTIONS_2022.get(letter, 0)) for letter in industries.SECTIONS}
    sections = industries.of_kind("section")
    for figure in published.figures("85316NED"):
        titles = dict(figure.dimensions)
        for letter, section in sections.items():
            if figure.period == "2022JJ00" and titles["Bedrijfskenmerken"] == section.title:
                base[letter] = figure.value
    drift = {letter: 1 + (year - 2022) * between(-0.015, 0.015, "LLO", letter) for letter in base}
    known = round(total * sum(base.values()) / EMPLOYED[2022])  # about 2% have no known industry
    employed = dict(zip(base, spread(known, [base[s] * drift[s] for s in base]), strict=True))
    part = dict(zip(base, spread(round(learning * 0.98), [employed[s] * LEANING[s] for s in base]), strict=True))
    found = {PERSONS: forms(total, learning, 0.5)}
    for industry in industries.industries():
        if industry.kind in ("section", "section_range"):
            inside = (industry.code,) if industry.kind == "section" else industries.members(industry)
            found[industry.title] = forms(sum(employed[s] for s in inside), sum(part[s] for s in inside), 0.5)
    sizes = [printed_sizes(form) for form in (ALL, TAKES_PART, FORMAL)]
    persons, learners = (spread(level, list(at.values())) for level, at in zip((total, learning), sizes, strict=False))
    for title, p, q in zip(SIZES, persons, learners, strict=True):
        found[title] = forms(p, q, sizes[2][title] / sizes[1][title])
    return found


def printed_sizes(form: str) -> dict[str, float]:
    """The size classes of 2025 as printed."""
    found = {f.dimensions[3][1]: f.value for f in published.figures("85316NED") if f.dimensions[2][1] == form}
    return {title: found[title] for title in SIZES}


def business_cells() -> Iterator[Cell]:
    printed = published.by_title("85316NED")
    women = {s.title: WOMEN[letter] for letter, s in industries.of_kind("section").items()}
    codes = business_codes()
    for title, code in codes.items():
        for period in YEARS:
            for sex, values in by_sex(businesses(int(period[:4]))[title], women.get(title, 0.47)):
                for form, value in values.items():
                    shown: float = printed.get((MEASURE.title, sex, ADULTS, form, title, period), value)
                    # industries too small for a reliable split: CBS prints a point
                    hidden = form not in (ALL, TAKES_PART, NOT) and shown < 4
                    yield Cell(
                        "D900001",
                        None if hidden else shown,
                        (SEXES[sex], "52052", FORMS[form], code, period),
                        "NotAvailable" if hidden else "None",
                    )


def business_codes() -> dict[str, str]:
    found = {PERSONS: "T009002"}
    found |= {i.title: i.key for i in industries.industries() if i.kind in ("section", "section_range")}
    return found | SIZES


def table() -> Table:
    dimensions = (
        dimension("Geslacht", "Geslacht", SEXES),
        dimension("Leeftijd", "Leeftijd", {ADULTS: "52052"}),
        dimension("LevenLangOntwikkelen", "Leven lang ontwikkelen", FORMS),
        dimension("Bedrijfskenmerken", "Bedrijfskenmerken", business_codes()),
        periods.time_dimension(YEARS, provisional=1),
    )
    title = "Leven lang ontwikkelen; werkzame beroepsbevolking, bedrijfskenmerken"
    return Table("85316NED", title, utc(2026, 2, 12), "Per jaar", "2013-2025", dimensions, (MEASURE,), business_cells)
