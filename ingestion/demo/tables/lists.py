"""Categories of CBS dimensions: written out in `lists.yml`, or by rule from the seeds of the warehouse.

`named` takes the name of a list, or a rule with its arguments: `sbi total section`, `brc 2 4`, `fields 2 3 4`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ingestion.demo import files
from ingestion.demo.duo import higher
from ingestion.demo.model import between
from ingestion.demo.tables.parts import Category

TOTAL = "T001072"  # all fields
KINDS = ("total", "section", "section_range", "division", "division_range")
WITHOUT_JOBS = {"T", "U"}  # sections that are part of a range's name, never of its figures


@cache
def written() -> Mapping[str, Any]:
    """The contents of `lists.yml`."""
    return files.document(Path(__file__).parent / "lists.yml")


def categories(entry: Mapping[Any, Any]) -> dict[str, Category]:
    """Categories from {code: title, [title, share] or [title, [codes]]}."""
    found = {}
    for code, said in entry.items():
        title, made = said if isinstance(said, list) else (said, None)
        of = tuple(map(str, made)) if isinstance(made, list) else ()
        found[str(code)] = Category(title, share=None if of else made, of=of)
    return found


@cache
def named(name: str) -> dict[str, Category]:
    """A list by its name. Raises KeyError for one that is nowhere."""
    if name in written():
        return categories(written()[name])
    rule, *arguments = name.split()
    return RULES[rule](*arguments)


def course(level: Any) -> Any:
    """A level, or the one that `lists.yml` has under its name."""
    return written()["courses"][level] if isinstance(level, str) else level


def title_of(dimension: str) -> str:
    """The title of a dimension: its name in words, or what `lists.yml` says."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", dimension)
    return str(written()["titles_of_dimensions"].get(dimension, words.capitalize()))


def sbi(*wanted: str) -> dict[str, Category]:
    """SBI 2008 in CBS keys: of these kinds, and of these codes where some are named.

    Sections share by jobs (`by=` another list), divisions unevenly; sections and ranges add up what is below them, or
    have its share where that is not there.
    """
    weights = written()[next((w.removeprefix("by=") for w in wanted if w.startswith("by=")), "jobs")]
    kinds, codes = [w for w in wanted if w.islower()], [w for w in wanted if not w.islower()]
    listed = {
        r["code"]: r
        for r in files.seed("codelist/sbi2008")
        if r["kind"] in KINDS and r["section_code"] not in WITHOUT_JOBS
    }
    divisions = {code: r["section_code"] for code, r in listed.items() if r["kind"] == "division"}
    sizes = {code: between(0.3, 1.7, "jobs", listed[code]["cbs_key"]) for code in divisions}
    shares = {letter: size / sum(weights.values()) for letter, size in weights.items()}
    for code, letter in divisions.items():
        shares[code] = shares[letter] * sizes[code] / sum(sizes[c] for c, other in divisions.items() if other == letter)
    chosen = [c for c, r in listed.items() if r["kind"] in kinds and (c in codes or not codes or r["kind"] == "total")]
    found = {}
    for code in chosen:
        row, (first, _, last) = listed[code], code.partition("-")
        below = {
            "section": [c for c, letter in divisions.items() if letter == code],
            "section_range": [letter for letter in weights if first <= letter <= last],
            "division_range": [c for c in divisions if first <= c <= last],
        }.get(row["kind"], [])
        of = tuple(listed[c]["cbs_key"] for c in below) if set(below) <= set(chosen) else ()
        share = None if of or row["kind"] == "total" else shares.get(code) or sum(shares[c] for c in below)
        found[row["cbs_key"]] = Category(f"{code} {row['name_nl']}", share, of)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != "T001081", pair[0])))


def tree(
    known: Mapping[str, tuple[str, str, str]], sizes: Mapping[str, float], depths: Sequence[str]
) -> dict[str, Category]:
    """Categories of a classification whose codes grow by a digit: those of these lengths, each the sum of what is below
    it there, the lowest with their share of the sizes. `known`: identifier, title and description per code."""
    chosen = sorted(code for code in known if str(len(code)) in depths)
    found = {}
    for code in chosen:
        below = [c for c in chosen if c.startswith(code) and len(c) > len(code)]
        of = tuple(known[c][0] for c in below if len(c) == min(map(len, below)))
        share = sum(size for c, size in sizes.items() if c.startswith(code)) / sum(sizes.values())
        identifier, title, description = known[code]
        found[identifier] = Category(title, None if of else share, of, description)
    return found


