"""Names and texts as SQL."""

from pathlib import Path


def identifier(name: str) -> str:
    """A name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | Path) -> str:
    """A text as a quoted SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def struct(columns: dict[str, str]) -> str:
    """Columns and types as DuckDB's `columns =` argument."""
    return "{" + ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns.items()) + "}"
