"""Dagster's watcher of a step's output, silent where a person stops the build: Ctrl-C reaches every process of the terminal.

Its own one, a script that Dagster starts beside each step, answers with a traceback (Dagster 1.12, 2026-11).
"""

import runpy
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

SCRIPT = Path("_core", "execution", "scripts", "watch_orphans.py")


def take_its_place() -> None:
    """From now on steps of this process are watched by this script."""
    from dagster._core.execution import compute_logs

    compute_logs.watch_orphans = sys.modules[__name__]  # type: ignore[attr-defined]


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # by which Dagster ends it, whatever who started the build ignores
    dagster = find_spec("dagster")  # where it is, without the seconds of importing it
    assert dagster is not None
    assert dagster.submodule_search_locations
    runpy.run_path(str(Path(dagster.submodule_search_locations[0]) / SCRIPT), run_name="__main__")
