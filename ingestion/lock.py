"""The lock of a home: one process at a time changes it. Whoever has the turn keeps it for a whole build.

The lock is the operating system's, on a file: it goes when its holder goes, also by kill -9. What a killed holder
started (dbt runs in a process of its own) may live on; the next to get the turn ends it first.
"""

import fcntl
import json
import os
import signal
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ingestion.files import write_text
from ingestion.home import Home, WrongHome

Say = Callable[[str], None]
ENDING_SECONDS = 30  # what is killed is gone in milliseconds; more is a process that the system cannot end


class Busy(Exception):
    """Somebody else has the turn; says who."""


def refuse(told: str) -> None:
    """Given to `locked` as `say`, by who will not wait. Raises Busy."""
    raise Busy(told)


@dataclass
class Hold:
    """What this process holds of one home: turns nest in the thread that has it, another thread waits its own."""

    mutex: threading.RLock = field(default_factory=threading.RLock)
    file: IO[str] | None = None
    who: tuple[str, ...] = ()


_holds: dict[Path, Hold] = defaultdict(Hold)


@contextmanager
def locked(home: Home, who: str, say: Say = lambda _: None) -> Iterator[None]:
    """Waits for one's turn to write; says who holds the lock while waiting. Within a turn it is given at once."""
    home.create()
    hold = _holds[home.lock]
    with hold.mutex:
        outermost = hold.file is None
        file = hold.file or wait(home, say)
        before = hold.who
        hold.file, hold.who = file, (*before, who)
        try:
            tell(file, hold.who)
            if outermost:
                end_orphan(home, say)
            yield
        finally:
            if outermost:
                hold.file, hold.who = None, ()
                file.close()
            elif hold.file is file:  # not of a generator that was left alone and is cleared away after the turn
                hold.who = before
                tell(file, before)


def wait(home: Home, say: Say) -> IO[str]:
    """The lock's file, once it is ours."""
    if home.lock.is_dir():
        raise WrongHome(
            f"{home.lock} is een map, waar een bestand hoort: zet haar ergens anders neer en probeer het opnieuw"
        )
    file = home.lock.open("a+", encoding="utf-8")
    try:
        told = ""
        while not acquired(file):
            file.seek(0)
            holder = file.read().strip() or "een ander proces"
            if told == "":
                say(f"wacht op zijn beurt: {holder} schrijft")
                told = holder
            time.sleep(0.2)
    except BaseException:
        file.close()
        raise
    return file


def acquired(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def tell(file: IO[str], who: tuple[str, ...]) -> None:
    """Writes into the lock's file who holds it, for those who wait."""
    file.seek(0)
    file.truncate()
    file.write(f"{': '.join(who)} (proces {os.getpid()}, sinds {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC)")
    file.flush()


@contextmanager
def child(home: Home, pid: int) -> Iterator[None]:
    """Remembers a process that writes for the holder of the turn, as long as it may live."""
    write_text(home.child, json.dumps({"pid": pid, "born": born(pid)}))
    try:
        yield
    finally:
        home.child.unlink(missing_ok=True)


def end_orphan(home: Home, say: Say) -> None:
    """Ends the process of a holder that was killed: its build is no build, and nobody else may write meanwhile."""
    try:
        known = json.loads(home.child.read_text(encoding="utf-8"))
        pid, birth = int(known["pid"]), known["born"]
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError):
        home.child.unlink(missing_ok=True)
        return
    if birth is not None and born(pid) == birth:
        say(f"proces {pid} wordt beëindigd: het bleef over van een build die al ophield")
        os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + ENDING_SECONDS
        while born(pid) == birth:
            if time.monotonic() > end:
                raise RuntimeError(
                    f"proces {pid} bleef over van een build die al ophield, en is niet te beëindigen: doe dat met de hand"
                )
            time.sleep(0.05)
    home.child.unlink(missing_ok=True)


def born(pid: int) -> str | None:
    """When a living process began, so that its number cannot be taken for another's; None when there is none."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return None
        return None if fields[0] in ("Z", "X") else fields[19]
    found = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return found.stdout.strip() or None
