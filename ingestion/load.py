"""From a snapshot in the archive to the table `raw.<dataset>`, inside the caller's transaction."""

import hashlib
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingestion import contract, headers
from ingestion.archive import LOADING, Archive
from ingestion.bodies.cbs_tables import METADATA_TABLES, typed
from ingestion.dataset import Dataset
from ingestion.errors import ContractBroken, IngestionError, WrongBody, is_local
from ingestion.headers import Ambiguous, named
from ingestion.protocols import Loadable
from ingestion.protocols.registry import PROTOCOLS
from ingestion.snapshot import Snapshot
from ingestion.sql import identifier, literal

DESCRIBED = {"cbs__dimension": "Identifier", "cbs__code": "Dimension"}  # where the name of a dimension stands


@dataclass(frozen=True)
class Loaded:
    """What came into a raw table."""

    rows: int
    added_columns: tuple[str, ...] = ()
    discarded_columns: tuple[str, ...] = ()


def raw_table(dataset: Dataset) -> str:
    return f"raw.{identifier(dataset.id)}"


class Before(NamedTuple):
    """The edition in use while a new one is judged: its table, and what CBS called its codes (None for other publishers).

    `words` has the columns dimension, code and title, as `said` gives them.
    """

    table: str
    words: str | None


def set_aside(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Before:
    """Keeps the raw table beside the one that comes, inside the caller's transaction: to compare a new edition with."""
    aside = identifier(f"{dataset.id}__before")
    con.execute(f"alter table {raw_table(dataset)} rename to {aside}")
    if not con.execute("select 1 from raw.cbs__measure where dataset_id = ? limit 1", [dataset.id]).fetchone():
        return Before(f"raw.{aside}", None)
    words = f"raw.{identifier(f'{dataset.id}__words_before')}"
    con.execute(f"create table {words} as {said(dataset)}")
    return Before(f"raw.{aside}", words)


def drop_before(con: duckdb.DuckDBPyConnection, before: Before) -> None:
    for name in filter(None, before):
        con.execute(f"drop table {name}")


def said(dataset: Dataset) -> str:
    """SQL: what CBS calls its codes and measures now (dimension, code, title); a measure's unit and group go with it."""
    where = f"where dataset_id = {literal(dataset.id)}"
    return (
        f"select Dimension as dimension, Identifier as code, Title as title from raw.cbs__code {where} union all "
        f"select 'Measure', Identifier, concat_ws(' | ', MeasureGroupTitle, Title, Unit) from raw.cbs__measure {where}"
    )


def load(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot, archive: Archive) -> Loaded:
    """Replaces the dataset's raw table by this snapshot, checked against the contract.

    Raises IngestionError; the caller's transaction must then be rolled back.
    """
    table = raw_table(dataset)
    with tempfile.TemporaryDirectory(prefix=LOADING, dir=archive.incoming()) as folder:
        try:
            loadable = PROTOCOLS[dataset.access.protocol].read(dataset, snapshot, archive, con, Path(folder))
            loadable = by_our_names(dataset, loadable)
            columns = contract.compare_columns(dataset, loadable)
            chosen = ", ".join(
                [*map(identifier, columns.load), *(f"null::varchar as {identifier(c)}" for c in columns.absent)]
            )
            con.execute(
                f"create or replace table {table} as select {chosen}, {literal(snapshot.snapshot_id)} as _snapshot_id "
                f"from ({loadable.select})"
            )
            load_metadata(con, dataset, snapshot, loadable)
        except IngestionError:
            raise  # already in words
        except Exception as error:  # whatever a library says of a body it cannot read
            if is_local(error):
                raise
            raise WrongBody(
                dataset.id,
                snapshot.parts[-1].url,
                f"{type(error).__name__}: {' '.join(str(error).split())[:400]}",
                f"{dataset.access.protocol} as the catalogue describes it",
                "Look at the body in the archive; correct the catalogue if the publisher changed its format.",
                shape=type(error).__name__,
            ) from error
    rows = count(con, table)
    contract.check_rows(con, dataset, table, loadable)
    contract.check_size(dataset, rows, loadable)
    for breach in contract.breaches(con, dataset, table, columns.load):
        raise breach
    return Loaded(rows, columns.added, columns.discarded)


def by_our_names(dataset: Dataset, loadable: Loadable) -> Loadable:
    """The same, with the columns under the names of the catalogue. Raises ContractBroken where two could be one of ours."""
    known = dataset.contract
    try:
        found = named({c: known.rule(c).synonyms for c in contract.promised(dataset)}, loadable.columns)
    except Ambiguous as error:
        ours, theirs = error.args
        raise ContractBroken(
            dataset.id,
            f"{loadable.part}, header",
            theirs,
            f"one column that is {ours}",
            "See what each of them is, and give the whole header as a synonym in the catalogue.",
            shape="more than one",
        ) from None
    called = {theirs: ours for ours, theirs in found.items()}
    if known.years:
        called |= {c: year for c in loadable.columns if c not in called and (year := known.years.ours(c))}
    called = {theirs: ours for theirs, ours in called.items() if theirs != ours}
    if not called:
        return loadable
    columns = tuple(called.get(c, c) for c in loadable.columns)
    chosen = ", ".join(f"{identifier(c)} as {identifier(called.get(c, c))}" for c in loadable.columns)
    return replace(
        loadable,
        select=f"select {chosen} from ({loadable.select})",
        columns=columns,
        metadata={name: renamed(select, DESCRIBED.get(name), called) for name, select in loadable.metadata.items()},
    )


def renamed(select: str, column: str | None, called: dict[str, str]) -> str:
    """A select of CBS's description of a table, with its dimensions under our names."""
    if column is None:
        return select
    whens = " ".join(f"when {literal(theirs)} then {literal(ours)}" for theirs, ours in called.items())
    return f"select * replace (case {column} {whens} else {column} end as {column}) from ({select})"


def load_metadata(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot, loadable: Loadable) -> None:
    """Replaces what the shared `raw.cbs__*` tables say of this dataset."""
    for name, select in loadable.metadata.items():
        con.execute(f"delete from raw.{name} where dataset_id = {literal(dataset.id)}")
        con.execute(
            f"insert into raw.{name} by name select {literal(dataset.id)} as dataset_id, *, "
            f"{literal(snapshot.snapshot_id)} as _snapshot_id from ({select})"
        )


def load_empty(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """An empty table with the contract's columns, so that every model can be built."""
    columns = ", ".join(f"{identifier(c)} {kind}" for c, kind in contract.promised(dataset).items())
    con.execute(f"create or replace table {raw_table(dataset)} ({columns}, _snapshot_id varchar)")
    if dataset.publisher == "cbs":
        for name in METADATA_TABLES:
            con.execute(f"delete from raw.{name} where dataset_id = {literal(dataset.id)}")


def create_metadata_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Makes what is not there. It is looked up first: to alter each column in vain takes most of the time of a connection."""
    there = set(
        con.execute(
            "select table_name, column_name from duckdb_columns() "
            "where database_name = current_database() and schema_name = 'raw'"
        ).fetchall()
    )
    for name, columns in METADATA_TABLES.items():
        listed = ", ".join(f"{identifier(c)} {kind}" for c, kind in typed(columns).items())
        if (name, "dataset_id") not in there:
            con.execute(f"create table raw.{name} (dataset_id varchar, {listed}, _snapshot_id varchar)")
            continue
        for column, kind in typed(columns).items():
            if (name, column) not in there:  # a home of before
                con.execute(f"alter table raw.{name} add column if not exists {identifier(column)} {kind}")


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


def load_mark(dataset: Dataset) -> str:
    """Changes when the dataset's catalogue entry or the code that loads it changes: then the table is loaded anew."""
    here = Path(__file__).parent
    code = sorted(
        [
            *here.glob("protocols/*.py"),
            *here.glob("bodies/*.py"),
            Path(__file__),
            Path(contract.__file__),
            Path(headers.__file__),
        ]
    )
    digest = hashlib.sha256(dataset.model_dump_json().encode())
    for path in code:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
