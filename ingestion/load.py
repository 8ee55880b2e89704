"""From a snapshot in the archive to the table `raw.<dataset>`, inside the caller's transaction."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingestion import contract
from ingestion.archive import Archive
from ingestion.bodies.cbs_tables import METADATA_TABLES, typed
from ingestion.dataset import Dataset
from ingestion.errors import IngestionError, WrongBody, is_local
from ingestion.protocols import Loadable
from ingestion.protocols.registry import PROTOCOLS
from ingestion.snapshot import Snapshot
from ingestion.sql import identifier, literal


@dataclass(frozen=True)
class Loaded:
    """What came into a raw table."""

    rows: int
    added_columns: tuple[str, ...] = ()
    discarded_columns: tuple[str, ...] = ()


def raw_table(dataset: Dataset) -> str:
    return f"raw.{identifier(dataset.id)}"


def table_before(dataset: Dataset) -> str:
    """The edition in use, beside a new one while that is judged."""
    return f"raw.{identifier(f'{dataset.id}__before')}"


def set_aside(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Keeps the raw table as `table_before`, inside the caller's transaction: to compare a new edition with."""
    con.execute(f"alter table {raw_table(dataset)} rename to {identifier(f'{dataset.id}__before')}")


def load(con: duckdb.DuckDBPyConnection, dataset: Dataset, snapshot: Snapshot, archive: Archive) -> Loaded:
    """Replaces the dataset's raw table by this snapshot, checked against the contract.

    Raises IngestionError; the caller's transaction must then be rolled back.
    """
    table = raw_table(dataset)
    with tempfile.TemporaryDirectory(prefix="talent-load-") as folder:
        try:
            loadable = PROTOCOLS[dataset.access.protocol].read(dataset, snapshot, archive, con, Path(folder))
            columns = contract.compare_columns(dataset, loadable)
            chosen = ", ".join(map(identifier, columns.load))
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
    contract.check_size(dataset, rows, loadable)
    contract.check_values(con, dataset, table, columns.load)
    contract.check_codes(con, dataset, table, columns.load)
    contract.check_words(con, dataset)
    return Loaded(rows, columns.added, columns.discarded)


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
    for name, columns in METADATA_TABLES.items():
        listed = ", ".join(f"{identifier(c)} {kind}" for c, kind in typed(columns).items())
        con.execute(f"create table if not exists raw.{name} (dataset_id varchar, {listed}, _snapshot_id varchar)")
        for column, kind in typed(columns).items():  # that a home of before did not have
            con.execute(f"alter table raw.{name} add column if not exists {identifier(column)} {kind}")


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from {table}").fetchone()
    assert row is not None
    return int(row[0])


def load_mark(dataset: Dataset) -> str:
    """Changes when the dataset's catalogue entry or the code that loads it changes: then the table is loaded anew."""
    here = Path(__file__).parent
    code = sorted([*here.glob("protocols/*.py"), *here.glob("bodies/*.py"), Path(__file__), Path(contract.__file__)])
    digest = hashlib.sha256(dataset.model_dump_json().encode())
    for path in code:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
