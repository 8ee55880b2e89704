"""Any publication that ever stood, by its id or a moment: the whole file where the history has it, or else the lake."""

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingestion.clock import moment_of
from ingestion.dutch import megabytes
from ingestion.home import Home
from ingestion.sql import identifier, literal
from orchestration.publication.history import current_manifest, database_of, manifest_in, publications, sha256
from orchestration.publication.lake.catalogue import NAME, LakeError, attach, commits, connection, folder_of, state
from orchestration.publication.lake.delta import lagging
from orchestration.publication.reading import NotReadable
from orchestration.publication.rollback import record


def in_lake(home: Home) -> dict[str, int]:
    """Per publication of the lake its snapshot, the last where it became current again. Raises NotReadable."""
    try:
        return {c.publication_id: c.snapshot for c in commits(folder_of(home) / NAME)}
    except LakeError as error:
        raise NotReadable(f"Het datameer is niet te lezen: {error}") from error


def whole_file(home: Home, publication_id: str) -> Path | None:
    """Its DuckDB file in the history, where that is what its manifest says."""
    folder = home.publication / "history" / publication_id
    try:
        database = database_of(manifest_in(folder))
        file = folder / str(database["path"])
        return file if sha256(file) == database["sha256"] else None
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None


def known(home: Home) -> list[str]:
    """Every publication that can be asked for, oldest first. Raises NotReadable."""
    return sorted(in_lake(home).keys() | {p.name for p in publications(home.publication / "history")})


def named(home: Home, wanted: str) -> str:
    """The publication of which this is (the beginning of) the id. Raises NotReadable, with what there is."""
    names = known(home)
    found = [name for name in names if name == wanted] or [name for name in names if wanted and name.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if not names:
        raise NotReadable(f"Er is nog niets gepubliceerd in {home.root}: draai eerst `talent build`.")
    told = f"{wanted} is het begin van {len(found)} publicaties" if found else f"er is geen publicatie {wanted}"
    raise NotReadable(f"{told[0].upper()}{told[1:]}; er zijn er {len(names)}, van {names[0]} tot {names[-1]}.")


def standing(home: Home, moment: str) -> str:
    """The publication that stood at a moment (`2026-07-02` is the end of that day, UTC), rollbacks counted.

    A rebuild of an earlier day never stood. Raises NotReadable where nothing was published yet, or the lake cannot be read.
    """
    at = moment_of(moment).astimezone(UTC).replace(tzinfo=None)
    try:
        stood = {c.publication_id: c.published_at for c in commits(folder_of(home) / NAME)}
    except LakeError as error:
        raise NotReadable(f"Het datameer is niet te lezen: {error}") from error
    for folder in publications(home.publication / "history"):
        try:
            manifest = manifest_in(folder)
            if manifest["as_of"] is None:
                stood[folder.name] = datetime.fromisoformat(manifest["published_at"]).replace(tzinfo=None)
        except (OSError, ValueError, KeyError):
            continue
    turns = sorted([*((since, name) for name, since in stood.items()), *((r.at, r.restored) for r in record(home))])
    if before := [name for since, name in turns if since <= at]:
        return before[-1]
    if not turns:
        raise NotReadable(f"Er is nog niets gepubliceerd in {home.root}: draai eerst `talent build`.")
    raise NotReadable(
        f"Op {moment} was er nog niets gepubliceerd: de eerste publicatie is van {turns[0][0]:%Y-%m-%d %H:%M} UTC."
    )


def behind(home: Home) -> list[str]:
    """In words, when what is published is not the newest of the lake, or the Delta logs lack something of it.

    Nothing otherwise, or before anything is published.
    """
    current = current_manifest(home)
    if current is None:
        return []
    try:
        stood = state(folder_of(home) / NAME)
    except LakeError as error:
        return [f"Het datameer (publication/lake) is niet te lezen: {error}. {grows(home)}"]
    known = stood.commits
    if not known or known[-1].publication_id != current["publication_id"]:
        there = f"het nieuwste daarin is {known[-1].publication_id}" if known else "het is nog leeg"
        return [
            f"Het datameer (publication/lake) heeft deze publicatie niet: {there}. Wat gepubliceerd is klopt, en staat in "
            "publication/history tot een volgende build het datameer aanvult; waarom het niet lukte staat in het log van de "
            f"build. {grows(home)}"
        ]
    if lacks := lagging(folder_of(home), stood):
        return [
            f"De Delta-logs van het datameer (publication/lake) lopen achter bij {len(lacks)} tabel(len): "
            f"{', '.join(lacks[:3])}{' en meer' if len(lacks) > 3 else ''}. Wie ze met Delta leest ziet een eerdere publicatie; "
            "de volgende build vult ze aan."
        ]
    return []


def grows(home: Home) -> str:
    """How much room is taken by what the lake does not have, which stays until it has."""
    folders = publications(home.publication / "history")
    taken = sum(p.stat().st_size for folder in folders for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return f"Zolang gaat niets uit publication/history weg: nu {len(folders)} publicatie(s), {megabytes(taken)}."


def attach_publication(con: duckdb.DuckDBPyConnection, home: Home, publication_id: str, name: str) -> bool:
    """Attaches a publication, read-only, under a name; the connection must be one of `connection()`. Is it of the lake?

    Raises NotReadable where neither the history nor the lake has it whole.
    """
    if file := whole_file(home, publication_id):
        con.execute(f"attach {literal(file)} as {identifier(name)} (read_only)")
        return False
    if (snapshot := in_lake(home).get(publication_id)) is None:
        raise NotReadable(f"{publication_id} staat niet heel in publication/history, en niet in het datameer.")
    attach(con, folder_of(home) / NAME, snapshot, name)
    return True


def opened_at(home: Home, publication_id: str) -> tuple[duckdb.DuckDBPyConnection, list[str]]:
    """A read-only connection to one publication, without a way to files outside the lake, and what a reader should know of it.

    Raises NotReadable.
    """
    try:
        con = connection()
        of_the_lake = attach_publication(con, home, publication_id, "talentstrategie")
    except (LakeError, duckdb.Error) as error:
        raise NotReadable(f"{publication_id} is niet te lezen: {' '.join(str(error).split())[:200]}") from error
    con.execute(f"set allowed_directories = [{literal(f'{folder_of(home)}{os.sep}')}]")
    con.execute("set enable_external_access = false")
    con.execute("use talentstrategie")
    lacks = ", uit het datameer: zonder de tabellen van schema bi en zonder meta.revision" if of_the_lake else ""
    return con, [f"dit is publicatie {publication_id}{lacks}."]
