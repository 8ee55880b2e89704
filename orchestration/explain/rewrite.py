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

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlglot
from sqlglot import exp

MADE_OF = "__made_of"
NOTHING = "[]::bigint[]"
DIALECT = "duckdb"

# aggregates that one row of the group gives: by which expression that row is found
GREATEST: tuple[type[exp.Expr], ...] = (exp.Max, exp.LogicalOr)
LEAST: tuple[type[exp.Expr], ...] = (exp.Min, exp.LogicalAnd)
RANKS: tuple[type[exp.Expr], ...] = (exp.RowNumber, exp.Rank, exp.DenseRank)


class NotFollowed(Exception):
    """A construction of SQL that the rewriting does not know; says which."""


class Columns:
    """Names of columns that are asked of a relation, in lower case; all of them where nobody knows which."""

    def __init__(self, names: Iterable[str] | None = ()) -> None:
        self.names: set[str] | None = None if names is None else {n.lower() for n in names}

    @property
    def all(self) -> bool:
        return self.names is None

    def add(self, other: "Columns | Iterable[str] | None") -> None:
        names = other.names if isinstance(other, Columns) else other
        if names is None:
            self.names = None
        elif self.names is not None:
            self.names |= {n.lower() for n in names}

    def __contains__(self, name: str) -> bool:
        return self.names is None or name.lower() in self.names

    def __bool__(self) -> bool:
        return self.names is None or bool(self.names)


ALL = None


@dataclass
class Relation:
    """A relation that a query reads: how to select from it with `__made_of`, and its columns in order."""

    select: str
    columns: list[str]


@dataclass
class Source:
    """One relation in the FROM clause of a select."""

    alias: str
    node: exp.Expr
    columns: list[str] | None  # None: nobody knows
    join: exp.Join | None = None
    followed: bool = True  # has a column `__made_of`
    asked: Columns = field(default_factory=Columns)

    def may_have(self, column: str) -> bool:
        return self.columns is None or column in self.columns

    @property
    def kind(self) -> str:
        return (self.join.kind or "").upper() if self.join else ""

    @property
    def may_be_absent(self) -> bool:
        """Its row may be missing where the select has one."""
        return bool(self.join and self.join.side)


@dataclass
class Named:
    """A query of a WITH clause."""

    cte: exp.CTE
    columns: list[str] | None
    asked: Columns = field(default_factory=Columns)


Scope = Mapping[str, Named]


