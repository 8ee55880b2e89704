"""80472ned (vacancies by industry) and 84545NED (flows, seasonally adjusted), x 1 000.

Published: 84545NED 2017-2024KW01 (but 2020KW02 to KW04), 80472ned the total per quarter 2018-2020 and all of 2023 for
industries A to I; J to S of 2023 follow the printed 80474ned of 2023KW02 within the printed totals. Modelled: other
quarters of 84545NED on a line, in 2020 through 80472ned; those of 80472ned as 84545NED with a seasonal pattern; industries in the proportions of
2023 with a small drift of their own; divisions by jobs. Mining is too small: CBS prints a point for filled vacancies.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import industries, periods
from ingestion.demo.cbs.learning import dimension
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import along, between, spread

FLOWS = periods.quarters("2017KW01", "2026KW02")
FLOW_MEASURES = tuple(
    Measure(f"D90000{n}", n + 1, f"Vacatures seizoengecorrigeerd {kind}", "x 1 000", 1)
    for n, kind in enumerate(("openstaand", "ontstaan", "vervuld"), 1)
)
BY_INDUSTRY = periods.with_years(periods.quarters("2018KW01", "2026KW02"))
OPEN, NEW, FILLED = (
    Measure("D900001", 3, "Openstaande vacatures", "x 1 000", 1),
    Measure("D900002", 4, "Ontstane vacatures", "x 1 000"),
    Measure("D900003", 5, "Vervulde vacatures", "x 1 000"),
)
# rows whose title differs from other tables, and two that exist here only
OWN_TITLES = {
    "371600": "47 Detailhandel (niet in auto\N{RIGHT SINGLE QUOTATION MARK}s)",
    "328105": "24-25 Basismetaal, metaalprod.-industrie",
    "371700": "471 Supermarkten en warenhuizen",
    "372200": "472 Winkels in voedingsmiddelen",
}
SEASON = (0.99, 1.03, 1.0, 0.98)
# modelled end points of the adjusted series; between and before them published quarters
LATER = {"2024KW04": (398.0, 355.0, 358.0), "2025KW04": (384.0, 349.0, 352.0), "2026KW02": (379.0, 345.0, 347.0)}


@cache
def flows() -> dict[tuple[str, str], float]:
    """84545NED in full: thousands under (title of the measure, quarter)."""
    found = {}
    for number, measure in enumerate(FLOW_MEASURES):
        known = {f.period: f.value for f in published.figures("84545NED") if f.measure == measure.title}
        points = {round(4 * periods.when(p)): v for p, v in known.items()}
        points |= {round(4 * periods.when(p)): values[number] for p, values in LATER.items()}
        points = seen_unadjusted(measure) | points
        for period in FLOWS:
            found[(measure.title, period)] = known.get(period, round(along(points, round(4 * periods.when(period))), 1))
    return found


def seen_unadjusted(measure: Measure) -> dict[int, float]:
    """Quarters that 80472ned prints without correction, with the season taken out: what the adjusted ones are near to."""
    if measure is not FLOW_MEASURES[0]:
        return {}
    totals = {p: v for (m, key, p), v in printed().items() if m == OPEN.title and key == industries.TOTAL}
    return {
        round(4 * periods.when(p)): round(v / SEASON[int(p[-1]) - 1], 1) for p, v in totals.items() if p[4:6] == "KW"
    }


@cache
def printed() -> dict[tuple[str, str, str], float]:
    """80472ned as printed: thousands under (title of the measure, key of the industry, period)."""
    keys = {title: key for key, title in titles().items()}
    return {(f.measure, keys[f.dimensions[0][1]], f.period): f.value for f in published.figures("80472ned")}


@cache
def titles() -> dict[str, str]:
    """Rows of the table: key to title."""
    every = {industries.TOTAL: industries.TOTAL_TITLE} | {i.key: i.title for i in industries.industries()}
    return every | OWN_TITLES


@cache
def sections_2023(measure: str) -> dict[str, float]:
    """Thousands per section in 2023: printed for A to I, the rest in the proportions of 80474ned."""
    keys = industries.of_kind("section")
    year = {key: value for (m, key, period), value in printed().items() if m == measure and period == "2023JJ00"}
    found = {s: year[keys[s].key] for s in "ABCDEFGHI"}
    adjusted = {f.dimensions[0][1]: f.value for f in published.figures("80474ned")}
    trade, market, industry = (industries.of_kind("section_range")[c].key for c in ("G-I", "G-N", "B-F"))
    rest = year[industries.TOTAL] - found["A"] - year[industry] - year[market]
    for letters, value in (("JKLMN", year[market] - year[trade]), ("OPQRS", rest)):
        weights = [adjusted[keys[s].title] for s in letters]
        found |= {s: value * w / sum(weights) for s, w in zip(letters, weights, strict=True)}
    return found


@cache
def national(measure: str) -> dict[str, float]:
    """Thousands for all industries per period: published, else 84545NED with the season put back."""
    index = (OPEN.title, NEW.title, FILLED.title).index(measure)
    known = {p: v for (m, key, p), v in printed().items() if m == measure and key == industries.TOTAL}
    adjusted = {p: flows()[(FLOW_MEASURES[index].title, p)] for p in FLOWS}
    year = [adjusted[f"2023KW0{q}"] for q in range(1, 5)]
    level = known["2023JJ00"] / (sum(year) / 4 if index == 0 else sum(year))
    found: dict[str, float] = {}
    for period in BY_INDUSTRY:
        if period.endswith("JJ00"):
            four = [found[f"{period[:4]}KW0{q}"] for q in range(1, 5)]
            found[period] = known.get(period, sum(four) / 4 if index == 0 else sum(four))
        else:
            found[period] = known.get(period, adjusted[period] * level * SEASON[int(period[-1]) - 1])
    return found


def observe_industries() -> Iterator[Cell]:
    for measure in (OPEN, NEW, FILLED):
        scale = 10**measure.decimals
        base = sections_2023(measure.title)
        for period in BY_INDUSTRY:
            years = periods.when(period) - 2023.5
            weights = [v * (1 + years * between(-0.02, 0.02, "vacancies", s)) for s, v in base.items()]
            total = round(scale * national(measure.title)[period])
            sections = dict(zip(base, spread(total, weights), strict=True))
            values = industries.filled(sections, lambda i: between(0.6, 1.4, "vacancies", i.key))
            for key in titles():
                value = printed().get((measure.title, key, period), values.get(key, -1) / scale)
                if value < 0:
                    continue  # groups of shops: read for one year only, so the rows of other years are absent
                if measure is FILLED and key == "305700" and "KW" in period:
                    yield Cell(measure.identifier, None, (key, period), "NotAvailable")
                else:
                    yield Cell(measure.identifier, value, (key, period))


def observe_flows() -> Iterator[Cell]:
    for period in FLOWS:
        for measure in FLOW_MEASURES:
            yield Cell(measure.identifier, flows()[(measure.title, period)], (period,))


def tables() -> tuple[Table, ...]:
    rows = dimension("Bedrijfskenmerken", "Bedrijfskenmerken", {title: key for key, title in titles().items()})
    by_industry = periods.time_dimension(BY_INDUSTRY, 2, year_title="{year} jaargem. /jaartotaal")
    time = periods.time_dimension(FLOWS, provisional=1)
    august = utc(2026, 8, 14, 4)
    return (
        Table(
            "80472ned", "Vacatures; SBI 2008; naar economische activiteit en bedrijfsgrootte", august, "Per kwartaal",
            "2018-2026", (rows, by_industry), (OPEN, NEW, FILLED), observe_industries,
        ),
        Table(
            "84545NED", "Vacatures; stroomcijfers, seizoengecorrigeerd", august, "Per kwartaal",
            "2017-2026", (time,), FLOW_MEASURES, observe_flows,
        ),
    )  # fmt: skip
