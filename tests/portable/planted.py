"""Changes of meaning planted in the rules: is each reported, by table and column?

    python -m tests.portable.planted HOME REFERENCE OUT    # folders: a built home, its relations as Parquet, what to write

A changed rule is tried on relations whose SQL has what it is about, each made of the reference's parents.
"""

import json
import re
import sys
import time
from pathlib import Path

import duckdb
from sqlglot import exp

from tests.portable import home, spark, verdict
from tests.portable.rules import RULES, Rule, Translator
from tests.portable.rules.rule import Shapes

TRIED = 40  # relations, at most, for each change


def without(name: str) -> list[Rule]:
    kept = [rule for rule in RULES if rule.name != name]
    assert len(kept) == len(RULES) - 1, name
    return kept


def swapped(old: type[exp.Expression], new: type[exp.Expression]) -> list[Rule]:
    """Every node of a kind is of another."""

    def rewrite(tree: exp.Expression, _: Shapes) -> exp.Expression:
        for node in list(tree.find_all(old)):
            node.replace(new(**node.args))
        return tree

    return [*RULES, Rule("planted", rewrite, ())]


def each(kind: type[exp.Expression], change: "Change", first: bool = False) -> list[Rule]:
    """Something is done to every node of a kind, after the rules or before them."""

    def rewrite(tree: exp.Expression, _: Shapes) -> exp.Expression:
        for node in list(tree.find_all(kind)):
            change(node)
        return tree

    planted = Rule("planted", rewrite, ())
    return [planted, *RULES] if first else [*RULES, planted]


class Change:
    def __init__(self, **arguments: object) -> None:
        self.arguments = arguments

    def __call__(self, node: exp.Expression) -> None:
        for name, value in self.arguments.items():
            node.set(name, value)


def nulls_turned(node: exp.Expression) -> None:
    node.set("nulls_first", not node.args.get("nulls_first"))


def only_first(node: exp.Expression) -> None:
    node.replace(node.this)


def half_down(node: exp.Expression) -> None:
    node.set("this", exp.Sub(this=exp.paren(node.this), expression=exp.Literal.number("0.0000001")))


