"""What a run of dbt left behind: its results, or how it ended without any."""

import errno
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

from ingestion.home import Home

LEAST_ROOM = 32 << 20  # bytes: what dbt writes at its end, and more


def results_of(home: Home) -> Path:
    """Where dbt writes what came of each model and test, at its end."""
    return home.root / "dbt" / "run_results.json"


def read_results(path: Path) -> dict[str, Any] | None:
    """What dbt wrote at its end; None where it did not come to that, or not to the end of it."""
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("results"), list) else None


def ended(status: int | None) -> str:
    """How a process ended, in words."""
    if status is not None and status < 0:
        name = signal.Signals(-status).name if -status in list(signal.Signals) else str(-status)
        return f"is van buiten beëindigd met signaal {name}" + (" (geen geheugen meer?)" if name == "SIGKILL" else "")
    return f"eindigde met status {status}"


def without_results(home: Home, status: int | None) -> str:
    """Why dbt gave no results, as far as can be told: on a full disk it cannot even say so."""
    full = shutil.disk_usage(home.root).free < LEAST_ROOM
    return f"dbt {ended(status)}, en gaf geen resultaten" + (f": {os.strerror(errno.ENOSPC)}" if full else "")
