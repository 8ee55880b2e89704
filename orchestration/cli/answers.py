"""An answer as a person reads it, or as a program does: a table, JSON or CSV.

In all three a missing value is not an empty text: NULL in a table, null in JSON, nothing between the commas in CSV, where an
empty text is `""`. A pipe gets every row in full; a terminal as much as a person looks at.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

MOST_ROWS = 200  # on a terminal
NULL = "NULL"

AsJson = Annotated[bool, typer.Option("--json", help="als JSON, voor een programma")]
AsCsv = Annotated[bool, typer.Option("--csv", help="als CSV, voor een rekenblad of een programma")]


class Form(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"

    @classmethod
    def of(cls, as_json: bool, as_csv: bool = False) -> "Form":
        """Raises BadParameter where both are asked."""
        if as_json and as_csv:
            raise typer.BadParameter("kies een van beide", param_hint="--json, --csv")
        return cls.json if as_json else cls.csv if as_csv else cls.table


def write(names: Sequence[str], rows: Sequence[Sequence[Any]], form: Form, out: Console) -> int:
    """Prints the answer; gives the number of rows that were left out, which only a terminal does."""
    if form is Form.json:
        write_json([dict(zip(names, row, strict=True)) for row in rows], out)
    elif form is Form.csv:
        for row in (names, *rows):
            out.file.write(",".join(map(as_csv, row)) + "\n")
    else:
        shown = rows[:MOST_ROWS] if out.is_terminal else rows
        print_rows(names, shown, out)
        return len(rows) - len(shown)
    return 0


def write_json(answer: Any, out: Console) -> None:
    """One document: dates in ISO 8601, decimals as numbers."""
    out.file.write(json.dumps(answer, ensure_ascii=False, indent=1, default=as_json) + "\n")


def as_json(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


def as_csv(value: Any) -> str:
    """A cell after RFC 4180; one that might be taken for nothing stands between quotes."""
    if value is None:
        return ""
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if not text or any(c in text for c in '",\r\n') else text


def print_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], out: Console) -> None:
    """A table where it fits in the width; else each row as a block of lines, one column a line."""
    if fits(names, rows, out.width):
        table = Table(*names, box=None, pad_edge=False)
        for row in rows:
            table.add_row(*map(cell, row))
        out.print(table)
        return
    wide = max((len(name) for name in names), default=0)
    for number, row in enumerate(rows):
        if number:
            out.print()
        for name, value in zip(names, row, strict=True):
            out.print(Text.assemble((name.ljust(wide), "bold"), "  ", cell(value)))


def fits(names: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> bool:
    """Columns two apart, each as wide as its widest cell."""
    widths = [max(len(str(text)) for text in (name, *(row[i] for row in rows))) for i, name in enumerate(names)]
    return sum(widths) + 2 * max(len(widths) - 1, 0) <= width


def cell(value: Any) -> Text:
    return Text(NULL, "dim") if value is None else Text(str(value))
