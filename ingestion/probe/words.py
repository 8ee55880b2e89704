"""Words of a publisher that no vocabulary knows, as rows for its seed: after the row that is most like it, or read by itself.

A unit is read as a number and a noun, never taken to be like another: `x 1 mln` looks like `x 1 000`, and is not.
"""

import csv
import io
import re
from collections.abc import Iterable

from ingestion.dutch import whole
from ingestion.errors import ContractBroken, IngestionError
from ingestion.probe import Proposal
from ingestion.probe.corrections import bare, nearest
from ingestion.vocabulary import FOLDER, seed

NUMBERS = {"duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000, "mld": 1_000_000_000, "miljard": 1_000_000_000}
TURNING = (
    "niet",
    "geen",
    "zonder",
    "exclusief",
    "excl",
    "inclusief",
    "incl",
    "buiten",
    "overig",
    "overige",
    "not",
    "no",
)
UNKNOWN = "?"  # for a person to fill in: a seed with it in a code is refused by its tests


def proposed(errors: Iterable[IngestionError]) -> list[Proposal]:
    """A proposal for each word that the errors say is unknown."""
    found = []
    for unknown in (e.unknown for e in errors if isinstance(e, ContractBroken) and e.unknown):
        listed = rows(unknown.seed)
        names = list(listed[0])
        column = names[1] if unknown.dimension else names[0]
        known = [r for r in listed if not unknown.dimension or r[names[0]] == unknown.dimension]
        for number, word in enumerate(unknown.words, 1):
            if unknown.code:
                row, reason = (
                    dict.fromkeys(names, "") | {"code": unknown.code},
                    f"de enige titel die begint als {unknown.code}",
                )
            else:
                row, reason = unit(word, known) if unknown.seed == "unit" else like(word, column, known, names)
            row |= {column: word} | ({names[0]: unknown.dimension} if unknown.dimension else {})
            if "sort_order" in row:
                row["sort_order"] = str(max(int(r["sort_order"]) for r in listed) + number)
            found.append(Proposal(seed(unknown.seed), line(row[name] for name in names), reason))
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def line(values: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()


def like(word: str, column: str, known: list[dict[str, str]], names: list[str]) -> tuple[dict[str, str], str]:
    """The row of the word that is most like it."""
    by_word = {r[column]: r for r in known if telling(r[column]) == telling(word)}
    near = nearest(word, by_word)
    if near is None:
        return dict.fromkeys(names, UNKNOWN), f"niets bekends lijkt op {word!r}: zeg wat het betekent"
    return dict(by_word[near]), f"als {near!r}, het woord dat er het meest op lijkt"


def telling(word: str) -> list[str]:
    """What makes two words that look alike mean something else: their numbers, and what turns a meaning round."""
    return sorted(part for part in re.findall(r"\d+|[^\W\d_]+", word.casefold()) if part.isdigit() or part in TURNING)


def unit(word: str, known: list[dict[str, str]]) -> tuple[dict[str, str], str]:
    """A unit as a number and a noun: `x 1 mln euro` is a million of euro."""
    same = next((r for r in known if bare(r["word"]) == bare(word)), None)
    if same:
        return dict(same), f"{same['word']!r} met ander wit"
    text = re.sub(r"^x\s*(?=\d)", "", " ".join(word.split()))
    number = re.match(r"\d+(?:[ .]\d{3})*(?!\d)", text)
    factor = int(re.sub(r"\D", "", number[0])) if number else 1
    left = []
    for part in text[number.end() if number else 0 :].split():
        factor *= NUMBERS.get(part.casefold().rstrip("."), 1)
        left += [] if part.casefold().rstrip(".") in NUMBERS else [part]
    noun = " ".join(left)
    same = next((r for r in known if (r["noun"], r["factor"]) == (noun, str(factor))), None)
    row = {"factor": str(factor), "noun": noun, "label_nl": word, "label_en": word, "sort_order": ""}
    return dict(same or row), f"gelezen als {whole(factor)} keer {noun or 'wat is geteld'}"