class Rewriting:
    """One query being rewritten. `reads` tells afterwards which columns it asks of which relation."""

    def __init__(self, relation: Callable[[str, str], Relation], aggregates: frozenset[str]) -> None:
        self.relation = relation
        self.aggregates = aggregates
        self.reads: dict[tuple[str, str], Columns] = {}

    def query(self, sql: str, asked: Iterable[str] | None) -> str:
        """The rewritten query, of which these columns are asked (None: all). Raises NotFollowed."""
        tree = sqlglot.parse_one(sql, read=DIALECT)
        return self.followed(tree, Columns(asked), {}).sql(DIALECT, comments=False)

    # --- queries

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

    # --- columns

    def outputs(self, query: exp.Expr, scope: Scope) -> list[str] | None:
        """The names of a query's columns, in lower case; None where they cannot be told from the text."""
        if isinstance(query, exp.Subquery):
            return self.outputs(query.this, scope)
        if isinstance(query, exp.Union):
            left = self.outputs(query.this, self.reading(query, scope))
            if not query.args.get("by_name") or left is None:
                return left
            right = self.outputs(query.expression, self.reading(query, scope))
            return None if right is None else [*left, *(n for n in right if n not in left)]
        if not isinstance(query, exp.Select):
            return None
        sources = self.sources(query, self.reading(query, scope))
        names: list[str] = []
        for projection in query.expressions:
            star = star_of(projection)
            if star is None:
                if projection.find(exp.Columns):
                    return None
                names.append(projection.alias_or_name.lower())
                continue
            of = [s for s in sources if star[0] in ("", s.alias)]
            if any(s.columns is None for s in of):
                return None
            found = [c for s in of for c in s.columns or () if c not in excluded(star[1])]
            names += [c for c in dict.fromkeys(found) if c not in names]
        return names

    def reading(self, query: exp.Expr, scope: Scope) -> Scope:
        """The scope with what the query's own WITH names, for looking only."""
        clause = query.args.get("with_")
        if not clause:
            return scope
        inner = dict(scope)
        for cte in clause.expressions:
            inner[cte.alias.lower()] = Named(cte, self.outputs(cte.this, inner))
        return inner

    def sources(self, select: exp.Select, scope: Scope) -> list[Source]:
        found: list[Source] = []
        clause = select.args.get("from_")
        parts: list[tuple[exp.Expr, exp.Join | None]] = [(clause.this, None)] if clause else []
        parts += [(join.this, join) for join in select.args.get("joins") or ()]
        for node, join in parts:
            if isinstance(node, exp.Subquery) and not node.alias:
                node.set("alias", exp.TableAlias(this=exp.to_identifier(f"__source{len(found)}")))
            alias = (node.alias_or_name or "").lower()
            table_alias = node.args.get("alias")
            given = [c.name.lower() for c in (table_alias.args.get("columns") or ())] if table_alias else []
            if isinstance(node, exp.Table) and not isinstance(node.this, exp.Func):
                name = node.name.lower()
                if not node.args.get("db") and name in scope:
                    columns: list[str] | None = scope[name].columns
                else:
                    columns = [c.lower() for c in self.relation(node.text("db"), node.name).columns]
                found.append(Source(alias, node, given or columns, join))
            elif isinstance(node, exp.Subquery):
                found.append(Source(alias, node, given or self.outputs(node.this, scope), join))
            else:  # values, unnest, a function: no rows of a relation
                found.append(Source(alias, node, given or None, join, followed=False))
            if select.args.get("laterals") or node.args.get("pivots"):
                raise NotFollowed(f"a lateral view or a pivot: {node.sql(DIALECT)[:120]}")
        return found

    # --- one select

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
            self.asks(expression, sources, asked, select)
        self.joins_ask(sources, aggregated, asked, select)
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
        made = [self.of_group(later, row, any(s.may_be_absent for s in sources)) if aggregated else row]
        made += self.windows(select, later, made[0])
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
        return any(True for _ in self.aggregates_in(expression))

    def aggregates_in(self, expression: exp.Expr) -> list[exp.Expr]:
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
            if self.is_aggregate(node):
                found.append(node)
                return
            for part in node.iter_expressions():
                look(part)

        look(expression)
        return found

    def is_aggregate(self, node: exp.Expr) -> bool:
        if isinstance(node, exp.Anonymous):
            return node.name.lower() in self.aggregates
        return isinstance(node, exp.AggFunc) or (
            isinstance(node, exp.Filter | exp.WithinGroup | exp.IgnoreNulls) and self.is_aggregate(node.this)
        )

    def asks(self, expression: exp.Expr, sources: list[Source], asked: Columns, select: exp.Select) -> None:
        """Adds the columns that an expression reads to what is asked of each source."""
        star = star_of(expression)
        if star is not None:
            dropped = excluded(star[1])
            for source in sources:
                if star[0] not in ("", source.alias):
                    continue
                if asked.all or select.args.get("distinct"):
                    source.asked.add(ALL if source.columns is None else [c for c in source.columns if c not in dropped])
                else:
                    source.asked.add(n for n in asked.names or () if source.may_have(n) and n not in dropped)
            for replaced in star[1].args.get("replace") or ():
                self.asks(replaced, sources, asked, select)
            return
        if expression.find(exp.Columns):
            for source in sources:
                source.asked.add(ALL)
        for column in expression.find_all(exp.Column):
            if isinstance(column.this, exp.Star):
                continue
            name, table = column.name.lower(), column.table.lower()
            if table and not any(s.alias == table for s in sources):
                name, table = table, ""  # a field of a column
            for source in sources:
                if source.alias == table or (not table and source.may_have(name)):
                    source.asked.add([name])

    def joins_ask(self, sources: list[Source], aggregated: bool, asked: Columns, select: exp.Select) -> None:
        """Adds what the joins read. A left join that nothing else reads is not followed, nor what it is joined on."""
        waiting = [s for s in sources if s.join]
        while True:
            now = [s for s in waiting if s.asked or not is_left(s) or aggregated]
            if not now:
                return
            for source in now:
                waiting.remove(source)
                assert source.join is not None
                if source.join.args.get("method"):
                    raise NotFollowed(f"a join of kind {source.join.args['method']}")
                for name in source.join.args.get("using") or ():
                    for other in sources:
                        if other.may_have(name.name.lower()):
                            other.asked.add([name.name])
                if on := source.join.args.get("on"):
                    self.asks(on, sources, asked, select)

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
        new = exp.Subquery(
            this=sql(self.relation(*key).select), alias=exp.TableAlias(this=exp.to_identifier(node.alias_or_name))
        )
        node.replace(new)
        return new

    # --- what a row is made of

    def of_group(self, expressions: list[exp.Expr], row: str, may_be_absent: bool) -> str:
        """The rows behind a group: all of them, or where one gives the value, that one.

        What a FILTER leaves out is none of it; but where part of a row may be absent, it is that part that may have left
        it out, and without it the rest would be let in.
        """
        every: list[str] = []  # the filters of aggregates that read all rows of theirs
        found: list[str] = []
        for expression in expressions:
            for aggregate in self.aggregates_in(expression):
                function, condition = filtered(aggregate)
                if condition and may_be_absent:
                    every.append("")
                    continue
                witness = witness_of(function, row, f" filter (where {condition})" if condition else "")
                if witness is None:
                    every.append(condition)
                else:
                    found.append(witness)
        if every:
            condition = "" if "" in every else " or ".join(f"coalesce({c}, false)" for c in dict.fromkeys(every))
            over = f" filter (where {condition})" if condition else ""
            rows = f"list_prepend(0, flatten(list(list_append({row}, 0)){over}))"
            found.append(rows)
        one = f"min({row})"
        together = concat(list(dict.fromkeys(found))) if found else one
        return (
            together
            if "" in every
            else f"case when len({together}) > 0 then {together} else {one} end"
            if found
            else one
        )

    def windows(self, select: exp.Select, expressions: list[exp.Expr], row: str) -> list[str]:
        """The rows that the windows of these expressions look at."""
        named = {w.name.lower(): w for w in select.args.get("windows") or ()}
        found: list[str] = []
        for expression in expressions:
            found += [looked_at(part, named, row) for part in parts_of(expression) if isinstance(part, exp.Window)]
        return list(dict.fromkeys(found))

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


