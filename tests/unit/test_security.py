"""What SECURITY.md and docs/faults.md promise: each promise names a test that exists, and the two that are shown here."""

import re
from pathlib import Path

import pytest

from ingestion.archive import Archive
from ingestion.web import Web
from orchestration.cli import ui

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


def test_the_ui_listens_on_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses: list[str] = []
    monkeypatch.setattr(ui, "serve_on", lambda listener: addresses.append(listener.getsockname()[0]))
    ui.serve(0)
    assert addresses == ["127.0.0.1"]
