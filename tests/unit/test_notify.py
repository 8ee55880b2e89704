"""Who is told of a build that nobody watched: one JSON message, by a command or an address; a failure to tell is no secret."""

import json
import shlex
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from ingestion.home import Home
from orchestration import notify
from orchestration.instance import prepare
from orchestration.notify import NotTold

BEGAN = datetime.now(UTC)
SAYS = {"event": "failed", "message": "één regel"}


def command(script: str) -> str:
    return shlex.join([sys.executable, "-c", script])


def test_a_command_gets_the_message_on_its_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "told.json"
    assert notify.notify(SAYS, command(f"import sys; open({str(file)!r}, 'w').write(sys.stdin.read())"))
    assert json.loads(file.read_text()) == SAYS


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (command("raise SystemExit(3)"), "CalledProcessError"),
        ("/no/such/command", "FileNotFoundError"),
        ("http://127.0.0.1:1/x", "is niet veilig"),
        ("https://127.0.0.1:1/x", "ConnectionError"),
    ],
)
def test_a_message_that_does_not_arrive_is_said(to: str, why: str) -> None:
    with pytest.raises(NotTold, match=why):
        notify.notify(SAYS, to)


def test_nobody_is_told_where_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TALENT_NOTIFY", raising=False)
    assert not notify.notify(SAYS)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[Any]]]:
    """An address on loopback, and what it was told; without a certificate, so called safe for this test alone."""
    told: list[Any] = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    monkeypatch.setattr(notify, "ADDRESS", "http://")
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/hook", told
        server.shutdown()
        thread.join()


def run(**tags: str) -> dg.DagsterRun:
    return dg.DagsterRun("warehouse", tags=tags)


def test_a_scheduled_run_is_told_and_one_that_a_person_started_is_not(
    tmp_path: Path, address: tuple[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    to, told = address
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TALENT_NOTIFY", to)
    Home.from_env().create().settle("live")
    assert isinstance(notify.tell(run(), "failed", "dbt build failed"), dg.SkipReason)
    assert told == []
    scheduled = {"dagster/schedule_name": "nightly"}
    assert notify.tell(run(**scheduled), "failed", "dbt build failed") is None
    assert (told[0]["event"], told[0]["message"], told[0]["kind"]) == ("failed", "dbt build failed", "live")
    assert isinstance(notify.tell(run(**scheduled), "attention", ""), dg.SkipReason), "nothing is wrong"
    monkeypatch.setattr(notify, "trouble", lambda _: [{"dataset": "cbs__x", "state": "stale", "reason": "HTTP 503"}])
    assert notify.tell(run(**scheduled), "attention", "") is None
    assert told[1]["datasets"] == [{"dataset": "cbs__x", "state": "stale", "reason": "HTTP 503"}]


def test_why_is_told_in_our_words_and_what_a_library_says_is_not(
    tmp_path: Path, address: tuple[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    @dg.op
    def whole() -> None:
        raise dg.Failure("een kritieke controle is niet gehaald")

    @dg.op
    def ask() -> None:
        raise ValueError("Could not convert 'a secret cell'")

    to, told = address
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TALENT_NOTIFY", to)
    home = Home.from_env().create()
    home.settle("live")
    prepare(home)
    with dg.DagsterInstance.get() as instance:
        asked = dg.GraphDefinition("asked", node_defs=[ask]).execute_in_process(instance=instance, raise_on_error=False)
        dg.GraphDefinition("made", node_defs=[whole]).to_job(tags={notify.ASKED_BY: asked.run_id}).execute_in_process(
            instance=instance, raise_on_error=False
        )
        said = notify.why(instance, asked.run_id)
    assert said == "whole: een kritieke controle is niet gehaald; ask: ValueError"
    assert notify.after(home, False, BEGAN) == ""
    assert notify.after(home, False, datetime.now(UTC)) == ""
    assert told.pop()["message"].startswith("niet gepubliceerd, en geen run begonnen")
    assert (told[0]["event"], told[0]["message"]) == ("failed", "whole: een kritieke controle is niet gehaald")
    assert notify.after(home, True, BEGAN) == "elke dataset is actueel"
    monkeypatch.delenv("TALENT_NOTIFY")
    assert notify.after(home, False, BEGAN) == "TALENT_NOTIFY is niet gezet"
