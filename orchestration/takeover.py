"""A home of before there were kinds (up to November 2026) becomes one: nothing of it is lost, and demo and live part.

Such a home had one publication that either kind replaced, archives of both beside each other, and the default one lay in
`data/` itself. What publishers said decides: a home that ever held it is live, and what the demo left in it becomes a demo
home of its own. Every step is a rename within one folder, and the kind is written last: what is cut off is taken up again.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from ingestion.home import KINDS, Home, Kind, homes
from ingestion.lock import locked
from orchestration.publication.history import DATABASE, is_rebuild, put_in_place, told_by

DEMO_OF_BEFORE = "talentstrategie-demo.duckdb"
OPEN_TO_OTHERS = ("publication", "landing")  # people and tools know these by their path
Say = Callable[[str], None]


def opened(kind: Kind | None = None, say: Say = print) -> Home:
    """The home to work in, taken over first where it is one of before. Raises WrongHome where its record is damaged."""
    if "TALENT_HOME" in os.environ:
        candidates = [Home.from_env()]
    else:
        if is_of_before(homes()):
            move_into_its_folder(homes(), say)
        candidates = [Home(homes() / k) for k in KINDS]
    for home in candidates:
        if is_of_before(home.root):
            take_over(home, say)
    return Home.from_env(kind)


def is_of_before(root: Path) -> bool:
    return (root / "archive").is_dir() and not (root / "home.json").exists() and kind_of_before(root) is not None


def kind_of_before(root: Path) -> Kind | None:
    """live where anything of a publisher was ever taken into use or published; None where nothing was built."""
    if any((root / "archive" / "live").glob("*/current")) or publications(root, demo=False):
        return "live"
    if any((root / "archive" / "demo").glob("*/current")) or publications(root, demo=True):
        return "demo"
    return None


def publications(root: Path, *, demo: bool) -> list[Path]:
    """The publications of one kind in the history, oldest first."""
    return [p for p in sorted((root / "publication" / "history").glob("[!.]*")) if is_demo(p) is demo]


def is_demo(folder: Path) -> bool | None:
    """What a publication says that it is; None where it is not whole enough to say."""
    try:
        return bool(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["is_demo"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def move_into_its_folder(data: Path, say: Say) -> None:
    """`data/` itself was the home: it moves into `data/live` or `data/demo`, and its public paths keep working.

    The archive goes last: while it is there, the move is not done.
    """
    before = Home(data)
    with locked(before, "overname van een map van vroeger", say):
        kind = kind_of_before(data)
        if kind is None:
            return
        target = Home(data / kind)
        target.root.mkdir(exist_ok=True)
        stay = (*KINDS, before.lock.name, before.child.name)
        entries = [e for e in sorted(data.iterdir()) if e.name not in stay and not e.is_symlink()]
        for entry in sorted(entries, key=lambda e: e == before.archive):
            os.replace(entry, target.root / entry.name)
            if kind == "live" and entry.name in OPEN_TO_OTHERS:
                entry.symlink_to(Path(kind) / entry.name)
    before.lock.unlink()


def take_over(home: Home, say: Say) -> None:
    """Gives a home of before its kind. What is of the demo in a live home moves to a demo home of its own."""
    with locked(home, "overname van een map van vroeger", say):
        kind = kind_of_before(home.root)
        if kind is None or home.record.exists():
            return
        if kind == "live":
            beside = home.root.parent if home.root.parent == homes() else home.root
            part(home, Home(beside / "demo"), say)
        settle_publication(home)
        home.settle(kind)
        say(f"{home.root} is van nu af een {kind}-map")


def part(live: Home, demo: Home, say: Say) -> None:
    """Moves the demo's archive and publications out of a live home."""
    moved = [(live.archive / "demo", demo.archive / "demo")] if (live.archive / "demo").is_dir() else []
    moved += [(p, demo.publication / "history" / p.name) for p in publications(live.root, demo=True)]
    moved = [(source, target) for source, target in moved if not target.exists()]
    if not moved:
        return
    demo.create()
    for source, target in moved:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
    if (live.publication / DEMO_OF_BEFORE).exists():
        withdraw(live)
    settle_publication(demo)
    demo.settle("demo")
    say(f"wat de demo in {live.root} achterliet staat nu in {demo.root}")


def withdraw(live: Home) -> None:
    """Takes the demo away from where figures of publishers belong: a build of before had put it in their place."""
    for entry in live.publication.iterdir():
        if entry.name not in ("history", "rollbacks.json"):
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def settle_publication(home: Home) -> None:
    """What was published is so under the name that both kinds have now; where it left, the newest of this kind is."""
    if (home.publication / DATABASE).exists():
        return
    folders = publications(home.root, demo=False) + publications(home.root, demo=True)
    kept = {folder.name: folder for folder in folders if not is_rebuild(folder)}
    chosen = kept.get(told_by(home)) or kept.get(max(kept, default=""))
    if chosen:
        put_in_place(home, chosen)
    (home.publication / DEMO_OF_BEFORE).unlink(missing_ok=True)
