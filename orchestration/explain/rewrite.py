"""A model's SQL, rewritten so that each row also says which rows it was made of.

Every relation gets a column `__made_of` (bigint[]): the rows behind a row, as numbers that the caller gave to the rows of the
relations that the query reads, with 0 between rows that did not act together (a weight and the figure it weighs act
together; two figures of a sum do not). What is followed is what a figure depends on, and no more:

- rows that were filtered out, or that no join found, are none of it;
- a sum or a count rests on every row of its group; a maximum, a minimum, a value of choice on one that gives it;
- a window rests on the rows it looks at: a rank on those before it;
- of a query only the columns that are asked for are followed, and of a left join that none of them reads, nothing.

This is provenance as databases know it (why-provenance; Cheney, Chiticariu, Tan, "Provenance in databases", 2009), by query
rewriting. The query itself is not needed to be understood further: that the rows found give the value again is shown by
running the model's own SQL over them (`replay`).
"""

from collections.abc import Callable, Iterable

import sqlglot
from sqlglot import exp

from orchestration.explain.behind import of_group, windows
from orchestration.explain.sources import (
    ALL,
    Columns,
    Named,
    Reading,
    Scope,
    Source,
    asks,
    hide,
    is_left,
    joins_ask,
    made_of,
    narrow,
)
from orchestration.explain.syntax import (
    DIALECT,
    FOLLOWED,
    MADE_OF,
    NotFollowed,
    aggregates_in,
    clauses,
    concat,
    parts_of,
    quoted,
    sql,
    star_of,
)


