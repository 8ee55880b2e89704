"""Runs a suite and gives its verdicts by check name."""

from pathlib import Path

import duckdb
from jinja2 import Environment

from expectations.registry import mart_suite, raw_suite
from expectations.runner import CheckResult, run
from ingestion.catalogue import load_catalogue

DBT = Path(__file__).resolve().parents[3] / "dbt_project"
MODELS = DBT / "models" / "quality"


def judge(con: duckdb.DuckDBPyConnection, target: str) -> dict[str, CheckResult]:
    """`raw.<dataset id>` or `marts.<table>`; of a mart with what dbt makes of it for its suite."""
    kind, _, name = target.partition(".")
    if kind == "marts" and (MODELS / f"quality_{name}.sql").exists():
        make(con, f"quality_{name}")
    suite = raw_suite(load_catalogue()[name]) if kind == "raw" else mart_suite(name)
    return {result.check_name: result for result in run(suite, con)}


def make(con: duckdb.DuckDBPyConnection, model: str) -> None:
    """The model of schema quality as a view, over the marts that are attached as `curated` and the seeds as they are."""
    environment = Environment()
    for file in (*(DBT / "macros" / "quality").glob("*.sql"), DBT / "macros" / "figures" / "summed.sql"):
        environment.globals |= vars(environment.from_string(file.read_text(encoding="utf-8")).module)
    seeds = {path.stem: path for path in (DBT / "seeds").rglob("*.csv")}

    def ref(name: str) -> str:
        return f"read_csv('{seeds[name]}')" if name in seeds else f"curated.marts.{name}"

    query = environment.from_string((MODELS / f"{model}.sql").read_text(encoding="utf-8")).render(ref=ref)
    con.execute(f"create or replace view quality.{model} as {query}")


def statuses(con: duckdb.DuckDBPyConnection, target: str) -> dict[str, str]:
    return {name: result.status for name, result in judge(con, target).items()}


def not_passed(con: duckdb.DuckDBPyConnection, target: str) -> set[str]:
    return {name for name, status in statuses(con, target).items() if status != "passed"}
