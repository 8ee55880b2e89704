"""The residence permits that the demo's Eurostat has: first permits, permits for work, valid permits, transferees.

Published: first permits for work and for study 2010-2013, as CBS 82027NED has them from the same records of the IND, and
2,725 permits for transfer within a company (ICT) in 2023 (Eurostat, Statistics Explained). Modelled: the rest. First
permits are a fixed share of the immigrants from outside EU/EFTA with the matching motive (CBS 84809NED, published),
2008-2024, and 2025 as 2024 less 3%. Valid permits are those of the years before that are still in use.

How sure the codes are. Dimensions, their order and the header: confirmed for MIGR_RESFIRST, expected for the others.
Reasons TOTAL, EMP, EDUC, FAM, OTH: confirmed (seen in public code that uses the dataset). EMP_HSW, EMP_BLC, EMP_RES,
EMP_SEAS, EMP_OTH, REF: expected; the labels "Highly skilled workers" and "Researchers" are confirmed, the codes are
not. Durations M3-5, M6-11, M_GE12, the dimension `decision` and the sectors of the transferees: expected.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ingestion.demo import published
from ingestion.demo.cbs.migration import totals
from ingestion.demo.model import along, between, spread

YEARS = range(2008, 2026)
FIRST = {  # reason: motives of 84809NED, share of immigrants that hold a first permit (modelled)
    "EMP": (("A009232",), 0.88),
    "EDUC": (("A009235",), 0.95),
    "FAM": (("A009234",), 0.72),
    "OTH": (("A009233", "A009238"), 0.8),
}
WORK = {"EMP_HSW": 0.62, "EMP_BLC": 0.02, "EMP_RES": 0.14, "EMP_SEAS": 0.01, "EMP_OTH": 0.21}
STAYING = {"EMP": 2.6, "EDUC": 2.3, "FAM": 6.5, "OTH": 4.0}  # valid permits per first permit of a year (own estimate)
CITIZENS = {"TOTAL": 1.0, "IN": 0.19, "CN": 0.1, "US": 0.08, "TR": 0.07}  # a selection: they do not add up
DURATIONS = {"M3-5": 0.08, "M6-11": 0.17, "M_GE12": 0.75}
ICT_YEARS = range(2017, 2025)
ICT = {2017: 1900, 2019: 3100, 2020: 1150, 2021: 1700, 2022: 2650, 2023: 2725, 2024: 2500}  # 2023 is published
SECTORS = {
    "A": 0.004, "B-E": 0.22, "F": 0.03, "G-I": 0.09, "J": 0.37, "K": 0.06, "L": 0.006, "M_N": 0.19, "O-Q": 0.005,
    "R-U": 0.015, "UNK": 0.01,
}  # fmt: skip

Row = tuple[tuple[str, ...], int, int | None]  # codes in the order of the dimensions, year, permits


@cache
def printed() -> dict[tuple[str, int], int]:
    """Permits that CBS printed, under (reason, year)."""
    reasons = {"Totaal arbeid": "EMP", "Studie": "EDUC"}
    return {
        (reasons[f.measure], int(f.period[:4])): int(f.value)
        for f in published.figures("82027NED")
        if f.measure in reasons
    }


@cache
def first_permits() -> dict[tuple[str, int], int]:
    """Permits under (reason, year)."""
    persons = totals("84809NED")
    found = {}
    for year in YEARS:
        known, later = min(year, 2024), 0.97 if year > 2024 else 1.0
        for reason, (motives, share) in FIRST.items():
            immigrants = sum(persons.get((m, f"{known}JJ00"), 0) for m in motives)
            modelled = round(immigrants * share * later * between(0.98, 1.02, reason, year))
            found[(reason, year)] = printed().get((reason, year), modelled)
        found[("TOTAL", year)] = sum(found[(reason, year)] for reason in FIRST)
    return found


@cache
def work_permits() -> dict[tuple[str, int], int]:
    """Permits for work under (kind of work, year); EMP is their sum and equals EMP of the first permits."""
    found = {}
    for year in YEARS:
        total = found[("EMP", year)] = first_permits()[("EMP", year)]
        weights = [share * between(0.9, 1.1, kind, year) for kind, share in WORK.items()]
        found |= {(kind, year): part for kind, part in zip(WORK, spread(total, weights), strict=True)}
    return found


@cache
def valid_permits() -> dict[tuple[str, int], int]:
    """Permits valid on 31 December under (reason, year): mean first permits of three years times a stay in years.

    REF (international protection) is a part of the total beside OTH here, as it may be at Eurostat.
    """
    found = {}
    for year in YEARS:
        before = [y for y in range(year - 2, year + 1) if y in YEARS]
        for reason, stay in STAYING.items():
            mean = sum(first_permits()[(reason, y)] for y in before) / len(before)
            found[(reason, year)] = round(mean * stay)
        found[("REF", year)] = round(found[("OTH", year)] * 1.4)
        found[("TOTAL", year)] = sum(found[(reason, year)] for reason in (*STAYING, "REF"))
    return found


def by_reason(permits: dict[tuple[str, int], int]) -> Iterator[Row]:
    for (reason, year), total in permits.items():
        for citizen, share in CITIZENS.items():
            part = total if citizen == "TOTAL" else round(total * share * between(0.8, 1.2, reason, citizen, year))
            by_duration = dict(zip(DURATIONS, spread(part, list(DURATIONS.values())), strict=True))
            for duration, count in {"TOTAL": part, **by_duration}.items():
                # the first years by length of validity were not delivered: an empty value, flagged
                missing = year < 2010 and duration != "TOTAL"
                yield ("A", reason, citizen, duration, "PER", "NL"), year, None if missing else count


def transferees() -> Iterator[Row]:
    """ICT permits issued, renewed and withdrawn; by citizenship a selection."""
    for year in ICT_YEARS:
        issued = round(along(ICT, year))
        for decision, share in {"ISSUED": 1.0, "RENEWED": 0.28, "WITHDRAWN": 0.03}.items():
            for citizen, part in {"TOTAL": 1.0, "IN": 0.58, "US": 0.09}.items():
                yield ("A", decision, citizen, "TOTAL", "PER", "NL"), year, round(issued * share * part)


def transferees_by_sector() -> Iterator[Row]:
    for year in ICT_YEARS:
        issued = round(along(ICT, year))
        weights = [share * between(0.9, 1.1, "ICT", sector, year) for sector, share in SECTORS.items()]
        parts = dict(zip(SECTORS, spread(issued, weights), strict=True))
        for sector, count in {"TOTAL": issued, **parts}.items():
            for citizen, part in {"TOTAL": 1.0, "IN": 0.58}.items():
                yield ("A", sector, citizen, "PER", "NL"), year, round(count * part)


@dataclass(frozen=True)
class Flow:
    dimensions: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


REASONS = ("freq", "reason", "citizen", "duration", "unit", "geo")
FLOWS = {
    "MIGR_RESFIRST": Flow(REASONS, lambda: by_reason(first_permits())),
    "MIGR_RESOCC": Flow(REASONS, lambda: by_reason(work_permits())),
    "MIGR_RESVALID": Flow(REASONS, lambda: by_reason(valid_permits())),
    "MIGR_RESICT1_1": Flow(("freq", "decision", "citizen", "duration", "unit", "geo"), transferees),
    "MIGR_RESICT1_2": Flow(("freq", "nace_r2", "citizen", "unit", "geo"), transferees_by_sector),
}
