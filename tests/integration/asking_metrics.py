"""Metrics as dbt-metricflow answers them, asked of a published file in a process of its own.

Run as a script it reads requests from standard input, a line of JSON each: `metrics` and `group_by`, or `saved_query`; `where`
may be there. For each it writes a line: `columns` and `rows`, or `refused` with what was said. It imports nothing of the
project: metricflow stands in a folder by itself, .compat/semantic.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
DBT = CHECKOUT / "dbt_project"
SEMANTIC = CHECKOUT / ".compat" / "semantic"
PRESENT = (SEMANTIC / "installed").exists()


def environment(home: Path) -> dict[str, str]:
    """That of a reader of metrics: metricflow, and the publication of this home."""
    return os.environ | {
        "PYTHONPATH": str(SEMANTIC),
        "TALENT_HOME": str(home),
        "DBT_PROFILES_DIR": str(DBT / "published"),
        "DBT_PROJECT_DIR": str(DBT),
        "DBT_LOG_PATH": str(home / "dbt"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


def ask(home: Path, requests: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answer to each request, in their order."""
    done = subprocess.run(
        [sys.executable, __file__],
        input="".join(json.dumps(request) + "\n" for request in requests),
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def main() -> None:
    from dbt_metricflow.cli.cli_configuration import CLIConfiguration
    from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

    configuration = CLIConfiguration()
    configuration.setup(configure_file_logging=False)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            asked = MetricFlowQueryRequest.create(
                saved_query_name=request.get("saved_query"),
                metric_names=request.get("metrics"),
                group_by_names=request.get("group_by"),
                where_constraints=request.get("where"),
            )
            table = configuration.mf.query(asked).result_df
            answer = {"columns": table.column_names, "rows": [list(row) for row in table.rows]}
        except Exception as error:  # whatever metricflow, dbt or DuckDB calls it: it is what the reader gets
            answer = {"refused": str(error)}
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
