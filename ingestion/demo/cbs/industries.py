"""SBI 2008 in CBS keys: sections, divisions and the ranges that CBS adds up, and a way to fill them all consistently.

Published: the keys and titles (`data/sbi_2008.csv`, read in 83583NED and 84826NED). Modelled: the column `jobs_k`, own
rough estimates of jobs per division in 2019 (x 1 000), used as weights only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from ingestion.demo import published
from ingestion.demo.model import spread

TOTAL, TOTAL_TITLE = "T001081", "A-U Alle economische activiteiten"
SECTIONS = "ABCDEFGHIJKLMNOPQRS"


@dataclass(frozen=True)
class Industry:
    """One row of SBI in CBS keys. `code` is what the title begins with: `C`, `B-F`, `62`, `10-12`."""

    key: str
    title: str
    kind: str
    code: str
    section: str
    jobs: float


@cache
def industries() -> tuple[Industry, ...]:
    return tuple(
        Industry(r["cbs_key"], r["title"], r["kind"], r["sbi_code"], r["sbi_section"], float(r["jobs_k"] or 0))
        for r in published.rows("sbi_2008.csv")
    )


@cache
def of_kind(kind: str) -> dict[str, Industry]:
    """Industries of a kind (section, section_range, division, division_range) under their SBI code."""
    return {i.code: i for i in industries() if i.kind == kind}


@cache
def divisions_of(section: str) -> tuple[Industry, ...]:
    return tuple(i for i in of_kind("division").values() if i.section == section)


@cache
def jobs_of(section: str) -> float:
    return sum(i.jobs for i in divisions_of(section))


def members(industry: Industry) -> tuple[str, ...]:
    """The sections or divisions that a range adds up."""
    first, _, last = industry.code.partition("-")
    if industry.kind == "section_range":
        # U is part of the name, never of the figures: extraterritorial organisations have no jobs here
        return tuple(s for s in SECTIONS if first <= s <= last)
    return tuple(code for code in of_kind("division") if int(first) <= int(code) <= int(last))


def filled(sections: Mapping[str, int], factor: Callable[[Industry], float] = lambda i: 1.0) -> dict[str, int]:
    """Values per CBS key from those per section: divisions by jobs times `factor`, ranges and total added up."""
    values = {TOTAL: sum(sections.values())}
    divisions: dict[str, int] = {}
    for letter, value in sections.items():
        values[of_kind("section")[letter].key] = value
        inside = divisions_of(letter)
        for industry, part in zip(inside, spread(value, [i.jobs * factor(i) for i in inside]), strict=True):
            divisions[industry.code] = values[industry.key] = part
    for kind, source in (("section_range", sections), ("division_range", divisions)):
        for industry in of_kind(kind).values():
            values[industry.key] = sum(source[m] for m in members(industry))
    return values
