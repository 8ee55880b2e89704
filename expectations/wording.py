"""What a check found, in one line for a person. Great Expectations itself is silent about a column that passed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from expectations.suite import Expectation
from ingestion import dutch
from ingestion.dutch import whole

if TYPE_CHECKING:
    import pandas as pd

MOST_VALUES = 5


def observed(expectation: Expectation, success: bool, result: Mapping[str, Any], frame: "pd.DataFrame") -> str:
    """One line; values as they stand in the batch."""
    if not success and "partial_missing_list" in result:  # an expectation of a set of values, not of rows
        lacking, surplus = result["partial_missing_list"], result.get("partial_unexpected_list") or []
        parts = [f"{result.get('missing_count', len(lacking))} ontbrekend: {listed(lacking)}"] if lacking else []
        parts += [f"{result.get('unexpected_count', len(surplus))} te veel: {listed(surplus)}"] if surplus else []
        return "; ".join(parts) or "andere waarden"
    if result.get("observed_value") is not None:
        value = result["observed_value"]
        return listed(value) if isinstance(value, list | tuple | set) else number(value)
    if not success and "unexpected_count" in result:
        return (
            f"{whole(result['unexpected_count'])} van {whole(result.get('element_count', len(frame)))} rijen: "
            f"{listed(result.get('partial_unexpected_list', []))}"
        )
    return f"{whole(len(frame))} rijen" + "".join(
        f"; {column} {span(frame[column])}" for column in expectation.columns[:2]
    )


def span(column: "pd.Series[Any]") -> str:
    """What the values of a column range over."""
    values = column.dropna()
    if values.empty:
        return "zonder enige waarde"
    distinct = values.unique()
    if len(distinct) <= 3:
        return listed(sorted(distinct, key=str))
    try:
        return f"{number(values.min())} tot en met {number(values.max())}"
    except TypeError:
        return f"{whole(len(distinct))} waarden"


def listed(values: Any) -> str:
    """The first values, each once."""
    once = list(dict.fromkeys(number(v) for v in values))
    return ("; " if any("," in value for value in once[:MOST_VALUES]) else ", ").join(once[:MOST_VALUES]) + (
        f" en nog {len(once) - MOST_VALUES}" if len(once) > MOST_VALUES else ""
    )


def number(value: Any) -> str:
    """A value for a person: no binary tails, no midnight after a date."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, tuple):
        return f"({', '.join(map(number, value))})"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).removesuffix(" 00:00:00")
    return dutch.number(value)
