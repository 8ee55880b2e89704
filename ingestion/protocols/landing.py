"""The landing folder: files (csv or xlsx) that a person downloads because the publisher has no address for a machine.

Everything in `landing/<dataset>/` is one state; each file keeps its name, and a later one overrules an earlier one. Each
stands alone: one that cannot be read, or is still being copied, is told and does not take the others with it; its last
good version holds. A link is not followed: what is read is what lies in the folder.

The layout is not promised: on any sheet, and whatever stands between the cells of a csv, the header row is the first one in
which the needed columns are recognised; an unknown layout is refused with what was found and what was expected. Where two files tell the same cell, the later file
holds; where lines have no key (a register of one line an award), all lines of all files count, and the same file twice
counts once.
"""

import csv
import os
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from ingestion import contract
from ingestion.archive import LOADING, Archive, BodyTooLarge
from ingestion.bodies.delimited import decoded_as, transcode
from ingestion.bodies.found_header import WITHIN, find_header
from ingestion.bodies.workbook import sheets
from ingestion.clock import now
from ingestion.dataset import Dataset, Landing
from ingestion.dutch import whole
from ingestion.errors import IngestionError, NotPublished, WrongBody, is_local
from ingestion.protocols import Fetched, Loadable
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import identifier, literal, struct
from ingestion.web import Web

SUFFIXES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
YOUNG = 3  # seconds since a file was last written: a person, or another program, may still be at it
LONGEST_WAIT = 30  # seconds
WIDEST = 64  # columns of a csv that is read without knowing its header
HEAD = 1 << 16  # characters of a csv in which its header and its widest line stand
MARKS = {"puntkomma's": ";", "komma's": ",", "tabs": "\t"}  # what may stand between the cells of a csv


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    """Puts the files of `landing/<dataset>/` into the archive, oldest first; nothing is asked of anyone."""
    there = [p for p in (web.landing / dataset.id).glob("*") if not p.name.startswith((".", "~")) and p.exists()]
    files = sorted(
        (p for p in there if p.is_file() and not p.is_symlink() and p.suffix.lower() in SUFFIXES),
        key=lambda p: (p.stat().st_mtime, p.name),
    )
    other = sorted(shown(p.name) for p in set(there) - set(files))
    if not files:
        raise NotPublished(
            dataset.id,
            f"landing/{dataset.id}/",
            f"geen csv of xlsx{', wel ' if other else ''}{', '.join(other[:10])}",
            "een bestand dat met de hand is opgehaald",
            f"Haal het op van {dataset.homepage} en zet het daar neer.",
        )
    if other:
        web.note(
            dataset, f"landing/{dataset.id}/: {len(other)} niet gelezen, geen csv of xlsx: {', '.join(other[:10])}"
        )
    parts = alone(dataset, web, files, {p.part: p for p in previous.parts} if previous else {})
    if previous and [p.sha256 for p in previous.parts] == [p.sha256 for p in parts]:
        return None
    return Fetched(parts, max(p.publisher_modified_at for p in parts if p.publisher_modified_at))


def alone(dataset: Dataset, web: Web, files: list[Path], before: Mapping[str, Receipt]) -> tuple[Receipt, ...]:
    """What is used of each file: what lies there, or its version of `before`. Raises where there is nothing to use."""
    used, refused = [], []
    known = {part.sha256 for part in before.values()}
    for path in files:
        part = None
        try:
            named_in_utf8(dataset, path)
            settle(dataset, path, web.archive.source == "live")
            part = receive(dataset, web.archive, path)
            if part.sha256 not in known:
                examine(dataset, web.archive, part)
            used.append(part)
        except IngestionError as error:
            refused.append((error, part))
            if path.name in before:
                used.append(before[path.name])
            then = "zijn laatste goede versie is gebruikt" if path.name in before else "niet gebruikt"
            web.note(dataset, f"{error.without_cells() if dataset.confidential else error} ({then})")
    if not used:  # nothing to go on with: refused as a whole, and kept in the archive where it came so far
        if all(part is None for _, part in refused):
            raise refused[0][0]
        used = [part for _, part in refused if part]
    return tuple(used)


