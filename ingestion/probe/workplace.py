"""Where a probe keeps what it is given while it looks: in the home, beside the archive and not in it. A register of names is
among it, so none of it may stay: what a killed probe left goes when the next one begins.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ingestion.home import Home

FOLDER, HELD = "probing", "held"


@contextmanager
def workplace(home: Home) -> Iterator[Path]:
    """A folder of one's own, gone at the end, with the home where there was none."""
    new = [folder for folder in (home.root, home.root / FOLDER) if not folder.exists()]
    mine = home.root / FOLDER / uuid4().hex
    mine.parent.mkdir(parents=True, exist_ok=True)
    held = None
    try:
        with alone(mine.parent):
            mine.mkdir(parents=True)
            held = (mine / HELD).open("wb")
            fcntl.flock(held, fcntl.LOCK_EX)
            sweep(mine.parent)
        yield mine
    finally:
        if held:
            held.close()
        shutil.rmtree(mine, ignore_errors=True)
        for folder in reversed(new):
            with suppress(OSError):  # another probe is at work in it, or a build began
                folder.rmdir()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """So that nobody sweeps a folder that is made but not yet held."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def sweep(folder: Path) -> None:
    """Removes what nobody holds."""
    for left in folder.iterdir():
        try:
            with (left / HELD).open("rb") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
        except BlockingIOError:
            continue  # a probe that runs
        except OSError:
            shutil.rmtree(left, ignore_errors=True)  # one that was killed before it held anything
