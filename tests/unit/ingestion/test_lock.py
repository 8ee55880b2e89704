"""One process at a time; the next one says for whom it waits, and ends what a killed one left behind."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingestion.home import CHECKOUT, Home
from ingestion.lock import born, child, locked

HOLDER = """
import subprocess, sys, time
from pathlib import Path
from ingestion.home import Home
from ingestion.lock import child, locked
home = Home(Path(sys.argv[1]))
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
with locked(home, "the first build"), locked(home, "its dbt"), child(home, worker.pid):
    print(worker.pid, flush=True)
    time.sleep(600)
"""

Start = Callable[[], tuple["subprocess.Popen[str]", int]]


@pytest.fixture
def holder(home: Home) -> Iterator[Start]:
    """Starts a process that has the turn, with one of its own that works for it; both are gone after the test."""
    started: list[tuple[subprocess.Popen[str], int, str | None]] = []

    def start() -> tuple["subprocess.Popen[str]", int]:
        command = [sys.executable, "-c", HOLDER, str(home.root)]
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        started.append((process, worker, born(worker)))
        return process, worker

    yield start
    for process, worker, birth in started:
        process.kill()
        process.wait()
        if birth and born(worker) == birth:
            os.kill(worker, 9)


def test_who_waits_is_told_for_whom_and_gets_its_turn_when_the_holder_is_killed(home: Home, holder: Start) -> None:
    process, worker = holder()
    said: list[str] = []

    def say(told: str) -> None:
        said.append(told)
        process.kill()  # as the machine would: without a chance to clean up
        process.wait()

    before = time.monotonic()
    with locked(home, "the second build", say):
        assert born(worker) is None, "the killed build's own process may not write beside this one"
    assert time.monotonic() - before < 20
    assert said[0].startswith(f"wacht op zijn beurt: the first build: its dbt (proces {process.pid}, sinds 20")
    assert f"proces {worker} wordt beëindigd: het bleef over van een build die al ophield" in said
    assert not home.child.exists()


def test_a_process_that_got_the_number_of_one_that_ended_is_left_alone(home: Home) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as stranger:
        try:
            with child(home, stranger.pid):
                text = home.child.read_text(encoding="utf-8")
            home.child.write_text(text.replace(str(born(stranger.pid)), "1"), encoding="utf-8")
            with locked(home, "test"):
                assert stranger.poll() is None
            assert not home.child.exists()
        finally:
            stranger.kill()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"pid": "x", "born": "1"}'])
def test_a_half_written_note_of_a_process_holds_nobody_up(home: Home, text: str) -> None:
    home.child.write_text(text, encoding="utf-8")
    with locked(home, "test"):
        pass
    assert not home.child.exists()


def test_turns_nest_and_tell_what_is_going_on(home: Home) -> None:
    def told() -> str:
        return home.lock.read_text(encoding="utf-8").split(" (proces ")[0]

    with locked(home, "build"):
        with locked(home, "dbt"):
            assert told() == "build: dbt"
        assert told() == "build"
        with pytest.raises(ValueError, match="fails"), locked(home, "checks"):
            raise ValueError("fails")
        assert told() == "build"


def test_another_thread_waits_its_turn(home: Home, tmp_path: Path) -> None:
    order: list[str] = []

    def other() -> None:
        with locked(home, "other"):
            order.append("other")

    with locked(home, "first"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=0.5)
        order.append("first")
    thread.join(timeout=20)
    assert order == ["first", "other"]


def test_a_step_that_is_interrupted_and_cleared_away_later_disturbs_nobody(home: Home) -> None:
    def step() -> Iterator[None]:
        with locked(home, "checks"):
            yield

    with locked(home, "first build"):
        interrupted = step()
        next(interrupted)
    with locked(home, "second build"):
        interrupted.close()  # type: ignore[attr-defined]
        assert home.lock.read_text(encoding="utf-8").startswith("second build (proces ")