def columns_swapped(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """The first two columns that the query computes change names."""
    select = tree.find(exp.Select)
    made = [e for e in select.expressions if isinstance(e, exp.Alias) and not isinstance(e.this, exp.Null)][:2]
    if len(made) == 2:
        one, other = made[0].args["alias"].copy(), made[1].args["alias"].copy()
        made[0].set("alias", other)
        made[1].set("alias", one)
    return tree


def by_position(node: exp.Expression) -> None:
    node.set("by_name", False)


def fewer(node: exp.Expression) -> None:
    for field in node.args.get("fields") or []:
        field.set("expressions", field.expressions[1:])


def old_value(node: exp.Expression) -> None:
    if node.args.get("replace"):
        node.set("replace", [exp.alias_(exp.column(e.alias), e.alias) for e in node.args["replace"]])


def turned(node: exp.Expression) -> None:
    node.set("desc", not node.args.get("desc"))


def closer(node: exp.Expression) -> None:
    node.replace(exp.GT(**node.args))


# what was changed: a pattern of the SQL that it concerns, and the rules with the change
PLANTED: dict[str, tuple[str, list[Rule]]] = {
    "regexp_matches loses its flag": (
        r"regexp_matches\([^;]*?'i'\)",
        each(exp.RegexpLike, Change(flag=None), first=True),
    ),
    "ilike minds capitals": (r"ilike", swapped(exp.ILike, exp.Like)),
    "any is all": (r"bool_or\(", swapped(exp.LogicalOr, exp.LogicalAnd)),
    "the last is the first": (r"row_number\(\) over", each(exp.Ordered, turned)),
    "a year is a month": (r"interval 1 year", each(exp.Interval, Change(unit=exp.var("MONTH")))),
    "regexp_replace takes all for the first": (
        r"regexp_replace",
        each(exp.RegexpReplace, Change(modifiers=exp.Literal.string("g")), first=True),
    ),
    "regexp_extract takes the whole match": (
        r"regexp_extract\(.*, 1\)",
        each(exp.RegexpExtract, Change(group=exp.Literal.number(0)), first=True),
    ),
    "arg_min and arg_max take null": (r"arg_m(in|ax)\(", without("best_passes_over_null")),
    "words of a list are not in order": (r"string_agg\(distinct", each(exp.Ordered, Change(desc=True), first=True)),
    "a list loses its order": (r"list\(", without("list_has_an_order")),
    "qualify by sqlglot: a column for an alias": (r"qualify", without("qualify_is_a_column")),
    "union by name goes by position": (r"by name", each(exp.Union, by_position, first=True)),
    "replace leaves the old value": (r"\* replace", each(exp.Star, old_value, first=True)),
    "unpivot forgets a column": (r"unpivot", each(exp.Pivot, fewer)),
    "halves of doubles are cut off": (r" // ", without("halves_of_doubles_are_no_whole_numbers")),
    "columns of using come first": (r"using \(", without("stars_over_using_keep_their_order")),
    "the order of nulls is turned": (r"order by", each(exp.Ordered, nulls_turned)),
    "a half is rounded down": (r"round\(", each(exp.Round, half_down)),
    "two aliases change places": (r"", [*RULES, Rule("planted", columns_swapped, ())]),
    "coalesce takes its first": (r"coalesce\(", each(exp.Coalesce, only_first)),
    "a left join is an inner one": (r"left join", each(exp.Join, Change(side=None, kind="INNER"))),
    "a filter is forgotten": (r"filter \(where", each(exp.Filter, only_first)),
    "at least is more than": (r">=", each(exp.GTE, closer)),
    "greatest is least": (r"greatest\(", swapped(exp.Greatest, exp.Least)),
    "least is greatest": (r"least\(", swapped(exp.Least, exp.Greatest)),
    "lower does nothing": (r"lower\(", each(exp.Lower, only_first)),
}


def main() -> None:
    root, reference, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True)
    built, began = home.read(root), time.monotonic()
    shapes = spark.shapes(built, reference, [*built.inputs, *(r.key for r in built.relations)])
    translate, session, known = spark.translator(built, shapes), spark.session(out / "_spark"), set[str]()
    true = {relation.key: translate.spark(relation.sql) for relation in built.relations}
    con, told, wrong = duckdb.connect(), {}, {}
    # of equal worth, the shorter SQL first: it is made sooner
    relations = sorted(built.relations, key=lambda relation: len(relation.sql))
    for number, (name, (pattern, rules)) in enumerate(PLANTED.items()):
        changed: Translator = spark.translator(built, shapes, rules)
        tried = []
        for relation in relations:
            if not re.search(pattern, relation.sql, re.IGNORECASE | re.DOTALL):
                continue
            try:
                sql = changed.spark(relation.sql)
            except Exception as error:  # told before Spark is asked: reported, but not by the comparison
                tried.append(f"{relation.key}: {spark.told(error)}")
                continue
            if sql == true[relation.key]:
                continue
            for parent in set(relation.parents) - known:
                spark.view(session, parent, reference / f"{parent}.parquet", shapes[parent])
                known.add(parent)
            path = out / f"{number}.{relation.key}.parquet"
            try:
                session.sql(sql).write.mode("overwrite").parquet(str(path))
                found = verdict.held(con, relation.key, reference / f"{relation.key}.parquet", path)
            except Exception as error:
                tried.append(f"{relation.key}: {spark.told(error)}")
            else:
                if found.kind == verdict.DIFFERS:
                    told[name] = f"{relation.key}: {'; '.join(f'{c}: {w}' for c, w in found.columns.items())}"
                    break
                tried.append(f"{relation.key}: {found.kind}")
            if len(tried) >= TRIED:
                break
        if name not in told:
            wrong[name] = tried
    result = {"told": told, "not told": wrong, "seconds": time.monotonic() - began}
    out.with_suffix(".json").write_text(json.dumps(result), encoding="utf-8")
    session.stop()


if __name__ == "__main__":
    main()
