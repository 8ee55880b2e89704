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
        raise NotAccepted("er is een reden nodig: wie dit later leest moet weten waarom")
    archive, snapshot = find(archives, name)
    quarantine = archive.quarantine_of(snapshot)
    told = f"{snapshot.dataset_id}/{snapshot.snapshot_id}"
    if quarantine is None:
        state = "al in gebruik" if archive.current(snapshot.dataset_id) == snapshot else "niet in quarantaine"
        raise NotAccepted(f"{told} is {state}; `talent status` noemt die in quarantaine, meta.snapshot die in gebruik")
    if not quarantine.readable:
        raise NotAccepted(
            f"{told} is niet te laden, en dus niet te accepteren: {quarantine.reason} Verbeter de catalogus of het model, en bouw."
        )
    current = archive.current(snapshot.dataset_id)
    if current and current.retrieved_at > snapshot.retrieved_at:
        raise NotAccepted(f"{told} is ouder dan {current.snapshot_id}, die in gebruik is")
    damaged = [part.sha256 for part in snapshot.parts if not archive.is_whole(part.sha256)]
    if damaged:
        raise NotAccepted(f"{told}: body {', '.join(damaged)} is beschadigd of weg; bouw opnieuw om hem op te halen")
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
        raise NotRejected("er is een reden nodig: wie dit later leest moet weten waarom")
    try:
        archive, snapshot = find(archives, name)
    except NotAccepted as error:
        raise NotRejected(str(error)) from error
    told = f"{snapshot.dataset_id}/{snapshot.snapshot_id}"
    if not archive.may_be_used(snapshot):
        state = "in quarantaine" if archive.quarantine_of(snapshot) else "nooit in gebruik genomen"
        raise NotRejected(f"{told} is niet in gebruik: hij is {state}")
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
        raise NotAccepted(
            f"geen stand {name} in het archief; `talent status` noemt die in quarantaine, meta.snapshot die in gebruik"
        )
    if len(found) > 1:
        choices = ", ".join(f"{s.dataset_id}/{s.snapshot_id}" for _, s in found)
        raise NotAccepted(f"meer dan een stand {name}: {choices}; noem er een van")
    return found[0]
