"""From which columns a column is made, read from SQL as dbt runs it here."""

from pathlib import Path
from typing import Any

import pytest

from ingestion.home import Home
from orchestration.assets.column_lineage import made_of, of_models

ONE = ("model.one", '"w"."s"."one"', {"a": "integer", "b": "integer", "Naam. 1": "varchar"})
TWO = ("source.two", '"w"."raw"."two"', {"b": "varchar", "a": "varchar"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('select a + b as c, 1 as d from "w"."s"."one"', {"c": [("model.one", "a"), ("model.one", "b")], "d": []}),
        ('with t as (select * from "w"."s"."one") select "Naam. 1" as n from t', {"n": [("model.one", "naam. 1")]}),
        (
            'select a, b from "w"."s"."one" union all by name select b, a from "w"."raw"."two"',
            {"a": [("model.one", "a"), ("source.two", "a")], "b": [("model.one", "b"), ("source.two", "b")]},
        ),
        (
            'select a from "w"."s"."one" union all by name select b from "w"."raw"."two"',
            {"a": [("model.one", "a")], "b": [("source.two", "b")]},
        ),
        (
            'with t as (select \'x\', b, b from "w"."s"."one"), u as (select a, b, b as c from "w"."raw"."two") '
            "select * from u union all select * from t",
            {
                "a": [("source.two", "a")],
                "b": [("model.one", "b"), ("source.two", "b")],
                "c": [("model.one", "b"), ("source.two", "b")],
            },
        ),
    ],
)
def test_a_column_leads_to_those_that_it_is_made_from(text: str, expected: object) -> None:
    assert made_of(text, [ONE, TWO]) == expected


def test_what_is_not_followed_is_nothing_rather_than_a_half() -> None:
    assert made_of('with t as (unpivot "w"."s"."one" on a, b into name n value v) select n, v from t', [ONE]) is None


def test_what_was_read_is_kept_until_the_sql_or_a_column_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, read = Home(tmp_path), []
    sql = tmp_path / "dbt" / "compiled" / "p" / "models" / "m.sql"
    sql.parent.mkdir(parents=True)
    sql.write_text('select a as c from "w"."raw"."two"', encoding="utf-8")
    manifest = {
        "nodes": {
            "model.p.m": {
                "unique_id": "model.p.m", "name": "m", "schema": "s", "resource_type": "model", "package_name": "p",
                "original_file_path": "models/m.sql", "config": {"materialized": "table"},
            }
        },
        "sources": {
            "source.two": {
                "unique_id": "source.two", "name": "two", "schema": "raw", "identifier": "two",
                "source_name": "raw", "relation_name": '"w"."raw"."two"', "resource_type": "source",
            }
        },
        "parent_map": {"model.p.m": ["source.two"]},
    }  # fmt: skip

    def counted(*given: Any) -> Any:
        read.append(given)
        return made_of(*given)

    monkeypatch.setattr("orchestration.assets.column_lineage.made_of", counted)

    def columns_of(names: set[str], **types: str) -> list[tuple[list[str], str]]:
        found = of_models(home, manifest, {("raw", "two"): types}, names)
        return [(list(d.asset_key.path), d.column_name) for m in found.values() for d in m.deps_by_column["c"]]

    assert columns_of({"m"}, a="integer") == columns_of({"m"}, a="integer") == [(["raw", "two"], "a")]
    assert len(read) == 1
    assert columns_of(set(), a="integer") == []
    columns_of({"m"}, a="varchar")
    assert len(read) == 2
