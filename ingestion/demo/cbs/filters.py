"""The part of OData's `$filter` that clients use on a CBS table: comparisons, startswith, and, or, brackets."""

import operator
import re
from collections.abc import Callable, Mapping

Test = Callable[[Mapping[str, str]], bool]

TOKEN = re.compile(r"\s*(?:(?P<bracket>[(),])|'(?P<text>(?:[^']|'')*)'|(?P<word>\w+))")
COMPARE: dict[str, Callable[[str, str], bool]] = {n: getattr(operator, n) for n in ("eq", "ne", "ge", "gt", "le", "lt")}


class BadFilter(ValueError):
    """The filter cannot be read, or names something that the table does not have."""


def compiled(text: str, names: frozenset[str]) -> Test:
    """The filter as a test on one observation. Raises BadFilter."""
    tokens, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise BadFilter(f"{text!r}: cannot be read at {text[at : at + 20]!r}")
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind].replace("''", "'") if kind == "text" else match[kind]))
        at = match.end()
    test = _joined(tokens, names, "or")
    if tokens:
        raise BadFilter(f"{text!r}: nothing expected at {tokens[0][1]!r}")
    return test


def _take(tokens: list[tuple[str, str]], kind: str, *values: str) -> str:
    if not tokens or tokens[0][0] != kind or (values and tokens[0][1] not in values):
        raise BadFilter(f"expected {' or '.join(values) or kind}, found {tokens[0][1] if tokens else 'the end'!r}")
    return tokens.pop(0)[1]


def _joined(tokens: list[tuple[str, str]], names: frozenset[str], word: str) -> Test:
    """Parts joined by `or`, or by `and`, which binds more strongly."""
    parts: list[Test] = []
    while not parts or (tokens and tokens[0] == ("word", word) and tokens.pop(0)):
        parts.append(_joined(tokens, names, "and") if word == "or" else _one(tokens, names))
    return lambda row: (any if word == "or" else all)(part(row) for part in parts)


def _one(tokens: list[tuple[str, str]], names: frozenset[str]) -> Test:
    if tokens and tokens[0] == ("bracket", "("):
        tokens.pop(0)
        test = _joined(tokens, names, "or")
        _take(tokens, "bracket", ")")
        return test
    column = _take(tokens, "word")
    starts = column == "startswith"
    if starts:
        _take(tokens, "bracket", "(")
        column = _take(tokens, "word")
    if column not in names:
        raise BadFilter(f"no property {column!r}; there are {', '.join(sorted(names))}")
    compare: Callable[[str, str], bool] = str.startswith
    if starts:
        _take(tokens, "bracket", ",")
    else:
        compare = COMPARE[_take(tokens, "word", *COMPARE)]
    value = _take(tokens, "text")
    if starts:
        _take(tokens, "bracket", ")")
    return lambda row: compare(row[column], value)
