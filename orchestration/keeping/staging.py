"""A tree of second names of what stands in a home at one moment: no bytes are copied where the disk can give a file two names."""

import errno
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from ingestion.archive_upkeep import TEMPORARY
from ingestion.home import Home
from ingestion.lock import Say
from orchestration.publication.history import current_file, current_manifest

TRIES, PAUSE = 120, 0.5  # a publication takes its place in a second or two, a dataset in less
INCOMING = "incoming"  # of an archive: bodies that come in
LANDING = "landing"  # others put files in it: what they link to is theirs, and not read
State = dict[Path, tuple[int, int, int]]
CANNOT_SHARE = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EACCES, errno.ENOTSUP)


class NotStill(Exception):
    """What stands changed all the time; says what to do."""


def staged(home: Home, names: Sequence[str], folder: Path, say: Say) -> None:
    """Gives everything under these folders of a home a second name in `folder`, as it all stood at one moment.

    Tried again where something changed meanwhile, or where a publication is half in its place. A link that stays within the home
    stays a link; one that leads out of it is followed, but for those in the landing folder. Raises NotStill.
    """
    for _ in range(TRIES):
        before = state(home, names)
        try:
            for name in names:
                double(Path(name), home.root, folder, (), say)
            shutil.copy2(home.record, folder / home.record.name)
        except FileNotFoundError:
            pass  # it went between the looking and the naming
        else:
            whole = current_file(home) is None or current_manifest(home) is not None
            if whole and state(home, names) == before:
                return
        for name in (*names, home.record.name):
            clear(folder / name)
        time.sleep(PAUSE)
    raise NotStill(
        f"wat in {home.root} staat verandert aldoor, of de publicatie is niet heel (zie talent status); probeer het later opnieuw"
    )


def clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def state(home: Home, names: Sequence[str]) -> State:
    """Every file and link, with what changes when it does."""
    found: State = {}
    for name in names:
        for path in (home.root / name).rglob("*"):
            try:
                stat = path.lstat()
            except FileNotFoundError:
                continue
            if not passed_over(path.relative_to(home.root)) and (path.is_symlink() or not path.is_dir()):
                found[path] = stat.st_ino, stat.st_mtime_ns, stat.st_size
    return found


def passed_over(place: Path) -> bool:
    """Is it something half-written: of a body, of a small file, of a publication in the making? A place in the home."""
    name = place.name
    return (
        (place.parts[0] == "archive" and place.parts[2:3] == (INCOMING,))
        or any(part.startswith(".draft-") for part in place.parts)
        or bool(TEMPORARY.fullmatch(name))
        or (name.startswith(".") and name.endswith((".incoming", ".draft")))
    )


def double(place: Path, root: Path, folder: Path, passed: tuple[Path, ...], say: Say) -> None:
    """One file, link or folder of the home `root`, and all that is in it, under its name in `folder`."""
    source, target = root / place, folder / place
    if source.is_symlink():
        leads = source.resolve()
        if not leads.exists():
            say(f"{place} wijst naar iets dat er niet is, en is overgeslagen")
            return
        if place.parts[0] == LANDING and len(place.parts) > 1 and not leads.is_relative_to(root.resolve()):
            say(f"{place} wijst de map uit, en is overgeslagen: geen build volgt een link in {LANDING}/")
            return
        if leads.is_relative_to(root.resolve()):
            target.symlink_to(os.path.relpath(leads, source.parent.resolve()))
            return
    if source.is_dir():
        if (real := source.resolve()) in passed:
            say(f"{place} wijst naar een map waar hij zelf in ligt, en is overgeslagen")
            return
        target.mkdir()
        for entry in sorted(source.iterdir()):
            if not passed_over(place / entry.name):
                double(place / entry.name, root, folder, (*passed, real), say)
        shutil.copystat(source, target)
    elif source.is_file():
        try:
            os.link(source.resolve(), target)
        except OSError as error:
            if error.errno not in CANNOT_SHARE:
                raise
            shutil.copy2(source, target)