class Rewriting(Reading):
    """One query being rewritten. `reads` tells afterwards which columns it asks of which relation."""

    def __init__(self, columns: Callable[[str, str], Iterable[str]], aggregates: frozenset[str]) -> None:
        super().__init__(columns)
        self.aggregates = aggregates
        self.reads: dict[tuple[str, str], Columns] = {}

    def query(self, sql: str, asked: Iterable[str] | None) -> str:
        """The rewritten query, of which these columns are asked (None: all). Raises NotFollowed."""
        tree = sqlglot.parse_one(sql, read=DIALECT)
        return self.followed(tree, Columns(asked), {}).sql(DIALECT, comments=False, copy=False)

    def followed(self, query: exp.Expr, asked: Columns, scope: Scope) -> exp.Expr:
        inner = self.with_clause(query, scope)
        done: exp.Expr
        if isinstance(query, exp.Select):
            done = self.select(query, asked, inner)
        elif isinstance(query, exp.Union):
            done = self.union(query, asked, inner)
        elif isinstance(query, exp.Subquery):
            query.set("this", self.followed(query.this, asked, inner))
            done = query
        elif isinstance(query, exp.Pivot) and query.args.get("unpivot"):
            source = query.this
            columns = Columns(ALL)
            if isinstance(source, exp.Table):
                query.set("this", self.table(source, columns, inner))
            else:
                source.set("this", self.followed(source.this, columns, inner))
            done = query
        else:
            raise NotFollowed(f"{type(query).__name__}: {query.sql(DIALECT)[:120]}")
        # from the last to the first: each is asked what those after it need of it
        for name in reversed([n for n in inner if inner[n] is not scope.get(n)]):
            before = {n: inner[n] for n in list(inner)[: list(inner).index(name)]}
            named = inner[name]
            named.cte.set("this", self.followed(named.cte.this, named.asked, before))
        return done

    def with_clause(self, query: exp.Expr, scope: Scope) -> dict[str, Named]:
        inner = dict(scope)
        clause = query.args.get("with_")
        if not clause:
            return inner
        if clause.args.get("recursive"):
            raise NotFollowed("a recursive query")
        for cte in clause.expressions:
            given = [c.name.lower() for c in (cte.args["alias"].args.get("columns") or ())]
            name = cte.alias.lower()
            inner.pop(name, None)  # so that it stands behind those that it may read
            inner[name] = Named(cte, given or self.outputs(cte.this, inner))
            if given:
                cte.args["alias"].append("columns", exp.to_identifier(MADE_OF))
            cte.set("materialized", False)  # what is asked of the whole is asked of each part
        return inner

    def union(self, query: exp.Union, asked: Columns, scope: Scope) -> exp.Expr:
        distinct = query.args.get("distinct")
        left = self.outputs(query.this, scope)
        right = self.outputs(query.expression, scope)
        wanted = Columns(ALL) if distinct else asked
        there = wanted
        if not query.args.get("by_name") and not wanted.all:
            there = Columns(ALL)
            if left and right and None not in (left, right):
                there = Columns(r for name, r in zip(left, right, strict=False) if name in wanted)
        query.set("this", self.followed(query.this, wanted, scope))
        query.set("expression", self.followed(query.expression, there, scope))
        if not distinct:
            return query
        query.set("distinct", False)
        return once(query)

    def select(self, select: exp.Select, asked: Columns, scope: Scope) -> exp.Expr:
        distinct = select.args.get("distinct")
        if distinct and distinct.args.get("on"):
            raise NotFollowed("distinct on")
        sources = self.sources(select, scope)
        group = select.args.get("group")
        used = self.used(select, Columns(ALL) if distinct else asked)
        aggregated = bool(group) or any(self.has_aggregate(p) for p in select.expressions)
        read = [e for e in [*used, *clauses(select)] if e is not None]
        for expression in read:
            asks(expression, sources, asked, select)
        joins_ask(sources, aggregated, asked, select)
        for source in sources:
            self.follow_source(source, scope)
        # the rows behind a row before grouping, and the subqueries that its filters ask
        behind = [
            made_of(s) for s in sources if s.followed and (s.join is None or s.asked or not is_left(s) or aggregated)
        ]
        rowwise = [
            select.args.get("where"),
            *(s.join.args.get("on") for s in sources if s.join),
            *(group or exp.Group()).expressions,
        ]
        behind += self.subqueries([e for e in rowwise if e is not None], scope)
        later = [e for e in [*used, select.args.get("having"), select.args.get("qualify")] if e is not None]
        beside = self.subqueries(later, scope)
        row = concat(behind)
        made = [of_group(later, row, any(s.may_be_absent for s in sources), self.aggregates) if aggregated else row]
        made += windows(select, later, made[0])
        narrow(select, used, [s for s in sources if is_left(s) and not aggregated and not s.asked])
        hide(select, sources)
        select.append("expressions", exp.alias_(sql(concat([*made, *beside])), MADE_OF))
        if not distinct:
            return select
        select.set("distinct", None)
        return once(select)

    def used(self, select: exp.Select, asked: Columns) -> list[exp.Expr]:
        """The projections that are asked for, those that these or the filters name, and the keys of `group by all`."""
        group = select.args.get("group")
        by_all = bool(group and group.args.get("all"))
        numbered = {e.name for e in (group.expressions if group else ()) if isinstance(e, exp.Literal)}
        used = [
            p
            for number, p in enumerate(select.expressions, 1)
            if star_of(p) is not None
            or p.find(exp.Columns, exp.Explode, exp.Unnest)
            or p.alias_or_name in asked
            or (by_all and not self.has_aggregate(p))
            or str(number) in numbered
        ]
        while True:
            read = [c for e in [*used, *clauses(select)] for c in e.find_all(exp.Column)]
            names = {(c.table or c.name).lower() for c in read}
            more = [
                p
                for p in select.expressions
                if not any(p is u for u in used) and isinstance(p, exp.Alias) and p.alias.lower() in names
            ]
            if not more:
                return used
            used += more

    def has_aggregate(self, expression: exp.Expr) -> bool:
        """An aggregate that groups: not one of a window, nor of a subquery."""
        return any(True for _ in aggregates_in(expression, self.aggregates))

    def follow_source(self, source: Source, scope: Scope) -> None:
        """Puts what has a column `__made_of` in place of a source."""
        node = source.node
        if not source.followed:
            return
        if source.kind in ("SEMI", "ANTI"):
            raise NotFollowed(f"a {source.kind.lower()} join")
        if isinstance(node, exp.Table):
            source.node = self.table(node, source.asked, scope)
        else:
            node.set("this", self.followed(node.this, source.asked, scope))
            if (alias := node.args.get("alias")) and alias.args.get("columns"):
                alias.append("columns", exp.to_identifier(MADE_OF))

    def table(self, node: exp.Table, asked: Columns, scope: Scope) -> exp.Expr:
        name = node.name.lower()
        if not node.args.get("db") and name in scope:
            scope[name].asked.add(asked)
            if (alias := node.args.get("alias")) and alias.args.get("columns"):
                alias.append("columns", exp.to_identifier(MADE_OF))
            return node
        key = (node.text("db"), node.name)
        self.reads.setdefault(key, Columns()).add(asked)
        new = exp.table_(node.name, node.text("db"), FOLLOWED, quoted=True, alias=exp.to_identifier(node.alias_or_name))
        node.replace(new)
        return new

    def subqueries(self, expressions: list[exp.Expr], scope: Scope) -> list[str]:
        """The rows that subqueries within expressions rest on. None for what must not be there (`not in`, `not exists`)."""
        found: list[str] = []
        for expression in expressions:
            for node in parts_of(expression):
                if isinstance(node, exp.In):
                    if (query := node.args.get("query")) is None or isinstance(node.parent, exp.Not):
                        continue
                    inner = query.this.copy()
                    names = self.outputs(inner, scope)
                    if not names:
                        raise NotFollowed(f"in: {node.sql(DIALECT)[:120]}")
                    rows = self.followed(inner, Columns(names), scope).sql(DIALECT, comments=False)
                    found.append(
                        f"(select min(one.{MADE_OF}) from ({rows}) as one where one.{quoted(names[0])} = {node.this.sql(DIALECT)})"
                    )
                elif isinstance(node, exp.Exists):
                    if isinstance(node.parent, exp.Not):
                        continue
                    rows = self.followed(node.this.copy(), Columns(), scope).sql(DIALECT, comments=False)
                    found.append(f"(select min(one.{MADE_OF}) from ({rows}) as one)")
                elif isinstance(node, exp.Subquery) and not isinstance(node.parent, exp.In):
                    rows = self.followed(node.this.copy(), Columns(ALL), scope).sql(DIALECT, comments=False)
                    found.append(f"(select one.{MADE_OF} from ({rows}) as one)")
        return found


def once(query: exp.Expr) -> exp.Expr:
    """Each row once, made of one of those that were equal."""
    clause = query.args.get("with_")
    query.set("with_", None)
    outer = sql(f"select * exclude ({MADE_OF}), min({MADE_OF}) as {MADE_OF} from (select 1) as every_row group by all")
    assert isinstance(outer, exp.Select)
    outer.args["from_"].this.set("this", query)
    outer.set("with_", clause)
    return outer
