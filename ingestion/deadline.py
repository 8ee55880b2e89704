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
_running: set["Deadline"] = set()


def end_all() -> None:
    """Ends what every thread is waiting for: a person stops the build."""
    for deadline in list(_running):
        deadline.end(by_a_person=True)


class Ended(BaseException):
    """This process is asked to end: whatever was being waited for is nobody's fault."""


class TookTooLong(Exception):
    """The answer did not come within its deadline. No library tries again after it."""


class Deadline:
    """Within it, what this thread asks must come: `seconds` in all, and a second more for every `slowest` bytes received."""

    def __init__(self, seconds: float, slowest: int) -> None:
        self.seconds, self.slowest, self.received = seconds, slowest, 0
        self.over = self.stopped = False
        self.started, self.done, self.lock = time.monotonic(), threading.Event(), threading.Lock()
        self.sock: socket.socket | None = None

    def __enter__(self) -> Self:
        _of_thread.deadline = self
        _running.add(self)
        threading.Thread(target=self.watch, name="deadline", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        _running.discard(self)
        with self.lock:
            self.sock = None  # from here on it is of whoever asks next
        _of_thread.deadline = None

    @property
    def left(self) -> float:
        return self.started + self.seconds + self.received / self.slowest - time.monotonic()

    def watch(self) -> None:
        while not self.done.wait(max(self.left, 0)):
            if self.left <= 0:
                self.end()
                return

    def end(self, *, by_a_person: bool = False) -> None:
        with self.lock:
            self.over, self.stopped = True, by_a_person
            shut(self.sock)

    def check(self) -> None:
        if self.stopped:
            raise Ended
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
