"""What a select reads: its sources, their columns, and which of these are asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from orchestration.explain.syntax import DIALECT, MADE_OF, NOTHING, NotFollowed, clauses, excluded, quoted, sql, star_of


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


class Reading:
    """Reads the sources and the columns of queries from their text. `columns` tells those of what is no query in the text."""

    def __init__(self, columns: Callable[[str, str], Iterable[str]]) -> None:
        self.columns = columns
        self.told: dict[int, tuple[exp.Expr, list[str] | None]] = {}

    def outputs(self, query: exp.Expr, scope: Scope) -> list[str] | None:
        """The names of a query's columns, in lower case; None where they cannot be told from the text."""
        if id(query) not in self.told:
            self.told[id(query)] = query, self.outputs_of(query, scope)
        return self.told[id(query)][1]

    def outputs_of(self, query: exp.Expr, scope: Scope) -> list[str] | None:
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
                    columns = [c.lower() for c in self.columns(node.text("db"), node.name)]
                found.append(Source(alias, node, given or columns, join))
            elif isinstance(node, exp.Subquery):
                found.append(Source(alias, node, given or self.outputs(node.this, scope), join))
            else:  # values, unnest, a function: no rows of a relation
                found.append(Source(alias, node, given or None, join, followed=False))
            if select.args.get("laterals") or node.args.get("pivots"):
                raise NotFollowed(f"a lateral view or a pivot: {node.sql(DIALECT)[:120]}")
        return found


def made_of(source: Source) -> str:
    column = f"{quoted(source.alias)}.{MADE_OF}"
    return f"coalesce({column}, {NOTHING})" if source.may_be_absent else column


def is_left(source: Source) -> bool:
    return bool(source.join and (source.join.side or "").upper() == "LEFT")


def asks(expression: exp.Expr, sources: list[Source], asked: Columns, select: exp.Select) -> None:
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
            asks(replaced, sources, asked, select)
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


def joins_ask(sources: list[Source], aggregated: bool, asked: Columns, select: exp.Select) -> None:
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
                asks(on, sources, asked, select)


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
