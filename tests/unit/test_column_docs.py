"""What a column means is said once: several tables that say the same refer to a block of `models/_columns.md`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

DBT = Path(__file__).resolve().parents[2] / "dbt_project"
REFERENCE = re.compile(r"\{\{ doc\('(\w+)'\) \}\}")


def described() -> Iterator[tuple[str, str, str]]:
    """Table, column and description of every column of a model or seed that has one."""
    for folder in ("models", "seeds"):
        for path in sorted((DBT / folder).rglob("*.yml")):
            for table in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(folder, []):
                for column in table.get("columns") or []:
                    if column.get("description"):
                        yield table["name"], column["name"], " ".join(column["description"].split())


def test_no_meaning_of_a_column_is_written_in_two_tables() -> None:
    tables = defaultdict(list)
    for table, column, text in described():
        if not REFERENCE.search(text):
            tables[column, text].append(table)
    assert not {told: where for told, where in tables.items() if len(where) > 1}


def test_every_block_is_that_of_several_tables() -> None:
    blocks = re.findall(r"\{% docs (\w+) %\}", (DBT / "models" / "_columns.md").read_text(encoding="utf-8"))
    used = [name for _, _, text in described() for name in REFERENCE.findall(text)]
    assert blocks == sorted(set(blocks))
    assert {name: used.count(name) for name in blocks if used.count(name) < 2} == {}
