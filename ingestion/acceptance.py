"""A person overrules the machine's judgement of a snapshot, either way; by whom and why stays on record.

What was refused is taken into use (`accept`), what passed and is wrong is taken out of it (`reject`).
"""

from ingestion.archive import Archive
from ingestion.clock import after, now
from ingestion.snapshot import Accepted, Rejected, Snapshot


class NotAccepted(ValueError):
    """This snapshot cannot be accepted; says why and what can be done."""


def accept(archives: list[Archive], name: str, by: str, reason: str) -> tuple[Archive, Snapshot, Accepted]:
    """Takes a quarantined snapshot into use; the next build loads it. `name` is its id, or dataset/id.

    The caller holds the turn. Raises NotAccepted.
    """
    if not reason.strip():
        raise NotAccepted("a reason is needed: who reads this later must know why")
    archive, snapshot = find(archives, name)
    quarantine = archive.quarantine_of(snapshot)
    told = f"{snapshot.dataset_id}/{snapshot.snapshot_id}"
    if quarantine is None:
        state = "in use already" if archive.current(snapshot.dataset_id) == snapshot else "not in quarantine"
        raise NotAccepted(f"{told} is {state}")
    if not quarantine.readable:
        raise NotAccepted(
            f"{told} cannot be loaded, so it cannot be accepted: {quarantine.reason} Correct the catalogue or the model, then build."
        )
    current = archive.current(snapshot.dataset_id)
    if current and current.retrieved_at > snapshot.retrieved_at:
        raise NotAccepted(f"{told} is older than {current.snapshot_id}, which is in use")
    damaged = [part.sha256 for part in snapshot.parts if not archive.is_whole(part.sha256)]
    if damaged:
        raise NotAccepted(f"{told}: body {', '.join(damaged)} is damaged or gone; build again to have it fetched")
    at = after(now(), snapshot.retrieved_at)
    accepted = Accepted(
        at=at,
        by=by,
        reason=reason.strip(),
        verdict=quarantine.reason,
        quarantined_at=quarantine.at,
        findings=quarantine.findings,
    )
    archive.accept(snapshot, accepted)
    return archive, snapshot, accepted


class NotRejected(ValueError):
    """This snapshot cannot be rejected; says why and what can be done."""


def reject(archives: list[Archive], name: str, by: str, reason: str) -> tuple[Archive, Snapshot, Snapshot | None]:
    """Takes a snapshot out of use; the next build loads the one before it. Gives the archive, it, and that one.

    The same bytes are refused from then on, until a person accepts them. The caller holds the turn. Raises NotRejected.
    """
    if not reason.strip():
        raise NotRejected("a reason is needed: who reads this later must know why")
    try:
        archive, snapshot = find(archives, name)
    except NotAccepted as error:
        raise NotRejected(str(error)) from error
    told = f"{snapshot.dataset_id}/{snapshot.snapshot_id}"
    if not archive.may_be_used(snapshot):
        state = "in quarantine" if archive.quarantine_of(snapshot) else "never taken into use"
        raise NotRejected(f"{told} is not in use: it is {state}")
    at = after(now(), snapshot.retrieved_at)
    return archive, snapshot, archive.reject(snapshot, Rejected(at=at, by=by, reason=reason.strip()))


def find(archives: list[Archive], name: str) -> tuple[Archive, Snapshot]:
    """The one snapshot of this name."""
    dataset_id, _, snapshot_id = name.rpartition("/")
    found = [
        (archive, snapshot)
        for archive in archives
        for path in sorted(archive.root.glob(f"{dataset_id or '*'}/*.json"))
        if path.stem == snapshot_id and (snapshot := archive.get(path.parent.name, snapshot_id))
    ]
    if not found:
        raise NotAccepted(f"no snapshot {name} in the archive; `talent status` names those in quarantine")
    if len(found) > 1:
        choices = ", ".join(f"{s.dataset_id}/{s.snapshot_id}" for _, s in found)
        raise NotAccepted(f"more than one snapshot {name}: {choices}; name one of them")
    return found[0]
