"""85224NED: labour participation, seasonally adjusted and not, per quarter, x 1 000 persons or %.

Published: the tightness that CBS computes of it for four quarters (142, 122, 114 and 110 vacancies per 100 unemployed),
which fixes the unemployed of those quarters through 84545NED. Modelled: everything else, on a line through anchors.
Ten of the 34 measures, with CBS's own codes; years exist for the unadjusted figures only, as at CBS.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo.body import utc
from ingestion.demo.cbs import periods, vacancies
from ingestion.demo.cbs.learning import EMPLOYED, POPULATION, dimension
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import along

RAW, ADJUSTED = "A042501", "A050903"
QUARTERS = periods.quarters("2013KW01", "2026KW01")
ALL = periods.with_years(QUARTERS)
TIGHTNESS = {"2022KW02": 142, "2022KW04": 122, "2023KW04": 114, "2024KW01": 110}
UNEMPLOYED = {2013: 760, 2014: 750, 2015: 700, 2016: 620, 2017: 520, 2018: 450, 2019: 405, 2020: 470, 2021: 400,
              2024: 375, 2026: 405}  # fmt: skip
SEASON = {"3000800_2": (1.04, 1.0, 0.98, 0.98), "3000795": (0.995, 1.0, 1.003, 1.002)}
MEASURES = (
    Measure("T001143_2", 4, "Totaal", "x 1 000"),
    Measure("2018790_1", 7, "3 Hbo, wo", "x 1 000"),
    Measure("3000790_2", 9, "Beroepsbevolking", "x 1 000"),
    Measure("3000795", 11, "Werkzame beroepsbevolking", "x 1 000"),
    Measure("2021320_2", 22, "Werknemer", "x 1 000"),
    Measure("2021380_2", 26, "Zelfstandige", "x 1 000"),
    Measure("3000800_2", 34, "Werkloze beroepsbevolking", "x 1 000"),
    Measure("M001906", 37, "Werkloosheidspercentage", "%", 1),
    Measure("M001731", 43, "Bruto arbeidsparticipatie", "%", 1),
    Measure("M001796_2", 45, "Netto arbeidsparticipatie", "%", 1),
)


@cache
def quarter(period: str, adjusted: bool) -> dict[str, float]:
    """All measures of one quarter."""
    at, season = periods.when(period), int(period[-1]) - 1
    unemployed = along(UNEMPLOYED, at - 0.5)
    if period in TIGHTNESS:
        unemployed = 100 * vacancies.flows()[(vacancies.FLOW_MEASURES[0].title, period)] / TIGHTNESS[period]
    employed = along(EMPLOYED, at - 0.5)
    if not adjusted:
        unemployed, employed = unemployed * SEASON["3000800_2"][season], employed * SEASON["3000795"][season]
    return together(along(POPULATION, at - 0.5), round(employed), round(unemployed), at)


def together(population: float, employed: int, unemployed: int, at: float) -> dict[str, float]:
    people, force, self_employed = round(population), employed + unemployed, round(employed * 0.163)
    return {
        "T001143_2": people,
        "2018790_1": round(people * along({2013: 0.28, 2026: 0.38}, at)),
        "3000790_2": force,
        "3000795": employed,
        "2021320_2": employed - self_employed,
        "2021380_2": self_employed,
        "3000800_2": unemployed,
        "M001906": round(100 * unemployed / force, 1),
        "M001731": round(100 * force / people, 1),
        "M001796_2": round(100 * employed / people, 1),
    }


def observe() -> Iterator[Cell]:
    for correction, shown in ((RAW, ALL), (ADJUSTED, QUARTERS)):
        for period in shown:
            if period.endswith("JJ00"):
                four = [quarter(f"{period[:4]}KW0{q}", False) for q in range(1, 5)]
                mean = {name: sum(values[name] for values in four) / 4 for name in four[0]}
                values = together(
                    mean["T001143_2"], round(mean["3000795"]), round(mean["3000800_2"]), periods.when(period)
                )
            else:
                values = quarter(period, correction == ADJUSTED)
            for measure in MEASURES:
                yield Cell(measure.identifier, values[measure.identifier], (correction, period))


def table() -> Table:
    correction = dimension(
        "SeizoenEnWerkdagcorrectie",
        "Seizoen- en werkdagcorrectie",
        {"Oorspronkelijke, ongecorrigeerde cijfers": RAW, "Seizoengecorrigeerde cijfers": ADJUSTED},
    )
    time = periods.time_dimension(ALL, provisional=1)
    title = "Arbeidsdeelname; kerncijfers seizoengecorrigeerd"
    return Table(
        "85224NED", title, utc(2026, 4, 30, 4), "Per kwartaal", "2013-2026", (correction, time), MEASURES, observe
    )
