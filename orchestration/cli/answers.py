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
from rich.table import Column, Table
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
    """A cell after RFC 4180; one that might be taken for nothing stands between quotes, one with parts is JSON."""
    if value is None:
        return ""
    parts = isinstance(value, bool | dict | list | tuple)
    text = json.dumps(value, ensure_ascii=False, default=as_json) if parts else str(value)
    return '"' + text.replace('"', '""') + '"' if not text or any(c in text for c in '",\r\n') else text


def print_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], out: Console) -> None:
    """A table where it fits in the width, and in a pipe; else each row as a block, a column a line, folded beside its name."""
    widths = [max(len(text(cell)) for cell in (name, *(row[i] for row in rows))) for i, name in enumerate(names)]
    if not out.is_terminal:
        for row in (names, *rows):
            out.print("  ".join(text(c).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip(), markup=False)
    elif sum(widths) + 2 * max(len(widths) - 1, 0) <= out.width:
        table = Table(*names, box=None, pad_edge=False)
        for row in rows:
            table.add_row(*map(shown, row))
        out.print(table)
    else:
        for number, row in enumerate(rows):
            block = Table.grid(Column(no_wrap=True, style="bold"), Column(overflow="fold"), padding=(0, 2, 0, 0))
            for name, value in zip(names, row, strict=True):
                block.add_row(name, shown(value))
            out.print(*([""] if number else []), block, sep="\n")


def text(value: Any) -> str:
    """A cell on one line."""
    return NULL if value is None else str(value).replace("\n", "\\n")


def shown(value: Any) -> Text:
    return Text(text(value), "dim" if value is None else "")
