"""Reading a lake through each of its doors, and holding it against the published file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publication.lake.catalogue import NAME, Commit, attach, connection
from orchestration.publication.lake.writing import tables
from tests.conftest import needed

Reader = Callable[[Path, int], Any]  # folder of a Delta table and a version of it, to an Arrow table


def through_delta(folder: Path, version: int) -> Any:
    return needed("deltalake").DeltaTable(str(folder), version=version).to_pyarrow_table()


def through_polars(folder: Path, version: int) -> Any:
    return needed("polars").scan_delta(str(folder), version=version).collect().to_arrow()


def version_at(folder: Path, commit: Commit) -> int:
    """The version of a Delta table that stood when a publication did, as its own log tells."""
    told = needed("deltalake").DeltaTable(str(folder)).history()
    moment = commit.moment.isoformat() + "Z"
    return max(entry["version"] for entry in told if entry["published_at"] <= moment)


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
