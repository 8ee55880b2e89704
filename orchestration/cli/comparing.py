"""`talent diff A B`: what the second of two publications says otherwise."""

from typing import Any

from rich.console import Console

from ingestion.home import Home
from orchestration.cli.answers import Form, write
from orchestration.cli.app import NOT_DONE, OK, say
from orchestration.cli.changes import SHOWN, line
from orchestration.publication.lake.comparing import FIGURES, TABLES, compare
from orchestration.publication.marks import DEMO_NOTE
from orchestration.publication.reading import NotReadable
from orchestration.publication.revisions import KEY


def print_difference(home: Home, first: str, second: str, form: Form, out: Console) -> int:
    """Prints the tables and figures that differ, as `talent diff` does; JSON and CSV have the figures, with their status."""
    try:
        one, other, tables, figures = compare(home, first, second)
    except NotReadable as refusal:
        say(str(refusal))
        return NOT_DONE
    told = f"{one} tegenover {other}: tabellen anders: {len(tables)}; {counted(figures)}."
    if form is Form.table:
        if tables:
            write(TABLES, tables, form, out)
            out.print()
        tell(figures, out)
        out.print(told, markup=False)
    else:
        write(FIGURES, figures, form, out)
        say(told)
    if home.kind == "demo":
        say(f"\n{DEMO_NOTE}")
    return OK


def as_named(figure: Any) -> dict[str, Any]:
    return dict(zip(FIGURES, figure, strict=True))


def tell(figures: list[Any], out: Console) -> None:
    changed = [f for f in map(as_named, figures) if f["verschil"]]
    seen = changed[:SHOWN] if out.is_terminal else changed
    for f in seen:
        out.print(line([f[c] for c in KEY], f["was"], f["is"], f["unit"], f["marges"]), markup=False)
    if left := len(changed) - len(seen):
        say(f"(nog {left} cijfers; alle in een pipe, of met --csv)")
    if changed:
        out.print()


def counted(figures: list[Any]) -> str:
    named = [as_named(f) for f in figures]
    changed, beyond = sum(bool(f["verschil"]) for f in named), sum((f["marges"] or 0) > 1 for f in named)
    new, gone = sum(f["stand_was"] is None for f in named), sum(f["stand_is"] is None for f in named)
    return (
        f"cijfers gewijzigd: {changed}, waarvan {beyond} met meer dan hun marge; nieuw: {new}; vervallen: {gone}; "
        f"met alleen een andere stand, of een waarde erbij of eraf: {len(named) - changed - new - gone}"
    )
