"""Whole builds, each made once a session and shared by the tests that only look at them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.conftest import SHARED

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Built:
    """A home after `talent build`, and how the command ended."""

    home: Path
    status: int
    output: str
    env: dict[str, str]

    @property
    def file(self) -> Path:
        return next((self.home / "publication").glob("*.duckdb"))

    def published(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.file), read_only=True) as con:
            return con.execute(query).fetchall()

    def warehouse(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.home / "warehouse.duckdb"), read_only=True) as con:
            return con.execute(query).fetchall()

    def state(self) -> dict[str, int]:
        """Time of change of everything in the archive and the publication."""
        folders = (self.home / "archive", self.home / "publication")
        return {str(p): p.stat().st_mtime_ns for f in folders for p in f.rglob("*") if p.is_file()}


def talent(home: Path, *arguments: str, **env: str) -> Built:
    """Runs the command line in a process of its own."""
    environment = os.environ | {"TALENT_HOME": str(home)} | env
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Built(home, done.returncode, done.stdout + done.stderr, env)


@pytest.fixture(scope="session")
def mirror(recordings: Path) -> Iterator[str]:
    """The recordings over HTTP on loopback; a filter is answered with the whole recorded body."""
    command = [sys.executable, str(SHARED / "tools" / "mirror.py"), str(recordings), "--port", "0", "--ignore-query"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def live(mirror: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A live build from the recordings into an empty home."""
    return talent(tmp_path_factory.mktemp("live"), "build", "--source", "live", TALENT_MIRROR=mirror)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A demo build into an empty home."""
    return talent(tmp_path_factory.mktemp("demo"), "build", "--source", "demo")
