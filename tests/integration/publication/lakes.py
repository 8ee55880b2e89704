"""Reading a lake through each of its doors, and holding it against the published file."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any

import duckdb

from ingestion.files import write_text
from orchestration.publication.history import DATABASE, put_in_place, sha256
from orchestration.publication.lake.catalogue import NAME, Commit, attach, connection
from orchestration.publication.lake.writing import tables
from orchestration.publication.parquet import write_parquet
from orchestration.publication.relations import relations
from tests.conftest import needed
from tests.integration.publication.homes import SmallHome

Reader = Callable[[Path, int], Any]  # folder of a Delta table and a version of it, to an Arrow table


def through_delta(folder: Path, version: int) -> Any:
    return needed("deltalake").DeltaTable(str(folder), version=version).to_pyarrow_table()


def through_polars(folder: Path, version: int) -> Any:
    return needed("polars").scan_delta(str(folder), version=version).collect().to_arrow()


@cache
def told(folder: Path, _length: int) -> list[tuple[int, str]]:
    """The versions of a Delta table with their moments, as its own log of that length tells."""
    return [(e["version"], e["published_at"]) for e in needed("deltalake").DeltaTable(str(folder)).history()]


def version_at(folder: Path, commit: Commit) -> int:
    """The version of a Delta table that stood when a publication did."""
    moment, length = commit.moment.isoformat() + "Z", len(list((folder / "_delta_log").iterdir()))
    return max(version for version, published_at in told(folder, length) if published_at <= moment)


def remembering(reader: Reader) -> Reader:
    """A reader that does not read the version of a table again that it read last."""
    last: dict[Path, tuple[int, Any]] = {}

    @wraps(reader)
    def read(folder: Path, version: int) -> Any:
        if folder not in last or last[folder][0] != version:
            last[folder] = version, reader(folder, version)
        return last[folder][1]

    return read


CLIENT = """
import json, sys, time
from pathlib import Path
from orchestration.publication.lake.catalogue import NAME, attach, connection
lake, asked, stop = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
while not stop.exists():
    with connection() as con:
        attach(con, lake / NAME)
        seen = [con.execute(asked).fetchall()]
        time.sleep(0.2)  # time for others to come
        seen.append(con.execute(asked).fetchall())
    print(json.dumps(seen), flush=True)
"""


@contextmanager
def attaching(lake: Path, asked: str, folder: Path) -> Iterator[Callable[[], list[list[list[list[Any]]]]]]:
    """Another process that attaches the lake in a loop and asks the same twice; gives its pairs of answers until now."""
    folder.mkdir()
    out, stop = folder / "seen", folder / "stop"
    with (
        out.open("w") as seen,
        subprocess.Popen([sys.executable, "-c", CLIENT, lake, asked, stop], stdout=seen) as client,
    ):
        try:
            yield lambda: [
                json.loads(line) for line in out.read_text().splitlines(keepends=True) if line.endswith("\n")
            ]
        finally:
            stop.touch()
    assert client.returncode == 0


def shelve(small: SmallHome, *statements: str) -> str:
    """A next publication, a day later, which is the current one with these statements run on its tables; gives its id.

    As `publish` leaves it in its place, but for docs and pages, and in a fifth of the time; the lake does not have it yet.
    """
    small.moment += timedelta(days=1)
    history, name = small.home.publication / "history", f"{small.moment:%Y%m%dT%H%M%SZ}-00000000"
    folder = Path(shutil.copytree(history / small.current_id(), history / name))
    file, manifest = folder / DATABASE, json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    file.chmod(0o644)
    with duckdb.connect(str(file)) as con:
        for statement in (
            *statements,
            f"update meta.publication set publication_id = '{name}', published_at = '{small.moment}'",
        ):
            con.execute(statement)
        con.execute("checkpoint")
        shutil.rmtree(folder / "parquet")
        write_parquet(con, folder / "parquet", relations(con))
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".duckdb", ".parquet"))
    manifest.update(
        publication_id=name,
        published_at=f"{small.moment.isoformat()}Z",
        files=[{"path": str(p.relative_to(folder)), "bytes": p.stat().st_size, "sha256": sha256(p)} for p in files],
    )
    write_text(folder / "manifest.json", json.dumps(manifest))
    put_in_place(small.home, folder)
    return name


def differences(lake: Path, commit: Commit, file: Path, reader: Reader | None = None) -> tuple[list[str], int]:
    """Tables of one publication that read otherwise than in its published file, and how many were held against it.

    Without a reader through the catalogue, by snapshot.
    """
    found = []
    with connection() as con:
        con.execute(f"attach '{file}' as published (read_only)")
        attach(con, lake / NAME, commit.snapshot)
        names = tables(con, "published")
        if reader is None and set(tables(con, "lake")) != set(names):
            found.append(f"{commit.publication_id}: other tables")
        for name in names:
            if reader:
                folder = lake.joinpath(*name.split("."))
                con.register("read", reader(folder, version_at(folder, commit)))
            here, there = f"published.{name}", "read" if reader else f"lake.{name}"
            try:
                rows = con.execute(
                    f"select (select count(*) from (from {here} except all from {there})), "
                    f"(select count(*) from (from {there} except all from {here}))"
                ).fetchone()
            except duckdb.Error as error:
                rows = (str(error),)
            if rows != (0, 0):
                found.append(
                    f"{commit.publication_id} {name} through {getattr(reader, '__name__', 'DuckLake')}: {rows}"
                )
    return found, len(names)
