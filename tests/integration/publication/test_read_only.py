"""The published file is what was published: nobody writes it, everybody reads it, and a change is said in words."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path

import duckdb
import pytest
import typer
from rich.console import Console

from ingestion.home import CHECKOUT, Home
from orchestration.cli.answers import Form
from orchestration.cli.query import open_published, show
from orchestration.publication.history import current_manifest
from orchestration.publication.reading import NotReadable, opened
from tests.conftest import needed
from tests.integration.publication.homes import SmallHome

VALUE = "select value from marts.indicator_value where value is not null"
NOBODY = 65534


def file_of(home: Home) -> Path:
    return home.publication / "talentstrategie.duckdb"


def answer(home: Home, query: str = VALUE) -> str:
    said = StringIO()
    with redirect_stderr(said):
        show(open_published(home), query, Form.table, Console(file=said, width=10_000))
    return said.getvalue()


@contextmanager
def bi_tool(file: Path, then: str = "") -> Iterator[None]:
    """A client that opens the file as a tool does that nobody told to read only; a person gave it the right to write."""
    file.chmod(0o644)
    script = (
        f"import duckdb, sys; con = duckdb.connect({str(file)!r}); con.execute({then or 'select 1'!r}); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as client:
        try:
            assert client.stdout is not None
            assert client.stdout.readline() == b"open\n"
            yield
        finally:
            client.kill()


def test_whatever_the_umask_everybody_reads_and_nobody_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0o077)
    try:
        small = SmallHome(tmp_path / "new" / "home", monkeypatch)
        small.publish([("graduates", "2024-08-01", 10.0, "provisional")])
    finally:
        os.umask(before)
    folder = small.home.publication
    for path in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        if path.is_dir():
            assert mode & 0o555 == 0o555, path
        else:
            assert mode == 0o444, path
    for path in (small.home.root, tmp_path / "new"):
        assert path.stat().st_mode & 0o111 == 0o111, "others go through it"
    for private in (small.home.archive, small.home.landing, small.home.dagster):
        assert stat.S_IMODE(private.stat().st_mode) == 0o700, "sponsors' names lie there"
    small.publish([("graduates", "2024-08-01", 11.0, "provisional")])
    assert small.current(VALUE) == [(11.0,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_an_operators_group_and_mode_hold_for_all_that_is_published(one: SmallHome) -> None:
    folder = one.home.publication
    os.chown(folder, -1, NOBODY)
    folder.chmod(0o750)
    one.publish([("graduates", "2024-08-01", 11.0, "provisional")])
    new = folder / "history" / one.current_id()
    beside = [folder / name for name in ("talentstrategie.duckdb", "manifest.json", "changes.md")]
    for path in [*beside, new, *new.rglob("*")]:
        assert path.stat().st_gid == NOBODY, path
        assert stat.S_IMODE(path.stat().st_mode) == (0o750 if path.is_dir() else 0o440), path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_who_is_not_root_cannot_open_it_for_writing(one: SmallHome) -> None:
    child = os.fork()
    if child == 0:
        os.chdir(one.home.publication)  # pytest's own folders are closed to others
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            with duckdb.connect("talentstrategie.duckdb", read_only=True) as con:
                assert con.execute(VALUE).fetchall() == [(10.0,)]
            with duckdb.connect("talentstrategie.duckdb") as con:
                con.execute("update marts.indicator_value set value = 20")
        except duckdb.IOException:
            os._exit(0)
        except BaseException:
            os._exit(2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_lock_that_a_bi_tool_holds_is_told_in_a_line_and_answered_all_the_same(one: SmallHome) -> None:
    """The case `bi-client-opens-read-write`, its first half."""
    with bi_tool(file_of(one.home)):
        said = answer(one.home)
    warning, *_ = said.splitlines()
    assert warning.startswith("LET OP: ")
    assert "is in gebruik door een programma dat het niet alleen-lezen opende (" in warning
    assert "python" in warning
    assert "10.0" in said
    assert "LET OP" not in answer(one.home), "it let go"


def test_a_file_that_was_changed_is_told_and_never_answers(one: SmallHome) -> None:
    """Its second half: figures doubled by a client, first in its log only, then in the file itself."""
    double = "update marts.indicator_value set value = value * 2"
    with bi_tool(file_of(one.home), double):
        pass  # killed: what it wrote stands in the log beside the file
    assert (one.home.publication / "talentstrategie.duckdb.wal").exists()
    said = answer(one.home)
    assert "er ligt een logbestand van een schrijver naast" in said
    assert "10.0" in said
    assert current_manifest(one.home) is None, "so the next build publishes anew"
    with duckdb.connect(str(file_of(one.home))) as con:
        con.execute("checkpoint")
        assert con.execute(VALUE).fetchall() == [(20.0,)]
    said = answer(one.home)
    assert "is na publicatie gewijzigd: het is niet het bestand van manifest.json" in said
    assert "10.0" in said
    assert "20.0" not in said
    one.again()
    assert "LET OP" not in answer(one.home)


def test_a_file_that_was_only_touched_or_copied_is_as_it_was(one: SmallHome) -> None:
    os.utime(file_of(one.home), (2e9, 2e9))
    assert "LET OP" not in answer(one.home)


def test_without_a_copy_it_is_said_and_no_traceback(one: SmallHome) -> None:
    shutil.rmtree(one.home.publication / "history")
    content = file_of(one.home).read_bytes()
    file_of(one.home).chmod(0o644)
    file_of(one.home).write_bytes(content[: 3 * 4096])  # DuckDB's headers without a block, which it cannot open
    with pytest.raises(NotReadable, match="De bewaarde publicatie ontbreekt ook"):
        opened(one.home)
    with pytest.raises(typer.Exit):
        answer(one.home)
    (one.home.publication / "manifest.json").unlink()
    with pytest.raises(NotReadable, match="is niet te openen: "):
        opened(one.home)
    file_of(one.home).write_bytes(content)
    assert "niet na te gaan of het gepubliceerde bestand is wat het was" in answer(one.home)


def test_the_addresses_of_the_documents_open_read_only(one: SmallHome) -> None:
    """Also where the file may be written, as it may by root."""
    sqlalchemy = needed("sqlalchemy")
    needed("duckdb_engine")
    addresses = {
        found
        for page in ("README.md", "docs/bi.md")
        for found in re.findall(r"`(duckdb:////[^`]+)`", (CHECKOUT / page).read_text(encoding="utf-8"))
    }
    assert addresses
    file_of(one.home).chmod(0o644)
    for address in addresses:
        there = address.replace("/path/talentstrategie.duckdb", str(file_of(one.home)))
        engine = sqlalchemy.create_engine(there)
        with engine.connect() as connection:
            assert connection.execute(sqlalchemy.text(VALUE)).fetchall() == [(10.0,)]
            with pytest.raises(Exception, match="read-only mode"):
                connection.execute(sqlalchemy.text("update marts.indicator_value set value = 1"))
        engine.dispose()
