"""What a column means is said once: several tables that say the same refer to a block of `models/_columns.md`."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tests.models import DBT, described

REFERENCE = re.compile(r"\{\{ doc\('(\w+)'\) \}\}")


def of_columns() -> Iterator[tuple[str, str, str]]:
    """Table, column and description of every column of a model or seed that has one."""
    for table in (described("models") | described("seeds")).values():
        for column in table.get("columns") or []:
            if column.get("description"):
                yield table["name"], column["name"], " ".join(column["description"].split())


def test_no_meaning_of_a_column_is_written_in_two_tables() -> None:
    tables = defaultdict(list)
    for table, column, text in of_columns():
        if not REFERENCE.search(text):
            tables[column, text].append(table)
    assert not {told: where for told, where in tables.items() if len(where) > 1}


def test_every_block_is_that_of_several_tables() -> None:
    blocks = re.findall(r"\{% docs (\w+) %\}", (DBT / "models" / "_columns.md").read_text(encoding="utf-8"))
    used = [name for _, _, text in of_columns() for name in REFERENCE.findall(text)]
    assert blocks == sorted(set(blocks))
    assert {name: used.count(name) for name in blocks if used.count(name) < 2} == {}
