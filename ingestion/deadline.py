"""A total deadline for one answer: headers, body and refusal alike, however slowly they come.

A time-out of a socket ends silence, not slowness: one byte a second is never silent. Here the socket itself is shut down
from outside, whatever is being read from it, and nothing new is asked within the same deadline.
"""

import socket
import threading
import time
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_of_thread = threading.local()


class TookTooLong(Exception):
    """The answer did not come within its deadline. No library tries again after it."""


class Deadline:
    """Within it, what this thread asks must come: `seconds` in all, and a second more for every `slowest` bytes received."""

    def __init__(self, seconds: float, slowest: int) -> None:
        self.seconds, self.slowest, self.received, self.over = seconds, slowest, 0, False
        self.started, self.done, self.lock = time.monotonic(), threading.Event(), threading.Lock()
        self.sock: socket.socket | None = None

    def __enter__(self) -> Self:
        _of_thread.deadline = self
        threading.Thread(target=self.watch, name="deadline", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        with self.lock:
            self.sock = None  # from here on it is of whoever asks next
        _of_thread.deadline = None

    @property
    def left(self) -> float:
        return self.started + self.seconds + self.received / self.slowest - time.monotonic()

    def watch(self) -> None:
        while not self.done.wait(max(self.left, 0)):
            if self.left <= 0:
                with self.lock:
                    self.over = True
                    shut(self.sock)
                return

    def check(self) -> None:
        if self.over:
            raise TookTooLong

    def holds(self, sock: socket.socket | None) -> None:
        """This is the socket that the answer comes by."""
        with self.lock:
            self.sock = sock
            if self.over:
                shut(sock)


def shut(sock: socket.socket | None) -> None:
    """Ends whatever is being read from a socket, by another thread too; its own methods would change its state."""
    if sock is not None:
        try:
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
        except OSError:
            return  # closed already


class Bounded(HTTPConnection):
    """A connection that keeps to the deadline of the thread that uses it."""

    def request(self, *arguments: Any, **named: Any) -> None:
        deadline = self.deadline()
        if deadline:
            deadline.check()
        super().request(*arguments, **named)
        if deadline:
            deadline.holds(self.sock)

    @staticmethod
    def deadline() -> Deadline | None:
        return getattr(_of_thread, "deadline", None)


class BoundedSecurely(Bounded, HTTPSConnection):
    """The same over TLS, whose handshake has the time-out of connecting as its own total."""


class Pool(HTTPConnectionPool):
    ConnectionCls = Bounded


class SecurePool(HTTPSConnectionPool):
    ConnectionCls = BoundedSecurely


POOLS = {"http": Pool, "https": SecurePool}
