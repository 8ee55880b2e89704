"""IND's public registers of recognised sponsors, as the pages stand: one HTML table for each of the four categories.

Published: the number of rows of the category work on 1 July 2026 (12,885). Modelled: the numbers of the other
categories and everything else. Names are "Voorbeeld Referent 00001 B.V."; numbers begin with 000, which no KvK number
does. As in the real register of work four rows have no number, one number occurs twice and eight names occur twice.
"""

from functools import cache
from html import escape

from ingestion.demo import files
from ingestion.demo.body import Body, utc

BASE = "https://ind.nl/en/public-register-recognised-sponsors/public-register-"
SMALL = {"exchange": 64, "study": 81, "research": 243}  # own estimates
URLS = {f"{BASE}{category}": category for category in ("work", *SMALL)}
WITHOUT_NUMBER, SAME_NUMBER, SAME_NAME = 4, 1, 8
FORMS = ("B.V.", "B.V.", "B.V.", "B.V.", "B.V.", "N.V.", "Stichting", "& Zonen V.O.F.", "'t Atelier")


def work() -> list[tuple[str, str]]:
    """Name and KvK number (text, leading zeros) in the order of the page."""
    total = files.series("sponsors")["work"][2026]
    different = total - SAME_NAME
    found = []
    for n in range(1, different + 1):
        number = "" if n % (different // WITHOUT_NUMBER) == 0 else f"{n:08d}"
        found.append((f"Voorbeeld Referent {n:05d} {FORMS[n % len(FORMS)]}", number))
    # the same name with a number of its own; the first of them shares its number too
    for n in range(SAME_NAME):
        name, number = found[100 * (n + 1)]
        found.append((name, number if n < SAME_NUMBER else f"{different + n + 1:08d}"))
    return sorted(found)


def rows(category: str) -> list[tuple[str, str]]:
    """The small registers hold organisations of the large one; the categories differ in which."""
    every = work()
    return every if category == "work" else [every[17 + n * len(category)] for n in range(SMALL[category])]


@cache
def page(category: str) -> Body:
    title = f"Public Register {category.capitalize()}"
    table = "".join(
        f'<tr>\n<th scope="row">{escape(name)}</th>\n<td>{number}</td>\n</tr>\n' for name, number in rows(category)
    )
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n'
        f'<head><meta charset="utf-8"><title>{title} | IND (demo)</title></head>\n<body>\n<main>\n'
        f"<h1>{title}</h1>\n"
        "<p>Demonstration: none of these organisations exists.</p>\n"
        "<p>The register was last updated on 1 July 2026.</p>\n<table>\n"
        '<thead><tr><th scope="col">Organisation</th><th scope="col">KVK (Chamber of Commerce) number</th></tr></thead>\n'
        f"<tbody>\n{table}</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )
    return Body(text.encode(), "text/html; charset=utf-8", utc(2026, 7, 1))
