"""A rule: a function of one syntax tree, with examples that are queries of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlglot import exp

Rewrite = Callable[[exp.Expression, "Shapes"], exp.Expression]


class Shapes(Protocol):
    """Tells what a part of a query gives."""

    def columns(self, query: exp.Expression, at: exp.Expression) -> list[str]:
        """Names of the columns of a query as it would be at a node: the CTEs that are known there are known to it."""

    def types(self, query: exp.Expression, at: exp.Expression) -> dict[str, str]:
        """The same, each with DuckDB's type."""


@dataclass(frozen=True)
class Rule:
    """`examples`: a query in DuckDB's SQL without tables, and what Spark's must hold; both engines are asked them."""

    name: str
    rewrite: Rewrite
    examples: tuple[tuple[str, str], ...]


RULES: list[Rule] = []  # in the order in which they are applied


def rule(*examples: tuple[str, str]) -> Callable[[Rewrite], Rewrite]:
    """Registers a function as a rule, under its name, after those before it."""

    def register(rewrite: Rewrite) -> Rewrite:
        RULES.append(Rule(rewrite.__name__, rewrite, examples))
        return rewrite

    return register


def function(name: str, *arguments: exp.Expression) -> exp.Anonymous:
    """A function of Spark's, under its own name whatever sqlglot makes of it."""
    return exp.Anonymous(this=name, expressions=list(arguments))
