"""dbt's manifest of the project: what the assets are made from, and what an audit and the lineage ask.

Read without Dagster and its dbt: a build that finds nothing new needs neither of the assets.
"""

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from ingestion.home import Home
from orchestration.build_records import DBT_CODE, DBT_PROJECT

DBT = str(Path(sys.executable).with_name("dbt"))  # the one of this environment, also where it is not activated
MANIFEST = DBT_PROJECT / "target" / "manifest.json"


def parse_if_changed() -> Path:
    """dbt's manifest, made anew when a file of the project is younger: the assets are read from it at import.

    One process at a time makes it, and the others wait: two that parse at once write through one another.
    """
    MANIFEST.parent.mkdir(exist_ok=True)
    with MANIFEST.with_name("parse.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        parse()
    return MANIFEST


def parse() -> None:
    files = [f for part in DBT_CODE for f in [DBT_PROJECT / part, *(DBT_PROJECT / part).rglob("*")] if f.is_file()]
    youngest = max(f.stat().st_mtime for f in files)
    if not MANIFEST.exists() or MANIFEST.stat().st_mtime < youngest:
        command = [DBT, "parse", "--quiet", "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=dbt_environment())
        if done.returncode:
            raise RuntimeError(f"dbt parse mislukte:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def dbt_environment() -> dict[str, str]:
    return os.environ | {
        "TALENT_HOME": str(Home.from_env().root),
        "DBT_LOG_PATH": str(DBT_PROJECT / "target"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


os.environ.update(dbt_environment())
manifest: dict[str, Any] = json.loads(parse_if_changed().read_text(encoding="utf-8"))
