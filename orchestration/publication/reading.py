"""Opening what is published: held against its manifest first, and never written.

A BI tool that opens the file read-write holds its only lock, and may change it. Then it is said in words, and the copy in the
history is read: the same bytes that were published.
"""

import os
import time
from pathlib import Path

import duckdb

from ingestion.home import Home
from orchestration.publication.history import current_file, database_of, log_of, manifest_in, sha256

PATIENCE = 10  # looks, a fifth of a second apart
UNSAID = "manifest.json ontbreekt of is niet te lezen: niet na te gaan of het gepubliceerde bestand is wat het was."


class NotReadable(Exception):
    """Nothing is published, or what is cannot be read; says so in words."""


def opened(home: Home) -> tuple[duckdb.DuckDBPyConnection, list[str]]:
    """A read-only connection to the publication, without a way to other files, and what a reader should know of it.

    Raises NotReadable.
    """
    file = current_file(home)
    if file is None:
        raise NotReadable(f"Er is nog niets gepubliceerd in {home.root}: draai eerst `talent build`.")
    remark = changed(home, file)
    for _ in range(
        0 if remark in ("", UNSAID) else PATIENCE
    ):  # a publication that is put in place at this moment is whole in a moment
        time.sleep(0.2)
        remark = changed(home, file)
    if remark in ("", UNSAID):
        try:
            return connected(file), [remark] if remark else []
        except duckdb.Error as error:
            remark = f"{remark} {held(file, error)}".strip()
    copy = copy_of(home)
    if copy is None and not os.access(file, os.R_OK):
        raise NotReadable(f"{remark} Vraag wie de map beheert om het recht om haar te lezen.")
    if copy is None:
        raise NotReadable(f"{remark} De bewaarde publicatie ontbreekt ook: bouw opnieuw, of talent rollback.")
    return connected(copy), [f"{remark} Dit komt uit de bewaarde publicatie: {copy}"]


def connected(file: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(file), read_only=True, config={"enable_external_access": "false"})


def changed(home: Home, file: Path) -> str:
    """In words, when the file is not what its manifest says; its bytes are only read where size or time give a reason to."""
    try:
        promised = database_of(manifest_in(home.publication))
        size, digest = int(promised["bytes"]), str(promised["sha256"])
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return UNSAID
    log, found = log_of(file), file.stat()
    told_at = (home.publication / "manifest.json").stat().st_mtime_ns  # written last, so the file is never younger
    if log.exists() and log.stat().st_size:
        return f"{file} is na publicatie gewijzigd: er ligt een logbestand van een schrijver naast ({log.name})."
    if found.st_size != size or (found.st_mtime_ns > told_at and sha256(file) != digest):
        return f"{file} is na publicatie gewijzigd: het is niet het bestand van manifest.json. `talent build` herstelt het."
    return ""


def held(file: Path, error: duckdb.Error) -> str:
    """Why the file cannot be opened, on a line."""
    told = " ".join(str(error).split())
    if "lock" not in told.lower():
        return f"{file} is niet te openen: {told[:200]}."
    holder = told.partition("Conflicting lock is held in ")[2].partition(". See")[0]
    return (
        f"{file} is in gebruik door een programma dat het niet alleen-lezen opende ({holder[:120] or 'onbekend welk'}); "
        "hoe het wel moet staat in de README."
    )


def copy_of(home: Home) -> Path | None:
    """The same publication in the history, where it is whole."""
    try:
        manifest = manifest_in(home.publication)
        copy = home.publication / "history" / str(manifest["publication_id"]) / str(database_of(manifest)["path"])
        return copy if sha256(copy) == database_of(manifest)["sha256"] else None
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None