# --- small parts


def sql(text: str) -> exp.Expr:
    return sqlglot.parse_one(text, read=DIALECT)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def concat(parts: list[str]) -> str:
    if not parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else f"list_concat({', '.join(parts)})"


def made_of(source: Source) -> str:
    column = f"{quoted(source.alias)}.{MADE_OF}"
    return f"coalesce({column}, {NOTHING})" if source.may_be_absent else column


def is_left(source: Source) -> bool:
    return bool(source.join and (source.join.side or "").upper() == "LEFT")


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


def narrow(select: exp.Select, used: list[exp.Expr], idle: list[Source]) -> None:
    """Takes out of a select what is not asked for: null in place of a column, and no left join that nothing reads."""
    for projection in select.expressions:
        if isinstance(projection, exp.Alias) and not any(projection is u for u in used):
            projection.set("this", exp.null())
        elif isinstance(projection, exp.Column) and not any(projection is u for u in used):
            projection.replace(exp.alias_(exp.null(), projection.this.copy()))
    for source in idle:
        assert source.join is not None
        select.args["joins"].remove(source.join)


def hide(select: exp.Select, sources: list[Source]) -> None:
    """Keeps the sources' own `__made_of` out of every star and every COLUMNS of a select."""
    for projection in select.expressions:
        star = star_of(projection)
        if star is not None and any(s.followed and star[0] in ("", s.alias) for s in sources):
            star[1].append("except_", exp.column(MADE_OF))
    for columns in [c for e in [*select.expressions, *clauses(select)] for c in e.find_all(exp.Columns)]:
        chosen = columns.this
        if isinstance(chosen, exp.Lambda):
            name = chosen.expressions[0].sql(DIALECT)
            chosen.set("this", sql(f"({chosen.this.sql(DIALECT)}) and {name} <> '{MADE_OF}'"))
        elif isinstance(chosen, exp.Star):
            chosen.append("except_", exp.column(MADE_OF))


