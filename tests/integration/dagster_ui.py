"""The Dagster UI as a person has it: started with `talent ui`, asked over GraphQL, looked at in headless Chromium."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from tests.conftest import absent
from tests.integration.conftest import CHECKOUT

STARTS_IN, ENDS_IN = 120, 60  # seconds at most
# Chromium as root and without a screen, asking nothing of the outside world.
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=20000",  # ms of the page's own time: the graph is laid out in a worker
]

REPOSITORY = {"repositoryLocationName": "orchestration.definitions", "repositoryName": "__repository__"}
LAUNCH = """
mutation($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on RunConfigValidationInvalid { errors { message } }
    ... on PythonError { message }
  }
}
"""
STATUS = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status stepStats { stepKey status } } } }"


@dataclass(frozen=True)
class Ui:
    """A running UI and the home it shows."""

    home: Path
    address: str

    def ask(self, query: str, **variables: object) -> dict[str, Any]:
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.address}/graphql", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=300) as response:
            answer = json.load(response)
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    def launch(self, job: str, config: dict[str, Any], bound: float, **selection: object) -> tuple[str, str]:
        """Launches a run, of a selection where one is given, and waits for its end: (run id, status)."""
        params = {"selector": REPOSITORY | {"jobName": job} | selection, "runConfigData": json.dumps(config)}
        launched = self.ask(LAUNCH, params=params)["launchRun"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        run_id, end = launched["run"]["runId"], time.monotonic() + bound
        status = ""
        while status not in ("SUCCESS", "FAILURE", "CANCELED"):
            assert time.monotonic() < end, f"run {run_id} is still {status} after {bound} s"
            time.sleep(1)
            status = self.ask(STATUS, id=run_id)["runOrError"]["status"]
        return run_id, status

    def look(self, page: str, folder: Path, name: str, height: int = 2000) -> tuple[str, Path]:
        """What a person sees of a page of the UI: its text as rendered, and a picture of it."""
        return browse(self.address + page, folder, name, f"--window-size=2000,{height}")


def browse(address: str, folder: Path, name: str, *flags: str) -> tuple[str, Path]:
    """What Chromium makes of a page: its text as rendered, and a picture of it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        absent("Chromium is not there (Debian: apt-get install chromium)")
    picture = folder / f"{name}.png"
    done = subprocess.run(
        [
            str(chromium),
            *CHROMIUM,
            *flags,
            f"--user-data-dir={folder / name}",
            f"--screenshot={picture}",
            "--dump-dom",
            address,
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    body = html.fromstring(done.stdout)
    for hidden in body.xpath("//script | //style"):
        hidden.drop_tree()
    return "\n".join(t.strip() for t in body.itertext() if t.strip()), picture


@contextmanager
def started(home: Path, log: Path) -> Iterator[Ui]:
    """`talent ui` on a free port, until it is no longer needed; then ended as with Ctrl-C."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ui = Ui(home, f"http://127.0.0.1:{port}")
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "orchestration.cli", "ui", "--port", str(port)],
            cwd=CHECKOUT,
            env=os.environ | {"TALENT_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )
        try:
            wait_for(ui, process, log)
            yield ui
            os.killpg(process.pid, signal.SIGINT)
            assert process.wait(timeout=ENDS_IN) == 0, log.read_text(encoding="utf-8")
            assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def heed_interrupts() -> None:
    """Ctrl-C counts, also where the tests run in a shell's background, which ignores it and hands that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(ui: Ui, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + STARTS_IN
    while True:
        try:
            urllib.request.urlopen(f"{ui.address}/server_info", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.5)
