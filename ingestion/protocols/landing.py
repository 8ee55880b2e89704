"""The landing folder: files (csv or xlsx) that a person downloads because the publisher has no address for a machine.

Everything in `landing/<dataset>/` is one state; each file keeps its name, and a later one overrules an earlier one. A
link is not followed: what is read is what lies in the folder.

The layout is not promised. The header row is the first one in which the needed columns are recognised by their synonyms;
an unknown layout is refused with what was found and what was expected. Where two files tell the same cell, the later file
holds; where lines have no key (a register of one line an award), all lines of all files count, and the same file twice
counts once.
"""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import fastexcel
import pyarrow as pa

from ingestion.archive import Archive, BodyTooLarge
from ingestion.bodies.delimited import decoded_as, transcode
from ingestion.clock import now
from ingestion.dataset import Dataset, Landing
from ingestion.errors import ContractBroken, NotPublished, WrongBody
from ingestion.protocols import Fetched, Loadable
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import identifier, literal
from ingestion.web import Web

SUFFIXES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
HEADER_WITHIN = 30  # rows
WIDEST = 64  # columns of a csv that is read without knowing its header


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    """Puts the files of `landing/<dataset>/` into the archive, oldest first; nothing is asked of anyone."""
    files = sorted(
        (
            p
            for p in (web.landing / dataset.id).glob("*")
            if p.is_file() and not p.is_symlink() and p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~"))
        ),
        key=lambda p: (p.stat().st_mtime, p.name),
    )
    if not files:
        raise NotPublished(
            dataset.id,
            f"landing/{dataset.id}/",
            "no csv or xlsx file",
            "a file downloaded by hand",
            f"Download it from {dataset.homepage} and put it there.",
        )
    parts = tuple(receive(dataset, web.archive, path) for path in files)
    if previous and [p.sha256 for p in previous.parts] == [p.sha256 for p in parts]:
        return None
    return Fetched(parts, max(p.publisher_modified_at for p in parts if p.publisher_modified_at))


def receive(dataset: Dataset, archive: Archive, path: Path) -> Receipt:
    try:
        with path.open("rb") as file:
            sha256, size = archive.receive(iter(lambda: file.read(1 << 18), b""), dataset.size.max_bytes)
    except BodyTooLarge as error:
        raise WrongBody(
            dataset.id, path.name, f"more than {dataset.size.max_bytes:,} bytes", "a smaller file", "Look at the file."
        ) from error
    receipt = Receipt(
        part=path.name,
        url=f"landing:{dataset.id}/{path.name}",
        retrieved_at=now(),
        publisher_modified_at=datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0),
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
        table = (
            sheet(dataset, archive, part, con, folder)
            if part.part.lower().endswith("xlsx")
            else text(dataset, archive, part, con, folder)
        )
        row, mapping = find_header(dataset, access, part, table)
        con.register(f"landing_{number}", table.slice(row + 1))
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


def find_header(dataset: Dataset, access: Landing, part: Receipt, table: pa.Table) -> tuple[int, dict[str, str]]:
    """The header's row number and, for each of our columns found, the table's column."""
    seen: list[str] = []
    for row, record in enumerate(table.slice(0, HEADER_WITHIN).to_pylist()):
        words = {name: " ".join(str(value or "").lower().split()) for name, value in record.items()}
        seen = seen or [w for w in words.values() if w]
        mapping = {
            ours: next(name for name, word in words.items() if word in known)
            for ours, known in access.synonyms.items()
            if any(word in known for word in words.values())
        }
        if all(any(column in mapping for column in choice) for choice in access.needed):
            return row, mapping
        seen = max(seen, [w for w in words.values() if w], key=len)
    expected = "; ".join(f"{ours}: {' / '.join(known)}" for ours, known in access.synonyms.items())
    raise ContractBroken(
        dataset.id,
        f"{part.part}, first {HEADER_WITHIN} rows",
        f"no header row; the widest row: {' | '.join(seen)[:400]}",
        expected,
        "Add the new wording to access.synonyms in the catalogue, or download the file again.",
    )


def text(dataset: Dataset, archive: Archive, part: Receipt, con: duckdb.DuckDBPyConnection, folder: Path) -> pa.Table:
    assert isinstance(dataset.access, Landing)
    path = folder / f"{part.sha256}.csv"
    transcode(archive, part, decoded_as(dataset, archive, part, dataset.access.format), path)
    with path.open(encoding="utf-8-sig") as file:
        first = file.read(1 << 16)
    delimiter = max(";,\t", key=first.count)
    columns = ", ".join(
        f"'c{n}': 'varchar'"
        for n in range(min(WIDEST, max((line.count(delimiter) + 1 for line in first.splitlines()), default=1)))
    )
    return con.execute(
        f"select * from read_csv({literal(path)}, delim = {literal(delimiter)}, quote = '\"', header = false, "
        f"auto_detect = false, null_padding = true, columns = {{{columns}}})"
    ).to_arrow_table()


def sheet(dataset: Dataset, archive: Archive, part: Receipt, con: duckdb.DuckDBPyConnection, folder: Path) -> pa.Table:
    path = folder / f"{part.sha256}.xlsx"
    path.write_bytes(archive.read(part.sha256))
    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(path).infolist())
        if unpacked > dataset.size.max_bytes * 20:
            raise WrongBody(
                dataset.id, part.part, f"{unpacked:,} bytes unpacked", "a sheet of normal size", "Not opened."
            )
        table = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow()
    except (zipfile.BadZipFile, fastexcel.FastExcelError) as error:
        raise WrongBody(
            dataset.id, part.part, str(error)[:200], "an xlsx workbook", "Download the file again."
        ) from error
    return pa.Table.from_batches([table])
