"""The expectations that the suites use, in short words. Null passes where a function does not say otherwise:
Great Expectations judges the values that are there."""

from collections.abc import Iterable

from expectations.suite import Expectation
from ingestion.dutch import number


def between(column: str, low: float | None = None, high: float | None = None, *, above: bool = False) -> Expectation:
    """Every value lies in [low, high]; `above`: the low bound itself does not count."""
    arguments = {"column": column, "min_value": low, "max_value": high, "strict_min": above}
    return Expectation("ExpectColumnValuesToBeBetween", arguments, f"{column} {limits(low, high, above=above)}")


def zero(column: str) -> Expectation:
    """For columns that count what is wrong."""
    return Expectation(
        "ExpectColumnValuesToBeBetween", {"column": column, "min_value": 0, "max_value": 0}, f"{column} overal 0"
    )


def filled(column: str) -> Expectation:
    return Expectation("ExpectColumnValuesToNotBeNull", {"column": column}, f"{column} overal gevuld")


def one_of(column: str, values: Iterable[object]) -> Expectation:
    listed = list(values)
    return Expectation(
        "ExpectColumnValuesToBeInSet", {"column": column, "value_set": listed}, f"{column} een van {short(listed)}"
    )


def has_all(column: str, values: Iterable[object]) -> Expectation:
    """Each of these values occurs; others may."""
    listed = list(values)
    return Expectation(
        "ExpectColumnDistinctValuesToContainSet",
        {"column": column, "value_set": listed},
        f"{column} heeft {short(listed)}",
    )


def exactly(column: str, values: Iterable[object]) -> Expectation:
    """These values occur and no others."""
    listed = list(values)
    return Expectation(
        "ExpectColumnDistinctValuesToEqualSet",
        {"column": column, "value_set": listed},
        f"{column} heeft {short(listed)} en geen andere",
    )


def like(column: str, pattern: str) -> Expectation:
    return Expectation(
        "ExpectColumnValuesToMatchRegex", {"column": column, "regex": pattern}, f"{column} als {pattern}"
    )


def unique(*columns: str) -> Expectation:
    """No two rows are alike in these columns."""
    words = f"{', '.join(columns)} uniek"
    if len(columns) == 1:
        return Expectation("ExpectColumnValuesToBeUnique", {"column": columns[0]}, words)
    return Expectation("ExpectCompoundColumnsToBeUnique", {"column_list": list(columns)}, words)


def at_least(larger: str, smaller: str) -> Expectation:
    """In every row the one column is as large as the other, or larger; rows where one is null pass."""
    return Expectation(
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {"column_A": larger, "column_B": smaller, "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        f"{larger} >= {smaller}",
    )


def rows(low: int | None = None, high: int | None = None) -> Expectation:
    """On the number of rows of the batch, which is not that of the table where the batch is an aggregate."""
    return Expectation(
        "ExpectTableRowCountToBeBetween", {"min_value": low, "max_value": high}, f"rijen {limits(low, high)}"
    )


def limits(low: float | None, high: float | None, *, above: bool = False) -> str:
    if low is None:
        assert high is not None
        return f"hoogstens {number(high)}"
    if high is None:
        return f"meer dan {number(low)}" if above else f"ten minste {number(low)}"
    if low == high:
        return f"precies {number(low)}"
    return (
        f"meer dan {number(low)}, hoogstens {number(high)}" if above else f"van {number(low)} tot en met {number(high)}"
    )


def short(values: list[object]) -> str:
    """A list for a person: the first ten."""
    return ", ".join(map(str, values[:10])) + (f" en nog {len(values) - 10}" if len(values) > 10 else "")
