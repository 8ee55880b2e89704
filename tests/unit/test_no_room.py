"""A machine without room: told in a line, whoever stumbled over it first; any other surprise keeps its traceback."""

import errno
import io
import os
import sqlite3
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from ingestion.errors import local_cause
from ingestion.home import Home
from orchestration.cli import build

FULL = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    OSError(errno.EFBIG, os.strerror(errno.EFBIG)),
    duckdb.IOException(f"Could not write file: {os.strerror(errno.ENOSPC)}"),
    sqlite3.OperationalError("database or disk is full"),
    MemoryError("no more"),
]


@pytest.mark.parametrize("cause", FULL)
def test_a_build_without_room_says_so_in_a_line(
    cause: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> int:
        try:
            raise cause
        except Exception as first:
            raise RuntimeError("a library's own words") from first

    monkeypatch.setattr(build, "run_whole", stumble)
    said = io.StringIO()
    out, notes = Console(file=io.StringIO()), Console(file=said, width=400)
    assert build.run(Home(tmp_path / "home").create(), build.Order("demo"), out, notes) == 1
    assert f"Geen ruimte op deze machine: {type(cause).__name__}: {cause}. Niet gepubliceerd" in said.getvalue()


def test_another_surprise_is_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> int:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(build, "run_whole", stumble)
    console = Console(file=io.StringIO())
    with pytest.raises(ValueError, match="a mistake of ours"):
        build.run(Home(tmp_path / "home").create(), build.Order("demo"), console, console)
    assert local_cause(sqlite3.OperationalError("no such table: x")) is None
