"""The clients that open the published file: DuckDB of other ages, and SQLAlchemy. Each reads in a process of its own.

Run as a script with the path of a file and a question, this is such a client: it opens, asks, closes and says what it saw as one
line of JSON, again and again until its standard input closes. It imports nothing of the project, for an old DuckDB
stands in a folder by itself.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

COMPAT = Path(__file__).resolve().parents[2] / ".compat"
FOLDERS = {"duckdb-1.2": COMPAT / "duckdb-1.2", "duckdb-2.0": COMPAT / "duckdb-2.0", "sqlalchemy": None}
PRESENT = [name for name, folder in FOLDERS.items() if folder is None or (folder / "installed").exists()]
PAUSE = 1.0  # seconds between two readings, so that the build gets on

TABLES = (
    "select table_schema || '.' || table_name from information_schema.tables "
    "where table_schema in ('marts', 'meta') and table_type = 'BASE TABLE' order by 1"
)
PUBLICATION = "select publication_id from meta.publication"
ANSWER = """
    select opgave_id, delineation, study_year, sum(persons)
    from marts.fct_education_output
    where education_sector = 'hbo' and measure = 'graduates'
    group by all
    order by all
"""


class Reader:
    """A client at work on a published file, in the background."""

    def __init__(self, name: str, file: Path, answer: str = ANSWER) -> None:
        folder = FOLDERS[name]
        environment = os.environ | ({"PYTHONPATH": str(folder)} if folder else {})
        command = [sys.executable, __file__, "sqlalchemy" if folder is None else "duckdb", str(file), answer]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)
        self.lines: list[str] = []
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    def wait_for_first(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not self.lines:
            assert time.monotonic() < end, "the client does not start"
            time.sleep(0.1)

    def stop(self) -> list[dict[str, Any]]:
        """Lets it read once more, and gives all that it saw."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(timeout=60)
        finally:
            self.process.kill()
        self.thread.join(timeout=10)
        return [json.loads(line) for line in self.lines]


def duckdb_reader(file: str) -> Any:
    import duckdb

    def ask(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    connection = duckdb.connect(file, read_only=True)
    return ask, connection.close, duckdb.__version__


def sqlalchemy_reader(file: str) -> Any:
    import sqlalchemy

    engine = sqlalchemy.create_engine(
        f"duckdb:///{file}", connect_args={"read_only": True}, poolclass=sqlalchemy.pool.NullPool
    )
    connection = engine.connect()

    def ask(query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(sqlalchemy.text(query))]

    return ask, connection.close, sqlalchemy.__version__


def look(kind: str, file: str, answer: str) -> dict[str, Any]:
    """One reading: which publication, how many rows each table has, and the answer to a question of an analyst."""
    try:
        ask, close, version = (duckdb_reader if kind == "duckdb" else sqlalchemy_reader)(file)
        try:
            return {
                "version": version,
                "publication_id": ask(PUBLICATION)[0][0],
                "rows": {name: ask(f"select count(*) from {name}")[0][0] for (name,) in ask(TABLES)},
                "answer": ask(answer),
            }
        finally:
            close()
    except Exception as error:  # whatever goes wrong is what the test asks for
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    kind, file, answer = sys.argv[1:]
    closed = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), closed.set()), daemon=True).start()
    last = False
    while not last:
        last = closed.wait(PAUSE)
        print(json.dumps(look(kind, file, answer)), flush=True)


if __name__ == "__main__":
    main()