def once(query: exp.Expr) -> exp.Expr:
    """Each row once, made of one of those that were equal."""
    clause = query.args.get("with_")
    query.set("with_", None)
    outer = sql(f"select * exclude ({MADE_OF}), min({MADE_OF}) as {MADE_OF} from (select 1) as every_row group by all")
    assert isinstance(outer, exp.Select)
    outer.args["from_"].this.set("this", query)
    outer.set("with_", clause)
    return outer


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


def witness_of(function: exp.Expr, row: str, over: str) -> str | None:
    """SQL of the rows behind those rows of the group that give the aggregate its value; None where all of them do.

    `over` is what stands behind an aggregate: its FILTER, its OVER.
    """
    if isinstance(function, exp.Max | exp.Min | exp.ArgMax | exp.ArgMin | exp.AnyValue) and (
        function.args.get("expressions") or function.args.get("count")
    ):
        return None  # the greatest few
    if isinstance(function, GREATEST):
        return f"arg_max({row}, {function.this.sql(DIALECT)}){over}"
    if isinstance(function, LEAST):
        return f"arg_min({row}, {function.this.sql(DIALECT)}){over}"
    if isinstance(function, exp.ArgMax | exp.ArgMin):
        name = "arg_max" if isinstance(function, exp.ArgMax) else "arg_min"
        value, by = function.this.sql(DIALECT), function.expression.sql(DIALECT)
        return f"{name}({row}, case when {value} is not null then {by} end){over}"
    if isinstance(function, exp.Anonymous) and function.name.lower() in ("arg_max_null", "arg_min_null"):
        return f"{function.name.lower().removesuffix('_null')}({row}, {function.expressions[1].sql(DIALECT)}){over}"
    if isinstance(function, exp.AnyValue):
        return f"arg_min({row}, case when {function.this.sql(DIALECT)} is not null then {row} end){over}"
    if (
        isinstance(function, exp.Count)
        and isinstance(function.this, exp.Distinct)
        and len(function.this.expressions) == 1
    ):
        value = function.this.expressions[0].sql(DIALECT)
        pairs = f"list_sort(list({{'v': {value}, 'r': {row}}}){over})"
        first = "list_filter(l, lambda e, i: e.v is not null and (i = 1 or l[i - 1].v is distinct from e.v))"
        return (
            f"flatten(list_transform(list_transform([{pairs}], lambda l: {first})[1], lambda e: list_append(e.r, 0)))"
        )
    return None


def looked_at(window: exp.Window, named: Mapping[str, exp.Expr], row: str) -> str:
    """SQL of the rows that a window looks at."""
    function = bare(window.this)
    _, condition = filtered(window.this)
    over = f" filter (where {condition})" if condition else ""
    given = window.alias.lower() if window.args.get("alias") and not window.args.get("partition_by") else ""
    definition = named.get(given, window)
    partition = ", ".join(p.sql(DIALECT) for p in definition.args.get("partition_by") or ())
    order = definition.args["order"].sql(DIALECT).strip() if definition.args.get("order") else ""
    frame = definition.args["spec"].sql(DIALECT) if definition.args.get("spec") else ""
    if isinstance(function, exp.Lag | exp.Lead):
        steps = function.args["offset"].sql(DIALECT) if function.args.get("offset") else "1"
        back = isinstance(function, exp.Lag)
        frame = (
            f"rows between {steps} preceding and current row"
            if back
            else f"rows between current row and {steps} following"
        )
    spec = " ".join(p for p in (f"partition by {partition}" if partition else "", order, frame) if p)
    ranked = isinstance(function, (exp.Lag, exp.Lead, *RANKS))
    witness = None if ranked else witness_of(function, row, f"{over} over ({spec})")
    if witness is not None:
        return f"coalesce({witness}, {NOTHING})"
    return f"coalesce(flatten(list({row}){over} over ({spec})), {NOTHING})"
