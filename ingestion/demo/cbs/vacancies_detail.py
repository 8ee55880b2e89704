"""Five more tables of vacancies: 80474ned, 80567ned, 80857NED, 85081NED and 83599NED.

Published: 80474ned of the second quarter of 2023 and two cells of 85081NED (one of them a point). Modelled: other
quarters of 80474ned follow the national series of 84545NED; the rate of 80567ned is the vacancies of 80472ned over the
jobs of 83583NED, grown on; government sectors, occupations and provinces are shares of the national figures. Nothing is
printed of small cells: 85081NED has mostly points, as at CBS.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import industries, occupations, periods, vacancies
from ingestion.demo.cbs.learning import dimension
from ingestion.demo.cbs.odata4 import Cell, Code, Dimension, Measure, Table
from ingestion.demo.cbs.places import NETHERLANDS, PROVINCES, places
from ingestion.demo.model import between, spread

ADJUSTED = Measure("D900001", 3, "Vacatures seizoengecorrigeerd", "x 1 000", 1)
RATE = Measure("D900001", 3, "Vacaturegraad", "per 1 000 banen")
NEW_BY_OCCUPATION = Measure("D900001", 4, "Ontstane vacatures", "x 1 000", 1)
QUARTERS = periods.quarters("2018KW01", "2026KW02")
RECENT = periods.quarters("2024KW01", "2026KW02")
GOVERNMENT = {  # title: share of the vacancies of government and education together
    "Totaal overheid en onderwijs": 1.0, "Rijk": 0.16, "Defensie": 0.07, "Politie": 0.04, "Gemeenten": 0.27,
    "Primair onderwijs": 0.16, "Voortgezet onderwijs": 0.1, "Middelbaar beroepsonderwijs": 0.06, "Hoger onderwijs": 0.14,
}  # fmt: skip
BRANCHES = ("B-F", "C", "F", "G-N", "O-Q", "O", "P", "Q")  # of 85081NED, beside all industries
FEW = 3.0  # thousand new vacancies of an occupation in an industry: fewer is a point
NEW_YEARS = ["2023JJ00", "2024JJ00"]


def open_national(period: str) -> float:
    return vacancies.flows()[(vacancies.FLOW_MEASURES[0].title, period)]


@cache
def adjusted_rows() -> dict[str, tuple[str, float]]:
    """80474ned as printed: code and thousands by title."""
    keys = {i.title: i.key for i in industries.industries()} | {industries.TOTAL_TITLE: industries.TOTAL}
    own = {"Particuliere bedrijven": "D900101", "Overheid": "D900102"}
    return {f.dimensions[0][1]: ((keys | own)[f.dimensions[0][1]], f.value) for f in published.figures("80474ned")}


def observe_adjusted() -> Iterator[Cell]:
    for title, (code, level) in adjusted_rows().items():
        for period in QUARTERS:
            value = level
            if title == industries.TOTAL_TITLE and period != "2023KW02":
                value = open_national(period)
            elif period != "2023KW02":
                drift = (periods.when(period) - 2023.4) * between(-0.02, 0.02, "adjusted", title)
                value = level * open_national(period) / open_national("2023KW02") * (1 + drift)
            yield Cell(ADJUSTED.identifier, round(value, 1), (code, period))


def observe_rate() -> Iterator[Cell]:
    base = vacancies.sections_2023(vacancies.OPEN.title)
    national = vacancies.national(vacancies.OPEN.title)
    rows = {industries.TOTAL: (sum(base.values()), sum(industries.jobs_of(s) for s in base))}
    rows |= {industries.of_kind("section")[s].key: (base[s], industries.jobs_of(s)) for s in base}
    for key, (level, jobs) in rows.items():
        for period in QUARTERS:
            grown = jobs * 1.011 ** (periods.when(period) - 2019.9)
            value = 1000 * level * national[period] / national["2023JJ00"] / grown
            yield Cell(RATE.identifier, round(value), (key, period))


def observe_government() -> Iterator[Cell]:
    measures = (vacancies.OPEN, vacancies.NEW, vacancies.FILLED)
    for measure in measures:
        for period in periods.with_years(RECENT):
            for title, share in GOVERNMENT.items():
                value = vacancies.national(measure.title)[period] * 0.1 * share * between(0.95, 1.05, title)
                yield Cell(measure.identifier, round(value, measure.decimals), (government_code(title), period))


def government_code(title: str) -> str:
    return f"D9002{list(GOVERNMENT).index(title):02d}"


@cache
def branches() -> dict[str, str]:
    """Rows of 85081NED: title to key."""
    every = industries.of_kind("section") | industries.of_kind("section_range")
    return {industries.TOTAL_TITLE: industries.TOTAL} | {every[b].title: every[b].key for b in BRANCHES}


def observe_new() -> Iterator[Cell]:
    rows = [r["code"] for r in published.rows("brc_2014.csv") if len(r["code"]) < 4]
    segments = [code for code in rows if len(code) == 3]
    known = {
        (f.dimensions[0][1], f.dimensions[1][1].split()[0], f.period): f.value for f in published.figures("85081NED")
    }
    for period in NEW_YEARS:
        total = round(10 * vacancies.national(vacancies.NEW.title)[period])
        employed = occupations.printed()
        size = [employed[(code, "2023JJ00")] * between(0.6, 1.4, "new", code) for code in segments]
        parts = dict(zip(segments, spread(total, size), strict=True))
        for code in rows:
            parts.setdefault(code, sum(v for k, v in parts.items() if len(k) == 3 and k.startswith(code)))
        for title, key in branches().items():
            part = 1.0 if key == industries.TOTAL else between(0.02, 0.3, "branch", title)
            yield Cell("D900001", round(total * part / 10, 1), (key, occupations.identifier(""), period))
            for code in rows:
                of_branch = 1.0 if key == industries.TOTAL else part * between(0, 1.5, title, code[:2])
                value = known.get((title, code, period), round(parts[code] * of_branch / 10, 1))
                place = (key, occupations.identifier(code), period)
                if value < FEW or (title.startswith("O ") and code == "061"):
                    yield Cell("D900001", None, place, "NotAvailable")
                else:
                    yield Cell("D900001", value, place)


def observe_regional() -> Iterator[Cell]:
    every = industries.of_kind("section")
    rows = {industries.TOTAL: 1.0} | {every[s].key: share for s, share in (("C", 0.08), ("F", 0.06), ("Q", 0.16))}
    for period in RECENT:
        national = round(10 * vacancies.national(vacancies.OPEN.title)[period])
        for key, share in rows.items():
            total = round(national * share)
            weights = [weight * between(0.9, 1.1, key, title) for title, (_, weight) in PROVINCES.items()]
            values = [total, *spread(total, weights)]
            for code, value in zip((NETHERLANDS[0], *(c for c, _ in PROVINCES.values())), values, strict=True):
                yield Cell(vacancies.OPEN.identifier, value / 10, (key, code, period))


def tables() -> tuple[Table, ...]:
    august = utc(2026, 8, 14, 4)
    every = industries.of_kind("section")
    sections = {industries.TOTAL_TITLE: industries.TOTAL} | {every[s].title: every[s].key for s in industries.SECTIONS}
    brc = (
        Code(occupations.identifier(""), "Totaal"),
        *(
            Code(occupations.identifier(r["code"]), r["title"], r["description"])
            for r in published.rows("brc_2014.csv") if len(r["code"]) < 4
        ),
    )  # fmt: skip
    sbi, title = "BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI2008)"
    four = {every[s].title: every[s].key for s in ("C", "F", "Q")}
    return (
        Table(
            "80474ned", "Vacatures; seizoengecorrigeerd, SBI2008", august, "Per kwartaal", "2018-2026",
            (
                dimension("SBI2008PartBedrijvenOverheid", "SBI 2008, part. bedrijven, overheid",
                          {t: code for t, (code, _) in adjusted_rows().items()}),
                periods.time_dimension(QUARTERS, provisional=2),
            ),
            (ADJUSTED,), observe_adjusted,
        ),
        Table(
            "80567ned", "Vacatures; vacaturegraad naar SBI 2008", august, "Per kwartaal", "2018-2026",
            (dimension("SBI2008", "SBI 2008", sections), periods.time_dimension(QUARTERS, provisional=2)),
            (RATE,), observe_rate,
        ),
        Table(
            "80857NED", "Vacatures; overheid en onderwijs", august, "Per kwartaal", "2024-2026",
            (
                dimension("Overheidssectoren", "Overheidssectoren", {t: government_code(t) for t in GOVERNMENT}),
                periods.time_dimension(periods.with_years(RECENT), 2, year_title="{year} jaargem. /jaartotaal"),
            ),
            (vacancies.OPEN, vacancies.NEW, vacancies.FILLED), observe_government,
        ),
        Table(
            "85081NED", "Ontstane vacatures; beroepenindeling ROA-CBS 2014 (BRC 2014), SBI 2008", utc(2025, 7, 14, 4),
            "Per jaar", "2023-2024",
            (
                dimension(sbi, title, branches()),
                Dimension("Beroepenindeling", "Beroepenindeling", brc),
                periods.time_dimension(NEW_YEARS, provisional=2),
            ),
            (NEW_BY_OCCUPATION,), observe_new,
        ),
        Table(
            "83599NED", "Openstaande vacatures; SBI 2008, regio", august, "Per kwartaal", "2024-2026",
            (
                dimension(sbi, title, {industries.TOTAL_TITLE: industries.TOTAL} | four),
                places(PROVINCES),
                periods.time_dimension(RECENT, provisional=2),
            ),
            (vacancies.OPEN,), observe_regional,
        ),
    )  # fmt: skip
