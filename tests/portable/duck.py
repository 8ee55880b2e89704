"""Chains every relation of a home on the DuckDB that is imported: of this environment, or of another age before it in PYTHONPATH.

python -m tests.portable.duck HOME INPUTS OUT    # folders: a built home, its inputs as Parquet, what to write
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from tests.portable import home


def chain(built: home.Home, inputs: Path, out: Path) -> dict[str, str]:
    """Makes every relation from raw, each from what was made before it. Gives the errors, by key; a child of one that failed fails."""
    failed = {}
    with duckdb.connect() as con:
        for database in ("warehouse", "curated"):
            con.execute(f"attach ':memory:' as {database}")
        for database, schema in {
            ("warehouse", "raw"),
            ("warehouse", "seeds"),
            *((r.database, r.schema) for r in built.relations),
        }:
            con.execute(f'create schema if not exists "{database}"."{schema}"')
        for key in built.inputs:
            schema, name = key.split(".")
            con.execute(f'create table "warehouse"."{schema}"."{name}" as from \'{inputs / key}.parquet\'')
        con.execute("use warehouse")
        for relation in built.relations:
            qualified = f'"{relation.database}"."{relation.schema}"."{relation.name}"'
            try:
                con.execute(f"create {'view' if relation.view else 'table'} {qualified} as {relation.sql}")
                home.copy(con, qualified, out / f"{relation.key}.parquet")
            except duckdb.Error as error:
                failed[relation.key] = str(error).split("\n\n")[0]
    return failed


def main() -> None:
    root, inputs, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True)
    began = time.monotonic()
    failed = chain(home.read(root), inputs, out)
    told = {"engine": f"DuckDB {duckdb.__version__}", "failed": failed, "seconds": time.monotonic() - began}
    out.with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