def shown(name: str) -> str:
    """A name of a file, also where it is not UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def named_in_utf8(dataset: Dataset, path: Path) -> None:
    if shown(path.name) != path.name:
        raise WrongBody(
            dataset.id, f"landing/{dataset.id}/", f"een naam die geen UTF-8 is: {shown(path.name)}", "een naam in UTF-8",
            "Geef het bestand een andere naam.",
        )  # fmt: skip


def settle(dataset: Dataset, path: Path, outside: bool) -> None:
    """Waits a moment where a person may still be copying the file; the demo lays down whole ones. Raises WrongBody."""
    end = time.monotonic() + LONGEST_WAIT
    while outside and 0 <= time.time() - path.stat().st_mtime < YOUNG:
        if time.monotonic() > end:
            raise changing(dataset, path)
        time.sleep(0.5)


def changing(dataset: Dataset, path: Path) -> WrongBody:
    return WrongBody(
        dataset.id, path.name, "een bestand dat nog verandert", "een bestand dat heel is",
        "De volgende build leest het; kopieer onder een ander achtervoegsel en hernoem als het heel is.",
    )  # fmt: skip


def examine(dataset: Dataset, archive: Archive, part: Receipt) -> None:
    """Can this file be read by itself, with values that the contract allows? Raises IngestionError where not."""
    alone = Snapshot(
        snapshot_id="examined",
        dataset_id=dataset.id,
        title=dataset.title,
        publisher=dataset.publisher,
        licence=dataset.licence,
        attribution=dataset.attribution,
        retrieved_at=part.retrieved_at,
        publisher_modified_at=part.publisher_modified_at,
        stamp=None,
        parts=(part,),
    )
    with tempfile.TemporaryDirectory(prefix=LOADING, dir=archive.incoming()) as folder, duckdb.connect() as con:
        try:
            loadable = read(dataset, alone, archive, con, Path(folder))
            con.execute(f"create table examined as {loadable.select}")
        except IngestionError:
            raise
        except Exception as error:
            if is_local(error):
                raise
            told = f"{type(error).__name__}: {' '.join(str(error).split())[:400]}"
            raise WrongBody(
                dataset.id, part.part, told, "een bestand van de opzet die het heeft", "Bekijk het bestand."
            ) from error
        for breach in contract.forbidden_values(con, dataset, "examined", loadable.columns):
            raise breach


def receive(dataset: Dataset, archive: Archive, path: Path) -> Receipt:
    before = path.stat()
    try:
        with path.open("rb") as file:
            sha256, size = archive.receive(iter(lambda: file.read(1 << 18), b""), dataset.size.max_bytes)
    except BodyTooLarge as error:
        raise WrongBody(
            dataset.id,
            path.name,
            f"meer dan {whole(dataset.size.max_bytes)} bytes",
            "een kleiner bestand",
            "Bekijk het bestand.",
        ) from error
    except PermissionError as error:
        raise WrongBody(
            dataset.id,
            path.name,
            "een bestand dat niet mag worden gelezen",
            "een bestand dat deze gebruiker mag lezen",
            "Geef het de rechten.",
        ) from error
    after = path.stat()
    if (size, after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
        raise changing(dataset, path)
    receipt = Receipt(
        part=path.name,
        url=f"landing:{dataset.id}/{path.name}",
        retrieved_at=now(),
        publisher_modified_at=datetime.fromtimestamp(after.st_mtime, UTC).replace(microsecond=0),
        etag=None,
        http_status=0,
        content_type=SUFFIXES[path.suffix.lower()],
        byte_count=size,
        sha256=sha256,
    )
    archive.keep_receipt(receipt)
    return receipt


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    access = dataset.access
    assert isinstance(access, Landing)
    selects = []
    for number, part in enumerate({part.sha256: part for part in snapshot.parts}.values()):
        suffix = Path(part.part).suffix.lower()
        path = folder / f"{part.sha256}{suffix}"
        if suffix == ".xlsx":
            path.write_bytes(archive.read(part.sha256))
            tables = sheets(dataset, part, path)
            heads = {f"blad {name}": rows_of(table.slice(0, WITHIN)) for name, table in tables.items()}
            way, header = find_header(dataset, access, part.part, heads, one_only=True)
            table = tables[way.removeprefix("blad ")]
        else:
            transcode(archive, part, decoded_as(dataset, archive, part, access.format), path)
            cuts = {f"gesneden bij {name}": cut(path, mark) for name, mark in MARKS.items()}
            way, header = find_header(dataset, access, part.part, cuts, one_only=False)
            table = split(con, path, MARKS[way.removeprefix("gesneden bij ")], cuts[way])
        con.register(f"landing_{number}", table.slice(header.row + 1))
        mapping = {ours: table.column_names[place] for ours, place in header.mapping.items()}
        chosen = ", ".join(
            f"nullif(trim({identifier(mapping[c])}), '') as {c}" if c in mapping else f"null::varchar as {c}"
            for c in access.synonyms
        )
        if access.file_name:
            chosen += f", {literal(part.part)} as {access.file_name}"
        selects.append(f"select {chosen}, {number} as file_number from landing_{number}")
    rows = f"select * from ({' union all by name '.join(selects)}) where {access.row} is not null"
    if access.key:
        rows += f" qualify row_number() over (partition by {', '.join(access.key)} order by file_number desc) = 1"
    return Loadable(
        f"select * exclude (file_number) from ({rows})",
        (*access.synonyms, *((access.file_name,) if access.file_name else ())),
        ", ".join(p.part for p in snapshot.parts),
    )


def rows_of(table: pa.Table) -> list[tuple[str | None, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def cut(path: Path, mark: str) -> list[list[str]]:
    """The first lines of a csv with that mark between cells."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file.read(HEAD).splitlines(keepends=True), delimiter=mark))


def split(con: duckdb.DuckDBPyConnection, path: Path, mark: str, head: list[list[str]]) -> pa.Table:
    """A csv as a table of text, all rows alike, as wide as its widest first line."""
    widest = min(WIDEST, max(map(len, head), default=1))
    return con.execute(
        f"select * from read_csv({literal(path)}, delim = {literal(mark)}, quote = '\"', header = false, "
        f"auto_detect = false, null_padding = true, columns = {struct({f'c{n}': 'varchar' for n in range(widest)})})"
    ).to_arrow_table()
