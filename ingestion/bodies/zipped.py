"""Editions that are each a zip with one csv, as one table: the columns of the contract, as text, as written.

The rest of an edition's columns is left out: there are tens, and they differ from edition to edition. A member's name is
looked at and never used as a path; what it unpacks to is bounded.
"""

import csv
import io
import shutil
import zipfile
from pathlib import Path
from typing import IO

import duckdb

from ingestion.archive import Archive
from ingestion.dataset import CkanZips, Dataset
from ingestion.dutch import whole
from ingestion.errors import ContractBroken, WrongBody
from ingestion.headers import Ambiguous, named
from ingestion.protocols import Loadable
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import identifier, literal, struct

UNPACKED = 40  # times the most bytes the dataset may be: what all of it may unpack to
ENCRYPTED = 1


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    access = dataset.access
    assert isinstance(access, CkanZips)
    columns = tuple(dataset.contract.columns)
    left = dataset.size.max_bytes * UNPACKED
    selects = []
    for part in (p for p in snapshot.parts if p.part.startswith("zip/")):
        path = folder / f"{part.sha256}.csv"
        left -= unpack(dataset, archive, part, path, left)
        with path.open(encoding="utf-8", newline="") as text:
            header = next(csv.reader(text, delimiter=access.format.delimiter), [])
        try:
            found = named({c: dataset.contract.rule(c).synonyms for c in columns}, header)
            missing = [c for c in columns if c not in found]
        except Ambiguous as error:
            missing = [f"een kolom die {error.args[0]} is, waar {error.args[1]} het kunnen zijn"]
        if missing:
            raise ContractBroken(
                dataset.id,
                f"{part.part}, kop",
                f"{len(header)} kolommen: {', '.join(header)[:600]}",
                f"ook {', '.join(missing)}",
                "Ga na of de uitgever een kolom hernoemde, en verbeter de catalogus.",
            )
        selects.append(
            f"select {', '.join(f'{identifier(found[c])} as {identifier(c)}' for c in columns)} from read_csv({literal(path)}, "
            f"delim = {literal(access.format.delimiter)}, quote = '\"', escape = '\"', header = true, auto_detect = false, "
            f"columns = {struct(dict.fromkeys(header, 'varchar'))})"
        )
    return Loadable(" union all ".join(selects), columns, "zip")


def unpack(dataset: Dataset, archive: Archive, part: Receipt, path: Path, most: int) -> int:
    """Writes the one csv of a zip as UTF-8; the bytes it had."""
    access = dataset.access
    assert isinstance(access, CkanZips)
    with archive.open(part.sha256) as stream, (packed := path.with_suffix(".zip")).open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    with zipfile.ZipFile(packed) as bundle:
        found = [entry for entry in bundle.infolist() if entry.filename.lower().endswith(".csv")]
        if len(found) != 1 or found[0].flag_bits & ENCRYPTED:
            names = ", ".join(f"{e.filename}{' (versleuteld)' * (e.flag_bits & ENCRYPTED)}" for e in bundle.infolist())
            raise WrongBody(dataset.id, part.url, names or "een lege zip", "een csv die te lezen is", "Bekijk de zip.")
        if found[0].file_size > most:
            raise WrongBody(
                dataset.id,
                part.url,
                f"{whole(found[0].file_size)} bytes uitgepakt",
                f"hoogstens {whole(most)}",
                "Hij is niet uitgepakt: bekijk waarom hij zo groot is.",
            )
        for encoding in access.format.encodings:
            try:
                with bundle.open(found[0]) as member, path.open("w", encoding="utf-8", newline="") as out:
                    copy_text(member, out, encoding)
                break
            except UnicodeDecodeError as error:
                where = f"{encoding}: {error.object[max(0, error.start - 10) : error.start + 10]!r}"
        else:
            raise WrongBody(
                dataset.id,
                part.url,
                f"tekst in een andere codering dan {where}",
                " of ".join(access.format.encodings),
                "Bekijk het bestand.",
            )
    packed.unlink()
    return found[0].file_size


def copy_text(member: IO[bytes], out: IO[str], encoding: str) -> None:
    with io.TextIOWrapper(member, encoding, newline="") as text:
        out.write(text.read(1).removeprefix("\ufeff"))
        shutil.copyfileobj(text, out)
