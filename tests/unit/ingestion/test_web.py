"""The way out: only https, only the catalogue's hosts, bounded, and through a mirror when asked."""

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.deadline import Deadline
from ingestion.errors import Unreachable, WrongBody
from ingestion.transport import BoundedRetry
from ingestion.web import Reply, Web
from tests.unit.ingestion.datasets import FILE, GOOD, csv_dataset
from tests.unit.ingestion.publisher import Publisher

HOSTS = frozenset({"duo.nl"})


def get(web: Web, url: str = FILE) -> Reply | None:
    return web.get(csv_dataset(), url, "data", body_shape.delimited_text)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path, "live")


@pytest.mark.parametrize("target", ["http://duo.nl/x.csv", "https://elsewhere.nl/x.csv", "file:///etc/passwd"])
def test_a_redirect_off_the_catalogue_is_not_followed(archive: Archive, target: str) -> None:
    publisher = Publisher({FILE: (302, {"Location": target}, b"")})
    with pytest.raises(WrongBody, match=r"niet gevolgd\. Voeg de host toe"):
        get(Web(archive, HOSTS, publisher))
    assert len(publisher.asked) == 1


def test_a_redirect_on_the_same_host_is_followed(archive: Archive) -> None:
    moved = "https://duo.nl/moved.csv"
    reply = get(Web(archive, HOSTS, Publisher({FILE: (301, {"Location": "/moved.csv"}, b""), moved: GOOD})))
    assert reply is not None
    assert (reply.receipt.url, archive.read(reply.receipt.sha256)) == (FILE, GOOD)


def test_redirects_end(archive: Archive) -> None:
    with pytest.raises(WrongBody, match="5 doorverwijzingen"):
        get(Web(archive, HOSTS, Publisher({FILE: (302, {"Location": FILE}, b"")})))


def test_a_server_cannot_make_us_wait_longer_than_a_minute() -> None:
    class Asks:
        headers = {"Retry-After": "86400"}  # noqa: RUF012

    assert BoundedRetry().get_retry_after(Asks()) == 60  # type: ignore[arg-type]


SLOW = {  # what comes at once, and how many bytes of it come slowly
    "slow headers": (b"HTTP/1.1 200 OK\r\nX-Slow: ", 500),
    "slow body": (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", 500),
    "slow body without a length": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nBRIN;", 500),
    "slow chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n", 500),
    "slow refusal": (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 100000\r\n\r\n", 500),
    "slow refusal to try again": (b"HTTP/1.1 503 Busy\r\nContent-Length: 100000\r\n\r\n", 500),
}


@contextmanager
def server(behaviour: list[str]) -> Iterator[str]:
    """A server on loopback that goes through a list of behaviours, one a request; the last one stays."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            act = behaviour.pop(0) if len(behaviour) > 1 else behaviour[0]
            if act == "hang":
                time.sleep(0.5)
                return
            if act in SLOW:
                self.connection.settimeout(10)
                begin, size = SLOW[act]
                with suppress(OSError):  # until the other side has had enough of it
                    self.wfile.write(begin)
                    for _ in range(size):
                        self.wfile.write(b"x")
                        time.sleep(0.02)
                self.close_connection = True
                return
            if act.isdigit():
                self.send_response(int(act))
                self.send_header("Retry-After", "0")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(GOOD)))
            self.end_headers()
            self.wfile.write(GOOD if act == "good" else GOOD[:20])
            self.close_connection = act != "good"

        def log_message(self, *args: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        running.server_close()


@pytest.mark.parametrize(
    "faults", [["503", "good"], ["429", "500", "good"], ["half", "good"], ["half", "half", "good"]]
)
def test_passing_faults_are_survived(archive: Archive, faults: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda seconds: None)
    with server(faults) as mirror:
        reply = get(Web(archive, HOSTS, mirror=mirror))
    assert reply is not None
    assert archive.read(reply.receipt.sha256) == GOOD
    assert reply.receipt.url == FILE


@pytest.mark.parametrize(
    ("fault", "words"), [("half", "IncompleteRead"), ("503", "HTTP 503"), ("hang", "Read timed out")]
)
def test_lasting_faults_are_named_and_leave_no_body(
    archive: Archive, fault: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda seconds: None)
    with server([fault]) as mirror, pytest.raises(Unreachable, match=words):
        get(Web(archive, HOSTS, mirror=mirror, timeout=(1, 0.1)))
    assert list(archive.root.rglob("*.zst")) == []


@pytest.mark.parametrize("fault", SLOW)
def test_an_answer_that_trickles_in_is_not_waited_for_beyond_its_deadline(archive: Archive, fault: str) -> None:
    started = time.monotonic()
    with server([fault]) as mirror:
        told = "HTTP 403" if fault == "slow refusal" else "geen heel antwoord binnen 1 s en een seconde voor elke"
        with pytest.raises(Unreachable, match=told):
            get(Web(archive, HOSTS, mirror=mirror, patience=1))
        assert time.monotonic() - started < 8, "each of these would take ten seconds, and be tried again"
    assert list(archive.root.rglob("*.zst")) == []


def test_a_large_body_has_more_time_and_the_next_request_a_deadline_of_its_own(archive: Archive) -> None:
    with server(["good", "slow headers", "good"]) as mirror:
        web = Web(archive, HOSTS, mirror=mirror, patience=2)
        assert get(web) is not None
        with pytest.raises(Unreachable, match="geen heel antwoord"):
            get(web)
        assert get(web) is not None
    with Deadline(0.0, 10) as deadline:
        deadline.received = 600
        assert 50 < deadline.left <= 60


def test_links_of_a_mirror_are_the_publishers_own(archive: Archive) -> None:
    web = Web(archive, HOSTS, mirror="http://127.0.0.1:9/")
    assert web.canonical("http://127.0.0.1:9/duo.nl/a?b=c") == "https://duo.nl/a?b=c"
    assert web.canonical(FILE) == FILE


def test_a_fault_reads_the_same_each_time(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda seconds: None)
    said = []
    for _ in range(2):
        with pytest.raises(Unreachable) as caught:
            get(Web(archive, HOSTS, mirror="http://127.0.0.1:9"))  # the discard port: nothing listens there
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "Connection refused" in said[0]
