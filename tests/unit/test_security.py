"""What SECURITY.md and docs/faults.md promise: each promise names a test that exists, and the two that are shown here."""

import re
from pathlib import Path

import pytest

from ingestion.archive import Archive
from ingestion.web import Web
from orchestration import cli

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/faults.md"])
def test_every_promise_names_a_test_that_exists(page: str) -> None:
    promised = set(re.findall(r"`(test_\w+)`", (CHECKOUT / page).read_text(encoding="utf-8")))
    there = {
        name
        for path in (CHECKOUT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert promised - there == set()
    assert len(promised) > 10


def test_tls_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TALENT_MIRROR", raising=False)
    web = Web(Archive(tmp_path, "live"), frozenset({"duo.nl"}))
    assert web.session.verify is True
    assert list(web.session.adapters) == ["https://"], "nothing can be sent in the clear"


def test_the_ui_listens_on_this_machine_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli.os, "execv", lambda program, command: started.append(command))
    cli.ui(port=3999)
    assert started[0][started[0].index("-h") + 1] == "127.0.0.1"
