"""Rules on aggregates: which rows they pass over, and the order of what they put together."""

from sqlglot import exp

from tests.portable.rules.rule import Shapes, function, rule


def filtered(node: exp.Expression, condition: exp.Expression) -> None:
    """The aggregate over the rows of which the condition holds, and that of a filter it has already."""
    outer = node.parent
    if isinstance(outer, exp.Filter):
        both = exp.and_(outer.expression.this.copy(), condition)
        outer.set("expression", exp.Where(this=both))
    else:
        node.replace(exp.Filter(this=node.copy(), expression=exp.Where(this=condition)))


def some(collected: exp.Expression, made: exp.Expression) -> exp.Case:
    """What is made of a collection, or null where nothing was collected: Spark's is empty then."""
    counted = exp.GT(this=function("SIZE", collected.copy()), expression=exp.Literal.number(0))
    return exp.Case().when(counted, made)


@rule(
    (
        "select arg_min(a, b) as a, arg_max(a, b) filter (where b < 3) as b from (values (cast(null as integer), 1), (7, 2), (8, 3)) as t(a, b)",
        "MIN_BY(a, b) FILTER(WHERE NOT a IS NULL)",
    )
)
def best_passes_over_null(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """arg_min and arg_max pass over rows of which the first argument is null; min_by and max_by do not."""
    for node in list(tree.find_all(exp.ArgMin, exp.ArgMax)):
        filtered(node, exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null())))
    return tree


@rule(
    (
        "select arg_max_null(a, b) as a, arg_max_null(a, -b) as b from (values (1, 1), (cast(null as integer), 2)) as t(a, b)",
        "MAX_BY(a, b)",
    )
)
def best_may_be_null(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """arg_max_null is what max_by is on Spark. After the rule of arg_max, which must not see it."""
    for node in list(tree.find_all(exp.Anonymous)):
        if node.name.lower() in {"arg_max_null", "arg_min_null"}:
            node.replace(function("MAX_BY" if "max" in node.name.lower() else "MIN_BY", *node.expressions))
    return tree


@rule(
    (
        "select string_agg(distinct a, ', ' order by a) as a, string_agg(distinct a, ', ' order by a desc) filter (where a > 'a') as b "
        "from (values ('b'), ('a'), ('b'), (null), ('c')) as t(a)",
        "CASE WHEN SIZE(COLLECT_SET(a)) > 0 THEN ARRAY_JOIN(ARRAY_SORT(COLLECT_SET(a)), ', ') END AS a",
    )
)
def distinct_words_are_a_set(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """listagg(distinct) beside a filter ends Spark 4.3 with a ClassCastException. Nothing at all is null, not ''."""
    for node in list(tree.find_all(exp.GroupConcat)):
        order = node.this if isinstance(node.this, exp.Order) else None
        distinct = order.this if order else node.this
        if not isinstance(distinct, exp.Distinct):
            continue
        word = distinct.expressions[0]
        if order is None or len(order.expressions) != 1 or order.expressions[0].this != word:
            raise ValueError(f"no rule for the order of {node}")
        outer = node.parent if isinstance(node.parent, exp.Filter) else node
        collected: exp.Expression = function("COLLECT_SET", word.copy())
        if outer is not node:
            collected = exp.Filter(this=collected, expression=outer.expression.copy())
        listed = function("ARRAY_SORT", collected)
        if order.expressions[0].args.get("desc"):
            listed = function("REVERSE", listed)
        outer.replace(some(collected, function("ARRAY_JOIN", listed, node.args["separator"].copy())))
    return tree


@rule(
    (
        "select array_to_string(list(a order by b desc, a) filter (where b > 0)[:2], '; ') as a "
        "from (values ('x', 1), ('y', 2), ('z', 2), ('w', 0)) as t(a, b)",
        "SLICE(CASE WHEN SIZE(",
    ),
    (
        "select array_to_string(list(a order by b desc) filter (where b > 9), '; ') as a from (values ('x', 1)) as t(a, b)",
        "CASE WHEN SIZE(COLLECT_LIST(STRUCT(b AS k0, a AS v)) FILTER(WHERE b > 9)) > 0",
    ),
)
def list_has_an_order(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """sqlglot drops `order by` of list(). Here the list is one of structs, sorted by a function, and then of its last field."""
    for node in list(tree.find_all(exp.ArrayAgg)):
        if not isinstance(node.this, exp.Order):
            continue
        keys, value = node.this.expressions, node.this.this
        fields = [exp.alias_(k.this.copy(), f"k{i}") for i, k in enumerate(keys)] + [exp.alias_(value.copy(), "v")]
        outer = node.parent if isinstance(node.parent, exp.Filter) else node
        collected: exp.Expression = function("COLLECT_LIST", function("STRUCT", *fields))
        if outer is not node:
            collected = exp.Filter(this=collected, expression=outer.expression.copy())
        steps = []
        for i, key in enumerate(keys):
            first, second = exp.column(f"k{i}", table="l"), exp.column(f"k{i}", table="r")
            less = exp.GT if key.args.get("desc") else exp.LT
            more = exp.LT if key.args.get("desc") else exp.GT
            # nulls last in either direction, as DuckDB has them
            steps += [
                (
                    exp.and_(
                        exp.Not(this=exp.Is(this=first, expression=exp.Null())),
                        exp.Is(this=second, expression=exp.Null()),
                    ),
                    "-1",
                ),
                (
                    exp.and_(
                        exp.Is(this=first, expression=exp.Null()),
                        exp.Not(this=exp.Is(this=second, expression=exp.Null())),
                    ),
                    "1",
                ),
                (less(this=first, expression=second), "-1"),
                (more(this=first, expression=second), "1"),
            ]
        case = exp.Case()
        for condition, number in steps:
            case = case.when(condition, number)
        order = exp.Lambda(this=case.else_("0"), expressions=[exp.to_identifier("l"), exp.to_identifier("r")])
        listed = function("ARRAY_SORT", collected, order)
        last = exp.Lambda(this=exp.column("v", table="s"), expressions=[exp.to_identifier("s")])
        outer.replace(some(collected, function("TRANSFORM", listed, last)))
    return tree


@rule(("select array_to_string(string_split('a b c', ' ')[:2], '; ') as a", "SLICE(SPLIT("))
def beginning_of_a_list(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """`[:n]` is a function."""
    for node in list(tree.find_all(exp.Bracket)):
        if len(node.expressions) == 1 and isinstance(cut := node.expressions[0], exp.Slice):
            if cut.this is not None:
                raise ValueError(f"no rule for {node}")
            node.replace(function("SLICE", node.this, exp.Literal.number(1), cut.expression))
    return tree
