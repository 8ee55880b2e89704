"""Which rows stand behind a row of a group or of a window: SQL of a list of their numbers."""

from collections.abc import Mapping

from sqlglot import exp

from orchestration.explain.syntax import DIALECT, NOTHING, aggregates_in, bare, concat, filtered, parts_of

# aggregates that one row of the group gives: by which expression that row is found
GREATEST: tuple[type[exp.Expr], ...] = (exp.Max, exp.LogicalOr)
LEAST: tuple[type[exp.Expr], ...] = (exp.Min, exp.LogicalAnd)
RANKS: tuple[type[exp.Expr], ...] = (exp.RowNumber, exp.Rank, exp.DenseRank)


def of_group(expressions: list[exp.Expr], row: str, may_be_absent: bool, names: frozenset[str]) -> str:
    """The rows behind a group: all of them, or where one gives the value, that one.

    What a FILTER leaves out is none of it; but where part of a row may be absent, it is that part that may have left
    it out, and without it the rest would be let in.
    """
    every: list[str] = []  # the filters of aggregates that read all rows of theirs
    found: list[str] = []
    for expression in expressions:
        for aggregate in aggregates_in(expression, names):
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
        together if "" in every else f"case when len({together}) > 0 then {together} else {one} end" if found else one
    )


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


def windows(select: exp.Select, expressions: list[exp.Expr], row: str) -> list[str]:
    """The rows that the windows of these expressions look at."""
    named = {w.name.lower(): w for w in select.args.get("windows") or ()}
    found: list[str] = []
    for expression in expressions:
        found += [looked_at(part, named, row) for part in parts_of(expression) if isinstance(part, exp.Window)]
    return list(dict.fromkeys(found))


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
