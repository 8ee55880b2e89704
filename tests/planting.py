"""A wrong state of a dataset in the archive of a home, as one that its publisher gave and that passed the gate."""

from collections.abc import Mapping
from datetime import timedelta

from ingestion.archive import Archive
from ingestion.files import write_text
from ingestion.snapshot import Receipt, Snapshot

LATER = timedelta(seconds=1)


def plant(archive: Archive, dataset_id: str, bodies: Mapping[str, bytes]) -> Snapshot:
    """The state in use with these bodies (by part) in the place of its own: archived, and in use from now on."""
    current, parts = spoiled_parts(archive, dataset_id, bodies)
    moment = current.retrieved_at + LATER
    planted = current.model_copy(update={"parts": parts, "retrieved_at": moment, "stamp": f"{current.stamp} planted"})
    planted = planted.model_copy(update={"snapshot_id": f"{moment:%Y%m%dT%H%M%SZ}-{planted.content[:12]}"})
    archive.keep(planted)
    archive.promote(planted)
    archive.note(dataset_id, "new")
    return planted


def plant_under_its_name(archive: Archive, dataset_id: str, bodies: Mapping[str, bytes]) -> None:
    """The same without a name of its own: as if the state that was published had been wrong, and nobody had seen it."""
    current, parts = spoiled_parts(archive, dataset_id, bodies)
    told = current.model_copy(update={"parts": parts}).model_dump_json(indent=1)
    write_text(archive.root / dataset_id / f"{current.snapshot_id}.json", told)


def spoiled_parts(
    archive: Archive, dataset_id: str, bodies: Mapping[str, bytes]
) -> tuple[Snapshot, tuple[Receipt, ...]]:
    current = archive.current(dataset_id)
    assert current is not None
    assert bodies.keys() <= {p.part for p in current.parts}
    return current, tuple(received(archive, p, bodies[p.part]) if p.part in bodies else p for p in current.parts)


def received(archive: Archive, part: Receipt, body: bytes) -> Receipt:
    sha256, byte_count = archive.receive([body], len(body))
    receipt = part.model_copy(update={"sha256": sha256, "byte_count": byte_count})
    archive.keep_receipt(receipt)
    return receipt


def forget_earlier(archive: Archive, snapshot: Snapshot) -> None:
    """Takes every other state of the dataset out of the archive: this is the first that ever came."""
    for path in (archive.root / snapshot.dataset_id).glob("*.json"):
        if path.name != "attempt.json" and not path.name.startswith(f"{snapshot.snapshot_id}."):
            path.unlink()
