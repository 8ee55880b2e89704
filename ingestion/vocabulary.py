"""The words of publishers and our own codes, from the seeds `dbt_project/seeds/vocabulary`: one copy, for Python and for dbt.

A word that nobody knows is never guessed at: it stops its dataset, and says in which seed to add it. `vocabulary.csv` has
every closed list of our own; a list with more to say of a code than its labels is a seed of its own. `cbs_title.csv` says
what titles of CBS mean, per dimension.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingestion.home import CHECKOUT
from ingestion.sql import literal

FOLDER = CHECKOUT / "dbt_project" / "seeds" / "vocabulary"
OWN = "vocabulary"  # the seed of many lists
TITLES = "cbs_title"  # words for us, not codes for readers
ANY_OTHER = "*"  # in place of a title: others of this dimension are names
TOTAL = "totaal"

WHITE = r"'[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+'"  # as DuckDB's regular expressions have it, the fixed spaces of web pages too

Label = tuple[str, str, str, str, int]  # list, code, label_nl, label_en, sort_order


# dimensions of CBS whose titles are names, but hold a word of a kind
REGIONS = ("RegioS", "Regio")
INDUSTRIES = (
    "Bedrijfskenmerken", "BedrijfstakkenBranchesSBI2008", "BedrijfstakkenSBI2008", "SBI2008", "SBI2008PartBedrijvenOverheid",
)  # fmt: skip


@cache
def known(name: str) -> dict[str, dict[str, str]]:
    """The rows of a seed by its first column: the publisher's word, or our code. Raises FileNotFoundError."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def plain(column: str) -> str:
    """SQL of a text without what means nothing: case, `_`, and white space of any kind. dbt's macro `plain` is the same."""
    return f"lower(trim(regexp_replace({column}, {WHITE}, ' ', 'g')))"


def coded(column: str, name: str) -> str:
    """SQL of the code that a seed gives to the word in a column; null for a word that it does not have."""
    whens = " ".join(f"when {literal(word)} then {literal(row['code'])}" for word, row in known(name).items())
    return f"case {plain(column)} {whens} end"


@cache
def titles() -> dict[str, dict[str, dict[str, str]]]:
    """The rows of `cbs_title` by dimension and title, folded (`folded`). An open dimension has ANY_OTHER among its titles."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    with (FOLDER / f"{TITLES}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["dimension"], {})[folded(row["title"])] = row
    return found


def folded(title: str) -> str:
    """A title without differences that mean nothing: white space and case."""
    return " ".join(title.split()).lower()


def titles_of(dimension: str, code: str) -> list[str]:
    """The titles, folded, that a code of ours has in a dimension of CBS; none where nobody knows the dimension."""
    return [title for title, row in titles().get(dimension, {}).items() if row["code"] == code]


def collapsed(title: str) -> str:
    """SQL of a title with single spaces. dbt's macro `collapse_whitespace` is the same."""
    return f"trim(regexp_replace({title}, '\\s+', ' ', 'g'))"


# the kinds of industry that a title itself tells, as SQL of it; dbt's macro `sbi_kind` is made from these
INDUSTRY_KINDS = {
    "size_class": "{title} ilike '%werkzame person%'",
    # made by CBS of sections: its title says which ('A-U Commerciële sector (excl L,O,P,T)')
    "aggregate": "{title} ilike '%(excl%'",
    "section": "regexp_matches({title}, '^[A-U] ')",
    "section_range": "regexp_matches({title}, '^[A-U]-[A-U] ')",
    "division": "regexp_matches({title}, '^[0-9]{2} ')",
    "division_range": "regexp_matches({title}, '^[0-9]{2}-[0-9]{2} ')",
    "group": "regexp_matches({title}, '^[0-9]{3} ')",
    "group_range": "regexp_matches({title}, '^[0-9]{3}-[0-9]{3} ')",
    "class": "regexp_matches({title}, '^[0-9]{4} ')",
    "subclass": "regexp_matches({title}, '^[0-9]{5} ')",
}


def region_word(title: str, code: str) -> str:
    """SQL of the two letters that say what kind of region it is: behind the name, `Groningen (PV)`, else those that its
    code begins with."""
    behind = f"nullif(regexp_extract({title}, ' \\(([A-Z]{{2}})\\)$', 1), '')"
    return f"case when {title} = 'Nederland' then 'NL' else coalesce({behind}, left({code}, 2)) end"


def industry_word(title: str) -> str:
    """SQL of a title of an industry that is neither the total nor of one of INDUSTRY_KINDS; null for the others."""
    totals = ", ".join(map(literal, titles_of("Bedrijfskenmerken", TOTAL)))
    told = " or ".join(condition.replace("{title}", title) for condition in INDUSTRY_KINDS.values())
    return f"case when not (lower({title}) in ({totals}) or {told}) then {title} end"


def cell_of_row(columns: Sequence[str], apart: str, name: str) -> str:
    """SQL of the cell of a row that has a word of a seed: the first of the columns with a known one, else the last."""
    words = ", ".join(map(literal, known(name)))
    return "case {} else {} end".format(
        " ".join(f"when {without(c, apart)} in ({words}) then {c}" for c in columns[:-1]), columns[-1]
    )


def of_kind(where: Mapping[str, str]) -> str:
    """SQL: the whole of each of these columns is as its regex has it."""
    return " and ".join(f"regexp_full_match(trim({column}), {literal(regex)})" for column, regex in where.items())


def without(cell: str, apart: str) -> str:
    """SQL of a text without what is no part of its word."""
    return plain(f"regexp_replace({cell}, {literal(apart)}, '', 'g')")


def seed(name: str) -> str:
    """The seed as a person finds it."""
    return str((FOLDER / f"{name}.csv").relative_to(CHECKOUT))


def labels() -> Iterator[Label]:
    """Every code of every list with what it means, in order."""
    with (FOLDER / f"{OWN}.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["list"], row["code"], row) for row in csv.DictReader(file)]
    others = sorted(path.stem for path in FOLDER.glob("*.csv") if path.stem not in (OWN, TITLES))
    listed += [(name, code, row) for name in others for code, row in known(name).items()]
    for name, code, row in listed:
        yield name, code, row["label_nl"], row["label_en"], int(row["sort_order"])
