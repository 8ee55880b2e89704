"""The landing folder: files that a person downloads because the publisher has no address for a machine.

Everything in `landing/<dataset>/` is one state; each file keeps its name, and a later one overrules an earlier one. A
link is not followed: what is read is what lies in the folder.
"""

from datetime import UTC, datetime
from pathlib import Path

from ingestion.archive import Archive, BodyTooLarge, Receipt, Snapshot, now
from ingestion.dataset import Dataset
from ingestion.errors import NotPublished, WrongBody
from ingestion.protocols import Fetched

SUFFIXES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def fetch(dataset: Dataset, archive: Archive, folder: Path, previous: Snapshot | None) -> Fetched | None:
    """Puts the files of `landing/<dataset>/` into the archive, oldest first."""
    files = sorted(
        (
            p
            for p in (folder / dataset.id).glob("*")
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
    parts = tuple(receive(dataset, archive, path) for path in files)
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
