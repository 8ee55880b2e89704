"""`talent ui`: what `dagster dev` starts (webserver, daemon, one code server for both), with the guard before the webserver."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn
import yaml
from dagster import DagsterInstance, __version__
from dagster._cli.proxy_server_manager import ProxyServerManager
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import ModuleTarget, WorkspaceFileTarget
from dagster._utils.log import configure_loggers
from dagster_shared.ipc import interrupt_then_kill_ipc_subprocess

from ingestion.home import CHECKOUT, Home
from orchestration.cli.app import say
from orchestration.guard import Webserver

LOOPBACK = "127.0.0.1"
ENDS_IN = 60  # seconds that the daemon may take to end
ANSWERS_IN = 10  # seconds that requests under way may take when the UI ends


def serve(port: int) -> int:
    """Serves until Ctrl-C or SIGTERM, then 0; 1 when the port is not free or the daemon ended. Call after `prepare`."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))  # now, and not after half a minute; listening comes when it can answer
        except OSError as error:
            say(f"Poort {port} is niet vrij ({error.strerror}); kies een andere: talent ui --port {port + 1}.")
            return 1
        with suppress(KeyboardInterrupt):
            serve_on(listener)
            say("De daemon van Dagster is gestopt; de UI stopt ook.")
            return 1
    return 0


def serve_on(listener: socket.socket) -> None:
    """Comes back only when the daemon ended by itself; Ctrl-C goes on as KeyboardInterrupt, with all children ended."""
    os.chdir(CHECKOUT)
    configure_loggers()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # also where a shell starts it with SIGINT ignored
    port = listener.getsockname()[1]
    with (
        DagsterInstance.get() as instance,
        code_server(instance) as workspace,
        daemon(workspace) as background,
        WorkspaceProcessContext(instance, WorkspaceFileTarget([str(workspace)]), version=__version__) as context,
    ):
        app = Webserver(context, port, Home.from_env().publication).create_asgi_app()
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", proxy_headers=False, timeout_graceful_shutdown=ANSWERS_IN)
        )

        def end_with_daemon() -> None:
            background.wait()
            server.should_exit = True

        threading.Thread(target=end_with_daemon, daemon=True).start()
        say(f"De Dagster-UI staat op http://{LOOPBACK}:{port} (stoppen met Ctrl-C).")
        server.run(sockets=[listener])


@contextmanager
def code_server(instance: DagsterInstance) -> Iterator[Path]:
    """The process that loads this project, kept alive; gives the workspace file that points at it."""
    target = ModuleTarget("orchestration.definitions", None, str(CHECKOUT), None)
    with ProxyServerManager(instance, target, "warning") as servers, tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace.yaml"
        workspace.write_text(yaml.safe_dump({"load_from": servers.get_code_server_specs()}), encoding="utf-8")
        yield workspace


@contextmanager
def daemon(workspace: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Dagster's daemon: the queue of runs, schedules and sensors."""
    command = [sys.executable, "-m", "dagster._daemon", "run", "--workspace", str(workspace)]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            interrupt_then_kill_ipc_subprocess(process, ENDS_IN)
