"""The pages in English: the figures with their names, units and intervals; definitions, pictures and sources stay in Dutch.

What is said of a number follows `words`, which does the same in Dutch.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from orchestration.publication.site import words
from orchestration.publication.site.content import LABOUR_MARKET, Opgave, Site

FOLDER = "en"
NAME = "Talent strategy in figures"
DEMO_NOTE = (
    "DEMONSTRATION, made with the built-in example: national totals are published figures, all below them is modelled. "
    "These are no statistics, and may not be quoted."
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
THEMES = ("Shortage now", "Trained", "Keeps learning (adults in dual vocational education)", "From abroad")
DELINEATIONS = {"kern": "core", "breed": "broad", "nvt": "national"}


def page_of(opgave: Opgave) -> str:
    return f"{FOLDER}/{opgave.page}"


def counterparts(site: Site) -> dict[str, str]:
    """The Dutch pages that are there in English too, with where."""
    return {"index.html": f"{FOLDER}/index.html"} | {opgave.page: page_of(opgave) for opgave in site.opgaven}


def number(value: float | Decimal | None) -> str:
    """A number in English: 1,234 and 5.67, rounded as in Dutch; nothing where there is none."""
    if value is None:
        return ""
    whole, _, decimals = f"{words.shown(value):,f}".partition(".")
    decimals = decimals.rstrip("0")
    return (whole + (f".{decimals}" if decimals else "")).replace("-", words.MINUS)


def interval(lower: float | None, upper: float | None, value: float | None) -> str:
    """What is known of the whole uncertainty, in words."""
    if lower is None and upper is None:
        return "not known"
    if lower is not None and upper is not None:
        return "counted" if lower == upper == value else " to ".join(words.pair(lower, upper, mark="."))
    return f"{number(lower)} or more" if lower is not None else f"{number(upper)} or less"


def period(start: date, frequency: str) -> str:
    """The name of a period, as readers know it. Raises KeyError for a frequency that has none."""
    year, month = start.year, MONTHS[start.month - 1]
    names = {
        "year": f"{year}",
        "study_year": f"{year}/{(year + 1) % 100:02d}",
        "quarter": f"{year}, quarter {(start.month + 2) // 3}",
        "month": f"{month} {year}",
        "register": f"{start.day} {month} {year}",
        "forecast": f"until {year}",
    }
    return names[frequency]


def change(by: float | None, margin: float | None, significant: bool | None) -> str:
    """The difference with a year earlier, and whether it is shown to be one; empty where there is none."""
    if by is None:
        return ""
    signed = f"+{number(by)}" if words.shown(by) > 0 else number(by)
    around = f" ± {number(margin)}" if margin else ""
    sure = {None: ", margin not known", False: f"{around}, not significant", True: f"{around}, significant"}
    return signed + sure[significant]


def lines(site: Site) -> dict[str, str]:
    """What each line of the strategy is called."""
    of_strategy = {code: text for (of, code), text in site.labels_en.items() if of == "line"}
    told = {code: f"Line {code}: {text.removeprefix(code).strip()}" for code, text in of_strategy.items()}
    return told | {LABOUR_MARKET: "Labour market: demand, supply and shortage"}


def pages(site: Site, cards: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str, dict[str, Any]]]:
    """Of each page its path, template, title, summary and what it tells. `cards` are those of the start page."""
    told = {"folder": FOLDER, "pages": {opgave.opgave_id: page_of(opgave) for opgave in site.opgaven}}
    (national,) = (opgave for opgave in site.opgaven if opgave.is_national)
    summary = "The eight crucial tasks of the Dutch talent strategy in figures: shortage, education, lifelong learning, migration."
    yield f"{FOLDER}/index.html", "en_index.html", NAME, summary, told | {"cards": cards, "national": national}
    for opgave in site.opgaven:
        figures = {code: found for code, found in site.by_opgave[opgave.opgave_id].items() if found}
        about = f"The newest figures of {opgave.name_en}, with their 95% intervals."
        said = told | {"opgave": opgave, "figures": figures, "lines": lines(site)}
        yield page_of(opgave), "en_opgave.html", opgave.name_en, about, said
