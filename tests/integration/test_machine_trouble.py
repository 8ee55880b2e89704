"""What this machine, a backup or a person does to a home: a line of words, nothing lost, and the next build goes on."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import duckdb
import pytest
import typer
from dagster._core.errors import DagsterExecutionInterruptedError
from rich.console import Console
from typer.testing import CliRunner

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.deadline import Deadline, Ended, end_all
from ingestion.home import CHECKOUT, Home, WrongHome
from ingestion.ingest import Ingestion
from ingestion.lock import locked
from ingestion.private_files import mend
from ingestion.warehouse import writing
from orchestration.cli import build, commands, query
from orchestration.cli.answers import Form
from orchestration.cli.app import in_words
from orchestration.instance import mend_if_free
from tests.integration.publication.homes import SmallHome
from tests.integration.publication.test_read_only import bi_tool
from tests.unit.ingestion.datasets import csv_dataset


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    made = Home(tmp_path / "home").create()
    made.settle("demo")
    return made


STOPPED = "Afgebroken. Wat gepubliceerd is blijft staan"


@pytest.mark.parametrize("error", [KeyboardInterrupt, DagsterExecutionInterruptedError])
@pytest.mark.parametrize("step", ["prepare", "locked", "run_whole"])
def test_a_person_who_stops_a_build_reads_a_line(
    home: Home, error: type[BaseException], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(build, step, stop)
    done = CliRunner().invoke(commands.app, ["build"])
    assert done.exit_code == 130
    assert STOPPED in done.output.replace("\n", " ")
    assert "Traceback" not in done.output
    with locked(home, "the next one", lambda told: pytest.fail(told)):
        pass


def test_what_dagster_starts_beside_a_step_says_nothing_of_ctrl_c(tmp_path: Path) -> None:
    """By the processes that it starts: the signal of a terminal goes to them too."""
    program = (
        "import os, signal, time; from dagster._core.execution.compute_logs import execute_posix_tail as beside; "
        "import orchestration.definitions\n"
        "signal.signal(signal.SIGINT, lambda *_: None)\n"
        f"with beside({str(tmp_path / 'log')!r}, None): time.sleep(3); os.killpg(0, signal.SIGINT); time.sleep(2)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        timeout=300,
    )
    assert "KeyboardInterrupt" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


def test_who_stops_a_build_waits_for_no_publisher() -> None:
    seen: list[BaseException] = []

    def ask() -> None:
        with Deadline(60, 1) as deadline:
            asking.set()
            while not deadline.over:
                time.sleep(0.01)
            try:
                deadline.check()
            except BaseException as error:
                seen.append(error)

    asking = threading.Event()
    thread = threading.Thread(target=ask)
    thread.start()
    asking.wait()
    end_all()
    thread.join(10)
    assert [type(error) for error in seen] == [Ended]


def test_a_build_that_is_stopped_blames_no_publisher(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ingestion, "_ask", stopped)
    monkeypatch.setattr(ingest, "end_all", lambda: ended.append("all"))
    with pytest.raises(KeyboardInterrupt):
        Ingestion(home, "live").run([csv_dataset()], "test")
    assert ended == ["all"]
    assert Archive(home.archive, "live").attempt(csv_dataset().id) is None


@pytest.mark.parametrize("name", ["warehouse.lock", "archive", "landing", "publication"])
def test_what_stands_where_something_else_belongs_is_said_in_words(home: Home, name: str) -> None:
    path = home.root / name
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    path.mkdir() if name.endswith("lock") else path.write_text("a note", encoding="utf-8")
    done = CliRunner().invoke(commands.app, ["build"])
    assert done.exit_code == 1
    stands, belongs = ("een map", "een bestand") if name.endswith("lock") else ("een bestand", "een map")
    assert f"{name} is {stands}, waar {belongs} hoort: " in done.output.replace("\n", "")
    assert "Traceback" not in done.output
    assert path.exists()


def test_a_file_where_the_incoming_bodies_belong_is_put_aside_and_told_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "live")
    archive.root.mkdir()
    (archive.root / "incoming").write_text("a note", encoding="utf-8")
    for body in (b"1", b"2"):
        archive.receive([body], 10)
    assert archive.damaged == {"incoming": "een bestand waar een map hoort, terzijde gezet"}
    assert (archive.root / "incoming.aside-1").read_text(encoding="utf-8") == "a note"


def test_a_publication_copied_back_without_its_links_is_published_over(one: SmallHome) -> None:
    folder = one.home.publication
    for name in ("parquet", "data_docs"):
        target = (folder / name).resolve()
        (folder / name).unlink()
        shutil.copytree(target, folder / name)
        (folder / f".{name}.incoming").mkdir()
    one.publish([("graduates", "2024-08-01", 11.0, "provisional")])
    assert (folder / "parquet").is_symlink()
    assert (folder / "parquet" / "marts" / "indicator_value.parquet").exists()
    assert (folder / "parquet.aside-1" / "marts" / "indicator_value.parquet").exists(), "nothing is thrown away"
    one.publish([("graduates", "2024-08-01", 12.0, "provisional")])
    assert not (folder / "parquet.aside-2").exists()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


def overwritten(file: Path) -> None:
    file.write_bytes(b"no database at all" * 1_000)


DAMAGES: list[Callable[[Path], None]] = [cut, overwritten]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["warehouse.duckdb", "marts.duckdb", "dagster/event_log.db"])
def test_a_damaged_private_file_is_named_put_aside_and_made_anew(
    home: Home, name: str, damage: Callable[[Path], None]
) -> None:
    with writing(home, "test") as con:
        con.execute("create table ops.something as from range(100000)")
    with duckdb.connect(str(home.marts)) as con:
        con.execute("create table x as from range(100000)")
    records = sqlite3.connect(home.dagster / "event_log.db")
    records.executescript("create table a (b); insert into a values (1);")
    records.close()
    said: list[str] = []
    mend(home, said.append)
    assert said == []
    file = home.root / name
    damage(file)
    left = file.read_bytes()
    mend_if_free(home, said.append)
    assert len(said) == 1
    assert said[0].startswith(f"{file.name} is beschadigd (")
    assert [p.read_bytes() for p in file.parent.glob(f"{file.name}.damaged-*")] == [left]
    assert not file.exists()
    with writing(home, "test") as con:
        assert con.execute("select count(*) from ops.loaded").fetchone() is not None
    mend(home, said.append)
    assert len(said) == 1


def test_a_file_that_another_holds_is_not_taken_for_a_damaged_one(home: Home) -> None:
    with writing(home, "test"):
        pass
    said: list[str] = []
    with bi_tool(home.warehouse):
        mend(home, said.append)
    assert said == []


def test_a_step_that_a_person_stopped_is_no_failure() -> None:
    """As Dagster gives it (1.13): the run ends without an exception, and its step is said to have failed."""

    class Event:
        is_step_failure, step_key = True, "publication"

        class step_failure_data:  # noqa: N801
            user_failure_data = None

            class error:  # noqa: N801
                message, cause = "dagster._core.errors.DagsterExecutionInterruptedError\n", None

    class Result:
        all_events = (Event,)

    with pytest.raises(KeyboardInterrupt):
        build.raise_if_stopped(Result)
    Event.step_failure_data.error.message = "ValueError: a mistake"
    build.raise_if_stopped(Result)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("IO Error: Could not write file: No space left on device", "Geen ruimte op deze machine: "),
        ("x\ndatabase or disk is full", "Geen ruimte op deze machine: "),
        ("OSError: [Errno 30] Read-only file system: 'x'", "Deze schijf is alleen te lezen: "),
    ],
)
def test_no_room_inside_a_step_is_one_line(told: str, why: str) -> None:
    class Event:
        is_step_failure, step_key = True, "dbt_models"

        class step_failure_data:  # noqa: N801
            class user_failure_data:  # noqa: N801
                description = f"dbt build mislukte: 1 error\n{told}"

            error = None

    class Result:
        all_events = (Event, Event)

    said = StringIO()
    build.tell_failures(Result, Console(file=said, width=1_000))
    (line,) = said.getvalue().splitlines()
    assert line.startswith(why)
    assert told.splitlines()[-1] in line


@pytest.mark.parametrize(
    "asked", ["call enable_logging(storage = 'file')", "from ENABLE_LOGGING('x')", "select 1; call enable_profiling()"]
)
def test_a_question_cannot_turn_on_what_ends_the_process(one: SmallHome, asked: str) -> None:
    said = StringIO()
    with redirect_stderr(said), pytest.raises(typer.Exit):
        query.show(query.open_published(one.home), asked, Form.table, Console(file=said))
    assert "is geen vraag aan het bestand" in " ".join(said.getvalue().split())


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallHome]:
    with pytest.MonkeyPatch.context() as patch:
        made = SmallHome(tmp_path_factory.mktemp("published") / "home", patch)
        made.publish([("graduates", "2024-08-01", 10.0, "provisional")])
        yield made


@pytest.fixture
def one(published: SmallHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHome:
    return SmallHome.copied(published, tmp_path / "small", monkeypatch)


def test_every_error_is_a_sentence() -> None:
    assert in_words(ValueError("a mistake of ours"))[0].startswith("Dit had niet mogen gebeuren: ValueError: a mistake")
    assert in_words(WrongHome("in words"))[0] == "in words"
    assert "x.txt" in in_words(PermissionError(13, "Permission denied", "x.txt"))[0]
