"""The form of a backup: a tar, compressed by Zstandard where its name ends with `.zst`.

talent-backup.json       what it is: home, kind, publication, when, and whether the private files are in it
archive/ publication/ ...  the home
talent-backup.sums.json  sha256 and size of every file, written last: without it the file is cut off
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import zstandard

FORMAT = 1
ABOUT, SUMS = "talent-backup.json", "talent-backup.sums.json"
BLOCK = 1 << 20
LEVEL = 3  # of Zstandard: bodies and Parquet are compressed already


class NotKept(Exception):
    """No backup was made, or none can be read; says why. Nothing was changed."""


@dataclass(frozen=True)
class About:
    """What a backup says of itself."""

    format: int
    home: str
    kind: str
    publication_id: str
    made_at: str
    talent: str
    private: bool  # are the warehouse, the marts, Dagster's records and what dbt compiled in it?


class Summed:
    """A stream that knows what was read of it."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw, self.digest, self.size = raw, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        block = self.raw.read(size)
        self.digest.update(block)
        self.size += len(block)
        return block


def add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime = len(text.encode()), int(datetime.now(UTC).timestamp())
    tar.addfile(member, io.BytesIO(text.encode()))


@contextmanager
def written(raw: IO[bytes], file: Path) -> Iterator[IO[bytes]]:
    if file.suffix == ".zst":
        with zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).stream_writer(raw, closefd=False) as stream:
            yield stream
    else:
        yield raw


@contextmanager
def opened(file: Path, *, compressed: bool) -> Iterator[tarfile.TarFile]:
    """A backup to read from its begin to its end. Raises NotKept where it is not one, or is damaged."""
    try:
        with file.open("rb") as raw:
            stream = zstandard.ZstdDecompressor().stream_reader(raw) if compressed else raw
            with tarfile.open(fileobj=stream, mode="r|") as tar:
                yield tar
    except (tarfile.TarError, zstandard.ZstdError, EOFError, ValueError, TypeError) as error:
        raise NotKept(
            f"{file} is geen kopie van een map, of is beschadigd ({' '.join(str(error).split())[:120]})"
        ) from error


def said_by(file: Path) -> About:
    """What a backup says of itself, from its beginning. Raises NotKept."""
    if not file.is_file():
        raise NotKept(f"{file} is er niet, of is geen bestand")
    with opened(file, compressed=file.suffix == ".zst") as tar:
        return about_of(tar, tar.next())


def about_of(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> About:
    stream = tar.extractfile(member) if member and member.name == ABOUT else None
    if stream is None:
        raise NotKept(f"geen kopie van talent backup: zij begint niet met {ABOUT}")
    told = json.loads(stream.read())
    if told.get("format") != FORMAT:
        raise NotKept(f"een kopie van vorm {told.get('format')}; dit programma leest vorm {FORMAT}")
    return About(**told)


def check(file: Path, compressed: bool) -> About:
    """Reads a backup to its end and holds every file against its sum. Raises NotKept."""
    with opened(file, compressed=compressed) as tar:
        return read_through(tar, lambda _: None)


def read_through(tar: tarfile.TarFile, place: Callable[[tarfile.TarInfo], Path | None]) -> About:
    """Every member in order: `place` extracts one, or gives None and its bytes are only read. Raises NotKept."""
    about, found, promised = about_of(tar, tar.next()), dict[str, list[Any]](), None
    for member in tar:
        if member.name == ABOUT:  # the first again
            continue
        if member.name == SUMS:
            told = tar.extractfile(member)
            promised = json.loads(told.read()) if told else None
            continue
        if member.name.startswith("/") or ".." in Path(member.name).parts:
            raise NotKept(f"{member.name} in de kopie ligt buiten de map")
        path = place(member)
        if member.isreg():
            stream = path.open("rb") if path else tar.extractfile(member)
            assert stream is not None
            with stream:
                reading = Summed(stream)
                while reading.read(BLOCK):
                    pass
            found[member.name] = [reading.digest.hexdigest(), reading.size]
    if promised is None:
        raise NotKept("de kopie is afgebroken: haar einde ontbreekt")
    if wrong := sorted(name for name in promised.keys() | found.keys() if promised.get(name) != found.get(name)):
        raise NotKept(f"{len(wrong)} bestand(en) in de kopie zijn niet wat zij waren: {', '.join(wrong[:3])}")
    return about
