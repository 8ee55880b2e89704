"""How `talent ui` begins and ends, without the project behind it: that is tests/integration/test_ui.py."""

import io
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.cli import ui


def test_a_port_that_is_not_free_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.StringIO()
    monkeypatch.setattr(sys.modules["orchestration.cli.app"], "err", Console(file=told, width=200))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert ui.serve(port) == 1
    assert told.getvalue().startswith(f"Poort {port} is niet vrij")


def test_the_ui_does_not_go_on_without_its_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs would be queued and never start."""

    @contextmanager
    def nothing_loaded(instance: object) -> Iterator[Path]:
        workspace = tmp_path / "workspace.yaml"
        workspace.write_text("load_from: []\n", encoding="utf-8")
        yield workspace

    @contextmanager
    def ends_by_itself(workspace: Path) -> Iterator["subprocess.Popen[bytes]"]:
        with subprocess.Popen([sys.executable, "-c", ""]) as process:
            yield process

    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ui, "code_server", nothing_loaded)
    monkeypatch.setattr(ui, "daemon", ends_by_itself)
    before, told = signal.getsignal(signal.SIGTERM), io.StringIO()
    monkeypatch.setattr(sys.modules["orchestration.cli.app"], "err", Console(file=told, width=200))
    try:
        assert ui.serve(0) == 1
    finally:
        signal.signal(signal.SIGTERM, before)
    assert told.getvalue().splitlines()[-1] == "De daemon van Dagster is gestopt; de UI stopt ook."
