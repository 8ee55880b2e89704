"""What a home can do without: copies of publications beyond those that are kept, old runs of Dagster, bodies that no record names.

Each part says what it would free before anything is removed. The lake, the archive's records and what those rest on, the current
publication, and the runs that told last of an asset or check stay, however old.
"""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.exc import OperationalError

from ingestion.archive import Archive
from ingestion.archive_upkeep import Unreadable, orphans, remove
from ingestion.home import KINDS, Home
from ingestion.lock import Say
from orchestration.instance import prepare
from orchestration.publication.history import beyond, in_place
from orchestration.publication.lake.writing import not_yet


@dataclass(frozen=True)
class Part:
    """Something that can go: where it lies in the home, what it is, how many, and the bytes of the disk that it frees."""

    place: str
    what: str
    count: int
    bytes: int
    remove: Callable[[], None]


def parts(home: Home, kept: int, before: datetime, say: Say) -> list[Part]:
    """What can go: publications older than the newest `kept`, and the rest that is from before a moment (with a zone).

    The caller holds the turn, also while it removes.
    """
    return [history(home, kept), *dagster(home, before, say), *bodies(home, before, say)]


def history(home: Home, kept: int) -> Part:
    """Whole copies; each publication of the lake can still be asked, by `talent sql --publication` and `talent diff`."""
    folders = beyond(home.publication / "history", kept, {*in_place(home), *not_yet(home)})

    def go() -> None:
        for folder in folders:
            shutil.rmtree(folder)

    what = f"publicaties ouder dan de laatste {kept}; het datameer houdt ze"
    return Part("publication/history", what, len(folders), freed(folders), go)


def bodies(home: Home, before: datetime, say: Say) -> Iterator[Part]:
    """Per archive; none of one with a record that cannot be read."""
    for kind in KINDS:
        archive = Archive(home.archive, kind)
        if not archive.root.is_dir():
            continue
        place = f"archive/{kind}/bodies"
        try:
            found = orphans(archive, before)
        except Unreadable as error:
            say(f"{place}: niets opgeruimd, want niet elk verslag is te lezen ({error}); zie talent archive verify")
            continue
        files = [*found, *(r for body in found if (r := body.with_suffix(".json")).exists())]
        what = f"bodies van geweigerde of afgebroken ophalingen van voor {before:%Y-%m-%d}"
        yield Part(place, what, len(found), freed(files), partial(remove, found))


def dagster(home: Home, before: datetime, say: Say) -> Iterator[Part]:
    """Runs that ended, with their events and logs; and what their going leaves unused in the file of events."""
    if not (home.dagster / "history" / "runs.db").exists():
        return
    prepare(home)
    from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

    from orchestration.event_log import EventLog

    ended = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]
    with DagsterInstance.get() as instance:
        log = instance.event_log_storage
        assert isinstance(log, EventLog)
        stays, sizes = log.newest(), log.sizes()
        records = instance.get_run_records(RunsFilter(statuses=ended, created_before=before))
        runs = [r.dagster_run.run_id for r in records if r.dagster_run.run_id not in stays]
        known = set(instance.get_run_ids())
        unused = log.free()
    logs = folders_of(home, runs, known, before)

    def go() -> None:
        with DagsterInstance.get() as instance:
            for run_id in runs:
                instance.delete_run(run_id)
            for folder in logs:
                shutil.rmtree(folder, ignore_errors=True)
            log = instance.event_log_storage
            assert isinstance(log, EventLog)
            try:
                log.give_back()
            except OperationalError:
                say(
                    "dagster: een ander proces (de UI?) leest mee; de ruimte is voor de volgende runs, en niet voor de schijf"
                )

    what = f"runs van voor {before:%Y-%m-%d} met hun gebeurtenissen en logs, en wat in event_log.db leeg staat"
    yield Part("dagster", what, len(runs), sum(sizes.get(r, 0) for r in runs) + unused + freed(logs), go)


def folders_of(home: Home, runs: Collection[str], known: Collection[str], before: datetime) -> list[Path]:
    """The logs of these runs, and older ones of runs that Dagster no longer knows."""
    return [
        folder
        for folder in sorted((home.dagster / "storage").glob("*"))
        if folder.is_dir()
        and (folder.name in runs or (folder.name not in known and folder.stat().st_mtime < before.timestamp()))
    ]


def freed(paths: Iterable[Path]) -> int:
    """Bytes of the disk that come free: a file that has a name elsewhere too keeps its room."""
    names: dict[tuple[int, int], tuple[int, int, int]] = {}  # of each file: names here, names in all, bytes
    for path in paths:
        for file in [path, *path.rglob("*")] if path.is_dir() else [path]:
            if not file.is_symlink() and file.is_file():
                stat = file.stat()
                here = names.get((stat.st_dev, stat.st_ino), (0,))[0]
                names[stat.st_dev, stat.st_ino] = here + 1, stat.st_nlink, stat.st_blocks * 512
    return sum(size for here, every, size in names.values() if here >= every)
