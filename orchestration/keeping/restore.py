"""A backup back into an empty home: everything is extracted beside its place and held against its sums, and only then put there."""

import os
import shutil
import tarfile
from pathlib import Path
from uuid import uuid4

from ingestion.files import sync_folder
from ingestion.home import RECORD, Home
from orchestration.keeping.form import About, NotKept, opened, read_through


def put_back(home: Home, file: Path) -> About:
    """Fills an empty home with what a backup has. Raises NotKept, and then the home is as it was."""
    if home.root.exists() and (there := sorted(p.name for p in home.root.iterdir() if not empty(p))):
        raise NotKept(
            f"{home.root} is niet leeg ({', '.join(there[:3])}): zet terug in een nieuwe map (TALENT_HOME=<map>), of leg deze opzij"
        )
    home.root.mkdir(parents=True, exist_ok=True)
    beside = home.root / f".restoring-{uuid4().hex}"
    beside.mkdir(mode=0o700)
    try:
        with opened(file, compressed=file.suffix == ".zst") as tar:

            def place(member: tarfile.TarInfo) -> Path | None:
                tar.extract(member, beside, filter=as_it_was)
                return beside / member.name

            about = read_through(tar, place)
        for entry in sorted(beside.iterdir(), key=lambda p: p.name == RECORD):  # the kind last: then it is a home
            target = home.root / entry.name
            if target.is_dir():
                shutil.rmtree(target)
            os.replace(entry, target)
        sync_folder(home.root)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return about


def empty(path: Path) -> bool:
    """A folder without a file, as `talent` makes them before anything is built."""
    return path.is_dir() and not path.is_symlink() and not any(p.is_symlink() or p.is_file() for p in path.rglob("*"))


def as_it_was(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo:
    """Python's own refusal of names and links that lead out of the folder; who may read what stays as it was."""
    checked = tarfile.data_filter(member, folder)
    return checked.replace(mode=member.mode & 0o777 if member.mode is not None else None, deep=False)
