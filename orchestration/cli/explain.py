"""`talent explain`: a figure down to the cells that it was made of, as a tree that a person reads or as JSON."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console

from ingestion.home import Home
from orchestration.cli.answers import write_json
from orchestration.cli.app import NOT_DONE, OK, SOMETHING_MISSING, say
from orchestration.explain.explanation import SHARED, Explanation, explained, of_scorecard
from orchestration.explain.project import Name, NotExplained, opened

WIDTH = 80
MOST_PARTS = 8  # under one row; the rest is told as a number
TEXTS = ("caveat", "definition", "rationale", "source", "weight_note", "snapshot", "description")


def run(home: Home, name: str, chosen: dict[str, str], where: str, column: str, as_json: bool, out: Console) -> int:
    """Prints the explanation. 0 recomputed and equal, 3 another value, 1 not explained."""
    try:
        project = opened(home)
        mart: Name = ("marts", name)
        if mart in project.tables:
            asked = [column] if column else None
            if column and column not in project.tables[mart].columns:
                raise NotExplained(f"{column} is geen kolom van {name}")
            explanation = explained(project, mart, where or "true", asked, column)
        else:
            if missing := [f"--{option}" for option, given in chosen.items() if not given]:
                raise NotExplained(
                    f"{name} is geen tabel, en voor een cijfer van de scorekaart ontbreekt {', '.join(missing)}"
                )
            explanation = of_scorecard(
                project, name, chosen["opgave"], chosen["delineation"], chosen["period"], column or "value"
            )
    except NotExplained as refusal:
        say(str(refusal))
        return NOT_DONE
    if as_json:
        write_json(explanation.as_json(), out)
    else:
        for line in told(explanation):
            out.print(
                line if len(line) <= WIDTH or line.startswith("  http") else f"{line[: WIDTH - 1]}…", markup=False
            )
    return SOMETHING_MISSING if explanation.differs else OK


def told(of: Explanation) -> Iterator[str]:
    """The lines of an explanation."""
    again = of.again.get(of.column)
    yield f"{of.table.name[1]}.{of.column} = {of.stored[of.column]}"
    yield f"  {summary(of.stored, of.table.key)}"
    for column in of.explained:
        if column != of.column and column.endswith(("_lower", "_upper", "margin_95")):
            yield f"  {column} = {of.stored[column]}"
    yield f"Opnieuw berekend uit de cellen hieronder: {again}  {'gelijk' if not of.differs else 'NIET GELIJK'}"
    if of.problem:
        yield f"  {of.problem}"
    yield ""
    yield from branch(of, of.table.name, of.number, "", set())
    leaves = of.leaves()
    yield ""
    counts: dict[str, int] = {}
    for leaf in leaves:
        key = leaf.get("dataset_id", leaf["table"])
        counts[key] = counts.get(key, 0) + 1
    yield f"Gebruikte cellen en rijen: {len(leaves)} (alle met --json)"
    snapshots = of.snapshots(leaves)
    for key, count in counts.items():
        snapshot = snapshots.get(key)
        yield f"- {key}: {count}" + (f", stand {snapshot['snapshot_id']}" if snapshot else "")
        for body in snapshot["bodies"] if snapshot else ():
            yield f"  {body['part']} {body['retrieved_at']:%Y-%m-%d %H:%M} "
            yield f"  sha256 {body['sha256']}"
            yield f"  {body['url']}"


def branch(of: Explanation, name: Name, number: int, indent: str, seen: set[tuple[Name, int]]) -> Iterator[str]:
    """A row, and under it what it was made of; each row once."""
    cells = of.cells(name, number)
    line = f"{indent}{name[1]}: {summary(cells, ()) or 'vertrouwelijk, cellen niet getoond'}"
    if (name, number) in seen:
        yield f"{line} (zie boven)"
        return
    seen.add((name, number))
    yield line
    if of.is_leaf(name, number):
        return
    parts = list(dict.fromkeys(part for term in of.terms(name, number) for part in term))
    shown = [part for part in parts if part[0][1] not in SHARED]
    for part in shown[:MOST_PARTS]:
        yield from branch(of, *part, indent + "  ", seen)
    if len(shown) > MOST_PARTS:
        yield f"{indent}  … en nog {len(shown) - MOST_PARTS} rijen (--json)"
    if listed := len(parts) - len(shown):
        yield f"{indent}  {listed} rijen van codelijsten van de uitgever (--json)"


def summary(cells: dict[str, Any], only: tuple[str, ...]) -> str:
    """A row in a line: the figure first, then what tells it from others."""
    figures = [c for c, v in cells.items() if isinstance(v, float | int) and not isinstance(v, bool) and v is not None]
    first = [
        f"{c} {cells[c]}"
        for c in figures
        if c.lower() in ("value", "weight", "persons", "weight_lower", "weight_upper")
    ]
    rest = [
        str(v)
        for c, v in cells.items()
        if v is not None and c not in figures and not any(t in c.lower() for t in TEXTS) and (not only or c in only)
    ]
    return " | ".join([*first, *rest])
