"""85951NED (growth accounts, successor of 84546NED), 85879NED (value added in euros) and 85920NED (volume of labour).

Published: persons, jobs and hours of all industries together in 2022 and 2023 (85920NED). Modelled: everything else.
Hours and jobs per section go by the rough weights of `sbi_2008.csv`, with a drift of their own; value added is hours
times a level of euros per hour that is of the right order for each section; 85951NED draws on that of 84546NED.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo.body import utc
from ingestion.demo.cbs import accounts, industries, periods
from ingestion.demo.cbs.learning import dimension
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import along, between, spread

LEVEL = {  # euros of value added per hour worked in 2023
    "A": 45, "B": 260, "C": 76, "D": 190, "E": 78, "F": 51, "G": 52, "H": 49, "I": 29, "J": 88, "K": 108, "L": 310,
    "M": 62, "N": 38, "O": 71, "P": 61, "Q": 47, "R": 40,
}  # fmt: skip
REST = "R-U Cultuur, recreatie, overige diensten"
PERIODS = [*periods.years(2015, 2023), *periods.with_years(periods.quarters("2024KW01", "2025KW04"))]
PERSONS, JOBS, HOURS = (
    Measure("M000307_2", 4, "Werkzame personen", "x 1 000"),
    Measure("M000308_2", 6, "Banen", "x 1 000"),
    Measure("A045285", 8, "Gewerkte uren", "mln uren"),
)
TOTALS = {  # national level per year: 2022 and 2023 are published
    "Werkzame personen": {2015: 8780, 2019: 9580, 2020: 9560, 2022: 10069, 2023: 10233, 2025: 10390},
    "Banen": {2015: 9900, 2019: 10780, 2020: 10710, 2022: 11325, 2023: 11527, 2025: 11690},
    "Gewerkte uren": {2015: 12600, 2019: 13830, 2020: 13330, 2022: 14526, 2023: 14723, 2025: 14950},
}
HOURS_PER_JOB = {"A": 1.3, "F": 1.2, "I": 0.7, "P": 0.95, "Q": 0.9, "N": 0.9}
GROWTH = (*accounts.GROWTH, Measure("D900009", 11, "Arbeidsproductiviteit", "% volumemutaties", 1))
YEARS = periods.years(2016, 2024)


@cache
def sections() -> dict[str, tuple[str, str]]:
    """Title and key per letter; R to U together under R, as in the national accounts."""
    found = {s: (i.title, i.key) for s, i in industries.of_kind("section").items() if s not in "RSTU"}
    return found | {"R": (REST, industries.of_kind("section_range")["R-U"].key)}


@cache
def labour(measure: str, period: str) -> dict[str, int]:
    """Thousands of persons or jobs, or millions of hours, per letter."""
    at = periods.when(period) - 0.5
    quarter = 4 if "KW" in period and measure == HOURS.title else 1
    total = round(along(TOTALS[measure], at) / quarter)
    weights = []
    for letter in sections():
        jobs = industries.jobs_of(letter) + (industries.jobs_of("S") if letter == "R" else 0)
        if measure == HOURS.title:
            jobs *= HOURS_PER_JOB.get(letter, 1.0)
        weights.append(jobs * (1 + (at - 2019) * between(-0.015, 0.02, "labour", letter)))
    return dict(zip(sections(), spread(total, weights), strict=True))


def observe_labour() -> Iterator[Cell]:
    for measure in (PERSONS, JOBS, HOURS):
        for period in PERIODS:
            values = labour(measure.title, period)
            yield Cell(measure.identifier, sum(values.values()), ("T001413", industries.TOTAL, period))
            for letter, value in values.items():
                yield Cell(measure.identifier, value, ("T001413", sections()[letter][1], period))


def value_measures() -> tuple[Measure, ...]:
    """Codes and groups as in 85880NED, its twin in changes."""
    parent = {"A": "300035_1", "F": "300035_1", "C": "300002_1", "B": "300002_1", "D": "300002_1", "E": "300002_1"}
    total = Measure("A048156_2", 30, "Totaal", "mln euro", 0, "A048156_1")
    rows = [
        Measure(accounts.IN_MEASURES.get(letter, key), 33 + 2 * n, title, "mln euro", 0, parent.get(letter, "300007_1"))
        for n, (letter, (title, key)) in enumerate(sections().items())
    ]
    return (Measure("M002782_1", 5, "Bruto binnenlands product", "mln euro", 0, "M006278_1"), total, *rows)


def observe_values() -> Iterator[Cell]:
    gdp, total, *rows = value_measures()
    for period in PERIODS:
        price = 1.03 ** (periods.when(period) - 2023.5)
        hours = labour(HOURS.title, period)
        values = [round(hours[s] * LEVEL[s] * price * between(0.98, 1.02, "value", s, period[:4])) for s in sections()]
        yield Cell(gdp.identifier, round(sum(values) * 1.11), ("A045296", period))
        yield Cell(total.identifier, sum(values), ("A045296", period))
        for measure, value in zip(rows, values, strict=True):
            yield Cell(measure.identifier, value, ("A045296", period))


def observe_growth() -> Iterator[Cell]:
    rows = {"D900010": "commercial"} | {industries.of_kind("section")[s].key: s for s in accounts.BRANCHES}
    for period in YEARS:
        known = [
            accounts.printed().get((m.title, period), accounts.printed()[(m.title, "2019JJ00")])
            for m in accounts.GROWTH
        ]
        for key, name in rows.items():
            spread_by = 0.2 if name == "commercial" else 0.7
            hours, mix, ict, other, mfp = (
                round(value + between(-spread_by, spread_by, "85951", measure, name, period), 1)
                for measure, value in ((n, known[n]) for n in (2, 3, 5, 6, 7))
            )
            labour_part, capital = hours + mix, ict + other
            growth = labour_part + capital + mfp
            values = (growth, labour_part, hours, mix, capital, ict, other, mfp, growth - hours * 1.5)
            for measure, value in zip(GROWTH, values, strict=True):
                yield Cell(measure.identifier, round(value, 1), (key, period))


def tables() -> tuple[Table, ...]:
    every = industries.of_kind("section")
    branches = {accounts.COMMERCIAL: "D900010"} | {every[s].title: every[s].key for s in accounts.BRANCHES}
    rows = {industries.TOTAL_TITLE: industries.TOTAL} | dict(sections().values())
    time = periods.time_dimension(PERIODS, provisional=12)
    july = utc(2026, 7, 1, 4)
    return (
        Table(
            "85951NED", "Groeirekeningen; nationale rekeningen", utc(2025, 12, 23), "Per jaar", "2016-2024",
            (
                dimension("BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI2008)", branches),
                periods.time_dimension(YEARS, provisional=2),
            ),
            GROWTH, observe_growth,
        ),
        Table(
            "85879NED", "Bbp, productie en bestedingen; kwartalen, waarden, nationale rekeningen", july, "Per kwartaal",
            "2015-2025", (dimension("SoortGegevens", "Soort gegevens", {"Werkelijke prijzen": "A045296"}), time),
            value_measures(), observe_values,
        ),
        Table(
            "85920NED", "Arbeidsvolume; bedrijfstak, kwartalen, nationale rekeningen", july, "Per kwartaal", "2015-2025",
            (
                dimension("TypeWerkenden", "Type werkenden", {"Totaal": "T001413"}),
                dimension("BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI 2008)", rows),
                time,
            ),
            (PERSONS, JOBS, HOURS), observe_labour,
        ),
    )  # fmt: skip
