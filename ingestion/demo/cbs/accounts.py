"""84546NED (growth accounts) and 85880NED (quarterly growth of GDP and value added): changes in % or percentage points.

Published: 84546NED for the commercial sector, 2000, 2005 and 2011-2022. Modelled: its seven other branches (the
commercial sector plus a deviation of their own; contributions still add up) and all of 85880NED, for twenty of the 210
measures with CBS's own codes. One measure of 85880NED has no observations at all, as seventeen have at CBS.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import industries, periods
from ingestion.demo.cbs.learning import dimension
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import along, between

COMMERCIAL = "A-U Commerciële sector (excl L,O,P,T)"
YEARS = [*(f"{y}JJ00" for y in (2000, 2005)), *periods.years(2011, 2022)]
GROWTH = (
    Measure("D900001", 3, "Toegevoegde waarde", "% volumemutaties", 1),
    Measure("D900002", 4, "Bijdrage arbeid", "procentpunt", 1),
    Measure("D900003", 5, "Bijdrage uren", "procentpunt", 1),
    Measure("D900004", 6, "Bijdrage compositie-effect", "procentpunt", 1),
    Measure("D900005", 7, "Bijdrage kapitaal", "procentpunt", 1),
    Measure("D900006", 8, "Bijdrage ICT-kapitaal", "procentpunt", 1),
    Measure("D900007", 9, "Bijdrage niet-ICT-kapitaal", "procentpunt", 1),
    Measure("D900008", 10, "Bijdrage multifactorproductiviteit", "procentpunt", 1),
)
BRANCHES = ("C", "F", "G", "H", "J", "K", "M", "N")


@cache
def printed() -> dict[tuple[str, str], float]:
    """Published growth under (title of the measure, year)."""
    return {(f.measure.rpartition(" - ")[2], f.period): f.value for f in published.figures("84546NED")}


def observe_growth() -> Iterator[Cell]:
    for period in YEARS:
        known = [printed()[(m.title, period)] for m in GROWTH]
        for measure, value in zip(GROWTH, known, strict=True):
            yield Cell(measure.identifier, value, ("D900010", period))
        for letter in BRANCHES:
            hours, mix, ict, other, mfp = (
                round(value + between(-0.6, 0.6, measure, letter, period), 1)
                for measure, value in ((n, known[n]) for n in (2, 3, 5, 6, 7))
            )
            labour, capital = hours + mix, ict + other
            values = (labour + capital + mfp, labour, hours, mix, capital, ict, other, mfp)
            for measure, value in zip(GROWTH, values, strict=True):
                yield Cell(measure.identifier, round(value, 1), (industries.of_kind("section")[letter].key, period))


QUARTERLY = periods.with_years(periods.quarters("2018KW01", "2026KW01"))
KINDS = {
    "Volume, t.o.v. zelfde periode vorig jaar": "A045299",
    "Volume, t.o.v. voorgaande periode": "A045300",
    "Waarde, t.o.v. zelfde periode vorig jaar": "A045301",
    "Waarde, t.o.v. voorgaande periode": "A045302",
    "Prijs, t.o.v. zelfde periode vorig jaar": "A045303",
}
EMPTY = "M000309"  # Bedrijven en huishoudens: stands in the list, never observed
ECONOMY = {
    "M002782_1": (5, "Bruto binnenlands product"),
    EMPTY: (21, "Bedrijven en huishoudens"),
    "A048156_2": (30, "Totaal"),
}
IN_MEASURES = {"A": "301000_1", "C": "307500_2", "N": "410200_2"}
BBP = {2018: 2.4, 2019: 2.0, 2020: -3.9, 2021: 6.3, 2022: 5.0, 2023: 0.1, 2024: 1.0, 2025: 1.5, 2026: 1.3}


def quarterly_measures() -> tuple[Measure, ...]:
    rows = dict(ECONOMY)
    for number, (letter, section) in enumerate(industries.of_kind("section").items()):
        if letter not in "S":  # R to U together at CBS
            title = "Totaal" if letter in ("C", "N") else section.title
            rows[IN_MEASURES.get(letter, section.key)] = (33 + 2 * number, title)
    rows["300014"] = (81, "R-U Cultuur, recreatie, overige diensten")
    rows.pop(industries.of_kind("section")["R"].key)
    groups = {"M002782_1": "M006278_1", EMPTY: "A044490_1", "A048156_2": "A048156_1"}
    # which branch stands under which does not matter here: CBS groups them under six-digit keys that end in _1
    return tuple(
        Measure(code, index, title, "%", 1, groups.get(code, "300035_1")) for code, (index, title) in rows.items()
    )


def observe_quarterly() -> Iterator[Cell]:
    for measure in quarterly_measures():
        if measure.identifier == EMPTY:
            continue
        for kind in KINDS.values():
            for period in QUARTERLY:
                if period.endswith("JJ00") and kind in ("A045300", "A045302"):
                    continue  # a year has no change on the period before: CBS leaves the row out
                volume = along(BBP, periods.when(period) - 0.5) + between(-1.5, 1.5, measure.identifier, period)
                price = 2.4 + between(-0.8, 0.8, "price", measure.identifier, period)
                if kind in ("A045300", "A045302"):
                    volume, price = volume / 4, price / 4
                value = {"A045303": price, "A045301": volume + price, "A045302": volume + price}.get(kind, volume)
                yield Cell(measure.identifier, round(value, 1), (kind, period))


def tables() -> tuple[Table, ...]:
    sections = industries.of_kind("section")
    branches = {COMMERCIAL: "D900010"} | {sections[s].title: sections[s].key for s in BRANCHES}
    branch = dimension("BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI2008)", branches)
    kinds = dimension("SoortMutaties", "Soort mutaties", KINDS)
    return (
        Table(
            "84546NED", "Groeirekeningen; nationale rekeningen", utc(2024, 6, 25), "Per jaar", "2000-2022",
            (branch, periods.time_dimension(YEARS, provisional=2)), GROWTH, observe_growth,
        ),
        Table(
            "85880NED", "Bbp, productie en bestedingen; kwartalen, mutaties, nationale rekeningen", utc(2026, 7, 1, 5),
            "Per kwartaal", "2018-2026", (kinds, periods.time_dimension(QUARTERLY, provisional=10)),
            quarterly_measures(), observe_quarterly,
        ),
    )  # fmt: skip
