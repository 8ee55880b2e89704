"""`talent archive verify`, `talent accept`, `talent reject`, `talent rollback` and what `talent status` says of them: what a person decides."""

import getpass
from collections.abc import Callable
from dataclasses import asdict

import duckdb
from rich.console import Console

from ingestion.acceptance import NotAccepted, NotRejected, accept, reject
from ingestion.archive import Archive
from ingestion.archive_upkeep import Verified, held_against_bytes
from ingestion.catalogue import load_catalogue
from ingestion.dutch import whole
from ingestion.home import Home
from ingestion.lock import locked
from orchestration.cli.answers import Form, write, write_json
from orchestration.cli.app import say as note
from orchestration.publication.rollback import NotRolledBack, in_effect, roll_back, unreadable

WRONG = 1


def teller(out: Console) -> Callable[[str], None]:
    """Prints what stands there, brackets and all."""
    return lambda told: out.print(told, markup=False)


def archives(home: Home) -> list[Archive]:
    """The archives of this home: live, and that of the demo."""
    return [Archive(home.archive, source) for source in ("live", "demo") if (home.archive / source).is_dir()]


def verify_archive(home: Home, form: Form, out: Console) -> int:
    """Holds every archive against its bytes; 1 when anything is wrong, or where there is none."""
    if not archives(home):
        note(f"Er is nog geen archief in {home.root}, dus niets na te rekenen: draai eerst `talent build`.")
        return WRONG
    with locked(home, "talent archive verify", note):
        verified = {archive.source: held_against_bytes(archive) for archive in archives(home)}
    if form is Form.json:
        write_json({source: asdict(found) for source, found in verified.items()}, out)
    elif form is Form.csv:
        rows = [
            (source, f.place, f.wrong, " ".join(f.rests_on_it)) for source, v in verified.items() for f in v.findings
        ]
        write(("archief", "plaats", "fout", "hierop_rust"), rows, form, out)
    else:
        for source, found in verified.items():
            say_verified(source, found, teller(out))
    return WRONG if any(found.findings for found in verified.values()) else 0


def say_verified(source: str, found: Verified, say: Callable[[str], None]) -> None:
    for name in found.swept:
        say(f"{source}: opgeruimd, van een afgebroken run: {name}")
    for finding in found.findings:
        say(f"{source}: FOUT {finding.place}: {finding.wrong}")
        for snapshot in finding.rests_on_it:
            say(f"    hierop rust {snapshot}")
    say(
        f"{source}: {whole(found.snapshots)} standen en {whole(found.bodies)} bodies ({whole(found.byte_count)} bytes, uitgepakt) "
        f"nagerekend; {whole(found.unused)} bodies zonder stand; {len(found.findings)} fout"
    )


def accept_snapshot(home: Home, name: str, reason: str, by: str, out: Console) -> int:
    """Overrules a quarantine, on the record; 1 when this snapshot cannot be accepted."""
    say = teller(out)
    with locked(home, "talent accept", note):
        try:
            archive, snapshot, accepted = accept(archives(home), name, by or getpass.getuser(), reason)
        except NotAccepted as refusal:
            note(f"Niet geaccepteerd: {refusal}")
            return WRONG
    say(
        f"{snapshot.dataset_id}: {snapshot.snapshot_id} ({archive.source}) is door {accepted.by} geaccepteerd en wordt "
        f"bij de volgende `talent build` gebruikt.\n  Terzijde gesteld: {accepted.verdict}"
    )
    return 0


def reject_snapshot(home: Home, name: str, reason: str, by: str, out: Console) -> int:
    """Takes out of use what passed and is wrong, on the record; 1 when this snapshot cannot be rejected."""
    say = teller(out)
    with locked(home, "talent reject", note):
        try:
            archive, snapshot, before = reject(archives(home), name, by or getpass.getuser(), reason)
        except NotRejected as refusal:
            note(f"Niet afgewezen: {refusal}")
            return WRONG
    then = f"gebruikt {before.snapshot_id}" if before else "heeft geen eerdere stand: haar cijfers ontbreken dan"
    say(
        f"{snapshot.dataset_id}: {snapshot.snapshot_id} ({archive.source}) is afgewezen; de volgende `talent build` {then}. "
        f"Dezelfde bytes worden geweigerd tot `talent accept {snapshot.snapshot_id} --reason '...'`."
    )
    return 0


def put_back(home: Home, wanted: str, reason: str, by: str, out: Console) -> int:
    """Makes an earlier publication the current one again, on the record; 1 when it cannot be."""
    from orchestration.publication.lake.writing import settle

    say = teller(out)
    with locked(home, "talent rollback", note):
        try:
            done = roll_back(home, wanted, by or getpass.getuser(), reason)
        except NotRolledBack as refusal:
            note(f"Niet teruggedraaid: {refusal}")
            return WRONG
        settle(home, note)
    say(
        f"{done.restored} is weer de publicatie, in plaats van {done.withdrawn or 'een onvolledige'}. De volgende "
        "`talent build` publiceert opnieuw: los eerst op wat er mis was, en zet zo nodig de schema's in de UI uit."
    )
    return 0


def rolled_back(home: Home, publication_id: object) -> list[str]:
    """Why the current publication is an earlier one, if it is."""
    entry, broken = in_effect(home, publication_id), unreadable(home)
    if broken or entry is None:
        return [broken] if broken else []
    return [
        f"Teruggedraaid: {entry.withdrawn or 'een onvolledige publicatie'} is op {entry.at} UTC ingetrokken door "
        f"{entry.by}: {entry.reason}. De volgende build publiceert opnieuw."
    ]


def quarantined(home: Home) -> list[str]:
    """What waits for a person, a line or two each."""
    lines = []
    for archive in archives(home):
        for dataset_id in load_catalogue():
            for snapshot, quarantine in archive.in_quarantine(dataset_id):
                lines.append(
                    f"{dataset_id} ({archive.source}): {snapshot.snapshot_id}, sinds {quarantine.at:%Y-%m-%d %H:%M} UTC: "
                    f"{quarantine.reason}"
                )
    return lines


def unreadable_records(home: Home) -> list[str]:
    """Small records of the archive that say nothing any more, a line each."""
    lines = []
    for archive in archives(home):
        for dataset_id in load_catalogue():
            archive.attempt(dataset_id), archive.current(dataset_id), archive.in_quarantine(dataset_id)
        lines += [f"archief ({archive.source}), {place}: {wrong}" for place, wrong in sorted(archive.damaged.items())]
    return lines


def remarked(home: Home) -> list[str]:
    """What is in use although something spoke against it, and why: a silent revision, an edition that came back."""
    lines = []
    for archive in archives(home):
        for dataset_id in load_catalogue():
            current = archive.current(dataset_id)
            promoted = archive.promotion(current) if current else None
            if current and promoted and promoted.remark:
                lines.append(f"{dataset_id} ({archive.source}): {current.snapshot_id}: {promoted.remark}")
    return lines


def accepted(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The snapshots behind the publication that a person accepted; a publication of before 0.2 does not tell."""
    if not con.execute(
        "select 1 from duckdb_tables() where (schema_name, table_name) = ('meta', 'overruled')"
    ).fetchone():
        return []
    rows = con.execute("select dataset_id, snapshot_id, accepted_by, accepted_at, reason, verdict from meta.overruled")
    return [
        f"{dataset_id}: {snapshot_id} geaccepteerd door {by} op {at} UTC: {reason} (terzijde gesteld: {verdict})"
        for dataset_id, snapshot_id, by, at, reason, verdict in rows.fetchall()
    ]
