"""Rules on whole queries: what DuckDB leaves to be found out (columns by name, by pattern, all but some) is written out."""

import re

from sqlglot import exp

from tests.portable.rules.rule import Shapes, function, rule


def chosen(node: exp.Expression, names: list[str]) -> list[str]:
    """Which columns `columns(...)` means: those that match a pattern, or of whose name something is true."""
    pick = node.this
    if pick.is_string:
        return [name for name in names if re.search(pick.name, name)]
    if isinstance(pick, exp.Lambda) and isinstance(pick.this, exp.Not) and isinstance(pick.this.this, exp.In):
        left_out = {word.name for word in pick.this.this.expressions}
        return [name for name in names if name not in left_out]
    raise ValueError(f"no rule for {node}")


def column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


@rule(
    (
        "with t as (select 'x' as a, '1' as y_1, null as y_2), l as (unpivot t on columns('^y_') into name year value told) from l",
        "UNPIVOT(told FOR year IN (`y_1`, `y_2`))",
    )
)
def unpivot_names_its_columns(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """As Spark writes it. Both leave out what is null."""
    for node in list(tree.find_all(exp.Pivot)):
        if not (node.args.get("unpivot") and node.args.get("into")):
            continue
        into, of = node.args["into"], node.this
        names = shapes.columns(exp.select("*").from_(of.copy()), at=node)
        columns = [n for e in node.expressions for n in (chosen(e, names) if isinstance(e, exp.Columns) else [e.name])]
        listed = exp.In(this=into.this.copy(), expressions=[column(name) for name in columns])
        unpivoted = exp.Pivot(unpivot=True, expressions=[into.expressions[0].copy()], fields=[listed])
        table = of.copy()
        table.set("pivots", [unpivoted])
        node.replace(exp.select("*").from_(table))
    return tree


@rule(
    (
        "with t as (select 'x' as a, '-' as b) select a from t where columns(lambda name: name not in ('a')) = '-'",
        "(`b` = '-')",
    )
)
def every_column_holds(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """`columns(...)` in a condition: it must hold of each."""
    for node in list(tree.find_all(exp.Columns)):
        select, condition = node.find_ancestor(exp.Select), node.parent
        if select is None or condition is None or not isinstance(condition, exp.Predicate):
            raise ValueError(f"no rule for {node}")
        names = chosen(node, shapes.columns(exp.select("*").from_(select.args["from_"].this.copy()), at=select))
        each = []
        for name in names:
            one = condition.copy()
            one.find(exp.Columns).replace(column(name))
            each.append(exp.paren(one))
        condition.replace(exp.paren(exp.and_(*each)))
    return tree


@rule(
    (
        "with t as (select 1 as a, 2 as b), u as (select 3 as c, 4 as b) select * from t union all by name select * from u",
        "SELECT `a`, `b`, NULL AS `c` FROM (SELECT * FROM t) AS _left UNION ALL SELECT NULL AS `a`, `b`, `c`",
    )
)
def union_puts_names_in_order(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """By name: columns of the first, then what only the second has; null where a side lacks one."""
    for node in reversed(list(tree.find_all(exp.Union))):  # the innermost first
        if not node.args.get("by_name"):
            continue
        left, right = node.this, node.expression
        first, second = (shapes.columns(side.copy(), at=node) for side in (left, right))
        lower = {name.lower() for name in first}
        together = first + [name for name in second if name.lower() not in lower]
        for side, names, alias in ((left, first, "_left"), (right, second, "_right")):
            has = {name.lower() for name in names}
            cells = [column(n) if n.lower() in has else exp.alias_(exp.Null(), n, quoted=True) for n in together]
            side.replace(exp.select(*cells).from_(side.copy().subquery(alias)))
        node.set("by_name", False)
    return tree


@rule(
    (
        "with t as (select 1 as a, 2 as b) select x.* replace (x.a + 1 as a), 3 as c from t as x",
        "SELECT x.a + 1 AS `a`, x.`b`, 3 AS c",
    )
)
def replaced_columns_stand_in_place(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    for star in list(tree.find_all(exp.Star)):
        if not star.args.get("replace"):
            continue
        outer = star.parent if isinstance(star.parent, exp.Column) else star
        select = star.find_ancestor(exp.Select)
        table = outer.args.get("table") if outer is not star else None
        whole = exp.select(exp.Column(this=exp.Star(), table=table.copy()) if table else exp.Star())
        for part in ("from_", "joins", "laterals"):
            if found := select.args.get(part):
                whole.set(part, [f.copy() for f in found] if isinstance(found, list) else found.copy())
        left_out = {e.name.lower() for e in star.args.get("except_") or []}
        replaced = {e.alias.lower(): e.this for e in star.args["replace"]}
        cells = []
        for name in shapes.columns(whole, at=select):
            if name.lower() in left_out:
                continue
            if name.lower() in replaced:
                cells.append(exp.alias_(replaced[name.lower()].copy(), name, quoted=True))
            else:
                cells.append(exp.column(exp.to_identifier(name, quoted=True), table=table.copy() if table else None))
        at = select.expressions.index(outer)
        select.set("expressions", [*select.expressions[:at], *cells, *select.expressions[at + 1 :]])
    return tree


def conditioned(select: exp.Select, condition: exp.Expression, shapes: Shapes) -> None:
    """Makes of a select one that computes the condition as a column, and around it one that holds rows to it."""
    if any(select.args.get(part) for part in ("order", "limit")):
        raise ValueError(f"no rule for {select}")
    inner, around = select.copy(), select.args.get("with_")
    inner.set("with_", None)
    names = shapes.columns(inner, at=select)
    inner.select(exp.alias_(condition.copy(), "_holds"), copy=False)
    only_once = inner.args.get("distinct")  # of the rows that are left
    inner.set("distinct", None)
    outer = exp.select(*map(column, names)).from_(inner.subquery("_held")).where(exp.column("_holds"))
    outer.set("distinct", only_once)
    for part in list(select.args):  # in place: it may be the whole query
        select.set(part, around if part == "with_" else None)
    for part, value in outer.args.items():
        if value is not None and part != "with_":
            select.set(part, value)


@rule(
    (
        "with t as (select * from (values (1, 'x'), (2, 'x'), (3, 'y')) as v(a, b)) "
        "select t.*, count(*) over (partition by b) as n from t qualify n = 2 and row_number() over (partition by t.b order by t.a desc) = 1",
        "WHERE _holds",
    ),
    (
        "select distinct b from (values (1, 'x'), (2, 'x'), (3, 'y')) as v(a, b) qualify count(*) over (partition by v.b) = 2",
        "SELECT DISTINCT `b` FROM (SELECT b,",
    ),
)
def qualify_is_a_column(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """sqlglot takes a column for the alias of its name, loses a table's name on the way out, and leaks its own columns through `*`."""
    while (qualify := tree.find(exp.Qualify)) is not None:
        select = qualify.find_ancestor(exp.Select)
        condition = qualify.this
        select.set("qualify", None)
        computed = {e.alias.lower(): e.this for e in select.expressions if isinstance(e, exp.Alias)}
        for name in list(condition.find_all(exp.Column)):
            if (
                not name.table
                and name.name.lower() in computed
                and name.name.lower() != computed[name.name.lower()].alias_or_name.lower()
            ):
                made = exp.paren(computed[name.name.lower()].copy())
                condition = made if name is condition else (name.replace(made), condition)[1]
        conditioned(select, condition, shapes)
    return tree


@rule(
    (
        "select t.a, sum(b) as b from (values (1, 2), (null, 3)) as t(a, b) group by grouping sets ((), (t.a)) having grouping(t.a) = 1 or t.a is not null",
        "WHERE _holds",
    )
)
def groups_are_held_outside(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """A column of grouping sets is not known in `having`."""
    for select in list(tree.find_all(exp.Select)):
        having = select.args.get("having")
        if having is not None and having.find(exp.Grouping):
            select.set("having", None)
            conditioned(select, having.this, shapes)
    return tree


@rule(
    (
        "with t as (select 1 as a, 2 as b), u as (select 2 as b, 3 as c) select t.*, u.c from t left join u using (b)",
        "SELECT t.`a`, t.`b`, u.c",
    ),
    (
        "with t as (select 1 as a, 2 as b), u as (select 2 as b, 3 as c) select * from t join u using (b)",
        "SELECT `a`, `b`, `c` FROM",
    ),
)
def stars_over_using_keep_their_order(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """Spark puts the columns of `using` first."""
    for select in list(tree.find_all(exp.Select)):
        if not any(join.args.get("using") for join in select.args.get("joins") or []):
            continue
        cells: list[exp.Expression] = []
        for e in select.expressions:
            star = (
                e
                if isinstance(e, exp.Star)
                else e.this
                if isinstance(e, exp.Column) and isinstance(e.this, exp.Star)
                else None
            )
            if star is None:
                cells.append(e)
                continue
            whole = exp.select(e.copy())
            for part in ("from_", "joins"):
                found = select.args[part]
                whole.set(part, [f.copy() for f in found] if isinstance(found, list) else found.copy())
            table = e.args.get("table")
            names = shapes.columns(whole, at=select)
            cells += [
                exp.column(exp.to_identifier(n, quoted=True), table=table.copy() if table else None) for n in names
            ]
        select.set("expressions", cells)
    return tree


@rule(
    (
        "with t as (with x as (select 1 as a) select a from x), x as (select 2 as a) select t.a, x.a as b from t, x",
        "x__1 AS (SELECT 1 AS a)",
    )
)
def inner_names_are_their_own(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """sqlglot takes the CTEs of a CTE out of it, where their names may be taken."""
    inner = [with_ for with_ in tree.find_all(exp.With) if with_.parent is not tree]
    for number, with_ in enumerate(reversed(inner), 1):  # the innermost first
        query = with_.parent
        for place, cte in enumerate(with_.expressions):
            old, new = cte.alias, f"{cte.alias}__{number}"
            cte.args["alias"].set("this", exp.to_identifier(new))
            body = [part for name, part in query.args.items() if name != "with_"]
            readers = [p for part in body for p in (part if isinstance(part, list) else [part])] + with_.expressions[
                place + 1 :
            ]
            for reader in readers:
                for table in list(reader.find_all(exp.Table)) if isinstance(reader, exp.Expression) else []:
                    if not table.db and table.name.lower() == old.lower():
                        if not table.alias:
                            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
                        table.set("this", exp.to_identifier(new))
    return tree


def type_of(value: exp.Expression, shapes: Shapes) -> str:
    """DuckDB's type of a value, among the tables of its own select."""
    select = value.find_ancestor(exp.Select)
    alone = exp.select(exp.alias_(value.copy(), "value"))
    for part in ("from_", "joins", "windows"):
        if found := select.args.get(part):
            alone.set(part, [f.copy() for f in found] if isinstance(found, list) else found.copy())
    return shapes.types(alone, at=select)["value"]


@rule(
    (
        "select a // 2 as a, b // 2 as b, cast(greatest(a // 2, 1) as bigint) as c from (select cast(97 as double) as a, 97 as b)",
        "SELECT a / 2 AS a, b DIV 2 AS b, CAST(RINT(GREATEST(a / 2, 1)) AS BIGINT) AS c",
    )
)
def halves_of_doubles_are_no_whole_numbers(tree: exp.Expression, shapes: Shapes) -> exp.Expression:
    """`//` of doubles leaves a fraction in DuckDB, and its cast to a whole number takes the even of two; Spark cuts off both."""
    doubles = [node for node in tree.find_all(exp.IntDiv) if type_of(node, shapes) == "DOUBLE"]
    casts = []
    for node in doubles:
        cast = node.find_ancestor(exp.Cast)
        if cast is not None and cast.to.this in exp.DataType.INTEGER_TYPES and type_of(cast.this, shapes) == "DOUBLE":
            casts.append(cast)
    for cast in casts:
        cast.set("this", function("RINT", cast.this))
    for node in doubles:
        node.replace(exp.Div(this=node.this, expression=node.expression, typed=False, safe=False))
    return tree