def brc(*digits: str) -> dict[str, Category]:
    """BRC 2014 with its total: classes (2), segments (3) and groups (4), with CBS's titles.

    Codes are placeholders (D9, the digits, the BRC code), because CBS's keys are not known.
    """
    names = {r["code"]: r["name_nl"] for r in files.seed("codelist/brc2014") if r["edition"] == "2014"}
    rows = {r["title"].split()[0]: r for r in files.rows(files.DATA / "occupations.csv") if r["title"]}
    known = {code: (r["code"], r["title"], names.get(code, "")) for code, r in rows.items()}
    found = tree(known, {c: float(r["employed_2023"]) for c, r in rows.items() if len(c) == int(digits[-1])}, digits)
    highest = tuple(known[code][0] for code in known if len(code) == int(digits[0]))
    return {"D900000": Category("Totaal", of=highest)} | found


def field_code(isced: str) -> str:
    """The demo's identifier of a field: CBS's own are not known, and are no ISCED codes."""
    return f"D95{isced.ljust(4, 'x')}"


def fields(*digits: str) -> dict[str, Category]:
    """Fields of ISCED-F that the demo's higher education has, of these depths, with their total first."""
    names = {r["code"]: r["name_nl"] for r in files.seed("codelist/isced_f_2013")}
    counts: dict[str, float] = defaultdict(int)
    for row in joint("fields_of_graduates")["rows"].values():
        for code, number in row.items():
            counts[code[3:]] += number
    titles = {code: f"{code} {names[code][:1].upper()}{names[code][1:]}" for code in counts}
    titles |= {code[:3]: f"{code[:3]} {written()['narrow_fields'][code[:3]]}" for code in counts}
    titles |= {code[:2]: written()["broad_fields"][field_code(code[:2])][0] for code in counts}
    # StatLine shortens titles to 37 characters and dots
    short = {code: title if len(title) <= 40 else title[:37] + "..." for code, title in titles.items()}
    known = {code: (field_code(code), title, "") for code, title in short.items()}
    return {TOTAL: Category("Totaal")} | tree(known, counts, digits)


def regions() -> dict[str, Category]:
    """The 35 labour market regions. CBS's codes of them are not known for certain: these only look like them."""
    sizes = {name: between(0.4, 1.6, "region", name) for name in written()["labour_market_regions"]}
    whole = sum(sizes.values())
    return {f"AM9{n:02d}": Category(f"{name} (AM)", s / whole) for n, (name, s) in enumerate(sizes.items(), 1)}


RULES: dict[str, Callable[..., dict[str, Category]]] = {"sbi": sbi, "brc": brc, "fields": fields, "regions": regions}
SORTS = {"hbo": "D960001", "wo": "D960002"}
DIPLOMAS = {"associate degree": "D960011", "bachelor": "D960012", "master": "D960013", "postmaster": "D960014"}
OF_HBO = {"master": "D960014"}  # CBS counts masters of hbo with what follows them


@cache
def joint(name: str) -> dict[str, Any]:
    """Shares of fields that the demo's programmes of DUO give: `fields_of_students` per sort of higher education,
    `fields_of_graduates` per sort and diploma."""
    isced = {r["code"]: r["isced_code"] for r in files.seed("codelist/croho_isced")}
    students, rows = name == "fields_of_students", defaultdict[str, dict[str, int]](lambda: defaultdict(int))
    for sector, sort in SORTS.items():
        counts = higher.per_place(sector, "enrolled")[2022] if students else higher.graduates_per_place(sector)[2018]
        for place, count in counts.items():
            diplomas = DIPLOMAS | OF_HBO if sector == "hbo" else DIPLOMAS
            key = sort if students else f"{sort} {diplomas[place.programme.type]}"
            rows[key][field_code(isced[place.programme.code])] += count
    return {"counts": True, "given": "Onderwijssoort" if students else "Onderwijssoort SoortDiploma", "rows": rows}
