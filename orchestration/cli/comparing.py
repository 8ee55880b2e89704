"""`talent diff A B`: what the second of two publications says otherwise."""

from rich.console import Console

from ingestion.home import Home
from orchestration.cli.answers import Form, write
from orchestration.cli.app import NOT_DONE, OK, say
from orchestration.publication.lake.comparing import FIGURES, TABLES, compare
from orchestration.publication.marks import DEMO_NOTE
from orchestration.publication.reading import NotReadable


def print_difference(home: Home, first: str, second: str, form: Form, out: Console) -> int:
    try:
        one, other, tables, figures = compare(home, first, second)
    except NotReadable as refusal:
        say(str(refusal))
        return NOT_DONE
    say(f"{one} tegenover {other}: {len(tables)} tabellen en {len(figures)} cijfers zijn anders.")
    if form is Form.table and tables:
        write(TABLES, tables, form, out)
        out.print()
    if (figures or form is not Form.table) and (left := write(FIGURES, figures, form, out)):
        say(f"(nog {left} cijfers; alle in een pipe, of met --csv)")
    if home.kind == "demo":
        say(f"\n{DEMO_NOTE}")
    return OK
