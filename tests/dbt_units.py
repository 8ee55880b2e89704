"""dbt's unit tests, without data: every model is built empty in a home of its own, and its unit tests run on the way."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ingestion.catalogue import load_catalogue
from ingestion.home import CHECKOUT, Home
from ingestion.load import load_empty
from ingestion.warehouse import writing

DBT_PROJECT = CHECKOUT / "dbt_project"


def run(home: Home) -> "subprocess.CompletedProcess[str]":
    """The finished process; its output ends with dbt's counts."""
    with writing(home.create(), "dbt's unit tests") as con:
        for dataset in load_catalogue().values():
            load_empty(con, dataset)
    command = ["build", "--empty", "--exclude-resource-type", "test", "--target-path", str(home.root / "dbt")]
    return subprocess.run(
        [Path(sys.executable).with_name("dbt"), *command, "--project-dir", DBT_PROJECT, "--profiles-dir", DBT_PROJECT],
        env=os.environ | {"TALENT_HOME": str(home.root), "DBT_LOG_PATH": str(home.root / "dbt")},
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        done = run(Home(Path(folder)))
    lines = done.stdout.splitlines()
    print("\n".join(lines if done.returncode else lines[-1:]))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
