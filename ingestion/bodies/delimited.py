"""Delimited text: every column as text, exactly as written. DuckDB reads the archived file itself where it can."""

import codecs
import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import duckdb

from ingestion.archive import Archive
from ingestion.dataset import Ckan, Dataset, Delimited, Download, Eurostat
from ingestion.errors import WrongBody
from ingestion.protocols import Loadable
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import literal, struct

BLOCK = 1 << 20
HEAD = 1 << 16


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    access = dataset.access
    assert isinstance(access, Ckan | Download | Eurostat)
    body = snapshot.part("data")
    encoding = decoded_as(dataset, archive, body, access.format)
    with plain(archive, body) as stream:
        first = stream.read(HEAD).decode(encoding, "ignore").lstrip("\ufeff")
    header = next(csv.reader(first.splitlines(keepends=True), delimiter=access.format.delimiter))
    repeated = {name for name in header if header.count(name) > 1}
    if repeated:
        raise WrongBody(
            dataset.id,
            "kop",
            f"{', '.join(sorted(repeated))} meer dan een keer",
            "elke kolom een keer",
            "Bekijk het bestand.",
        )
    path = archive.body(body.sha256)
    if encoding != "utf-8" or is_gzip(archive, body):
        path = folder / "data.csv"
        transcode(archive, body, encoding, path)
    columns = struct(dict.fromkeys(header, "varchar"))
    padding, strict = access.format.blank_rows, not access.format.loose_quotes
    return Loadable(
        f"select * from read_csv({literal(path)}, delim = {literal(access.format.delimiter)}, "
        f"quote = '\"', escape = '\"', header = true, auto_detect = false, null_padding = {padding}, "
        f"strict_mode = {strict}, columns = {columns}, "
        f"compression = {literal('zstd' if path.suffix == '.zst' else 'none')})",
        tuple(header),
        body.part,
    )


def decoded_as(dataset: Dataset, archive: Archive, body: Receipt, form: Delimited) -> str:
    """The first of the dataset's encodings that decodes the whole body."""
    for encoding in form.encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with plain(archive, body) as stream:
                while block := stream.read(BLOCK):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
            return encoding
        except UnicodeDecodeError as error:
            where = f"byte {error.start} van een blok: {error.object[max(0, error.start - 10) : error.start + 10]!r}"
    raise WrongBody(
        dataset.id,
        body.url,
        f"tekst die geen {form.encodings[-1]} is ({where})",
        " of ".join(form.encodings),
        "Bekijk de codering van het bestand, en voeg haar toe aan access.format.encodings als de uitgever haar wijzigde.",
    )


@contextmanager
def plain(archive: Archive, body: Receipt) -> Iterator[IO[bytes]]:
    """The bytes of a body, unpacked if it came gzipped without saying so."""
    packed = is_gzip(archive, body)
    with archive.open(body.sha256) as stream:
        yield gzip.GzipFile(fileobj=stream) if packed else stream  # type: ignore[misc]


def is_gzip(archive: Archive, body: Receipt) -> bool:
    with archive.open(body.sha256) as stream:
        return stream.read(2) == b"\x1f\x8b"


def transcode(archive: Archive, body: Receipt, encoding: str, path: Path) -> None:
    """Writes the body as UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with plain(archive, body) as stream, path.open("wb") as out:
        while block := stream.read(BLOCK):
            out.write(decoder.decode(block).encode())
        out.write(decoder.decode(b"", final=True).encode())
