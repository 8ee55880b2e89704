"""Small parts of SQL: what an expression is, and what is within it."""

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

MADE_OF = "__made_of"
NOTHING = "[]::bigint[]"
DIALECT = "duckdb"
FOLLOWED = "memory"  # the database where every relation stands under its own name, with its `__made_of`


class NotFollowed(Exception):
    """A construction of SQL that the rewriting does not know; says which."""


def sql(text: str) -> exp.Expr:
    return sqlglot.parse_one(text, read=DIALECT)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def concat(parts: list[str]) -> str:
    if not parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else f"list_concat({', '.join(parts)})"


def clauses(select: exp.Select) -> list[exp.Expr]:
    """What decides which rows there are."""
    order = [select.args.get("order")] if select.args.get("limit") else []
    named = select.args.get("windows") or []
    parts = [select.args.get(c) for c in ("where", "group", "having", "qualify")]
    return [p for p in [*parts, *order, *named] if p is not None]


def star_of(projection: exp.Expr) -> tuple[str, exp.Star] | None:
    """The alias ('' for none) and the star of `*` or `alias.*`."""
    if isinstance(projection, exp.Star):
        return "", projection
    if isinstance(projection, exp.Column) and isinstance(projection.this, exp.Star):
        return projection.table.lower(), projection.this
    return None


def excluded(star: exp.Star) -> set[str]:
    return {e.name.lower() for e in star.args.get("except_") or ()}


def parts_of(expression: exp.Expr) -> Iterator[exp.Expr]:
    """An expression and all within it, subqueries too, but nothing within those: they are looked at by themselves."""
    yield expression
    if isinstance(expression, exp.Query):
        return
    for part in expression.iter_expressions():
        yield from parts_of(part)


def bare(function: exp.Expr) -> exp.Expr:
    """An aggregate or window function without its FILTER, IGNORE NULLS and the like."""
    while isinstance(function, exp.Filter | exp.IgnoreNulls | exp.RespectNulls | exp.WithinGroup):
        function = function.this
    return function


def filtered(aggregate: exp.Expr) -> tuple[exp.Expr, str]:
    """The aggregate itself and the condition of its FILTER ('' for none)."""
    if isinstance(aggregate, exp.Filter):
        return bare(aggregate.this), aggregate.expression.this.sql(DIALECT)
    return bare(aggregate), ""


def aggregates_in(expression: exp.Expr, names: frozenset[str]) -> list[exp.Expr]:
    found: list[exp.Expr] = []

    def look(node: exp.Expr) -> None:
        if isinstance(node, exp.Query | exp.Subquery):
            return
        if isinstance(node, exp.Window):
            function = bare(node.this)
            for part in [*function.iter_expressions(), *node.args.get("partition_by", []), node.args.get("order")]:
                if part is not None:
                    look(part)
            return
        if is_aggregate(node, names):
            found.append(node)
            return
        for part in node.iter_expressions():
            look(part)

    look(expression)
    return found


def is_aggregate(node: exp.Expr, names: frozenset[str]) -> bool:
    if isinstance(node, exp.Anonymous):
        return node.name.lower() in names
    return isinstance(node, exp.AggFunc) or (
        isinstance(node, exp.Filter | exp.WithinGroup | exp.IgnoreNulls) and is_aggregate(node.this, names)
    )
