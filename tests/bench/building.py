"""Whole builds as processes: the demo against dbt alone, nothing changed against everything, publishing against a copy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ingestion.home import CHECKOUT, Home
from tests.bench.measure import ratio, seconds

TALENT = [sys.executable, "-m", "orchestration.cli", "build", "--source", "demo"]


def run(command: list[str], home: Path) -> None:
    env = os.environ | {"TALENT_HOME": str(home)}
    done = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def builds(folder: Path) -> None:
    """The demo from nothing, then again with nothing changed, and dbt build on the same raw tables."""
    home = Home(folder / "demo")

    def whole() -> None:
        shutil.rmtree(home.root, ignore_errors=True)
        run(TALENT, home.root)

    def dbt_alone() -> None:
        command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", "dbt_project", "--profiles-dir"]
        run([*command, "dbt_project", "--target-path", str(home.root / "dbt-alone")], home.root)

    ratio("whole demo build, against `dbt build` of the same project alone", 4, whole, dbt_alone, runs=3)
    full = seconds(whole)
    before = {p: p.stat().st_mtime_ns for p in (home.root / "publication").rglob("*")}
    again = seconds(lambda: run(TALENT, home.root))
    after = {p: p.stat().st_mtime_ns for p in (home.root / "publication").rglob("*")}
    print(
        f"build with nothing changed, against the full build: {again / full:.2f}x (bar 0.15x); {again:.2f} s against "
        f"{full:.2f} s, publication {'untouched' if before == after else 'REWRITTEN'}"
    )
