"""The rules from DuckDB's SQL to Spark's, each on its examples, and the verdict on two files. Spark itself: `make portable`."""

from pathlib import Path

import duckdb
import pytest

from tests.portable import verdict
from tests.portable.rules import RULES, Rule, Translator

EXAMPLES = [
    pytest.param(rule, *example, id=f"{rule.name}-{i}") for rule in RULES for i, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "query", "holds"), EXAMPLES)
def test_a_rule_on_its_example(rule: Rule, query: str, holds: str) -> None:
    duckdb.sql(query).fetchall()  # it is DuckDB's SQL
    assert holds in Translator({}).spark(query)
    without = [other for other in RULES if other is not rule]
    try:
        alone = Translator({}, without).spark(query)
    except Exception:  # sqlglot, or a rule after this one, refuses it
        return
    assert holds not in alone, "the example needs no rule"


def test_a_rule_has_an_example_and_a_name_of_its_own() -> None:
    assert all(rule.examples for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES) > 15


def test_what_no_rule_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        Translator({}).spark("select regexp_matches('a', 'b', 's')")


def test_a_relation_is_named_with_its_schema() -> None:
    translator = Translator({("warehouse", "raw", "t"): {"a": "INTEGER"}})
    assert translator.spark('select t.a from "warehouse"."raw"."t"') == "SELECT t.a FROM raw__t AS t"


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "columns"),
    [
        ("select 1 as a, 0.1::double as b", "select 1::bigint as a, 0.1::double as b", verdict.EQUAL, set()),
        ("select 0.1::decimal(3, 1) as a", "select 0.1::decimal(9, 4) as a", verdict.EQUAL, set()),
        ("select 0.1::decimal(3, 1) as a", "select 0.1001::decimal(9, 4) as a", verdict.DIFFERS, {"a"}),
        ("select 0.3::double as a", "select 0.1::double + 0.2::double as a", verdict.EQUAL9, {"a"}),
        ("select 0.3::double as a", "select 0.30001::double as a", verdict.DIFFERS, {"a"}),
        ("select 1 as a, 2 as b", "select 2 as b, 1 as a", verdict.DIFFERS, {"a", "b"}),
        ("select 1 as a", "select 1::double as a", verdict.DIFFERS, {"a"}),
        ("select 1 as a", "select 1 as a union all select 1", verdict.DIFFERS, {"(rows)"}),
        ("select 1 as a, 2 as b", "select 1 as a", verdict.DIFFERS, {"b"}),
        ("select * from (values (1, 1), (2, 2)) as t(a, b)", "select * from (values (1, 2), (2, 1)) as t(a, b)", verdict.DIFFERS, {"a", "b"}),
        ("select {'x': 1.0::double} as a", "select {'x': 2.0::double} as a", verdict.DIFFERS, {"a.x"}),
        ("select null::struct(x integer) as a", "select {'x': null::integer} as a", verdict.DIFFERS, {"a is null"}),
        ("select null::varchar as a", "select '' as a", verdict.DIFFERS, {"a"}),
    ],
)  # fmt: skip
def test_a_verdict(ours: str, theirs: str, kind: str, columns: set[str], tmp_path: Path) -> None:
    with duckdb.connect() as con:
        for name, query in (("ours", ours), ("theirs", theirs)):
            con.execute(f"copy ({query}) to '{tmp_path / name}.parquet'")
        found = verdict.held(con, "s.t", tmp_path / "ours.parquet", tmp_path / "theirs.parquet")
    assert found.kind == kind
    assert set(found.columns) >= columns
    assert bool(found.columns) == bool(columns)
