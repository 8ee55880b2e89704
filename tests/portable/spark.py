"""Chains relations of a home on Spark, in session mode: one process, no server.

python -m tests.portable.spark HOME INPUTS OUT    # folders: a built home, its inputs as Parquet, what to write
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

from tests.portable import home, verdict
from tests.portable.rules import RULES, Rule, Translator

CORES = 2
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "4g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # DuckDB's TIMESTAMP has no zone
    "spark.sql.shuffle.partitions": str(CORES),
    # tables of thousands of rows: compiling code for each query would take longer than the query
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.ui.showConsoleProgress": "false",
}
NAMES = {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ", "HUGEINT": "DECIMAL(38,0)", "INTEGER": "INT"}
ERROR = 400  # characters of Spark's message


def session(folder: Path) -> SparkSession:
    builder = SparkSession.builder.master(f"local[{CORES}]").appName("portable")
    for name, value in (SETTINGS | {"spark.sql.warehouse.dir": str(folder), "spark.local.dir": str(folder)}).items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def shapes(built: home.Home, inputs: Path, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """Columns and types of each, as DuckDB wrote them."""
    with duckdb.connect() as con:
        return {key: dict(verdict.types(con, f"'{inputs / key}.parquet'")) for key in keys}


def translator(
    built: home.Home, columns: Mapping[str, Mapping[str, str]], rules: Sequence[Rule] = tuple(RULES)
) -> Translator:
    databases = {relation.key: relation.database for relation in built.relations}
    named = {}
    for key, shape in columns.items():
        schema, name = key.split(".")
        named[databases.get(key, "warehouse"), schema, name] = shape
    return Translator(named, rules)


def view(spark: SparkSession, key: str, path: Path, shape: Mapping[str, str]) -> None:
    """What DuckDB wrote, under the name that translated queries have for it. Its columns are told, not looked for."""
    ddl = ", ".join(f"`{c}` {re.sub(r'[A-Z]+', lambda m: NAMES.get(m[0], m[0]), t)}" for c, t in shape.items())
    spark.read.schema(ddl).parquet(str(path)).createOrReplaceTempView(key.replace(".", "__"))


def made(spark: SparkSession, key: str, sql: str, out: Path) -> None:
    """One relation, written as Parquet and known to those after it."""
    frame, path = spark.sql(sql), str(out / f"{key}.parquet")
    frame.write.mode("overwrite").parquet(path)
    spark.read.schema(frame.schema).parquet(path).createOrReplaceTempView(key.replace(".", "__"))


def told(error: Exception) -> str:
    return re.sub(r"\s+", " ", f"{type(error).__name__}: {error}".split("JVM stacktrace")[0])[:ERROR]


def chain(parents: Mapping[str, list[str]], make: Callable[[str], None]) -> dict[str, str]:
    """Makes each after its parents, as many at once as there are cores. Gives the errors; what rests on one is not tried."""
    failed: dict[str, str] = {}
    order = TopologicalSorter(parents)
    order.prepare()
    running: dict[Future[None], str] = {}
    with ThreadPoolExecutor(CORES) as pool:
        while order.is_active():
            for key in order.get_ready():
                if lost := [p for p in parents[key] if p in failed]:
                    failed[key] = f"rests on {lost[0]}, which failed"
                    order.done(key)
                else:
                    running[pool.submit(make, key)] = key
            if not running:
                continue
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                key = running.pop(future)
                if (error := future.exception()) is not None:
                    failed[key] = told(error) if isinstance(error, Exception) else repr(error)
                order.done(key)
    return failed


def main() -> None:
    root, inputs, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True)
    built, began = home.read(root), time.monotonic()
    columns = shapes(built, inputs, [*built.inputs, *(r.key for r in built.relations)])
    translate, spark = translator(built, columns), session(out / "_spark")
    for key in built.inputs:
        view(spark, key, inputs / f"{key}.parquet", columns[key])
    relations = {relation.key: relation for relation in built.relations}
    parents = {key: [p for p in relation.parents if p in relations] for key, relation in relations.items()}
    translated = {key: translate.spark(relation.sql) for key, relation in relations.items()}
    failed = chain(parents, lambda key: made(spark, key, translated[key], out))
    result = {"engine": f"Spark {spark.version}", "failed": failed, "seconds": time.monotonic() - began}
    out.with_suffix(".json").write_text(json.dumps(result), encoding="utf-8")
    spark.stop()


if __name__ == "__main__":
    main()
