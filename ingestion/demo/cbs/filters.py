"""The part of OData's `$filter` that clients use on a CBS table: comparisons, startswith, and, or, brackets."""

import operator
import re
from collections.abc import Callable, Mapping

Test = Callable[[Mapping[str, str]], bool]

TOKEN = re.compile(r"\s*(?:(?P<bracket>[(),])|'(?P<text>(?:[^']|'')*)'|(?P<word>\w+))")
COMPARE: dict[str, Callable[[str, str], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
}


class BadFilter(ValueError):
    """The filter cannot be read, or names something that the table does not have."""


def compiled(text: str, names: frozenset[str]) -> Test:
    """The filter as a test on one observation. Raises BadFilter."""
    tokens = _tokens(text)
    test = _either(tokens, names)
    if tokens:
        raise BadFilter(f"{text!r}: nothing expected at {tokens[0][1]!r}")
    return test


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise BadFilter(f"{text!r}: cannot be read at {text[at : at + 20]!r}")
        kind = match.lastgroup or ""
        found.append((kind, match[kind].replace("''", "'") if kind == "text" else match[kind]))
        at = match.end()
    return found


def _take(tokens: list[tuple[str, str]], kind: str, value: str | None = None) -> str:
    if not tokens or tokens[0][0] != kind or (value is not None and tokens[0][1] != value):
        raise BadFilter(f"expected {value or kind}, found {tokens[0][1] if tokens else 'the end'!r}")
    return tokens.pop(0)[1]


def _either(tokens: list[tuple[str, str]], names: frozenset[str]) -> Test:
    parts = [_both(tokens, names)]
    while tokens and tokens[0] == ("word", "or"):
        tokens.pop(0)
        parts.append(_both(tokens, names))
    return lambda row: any(part(row) for part in parts)


def _both(tokens: list[tuple[str, str]], names: frozenset[str]) -> Test:
    parts = [_one(tokens, names)]
    while tokens and tokens[0] == ("word", "and"):
        tokens.pop(0)
        parts.append(_one(tokens, names))
    return lambda row: all(part(row) for part in parts)


def _one(tokens: list[tuple[str, str]], names: frozenset[str]) -> Test:
    if tokens and tokens[0] == ("bracket", "("):
        tokens.pop(0)
        test = _either(tokens, names)
        _take(tokens, "bracket", ")")
        return test
    word = _take(tokens, "word")
    if word == "startswith":
        _take(tokens, "bracket", "(")
        column = _known(_take(tokens, "word"), names)
        _take(tokens, "bracket", ",")
        start = _take(tokens, "text")
        _take(tokens, "bracket", ")")
        return lambda row: row[column].startswith(start)
    column, name = _known(word, names), _take(tokens, "word")
    if name not in COMPARE:
        raise BadFilter(f"unknown operator {name!r}")
    compare, value = COMPARE[name], _take(tokens, "text")
    return lambda row: compare(row[column], value)


def _known(name: str, names: frozenset[str]) -> str:
    if name not in names:
        raise BadFilter(f"no property {name!r}; there are {', '.join(sorted(names))}")
    return name
