"""`talent diff`: what is published says otherwise than before, what moved by most margins first; of the rest nothing."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb
import typer
from rich.console import Console

from ingestion.clock import moment_of
from ingestion.home import Home
from orchestration.cli.answers import Form, print_rows, write, write_json
from orchestration.cli.app import NOT_DONE, OK, say
from orchestration.cli.query import open_published, warn_of_demo
from orchestration.publication.changes import Revised, cells_since, figures_since, shown

PUBLICATION = re.compile(r"(\d{8}T\d{6})Z(-[0-9a-f]+)?")
SHOWN = 20  # figures on a terminal
NAMES = (*Revised._fields[:5], "was", "is", "verschil", "marges", *Revised._fields[9:])


def moment(since: str) -> datetime:
    """The last second of what was known then: of a publication by its id, or of a day (UTC). Raises BadParameter."""
    if found := PUBLICATION.fullmatch(since):
        return datetime.strptime(found[1], "%Y%m%dT%H%M%S")
    try:
        return moment_of(since).replace(tzinfo=None)
    except ValueError as error:
        raise typer.BadParameter(
            f"{since!r} is geen publicatie en geen dag: schrijf 20260702T101500Z-1a2b3c4d of 2026-07-02",
            param_hint="--since",
        ) from error


def print_changes(home: Home, since: str, form: Form, out: Console) -> int:
    """Prints what changed since then, or by the last publication; 0 also where nothing did, 1 where nothing is known of that moment."""
    then = moment(since) if since else None
    con = open_published(home)
    if then and (nothing := not_kept(con, then)):
        say(nothing)
        return NOT_DONE
    told = tell(con, then, form, out)
    if form is Form.table:
        out.print(told, markup=False)
    else:
        say(told)
    warn_of_demo(con)
    return OK


def not_kept(con: duckdb.DuckDBPyConnection, then: datetime) -> str:
    """Why nothing can be told of what changed since a moment, where that is before the memory of the file."""
    ((first,),) = con.execute("select min(published_at) from meta.revision").fetchall()
    if first is None or then < first:
        return f"Van voor {first or then:%Y-%m-%d %H:%M} UTC is niets bewaard: er is geen antwoord, ook geen leeg."
    return ""


def tell(con: duckdb.DuckDBPyConnection, then: datetime | None, form: Form, out: Console) -> str:
    """Writes the figures and facts that differ; gives the sentence that sums them up."""
    ((name, at, first),) = con.execute(
        "select publication_id, published_at, (select min(published_at) from meta.revision) from meta.publication"
    ).fetchall()
    if then is None:
        then = at - timedelta(seconds=1)
    if first is None or then < first:
        told = f"Van voor {first or at:%Y-%m-%d %H:%M} UTC is niets bewaard: er is niets om {name} mee te vergelijken."
        write_nothing(name, then, form, out)
        return told
    figures, cells = figures_since(con, then), cells_since(con, then)
    if form is Form.csv:
        write(NAMES, figures, form, out)
    elif form is Form.json:
        write_json(document(name, then, figures, cells), out)
    else:
        changed = [f for f in figures if f.was is not None and f.value is not None]
        seen = changed[:SHOWN] if out.is_terminal else changed
        for figure in seen:
            out.print(line(figure[:5], figure.was, figure.value, figure.unit, figure.margins), markup=False)
        if left := len(changed) - len(seen):
            say(f"(nog {left} cijfers; alle in een pipe, of met --csv)")
        if cells:
            out.print()
            print_rows(("feit", "nieuw", "gewijzigd", "vervallen"), cells, out)
        if changed or cells:
            out.print()
    beyond = sum(f.margins is not None and f.margins > 1 for f in figures)
    new, gone = sum(f.was is None for f in figures), sum(f.value is None for f in figures)
    told = f"Sinds {then:%Y-%m-%d %H:%M} UTC: {len(figures) - new - gone} cijfers gewijzigd, waarvan {beyond} met meer dan "
    return f"{told}hun marge; {new} nieuw, {gone} vervallen; {len(cells)} feiten met andere cellen ({name})."


def line(key: Sequence[object], was: float | None, value: float | None, unit: str | None, margins: float | None) -> str:
    """A figure that changed, as a person reads it."""
    where = " ".join(str(part) for part in key if part and part != "nvt")
    by = f"{shown(margins)} marge(s)" if margins is not None else "marge onbekend"
    return f"{where}: {shown(was)} -> {shown(value)} {unit or ''}, {by}"


def document(
    name: str, then: datetime, figures: list[Revised], cells: list[tuple[str, int, int, int]]
) -> dict[str, object]:
    facts = [dict(zip(("feit", "nieuw", "gewijzigd", "vervallen"), row, strict=True)) for row in cells]
    return {
        "publication_id": name,
        "since": then.isoformat(),
        "figures": [dict(zip(NAMES, row, strict=True)) for row in figures],
        "facts": facts,
    }


def write_nothing(name: str, then: datetime, form: Form, out: Console) -> None:
    """The empty answer in its form."""
    if form is Form.csv:
        write(NAMES, [], form, out)
    elif form is Form.json:
        write_json(document(name, then, [], []), out)
