"""An explanation as a person reads it, 80 columns wide: the figure, how certain it is, what it was made of, and where that came from."""

import textwrap
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ingestion.catalogue import load_catalogue
from ingestion.sql import literal
from orchestration.explain.explanation import SCORECARD, SHARED, Explanation
from orchestration.explain.project import LEAVES, Name

WIDTH = 80
DEEPEST = 12  # steps to the right; what lies deeper stands no further
MOST_PARTS = 5  # under one row; the rest is told as a number
TOO_MANY = 100  # parts: a whole file, which a person does not read row by row
TECHNICAL = (
    "moment_",
    "share_",
    "change_",
    "trend_",
    "weight_count",
    "weight_official",
    "weight_judgement",
    "is_",
    "_snapshot",
)
TEXTS = ("caveat", "definition", "snapshot", "description", "rationale", "source", "weight_note", "margin_basis")
NEVER = ("caveat", "definition", "_snapshot", "snapshot_id")  # said of every figure of its kind (`talent dictionary`)
INTERVALS = {"weight": "met kruistabel", "total": "alles samen"}
SAID = ("value", "persons", "estimate", "ratio", "weight")
BASES = {"count": "telling van personen", "official": "officiële afbakening", "judgement": "oordeel"}
CERTAINTY = (
    ("afronding, afscherming", "{0}_lower", "{0}_upper"),
    ("kruistabel, 95 %", "weight_lower", "weight_upper"),
    ("alles samen, 95 %", "total_lower", "total_upper"),
    ("bereik over groepen", "range_lowest", "range_highest"),
)
READING = (
    "Onder elke rij staat, ingesprongen, waaruit zij is gemaakt; een rij noemt alleen wat nog niet boven haar staat. "
    "De laatste rij van een tak staat er zoals zij binnenkwam: [nummer] is het bestand onderaan. Er kan ook een rij staan "
    "die niet meetelt maar waarnaar gekeken is, voor een keuze (welk jaar, welke bron) of een vergelijking."
)


def told(of: Explanation) -> Iterator[str]:
    """The lines of an explanation."""
    leaves = of.leaves()
    snapshots = of.snapshots(leaves)
    files = {dataset: number for number, dataset in enumerate(snapshots, 1)}
    yield from head(of)
    yield ""
    yield "HOE HET IS OPGEBOUWD"
    yield from wrapped(READING, "")
    yield ""
    yield from Tree(of, files).branch([(of.table.name, of.number)], 0, {})
    yield ""
    yield f"WAAR HET VANDAAN KOMT: {many(len(leaves), 'cel of rij', 'cellen en rijen')}, alle met --json"
    catalogue = load_catalogue()
    for dataset, number in files.items():
        of_it = sum(leaf.get("dataset_id") == dataset for leaf in leaves)
        title = f": {catalogue[dataset].title} ({catalogue[dataset].attribution})" if dataset in catalogue else ""
        yield from wrapped(f"[{number}] {dataset}{title}; {many(of_it, 'cel', 'cellen')}", "", "    ")
        snapshot = snapshots[dataset]
        yield f"    stand {snapshot['snapshot_id']}"
        for body in snapshot["bodies"]:
            yield f"    {body['part']}, opgehaald {body['retrieved_at']:%Y-%m-%d %H:%M}, sha256"
            yield f"    {body['sha256']}"
            yield f"    {body['url']}"
    lists: dict[str, int] = {}
    for leaf in leaves:
        if "dataset_id" not in leaf:
            lists[leaf["table"]] = lists.get(leaf["table"], 0) + 1
    for table, count in lists.items():
        kind = "schattingen van afgeschermde cellen" if not table.startswith("seeds.") else "lijst van dit project"
        yield f"{table} ({kind}): {many(count, 'rij', 'rijen')}"


def head(of: Explanation) -> Iterator[str]:
    """The figure, how certain it is, and whether its cells give it again."""
    row = of.stored
    if of.table.name == SCORECARD:
        names = of.project.con.execute(
            f"select name_nl from warehouse.seeds.indicator where indicator_id = {literal(row['indicator_id'])}"
        ).fetchall()
        yield from wrapped(
            f"{names[0][0] if names else row['indicator_id']}: {row['opgave_id']}, {row['delineation']}, "
            f"vanaf {row['period_start']}",
            "",
        )
    else:
        yield from wrapped(", ".join(f"{c} {text(row[c])}" for c in of.table.key if row[c] is not None), "")
    yield from wrapped(
        f"{of.table.name[1]}.{of.column} = {text(row[of.column])} {row.get('unit') or ''}".rstrip(), "", "  "
    )
    for label, lower, upper in CERTAINTY:
        low, high = lower.format(of.column), upper.format(of.column)
        if row.get(low) is not None or (low == "total_lower" and low in row):
            told = (
                f"{text(row[low])} tot {text(row[high])}" if row[low] is not None else "niet bekend: een deel ontbreekt"
            )
            yield f"  {label:<24} {told}"
    if "margin_95" in row:
        margin = f"± {text(row['margin_95'])}; " if row["margin_95"] is not None else ""
        yield from wrapped(
            f"  {'steekproef, 95 %':<24} {margin}{row.get('margin_basis') or 'niet bekend'}", "", " " * 27
        )
    for column, value in of.again.items() if of.differs else ():
        if column in of.differs and column != of.column:
            yield f"  {column}: {text(row[column])}, opnieuw {text(value)}"
    again = of.again.get(of.column)
    yield f"Opnieuw berekend uit alleen de cellen hieronder: {text(again)}, {'NIET GELIJK' if of.problem else 'gelijk'}"
    if of.problem:
        yield from wrapped(of.problem, "  ")


