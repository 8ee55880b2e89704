"""Dagster's own webserver behind the guard, without a project, and a mutation by which a test sees whether it was driven."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from dagster import DagsterInstance
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import EmptyWorkspaceTarget
from starlette.applications import Starlette

from orchestration.guard import Webserver

STARTS_IN = 60  # seconds at most
CHANGE = "mutation { setAutoMaterializePaused(paused: false) }"  # the daemon's automation, paused from the start
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Ui:
    """A webserver that answers, and the instance that its mutations change."""

    port: int
    app: Starlette
    instance: DagsterInstance

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        """Status and body of the answer; `_` in the name of a header is `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def changed(self) -> bool:
        """Whether CHANGE came through."""
        status, answer = self.ask(
            "POST", "/graphql", json.dumps({"query": "{ instance { autoMaterializePaused } }"}), **JSON
        )
        assert status == 200, answer
        return json.loads(answer)["data"]["instance"]["autoMaterializePaused"] is False


@contextmanager
def served(folder: Path) -> Iterator[Ui]:
    """Serves on a free port, with Dagster's records in the folder, and in `publication` the pages that it links to."""
    with (
        socket.socket() as listener,
        DagsterInstance.local_temp(str(folder)) as instance,
        WorkspaceProcessContext(instance, EmptyWorkspaceTarget()) as context,
    ):
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = Webserver(context, port, folder / "publication").create_asgi_app()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=False))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            end = time.monotonic() + STARTS_IN
            while not server.started:
                assert thread.is_alive(), "the webserver did not start"
                assert time.monotonic() < end, "the webserver did not start in time"
                time.sleep(0.05)
            yield Ui(port, app, instance)
        finally:
            server.should_exit = True
            thread.join()
