"""The header of a table whose layout nobody promised: the row in which the needed columns are recognised.

A workbook has more than one sheet, and a csv can be cut in more than one way: every way is looked at, and the one that
gives the needed columns is taken.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingestion.dataset import Dataset, Landing
from ingestion.errors import ContractBroken
from ingestion.headers import Ambiguous, named

WITHIN = 30  # rows
Row = Sequence[str | None]


class Header(NamedTuple):
    """A row that may be a header: its number, for each of our columns found its place, its words, and what is in doubt."""

    row: int
    mapping: dict[str, int]
    words: list[str]
    doubt: str = ""


def find_header(
    dataset: Dataset, access: Landing, part: str, ways: Mapping[str, Sequence[Row]], *, one_only: bool
) -> tuple[str, Header]:
    """The way to read a file that gives the needed columns, and its header; `one_only`: a second such way is another table.

    Raises ContractBroken.
    """
    nearest = {way: nearest_header(access, rows) for way, rows in ways.items()}
    whole = [way for way, header in nearest.items() if not lacking(access, header)]
    best = max(whole or nearest, key=lambda way: (len(nearest[way].mapping), len(nearest[way].words)))
    header, where = nearest[best], f"{part}, eerste {WITHIN} rijen ({', '.join(ways)})"
    if not whole:
        missing = "; ".join(
            " of ".join(f"{ours} ({' / '.join(access.synonyms[ours])})" for ours in choice)
            for choice in lacking(access, header)
        )
        doubt = f"; {header.doubt}" if header.doubt else ""
        raise ContractBroken(
            dataset.id,
            where,
            f"geen kopregel; de naaste ({best}): {' | '.join(header.words)[:400] or 'niets'}{doubt}",
            f"ook {missing}",
            "Staat zo'n kolom er onder een andere naam, voeg die dan toe aan access.synonyms in de catalogus; ga anders na of "
            "het het goede bestand is.",
        )
    if one_only and len(whole) > 1:
        raise ContractBroken(
            dataset.id,
            where,
            f"{len(whole)} tabellen: {', '.join(whole)}",
            "een blad met de nodige kolommen",
            "Houd het blad met de cijfers; een andere periode mag in een eigen bestand.",
        )
    return best, header


def nearest_header(access: Landing, rows: Sequence[Row]) -> Header:
    """The first row with all needed columns, else the one with the most of ours, else the widest."""
    best = Header(0, {}, [])
    for number, row in enumerate(rows[:WITHIN]):
        said = [" ".join((word or "").split()) for word in row]
        words, doubt = [word for word in said if word], ""
        try:
            mapping = {ours: said.index(word) for ours, word in named(access.synonyms, words).items()}
        except Ambiguous as error:
            mapping, doubt = {}, "meer dan een kolom kan {} zijn: {}".format(*error.args)
        header = Header(number, mapping, words, doubt)
        if not lacking(access, header):
            return header
        best = max(best, header, key=lambda h: (len(h.mapping), bool(h.doubt), len(h.words)))
    return best


def lacking(access: Landing, header: Header) -> list[tuple[str, ...]]:
    """The choices of needed columns of which none is there."""
    return [choice for choice in access.needed if not any(column in header.mapping for column in choice)]