class Tree:
    """The rows on the way, each once; a row that is only handed on stands on one line with the one that it came from."""

    def __init__(self, of: Explanation, files: Mapping[str, int]) -> None:
        self.of = of
        self.files = files
        self.seen: set[tuple[Name, int]] = set()

    def parts(self, name: Name, number: int) -> list[tuple[Name, int]]:
        if self.of.is_leaf(name, number):
            return []
        return list(dict.fromkeys(part for term in self.of.terms(name, number) for part in term))

    def hands_on(self, name: Name, number: int) -> bool:
        return (name, number) not in self.seen and not self.of.is_leaf(name, number)

    def branch(self, chain: list[tuple[Name, int]], depth: int, above: Mapping[str, Any]) -> Iterator[str]:
        """A row and what it was made of. `chain`: the rows that handed it on, and itself; `above`: what stands over it."""
        row = chain[-1]
        parts = self.parts(*row)
        shown = [part for part in parts if part[0][1] not in SHARED]
        if row not in self.seen and len(shown) == 1 and self.hands_on(*shown[0]):
            self.seen.add(row)
            yield from self.branch([*chain, shown[0]], depth, above)
            return
        indent = "  " * min(depth, DEEPEST)
        cells: dict[str, Any] = {}
        for one in chain:
            cells |= {c: v for c, v in self.of.cells(*one).items() if v is not None}
        names = " < ".join(self.name(*one) for one in chain)
        if row in self.seen:
            yield from wrapped(f"{names}: zie boven", indent, "    ")
            return
        self.seen.add(row)
        is_leaf = self.of.is_leaf(*row)
        said = {v for v in above.values() if isinstance(v, str)}
        new = {c: v for c, v in cells.items() if is_leaf or (above.get(c) != v and v not in said)}
        line = summary(new, is_leaf)
        if not self.of.cells(*row):
            line = "vertrouwelijk, cellen niet getoond"
        yield from wrapped(f"{names}: {line}" if line else names, indent, "    ")
        inner = {**above, **cells}
        count = min(len(shown), MOST_PARTS) if len(shown) <= TOO_MANY else 0
        for part in shown[:count]:
            yield from self.branch([part], depth + 1, inner)
        if more := len(shown) - count:
            kinds = ", ".join(sorted({name[1] for name, _ in shown[count:]}))
            yield from wrapped(
                f"… {'en nog ' if count else ''}{many(more, 'rij', 'rijen')}: {kinds}", indent + "  ", "  "
            )
        if len(parts) > len(shown):
            yield f"{indent}  en {many(len(parts) - len(shown), 'rij', 'rijen')} van codelijsten van de uitgever"

    def name(self, name: Name, number: int) -> str:
        """A relation; of a publisher's file its number below, and the row in it."""
        if name[0] not in LEAVES and self.of.is_leaf(name, number):
            return f"{name[1]} (schatting van een afgeschermde cel)"
        if name[0] != "raw":
            return name[1]
        file = f"[{self.files[name[1]]}]" if name[1] in self.files else name[1]
        return f"{file} rij {number}"


def summary(cells: Mapping[str, Any], is_leaf: bool) -> str:
    """The cells of a row: its figures first, each with its bounds; of a leaf all of them, also the texts that say why."""
    hidden = NEVER if is_leaf else (*TECHNICAL, *TEXTS)
    shown = {c: v for c, v in cells.items() if not c.lower().startswith(hidden) and text(v)}
    found: list[str] = []
    said: set[Any] = set()
    for column in sorted(shown, key=lambda c: c.lower() not in SAID):
        value, (base, _, side) = shown[column], column.rpartition("_")
        if side in ("lower", "upper") and f"{base}_lower" in shown and f"{base}_upper" in shown:
            if side == "lower" and base not in shown:
                found += [f"{INTERVALS.get(base, base)} {bounds}" for bounds in between(shown, base)]
        elif is_leaf or value not in said or not isinstance(value, str | float):
            found.append(" ".join([label(column, value), *(f"({bounds})" for bounds in between(shown, column))]))
        said.add(value)
    return ", ".join(found)


def label(column: str, value: Any) -> str:
    return f"gewicht door {BASES.get(value, value)}" if column == "weight_basis" else f"{column} {text(value)}"


def between(cells: Mapping[str, Any], column: str) -> list[str]:
    """The bounds of a figure where they are known and apart."""
    lower, upper = cells.get(f"{column}_lower"), cells.get(f"{column}_upper")
    if lower is None or upper is None or text(lower) == text(upper):
        return []
    return [f"{text(lower)} tot {text(upper)}"]


def wrapped(line: str, indent: str, further: str = "") -> list[str]:
    """A text over as many lines as it needs."""
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def text(value: Any) -> str:
    """A value as it is read: whole numbers without a point."""
    if value is None:
        return "niets"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float | Decimal):
        return f"{float(value):.{7 if abs(float(value)) < 1e6 else 12}g}"
    return str(value).strip()
