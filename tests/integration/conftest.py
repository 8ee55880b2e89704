"""Whole builds, each made once a run, whatever the number of workers, and shared by the tests that only look at them."""

import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pytest
from filelock import FileLock

from tests.conftest import SHARED
from tests.integration import cased as other
from tests.integration import clients
from tests.integration.revising import revised

CHECKOUT = Path(__file__).resolve().parents[2]
BOUND = 1200  # seconds; a build takes about 60 on two cores, and many times that beside others
T = TypeVar("T")
GARBAGE = {"cbs__85276ned": "*/85276NED/*", "duo__gediplomeerden_wo_2019": "*gediplomeerden-wo-2019.csv"}


@dataclass(frozen=True)
class Built:
    """A home after `talent build`, and how the command ended."""

    home: Path
    status: int
    output: str
    env: dict[str, str]
    at: Path | None = None  # another publication than the current one

    @property
    def file(self) -> Path:
        return self.at or self.home / "publication" / "talentstrategie.duckdb"

    @property
    def publication_id(self) -> str:
        return str(self.published("select publication_id from meta.publication")[0][0])

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
    """Runs the command line in a process of its own, which may take BOUND seconds."""
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(home)} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=BOUND,
    )
    return Built(home, done.returncode, done.stdout + done.stderr, env)


def copied(built: Built, home: Path) -> Path:
    """A home of one's own, to change: as if the folder was moved to another machine."""
    return Path(shutil.copytree(built.home, home, symlinks=True))


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What `make` returns for an empty folder: made by the first worker that asks, and read by the others of this run."""
    here = factory.getbasetemp()
    folder = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here
    result = folder / f"{name}.pickle"
    with FileLock(folder / f"{name}.lock"):
        if not result.exists():
            home = folder / name
            shutil.rmtree(home, ignore_errors=True)  # of a worker that was stopped halfway
            home.mkdir()
            result.write_bytes(pickle.dumps(make(home)))
        made: T = pickle.loads(result.read_bytes())
    return made


@contextmanager
def mirroring(recordings: Path, *options: str, also: Sequence[Path] = ()) -> Iterator[str]:
    """The recordings over HTTP on loopback, byte for byte, with those of the folders `also` over them; a filter is answered
    with the whole recorded body.

    Links in bodies stay the publisher's own: were they made to point here, the same body would have other bytes at every
    mirror's port, and a second build would find something new.
    """
    folders = [str(folder) for folder in (recordings, *also)]
    command = [sys.executable, str(SHARED / "tools" / "mirror.py"), *folders, "--port", "0", "--ignore-query"]
    with subprocess.Popen([*command, "--no-rewrite", *options], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:  # it does not always end while a request hangs
                process.kill()


@pytest.fixture(scope="session")
def mirror(recordings: Path) -> Iterator[str]:
    with mirroring(recordings) as address:
        yield address


@pytest.fixture(scope="session")
def live(mirror: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A live build from the recordings into an empty home."""
    made = once(tmp_path_factory, "live", lambda home: talent(home, "build", "--source", "live", TALENT_MIRROR=mirror))
    return replace(made, env={"TALENT_MIRROR": mirror})  # another worker's mirror may be gone


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A demo build into an empty home."""
    return once(tmp_path_factory, "demo", lambda home: talent(home, "build", "--source", "demo"))


@pytest.fixture(scope="session")
def cased(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A first live build of everything at once, into an empty home: the recordings, those added later and every case."""

    def make(home: Path) -> Built:
        other.land(home)
        with mirroring(recordings, also=other.bodies()) as address:
            return talent(home, "build", "--source", "live", TALENT_MIRROR=address)

    return once(tmp_path_factory, "cased", make)


@pytest.fixture(scope="session")
def cased_marts(cased: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its marts, attached under another name: the file's own is that of its schema."""
    assert cased.status == 3, cased.output
    with duckdb.connect() as con:
        con.execute(f"attach '{cased.home / 'marts.duckdb'}' as curated (read_only)")
        con.execute(f"attach '{cased.home / 'warehouse.duckdb'}' as warehouse (read_only)")
        yield con


@dataclass(frozen=True)
class Republished:
    """A build that publishes again, one that was begun while it was at work, and what each client read all that time."""

    built: Built
    second: Built
    readings: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def republished(live: Built, recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Republished:
    """Two builds at once on a copy of the live home, under the eyes of every client that is there.

    One publisher revised a figure since, and two datasets are answered with an error page.
    """

    def make(folder: Path) -> Republished:
        faults = [f"--fault={pattern}=garbage" for pattern in GARBAGE.values()]
        with mirroring(revised(recordings, folder / "revised"), *faults) as address:
            return built_while_read(copied(live, folder / "home"), live.file.name, address)

    return once(tmp_path_factory, "republished", make)


def built_while_read(home: Path, name: str, address: str) -> Republished:
    logs, processes = (home.parent / "first.log", home.parent / "second.log"), []
    readers = {client: clients.Reader(client, home / "publication" / name) for client in clients.PRESENT}
    try:
        for reader in readers.values():
            reader.wait_for_first()  # every client is at work before the build begins
        processes.append(in_background(home, logs[0], "-v", TALENT_MIRROR=address))
        wait_until(logs[0], "dbt: bouwt de modellen", processes[0])
        processes.append(in_background(home, logs[1], TALENT_MIRROR=address))
        statuses = [process.wait(timeout=BOUND) for process in processes]
    finally:
        for process in processes:
            process.kill()
        readings = {client: reader.stop() for client, reader in readers.items()}
    first, second = (
        Built(home, status, log.read_text(encoding="utf-8"), {}) for status, log in zip(statuses, logs, strict=True)
    )
    return Republished(first, second, readings)


def in_background(home: Path, log: Path, *options: str, **env: str) -> "subprocess.Popen[str]":
    """`talent build --source live`, its output in a file that grows."""
    with log.open("w", encoding="utf-8") as output:
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "orchestration.cli", "build", "--source", "live", *options],
            cwd=CHECKOUT,
            env=os.environ | {"TALENT_HOME": str(home)} | env,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )


def wait_until(log: Path, words: str, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + BOUND
    while words not in log.read_text(encoding="utf-8"):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < end, log.read_text(encoding="utf-8")
        time.sleep(0.2)
