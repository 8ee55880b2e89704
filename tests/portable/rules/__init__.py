"""From DuckDB's SQL to Spark's: what sqlglot does, and rules of our own for what it does not, or does otherwise in silence."""

from collections.abc import Mapping, Sequence

import duckdb
import sqlglot
from sqlglot import exp

from tests.portable.rules import (
    shapes,
    summaries,
    text,
    values,
)  # in this order: shapes ask DuckDB, while it is DuckDB's SQL
from tests.portable.rules.rule import RULES, Rule

__all__ = ["RULES", "Rule", "Translator", "shapes", "summaries", "text", "values"]


class Translator:
    """Translates queries over relations of known columns. What a part of a query gives is asked of DuckDB: it is its SQL.

    A relation is called `schema__name` on Spark.
    """

    def __init__(
        self, relations: Mapping[tuple[str, str, str], Mapping[str, str]], rules: Sequence[Rule] = tuple(RULES)
    ) -> None:
        """`relations`: database, schema and name to columns and their types. `rules` in their order."""
        self.rules, self.con = rules, duckdb.connect()
        for database in {database for database, _, _ in relations}:
            self.con.execute(f"attach ':memory:' as \"{database}\"")
        for (database, schema, name), columns in relations.items():
            self.con.execute(f'create schema if not exists "{database}"."{schema}"')
            listed = ", ".join(f'"{column}" {data_type}' for column, data_type in columns.items())
            self.con.execute(f'create table "{database}"."{schema}"."{name}" ({listed})')

    def columns(self, query: exp.Expression, at: exp.Expression) -> list[str]:
        return list(self.types(query, at))

    def types(self, query: exp.Expression, at: exp.Expression) -> dict[str, str]:
        ctes: dict[str, exp.Expression] = {}
        came: exp.Expression | None = None
        node: exp.Expression | None = at
        while node is not None:
            listed = []
            if isinstance(node, exp.With):  # from inside a CTE: those before it
                listed = node.expressions[: next(i for i, c in enumerate(node.expressions) if c is came)]
            elif (around := node.args.get("with_")) is not None and around is not came:
                listed = around.expressions
            ctes = {cte.alias: cte for cte in listed} | ctes
            came, node = node, node.parent
        names = ", ".join(cte.sql(dialect="duckdb", comments=False) for cte in ctes.values())
        told = query.sql(dialect="duckdb", comments=False)
        described = self.con.execute(f"describe {f'with {names} ' if names else ''}{told}").fetchall()
        return {name: data_type for name, data_type, *_ in described}

    def spark(self, sql: str) -> str:
        """The query in Spark's SQL. Raises what sqlglot raises, and ValueError for what a rule does not know."""
        tree = sqlglot.parse_one(sql, read="duckdb")
        for rule in self.rules:
            tree = rule.rewrite(tree, self)
        for table in list(tree.find_all(exp.Table)):
            if table.db:
                renamed = exp.to_identifier(f"{table.db}__{table.name}")
                if not table.alias:
                    table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
                table.set("this", renamed)
                table.set("db", None)
                table.set("catalog", None)
        return tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False)
