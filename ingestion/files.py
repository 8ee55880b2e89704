"""Small files that are there whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4


def write_text(path: Path, text: str) -> None:
    """Writes a small file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    take_place(temporary, path)
    sync_folder(path.parent)


def take_place(made: Path, path: Path) -> None:
    """What was made takes its place in one rename; a folder that stands there (of a backup, a person) is put aside."""
    put_aside(path, folder=True)
    os.replace(made, path)


def put_aside(path: Path, *, folder: bool = False) -> Path | None:
    """Puts aside what stands where something else belongs: a folder, or else what is no folder. Gives where it is now."""
    stands = path.is_dir() and not path.is_symlink() if folder else path.exists() and not path.is_dir()
    if not stands:
        return None
    aside = next(p for n in range(1, 1_000) if not (p := path.with_name(f"{path.name}.aside-{n}")).exists())
    return path.rename(aside)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
