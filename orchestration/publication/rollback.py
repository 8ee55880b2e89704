"""An earlier publication is the current one again: whole or not at all, and on the record.

    publication/rollbacks.json    every rollback there ever was: which one went, which came back, when, by whom and why

The entry is written before anything is moved, so no rollback goes without one. The file that comes back is the file
that was published then, byte for byte; the next build publishes anew, also when nothing changed.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ingestion.files import write_text
from ingestion.home import Home
from orchestration.build_records import utc_now
from orchestration.publication.history import (
    current_manifest,
    database_of,
    is_rebuild,
    manifest_in,
    publications,
    put_in_place,
    sha256,
    told_by,
)


class NotRolledBack(Exception):
    """What was asked for cannot be put back; nothing was changed."""


@dataclass(frozen=True)
class Rollback:
    """One entry of the record; times are UTC without a zone."""

    withdrawn: str  # the publication that was current
    restored: str  # the publication that is current again
    at: datetime
    by: str
    reason: str


def journal(home: Home) -> Path:
    return home.publication / "rollbacks.json"


def record(home: Home) -> list[Rollback]:
    """Every rollback that can be read, the oldest first; see `unreadable`."""
    return read(home)[0]


def unreadable(home: Home) -> str:
    """What is wrong with the record of rollbacks, for a person; empty where nothing is."""
    return read(home)[1]


def read(home: Home) -> tuple[list[Rollback], str]:
    if not journal(home).exists():
        return [], ""
    told = f"{journal(home)} is niet geheel te lezen; wat er van eerdere keren in staat wordt overgeslagen. Zet het terug van een kopie"
    entries = []
    try:
        for entry in json.loads(journal(home).read_bytes()):
            entries.append(Rollback(**entry | {"at": datetime.fromisoformat(entry["at"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return entries, told
    return entries, ""


def in_effect(home: Home, publication_id: object) -> Rollback | None:
    """The rollback that made this publication the current one, if that is how it came there."""
    entries = record(home)
    return entries[-1] if entries and entries[-1].restored == publication_id else None


def roll_back(home: Home, wanted: str, by: str, reason: str) -> Rollback:
    """Puts a publication of the history back: `wanted`, or the one before the current. The caller holds the turn.

    Raises NotRolledBack, with what there is to choose from.
    """
    if not reason.strip() or not by.strip():
        raise NotRolledBack("er is een naam en een reden nodig: zij worden gepubliceerd")
    current = current_manifest(home)
    publication_id = str(current["publication_id"]) if current else told_by(home)
    folder = choose(home, wanted.strip(), publication_id)
    if current and folder.name == publication_id:
        raise NotRolledBack(f"{folder.name} is al de huidige publicatie")
    manifest = whole(folder)
    kind = "demo" if manifest["is_demo"] else "live"
    if home.kind not in (None, kind):
        raise NotRolledBack(f"{folder.name} is {kind}, en dit is een {home.kind}-map: demo en cijfers wisselen nooit")
    entry = Rollback(publication_id, folder.name, utc_now(), by.strip(), reason.strip())
    entries = [asdict(e) | {"at": e.at.isoformat()} for e in [*record(home), entry]]
    if unreadable(home):  # kept aside as it is: a person may mend it
        os.replace(journal(home), journal(home).with_name(f"rollbacks.unreadable-{entry.at:%Y%m%dT%H%M%SZ}.json"))
    write_text(journal(home), json.dumps(entries, ensure_ascii=False, indent=1))
    put_in_place(home, folder)
    return entry


def choose(home: Home, wanted: str, current: str) -> Path:
    """The folder of the publication that is meant: by (the beginning of) its id, or the one before the current."""
    folders = publications(home.publication / "history")
    if wanted:
        found = [p for p in folders if p.name == wanted] or [p for p in folders if p.name.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        problem = f"{wanted} is het begin van {len(found)} publicaties" if found else f"er is geen {wanted}"
    else:
        earlier = [p for p in folders if p.name < current and not is_rebuild(p)]
        if earlier:
            return earlier[-1]
        problem = "er is geen publicatie van voor de huidige" if current else "er is niets gepubliceerd; noem er een"
    kept = ", ".join(p.name for p in folders if p.name != current) or "geen"
    raise NotRolledBack(f"{problem}; bewaard naast de huidige: {kept}")


def whole(folder: Path) -> Mapping[str, Any]:
    """The manifest of a publication of which every file is there, byte for byte. Raises NotRolledBack."""
    try:
        manifest = manifest_in(folder)
        files = {str(file["path"]): str(file["sha256"]) for file in manifest["files"]}
        _ = database_of(manifest)["path"], manifest["is_demo"]
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise NotRolledBack(f"{folder.name}: zijn manifest is niet te lezen: {error}") from error
    wrong = [path for path, digest in files.items() if not (folder / path).is_file() or sha256(folder / path) != digest]
    if manifest.get("publication_id") != folder.name:
        wrong.append("manifest.json")
    if wrong:
        raise NotRolledBack(f"{folder.name} is niet heel: {', '.join(wrong)} is weg of beschadigd")
    return manifest
