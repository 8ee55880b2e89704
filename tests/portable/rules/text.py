"""Rules on text: patterns and their flags, words out of a list."""

import re

from sqlglot import exp

from tests.portable.rules.rule import Shapes, function, rule

GROUP = re.compile(r"(?<!\\)\((?!\?)")  # what opens a group in a pattern


def flagged(pattern: exp.Expression, flags: exp.Expression | None) -> exp.Expression:
    """The pattern with DuckDB's flags inside it, for Java. `g` is no flag of a pattern; case is folded as Unicode does."""
    if flags is None or not (letters := flags.name.replace("g", "")):
        return pattern
    if letters != "i" or not pattern.is_string:
        raise ValueError(f"no rule for the flags {flags.name!r} of {pattern}")
    return exp.Literal.string(f"(?iu){pattern.name}")


@rule(("select regexp_matches('Wel', '^w', 'i') as a, regexp_matches('Wel', '^w') as b", "RLIKE '(?iu)^w'"))
def matches_keep_their_flags(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """sqlglot drops the third argument of regexp_matches."""
    for node in list(tree.find_all(exp.RegexpLike)):
        node.set("expression", flagged(node.expression, node.args.get("flag")))
        node.set("flag", None)
        node.set("full_match", None)
    return tree


@rule(
    (
        "select regexp_extract('Jaar 2023', '^([a-z]+) ', 1, 'i') as a, regexp_extract('x', '[0-9]+') as b",
        "REGEXP_EXTRACT('Jaar 2023', '(?iu)^([a-z]+) ')",
    )
)
def extracts_keep_their_flags(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """sqlglot refuses them."""
    for node in list(tree.find_all(exp.RegexpExtract)):
        node.set("expression", flagged(node.expression, node.args.get("parameters")))
        node.set("parameters", None)
    return tree


@rule(
    ("select regexp_full_match('ab', 'a|b') as a, regexp_full_match('AB', 'ab', 'i') as b", "RLIKE '^(?:a|b)\\\\z'"),
    ("select regexp_full_match('a|', p) as a from (select 'a|b' as p)", "RLIKE CONCAT('^(?:', p, ')\\\\z')"),
)
def full_match_is_anchored(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """Spark has no function that matches the whole."""
    for node in list(tree.find_all(exp.RegexpFullMatch)):
        pattern, options = node.expression, node.args.get("options")
        if pattern.is_string:
            whole = flagged(exp.Literal.string(rf"^(?:{pattern.name})\z"), options)
        elif options is None:  # a column
            whole = function("CONCAT", exp.Literal.string("^(?:"), pattern.copy(), exp.Literal.string(r")\z"))
        else:
            raise ValueError(f"no rule for {node}")
        node.replace(exp.RegexpLike(this=node.this, expression=whole))
    return tree


@rule(
    (
        "select regexp_replace('a.b.c', '[.]', '') as a, regexp_replace('a.b.c', '[.]', '', 'g') as b",
        "REGEXP_REPLACE('a.b.c', '^((?s:.*?))(?:[.])', '$1') AS a, REGEXP_REPLACE('a.b.c', '[.]', '') AS b",
    ),
    ("select regexp_replace('prijs $5', '5', '$6', 'g') as a", "REGEXP_REPLACE('prijs $5', '5', '\\\\$6')"),
    ("select regexp_replace('2019-20', '^([0-9]+)-([0-9]+)$', '\\2/\\1') as a", "'$2/$1'"),
    ("select regexp_replace('xAbAb', 'a', '-', 'gi') as a", "REGEXP_REPLACE('xAbAb', '(?iu)a', '-')"),
)
def replaces_the_first_unless_told(tree: exp.Expression, _: Shapes) -> exp.Expression:
    r"""Without `g` DuckDB replaces the first match only, Spark all; a group is `\1` there, `$1` here.

    The first alone: what stands before it is matched too, and put back. A pattern that holds to the beginning has one match.
    """
    for node in list(tree.find_all(exp.RegexpReplace)):
        pattern, modifiers = node.expression, node.args.get("modifiers")
        put = node.args.get("replacement") or exp.Literal.string("")
        if not (pattern.is_string and put.is_string):
            raise ValueError(f"no rule for {node}")
        words = put.name.replace("$", r"\$")
        for group in range(10):
            words = words.replace(f"\\{group}", f"${group}")
        text, all_of_them = pattern.name, modifiers is not None and "g" in modifiers.name
        if not all_of_them and not text.startswith("^"):
            if GROUP.search(text):
                raise ValueError(f"no rule for the first of a pattern with groups: {node}")
            text, words = f"^((?s:.*?))(?:{text})", f"$1{words}"
        replaced = flagged(exp.Literal.string(text), modifiers)
        node.replace(function("REGEXP_REPLACE", node.this, replaced, exp.Literal.string(words)))
    return tree


@rule(
    (
        "select list_aggregate(list_transform(list_sort(string_split('b, a', ', ')), lambda w: upper(w)), 'string_agg', '; ') as a",
        "ARRAY_JOIN(",
    )
)
def list_is_joined(tree: exp.Expression, _: Shapes) -> exp.Expression:
    for node in list(tree.find_all(exp.Anonymous)):
        if node.name.lower() == "list_aggregate" and node.expressions[1].name == "string_agg":
            node.replace(function("ARRAY_JOIN", node.expressions[0], node.expressions[2]))
    return tree


@rule(
    (
        "select left('abc', -1) as a, right('abc', -1) as b, left('abc', 2) as c",
        "LEFT('abc', GREATEST(LENGTH('abc') + -1, 0))",
    )
)
def left_of_less_than_nothing(tree: exp.Expression, _: Shapes) -> exp.Expression:
    """All but the last, or the first: Spark gives nothing."""
    for node in list(tree.find_all(exp.Left, exp.Right)):
        if isinstance(node.expression, exp.Neg):
            kept = exp.Add(this=exp.Length(this=node.this.copy()), expression=node.expression.copy())
            node.set("expression", exp.Greatest(this=kept, expressions=[exp.Literal.number(0)]))
    return tree
