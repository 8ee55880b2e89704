"""`make portable`: every relation of a built home, chained from raw on other engines, held against the home's own.

DuckDB of this environment runs dbt's SQL as it stands, DuckDB 2 too, and Spark what sqlglot and our rules make of it.
Exit status: 0 all equal, 1 something differs (or a planted change is not told), 2 an engine or a home is not there.

    python -m tests.portable --home <a built home> [--engine duckdb] [--engine spark] [--planted]
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb

from tests.portable import home, verdict

CHECKOUT = Path(__file__).resolve().parents[2]
COMPAT = CHECKOUT / ".compat"
ENGINES = {"duckdb": None, "duckdb-2.0": COMPAT / "duckdb-2.0", "spark": COMPAT / "portable"}
JAVA = (
    "Spark needs Java 17 or 21: install it (Debian: apt-get install openjdk-17-jre-headless) or point JAVA_HOME at it"
)


class Absent(Exception):
    """An engine is not there; the message says what to install."""


def java() -> bool:
    found = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else shutil.which("java")
    if not found:
        return False
    return subprocess.run([str(found), "-version"], capture_output=True, check=False).returncode == 0


def needed(engine: str) -> None:
    """Raises Absent."""
    folder = ENGINES[engine]
    if folder is not None and not (folder / "installed").exists():
        raise Absent(f"{folder} is not there; `make portable` installs it")
    if engine == "spark" and not java():
        raise Absent(JAVA)


def run(engine: str, module: str, root: Path, inputs: Path, out: Path) -> dict[str, Any]:
    """Runs a module with an engine before the environment's own. Gives what it wrote of itself."""
    path = os.pathsep.join(str(folder) for folder in (ENGINES[engine], CHECKOUT) if folder)
    command = [sys.executable, "-m", f"tests.portable.{module}", str(root), str(inputs), str(out)]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{engine} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}")
    result: dict[str, Any] = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    return result


def judged(built: home.Home, told: dict[str, Any], reference: Path, out: Path) -> list[verdict.Verdict]:
    verdicts = []
    with duckdb.connect() as con:
        for key in (relation.key for relation in built.relations):
            if key in told["failed"]:
                verdicts.append(verdict.Verdict(key, verdict.FAILED, columns={"(all)": told["failed"][key]}))
            else:
                ours, theirs = (folder / f"{key}.parquet" for folder in (reference, out))
                verdicts.append(verdict.held(con, key, ours, theirs))
    return verdicts


def compared(built: home.Home, engine: str, folder: Path) -> bool:
    """Chains and compares; prints what is not equal and the count. Is all equal, doubles to their last bit?"""
    reference, out = folder / "reference", folder / engine
    told = run(engine, "spark" if engine == "spark" else "duck", built.root, reference, out)
    verdicts = judged(built, told, reference, out)
    for found in verdicts:
        if found.kind != verdict.EQUAL:
            print(found)
    count = Counter(found.kind for found in verdicts)
    others = "".join(f", {n} {kind}" for kind, n in count.items() if kind != verdict.EQUAL)
    rows = sum(found.rows for found in verdicts)
    print(
        f"{told['engine']}: {count[verdict.EQUAL]} of {len(verdicts)} relations equal{others} ({rows:,} rows, {told['seconds']:.0f} s)"
    )
    return count[verdict.EQUAL] == len(verdicts)


def planted(built: home.Home, folder: Path) -> bool:
    """Prints by what each planted change was told. Were all?"""
    told = run("spark", "planted", built.root, folder / "reference", folder / "planted")
    for name, found in told["told"].items():
        print(f"{name}: told by {found}")
    for name, tried in told["not told"].items():
        print(f"{name}: NOT TOLD. Tried: {'; '.join(tried) or 'no relation'}")
    every = len(told["told"]) + len(told["not told"])
    print(f"{len(told['told'])} of {every} planted changes told by table and column ({told['seconds']:.0f} s)")
    return not told["not told"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.portable")
    parser.add_argument("--home", type=Path, default=Path("data/demo"))
    parser.add_argument("--engine", action="append", choices=[*ENGINES], help="only these")
    parser.add_argument(
        "--planted", action="store_true", help="plant changes of meaning in the rules, in place of the comparison"
    )
    chosen = parser.parse_args()
    engines = ["spark"] if chosen.planted else chosen.engine or [*ENGINES]
    try:
        for engine in engines:
            needed(engine)
        built = home.read(chosen.home.resolve())
    except (Absent, home.NotBuilt) as absent:
        print(absent, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="talent-portable-") as name:
        folder = Path(name)
        home.export(built, folder / "reference")
        found = [planted(built, folder)] if chosen.planted else [compared(built, e, folder) for e in engines]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{used.ru_utime + used.ru_stime:.0f} s of processor")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
