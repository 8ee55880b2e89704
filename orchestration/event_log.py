"""Dagster's event log in one SQLite file, written as fast as a build makes events.

Dagster's own class opens and closes the file for every event, and waits for the disk at every commit and every close: 500
events took 27 s of which 4 s were work, and a whole demo build has 4,000 (2026-11). Here connections stay open and what was
committed is synced with the checkpoints of the write-ahead log. A build that is killed loses nothing; a power cut may cost
the last events, never the file.

A run of the whole leaves 24 MB, one that finds nothing new 0.3 MB (2026-11). Of all but the newest runs only what is asked of them later
stays: how they began and ended, which steps failed and why, and what they materialised.
"""

# mypy: allow-untyped-calls

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from dagster import DagsterEventType, EventLogEntry
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy import Connection, Engine, bindparam, create_engine, event, inspect, text
from watchdog.events import FileSystemEvent, PatternMatchingEventHandler
from watchdog.observers import Observer

WHOLE_RUNS = 7  # the newest, of which every event stays
STAYS = (
    DagsterEventType.RUN_START,
    DagsterEventType.RUN_SUCCESS,
    DagsterEventType.RUN_FAILURE,
    DagsterEventType.RUN_CANCELED,
    DagsterEventType.STEP_FAILURE,
    DagsterEventType.ASSET_MATERIALIZATION,
)
OLDER = "select run_id from event_logs where run_id <> '' group by run_id order by max(id) desc limit -1 offset :runs"
JUST_OLDER = OLDER.replace("limit -1", "limit 4")  # a run of the whole is two runs, which end one within the other
LINEAGE = (
    "dagster/column_lineage"  # of each column of a model: asked of the newest materialisation only, and 2 MB a run
)
ENTRIES = "$.dagster_event.event_specific_data.materialization.metadata_entries"
THIN = (
    f"delete from event_logs where run_id in ({OLDER}) and coalesce(dagster_event_type, '') not in :stays",
    "delete from asset_event_tags where event_id not in (select id from event_logs)",
    f"""
    delete from asset_check_executions as old where run_id in ({OLDER}) and exists (
        select 1 from asset_check_executions as newer
        where newer.asset_key = old.asset_key and newer.check_name = old.check_name and newer.id > old.id
    )
    """,
    f"""
    update event_logs set event = json_set(event, '{ENTRIES}', json((
        select json_group_array(json(value)) from json_each(event, '{ENTRIES}') where json_extract(value, '$.label') <> '{LINEAGE}'
    )))
    where run_id in ({JUST_OLDER}) and dagster_event_type = 'ASSET_MATERIALIZATION' and event like '%{LINEAGE}%'
    """,
)

NEWEST = """
    select run_id from event_logs where id in (
        select max(id) from event_logs
        where asset_key is not null and dagster_event_type in ('ASSET_MATERIALIZATION', 'ASSET_OBSERVATION')
        group by asset_key, dagster_event_type, partition
    )
    union
    select run_id from asset_check_executions where id in (
        select max(id) from asset_check_executions group by asset_key, check_name, execution_status
    )
"""


class EventLog(ConsolidatedSqliteEventLogStorage):
    """Named in `dagster.yaml`."""

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(self._conn_string, connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS})

        @event.listens_for(engine, "connect")
        def leave_syncing_to_checkpoints(connection: Any, _: Any) -> None:
            connection.execute("pragma synchronous = normal")

        return engine

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    def store_event(self, event: EventLogEntry) -> None:
        super().store_event(event)
        if event.dagster_event_type is DagsterEventType.RUN_START:
            self.thin()

    def thin(self) -> None:
        """Leaves of older runs what stays; the room is used again by the runs to come."""
        with self._engine.begin() as connection:
            for statement in THIN:
                names = text(statement)
                if ":stays" in statement:
                    names = names.bindparams(bindparam("stays", [t.value for t in STAYS], expanding=True))
                connection.execute(names, {"runs": WHOLE_RUNS} if ":runs" in statement else {})

    def newest(self) -> set[str]:
        """The runs that told last of an asset or a check: they are asked for what stands, however old."""
        with self._engine.begin() as connection:
            return {str(run_id) for (run_id,) in connection.execute(text(NEWEST)).fetchall()}

    def sizes(self) -> dict[str, int]:
        """Per run the bytes of its events."""
        query = "select run_id, sum(length(cast(event as blob))) from event_logs where run_id <> '' group by run_id"
        with self._engine.begin() as connection:
            return {str(run_id): int(size) for run_id, size in connection.execute(text(query)).fetchall()}

    def free(self) -> int:
        """Bytes of the file that hold nothing: the next runs use them, or `give_back` returns them to the disk."""
        with self._engine.begin() as connection:
            return int(connection.execute(text("pragma freelist_count")).scalar_one()) * int(
                connection.execute(text("pragma page_size")).scalar_one()
            )

    def give_back(self) -> None:
        """Raises OperationalError where another process (the UI) is reading at this moment."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("vacuum"))
            connection.execute(text("pragma wal_checkpoint(truncate)"))

    def has_table(self, table_name: str) -> bool:
        return inspect(self._engine).has_table(table_name)

    def watch(self, run_id: str, cursor: str | None, callback: Any) -> None:
        """As Dagster's, which looks at the file alone: what is new stands in its write-ahead log."""
        if not self._obs:
            observer: Any = Observer()
            observer.start()
            observer.schedule(_Written(self), self._base_dir)
            self._obs = observer
        super().watch(run_id, cursor, callback)

    def dispose(self) -> None:
        super().dispose()
        self._engine.dispose()


class _Written(PatternMatchingEventHandler):
    """Tells a log that another process wrote in its file."""

    def __init__(self, log: EventLog) -> None:
        path = log.get_db_path()
        super().__init__(patterns=[path, f"{path}-wal"])
        self.log = log

    def on_modified(self, event: FileSystemEvent) -> None:
        self.log.on_modified()
