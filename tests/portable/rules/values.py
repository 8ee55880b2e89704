"""Rules on values: what a function, a constructor or a type is called."""

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect

from tests.portable.rules.rule import Shapes, function, rule


@rule(("select case when 1 = 2 then error('wrong') else 'right' end as a", "RAISE_ERROR('wrong')"))
def error_is_raised(tree: exp.Expression, _: Shapes) -> exp.Expression:
    for node in list(tree.find_all(exp.Anonymous)):
        if node.name.lower() == "error":
            node.replace(function("RAISE_ERROR", *node.expressions))
    return tree


@rule(("select count(distinct row(a, b)) as a from (values (1, 2), (1, 2), (2, 1)) as t(a, b)", "STRUCT(a, b)"))
def row_is_a_struct(tree: exp.Expression, _: Shapes) -> exp.Expression:
    for node in list(tree.find_all(exp.Anonymous)):
        if node.name.lower() == "row":
            node.replace(function("STRUCT", *node.expressions))
    return tree


@rule(
    (
        "select cast(try_strptime('05-06-2023', '%d-%m-%Y') as date) as a, try_strptime('x', '%d-%m-%Y') is null as b",
        "TRY_TO_TIMESTAMP('05-06-2023', 'd-M-yyyy')",
    )
)
def time_is_tried(tree: exp.Expression, _: Shapes) -> exp.Expression:
    spark = Dialect.get_or_raise("spark")
    for node in list(tree.find_all(exp.Anonymous)):
        if node.name.lower() == "try_strptime":
            text, pattern = node.expressions
            told = exp.StrToTime(this=text.copy(), format=pattern.copy())
            java = spark.generator().format_time(told)
            node.replace(function("TRY_TO_TIMESTAMP", text, exp.Literal.string(str(java).strip("'"))))
    return tree


@rule(
    (
        'select place.key as a, place.value as b from (select unnest(map_entries(cast(cast(\'{"x": "1"}\' as json) as map(varchar, varchar)))) as place)',
        "FROM_JSON('{\"x\": \"1\"}', 'map<string, string>')",
    )
)
def json_is_read_as_a_map(tree: exp.Expression, _: Shapes) -> exp.Expression:
    for node in list(tree.find_all(exp.Cast)):
        if node.to.this == exp.DataType.Type.MAP and isinstance(node.this, exp.Cast | exp.ParseJSON):
            node.replace(function("FROM_JSON", node.this.this, exp.Literal.string("map<string, string>")))
    return tree


@rule(
    (
        "select cast(unnest(range(date '2020-02-27', date '2020-03-02', interval 1 day)) as date) as a",
        "SEQUENCE(CAST('2020-02-27' AS DATE), CAST('2020-03-02' AS DATE) - INTERVAL '1' DAY, INTERVAL '1' DAY)",
    )
)
def range_ends_before_its_end(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """sqlglot compares the step with 0, which Spark refuses of an interval. A range of days that is empty is not met."""
    for node in list(tree.find_all(exp.GenerateSeries)):
        step = node.args.get("step")
        if isinstance(step, exp.Interval):
            last = exp.Sub(this=node.args["end"].copy(), expression=step.copy())
            node.replace(function("SEQUENCE", node.args["start"], last, step))
    return tree


@rule(
    (
        "select cast(unnest(range(date '2020-02-28', date '2020-03-01', interval 1 day)) as date) as a",
        "EXPLODE(TRANSFORM(",
    ),
    ("select cast(unnest(string_split('1 2', ' ')) as integer) as a", "x -> CAST(x AS INT)"),
)
def rows_are_made_last(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """explode() stands in no expression: the cast goes into the list."""
    for node in list(tree.find_all(exp.Cast)):
        if isinstance(made := node.this, exp.Explode | exp.Unnest):
            listed = made.expressions[0] if isinstance(made, exp.Unnest) else made.this
            each = exp.Lambda(this=exp.cast(exp.column("x"), node.to.copy()), expressions=[exp.to_identifier("x")])
            node.replace(exp.Explode(this=function("TRANSFORM", listed.copy(), each)))
    return tree
