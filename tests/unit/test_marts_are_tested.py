"""Every published table is held by tests of dbt that stop a publication, and nothing that they say stands in a suite too."""

from typing import Any

import pytest

from expectations.registry import MARTS
from tests.models import PUBLISHED, described

DECLARED = described("models")
# what dbt says of one table in one line: a suite that says it of the table itself says it twice
DBT_SAYS = {"ExpectColumnValuesToBeUnique", "ExpectCompoundColumnsToBeUnique", "ExpectColumnValuesToNotBeNull",
            "ExpectColumnValuesToBeInSet", "ExpectColumnPairValuesAToBeGreaterThanB", "ExpectColumnValuesToMatchRegex"}  # fmt: skip


def blocking(model: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Names and arguments of the tests that stop a publication and look at every row; those of a column with its name."""
    listed = [({}, test) for test in model.get("data_tests", [])]
    listed += [({"columns": [c["name"]]}, test) for c in model["columns"] for test in c.get("data_tests", [])]
    named = [(of, test, {}) if isinstance(test, str) else (of, *next(iter(test.items()))) for of, test in listed]
    return [
        (name, of | (given or {}).get("arguments", {}))
        for of, name, given in named
        if not {"severity", "where"} & set((given or {}).get("config", {}))
    ]


@pytest.mark.parametrize("table", sorted(PUBLISHED))
def test_a_published_table_has_a_key_and_columns_that_are_filled(table: str) -> None:
    tests = blocking(DECLARED[table])
    keys = [set(given["columns"]) for name, given in tests if name in ("unique", "unique_combination")]
    filled = {column for name, given in tests if name == "filled" for column in given["columns"]}
    assert keys, "no key"
    assert any(key & filled for key in keys), "no column of a key is filled everywhere"


def test_a_suite_says_nothing_of_a_mart_itself_that_dbt_can_say() -> None:
    of_marts = {table: suite for table, suite in MARTS.items() if "curated.marts." in suite.query}
    twice = {(table, c.name) for table, s in of_marts.items() for c in s.checks if c.expectation.name in DBT_SAYS}
    assert of_marts
    assert twice == set()
