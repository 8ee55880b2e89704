"""The one way out: HTTPS to the hosts of the catalogue, streamed into the archive.

Bounded in every direction: redirects and bytes here, the whole time in `ingestion.deadline`, connections and retries in
`ingestion.transport`.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import BaseAdapter
from urllib3.exceptions import HTTPError

from ingestion import body_shape as shapes
from ingestion.archive import Archive, BodyTooLarge
from ingestion.clock import now
from ingestion.dataset import Dataset
from ingestion.deadline import Deadline, Ended, TookTooLong
from ingestion.dutch import whole
from ingestion.errors import NotPublished, Unreachable, WrongBody
from ingestion.snapshot import Receipt
from ingestion.transport import MirrorAdapter, polite_adapter

USER_AGENT = "talentstrategie-warehouse/0.1 (open source; python-requests)"
CHUNK = 1 << 18
TIMEOUT = (10.0, 120.0)  # seconds to connect, seconds without a byte; CBS asks for at least 120 (2026-11)
PATIENCE = 600.0  # seconds for a whole answer, all attempts together: five silences of 120, or four waits of a minute
SLOWEST = 50_000  # bytes that give a body a second more: the largest of the catalogue may take some hours, not a day
ATTEMPTS = 3  # of a body that breaks off half-way; urllib3 retries what fails before the first byte
REDIRECTS = 5


@dataclass(frozen=True)
class Reply:
    """A body in the archive: its receipt and its first and last bytes."""

    receipt: Receipt
    head: bytes
    tail: bytes


class Web:
    """Fetches for one archive. Thread-safe for the few threads that fetch side by side."""

    def __init__(
        self,
        archive: Archive,
        hosts: frozenset[str],
        adapter: BaseAdapter | None = None,
        mirror: str | None = None,
        timeout: tuple[float, float] = TIMEOUT,
        landing: Path | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.notes: dict[str, list[str]] = {}  # per dataset, what a person should know of an answer that was good
        self.archive, self.hosts, self.timeout, self.patience = archive, hosts, timeout, patience
        self.landing = landing or archive.root / "landing"  # what a person downloaded, where no machine may ask
        self.mirror = (mirror or "").rstrip("/")
        self.session = requests.Session()
        self.session.trust_env = not self.mirror
        self.session.headers.update({"User-Agent": USER_AGENT})
        self.session.adapters.clear()
        self.session.mount("https://", adapter or (MirrorAdapter(self.mirror) if self.mirror else polite_adapter()))

    @classmethod
    def from_env(
        cls, archive: Archive, hosts: frozenset[str], adapter: BaseAdapter | None = None, landing: Path | None = None
    ) -> "Web":
        return cls(archive, hosts, adapter, None if adapter else os.environ.get("TALENT_MIRROR"), landing=landing)

    def note(self, dataset: Dataset, told: str) -> None:
        self.notes.setdefault(dataset.id, []).append(told)

    def get(
        self,
        dataset: Dataset,
        url: str,
        part: str,
        shape: shapes.Shape,
        *,
        accept: str = "*/*",
        encoding: str = "gzip",
        since: Receipt | None = None,
        first: int | None = None,
    ) -> Reply | None:
        """Streams a body into the archive, or its `first` bytes. None: it is the one of `since` (HTTP 304).

        Raises Unreachable, NotPublished or WrongBody.
        """
        headers = {"Accept": accept, "Accept-Encoding": encoding}
        if first:
            headers["Range"] = f"bytes=0-{first - 1}"  # who does not know ranges sends all, and is hung up on
        if since and self.archive.body(since.sha256).exists():
            if since.etag:
                headers["If-None-Match"] = since.etag
            elif since.publisher_modified_at:
                headers["If-Modified-Since"] = since.publisher_modified_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
        with Deadline(self.patience, SLOWEST) as deadline:
            tries = 0
            while tries < ATTEMPTS:
                tries += 1
                try:
                    return self._get_once(dataset, self.canonical(url), part, shape, headers, deadline, first)
                except requests.exceptions.ChunkedEncodingError as error:  # broke off half-way: worth asking again
                    broken: Exception = error
                except (requests.RequestException, TookTooLong) as error:  # urllib3 has already tried again
                    broken = error
                    break
            what = f"{type(broken).__name__} na {tries} pogingen"
            told = f"{what} ({in_words(broken)})"
            if deadline.stopped:
                raise Ended from broken
            if deadline.over:  # and the library tells of a connection that was ended
                what = told = (
                    f"geen heel antwoord binnen {self.patience:g} s en een seconde voor elke {whole(SLOWEST)} bytes"
                )
        raise Unreachable(
            dataset.id,
            self.canonical(url),
            told,
            "een heel antwoord",
            "De laatste goede stand blijft in gebruik; probeer het later opnieuw.",
            shape=what,
        ) from broken

    def canonical(self, url: str) -> str:
        """The publisher's own address of what a mirror's link points to."""
        prefix = f"{self.mirror}/"
        return f"https://{url.removeprefix(prefix)}" if self.mirror and url.startswith(prefix) else url

    def _get_once(
        self,
        dataset: Dataset,
        url: str,
        part: str,
        shape: shapes.Shape,
        headers: dict[str, str],
        deadline: Deadline,
        first: int | None,
    ) -> Reply | None:
        with self._follow(dataset, url, headers) as response:
            if response.status_code == 304:
                return None
            if response.status_code in (404, 410):
                raise NotPublished(
                    dataset.id,
                    url,
                    f"HTTP {response.status_code} ({said(response)})",
                    "de dataset",
                    "Ga na of de uitgever haar hernoemde of introk, en verbeter de catalogus.",
                    shape=f"HTTP {response.status_code}",
                )
            if response.status_code not in ((200, 206) if first else (200,)):
                raise Unreachable(
                    dataset.id,
                    url,
                    f"HTTP {response.status_code} ({said(response)})",
                    "HTTP 200",
                    "De laatste goede stand blijft in gebruik; probeer het later opnieuw.",
                    shape=f"HTTP {response.status_code}",
                )
            edges = Edges(response, deadline, first)
            try:
                sha256, size = self.archive.receive(edges, dataset.size.max_bytes)
            except BodyTooLarge as error:
                raise WrongBody(
                    dataset.id,
                    url,
                    f"meer dan {whole(error.args[0])} bytes",
                    f"hoogstens {whole(dataset.size.max_bytes)}",
                    "Verhoog size.max_bytes in de catalogus als de dataset echt groeide.",
                    shape=f"meer dan {whole(error.args[0])} bytes",
                ) from error
        wrong = shape(edges.head, edges.tail)
        if wrong:
            raise WrongBody(
                dataset.id,
                url,
                wrong,
                shapes.NAMES[shape],
                "De body wordt niet gebruikt; bekijk wat het adres in een browser laat zien.",
                shape=f"{whole(size)} bytes van een andere vorm",
            )
        receipt = Receipt(
            part=part,
            url=url,
            retrieved_at=now(),
            publisher_modified_at=http_date(response.headers.get("Last-Modified")),
            etag=response.headers.get("ETag"),
            http_status=response.status_code,
            content_type=response.headers.get("Content-Type", ""),
            byte_count=size,
            sha256=sha256,
        )
        self.archive.keep_receipt(receipt)
        return Reply(receipt, edges.head, edges.tail)

    def _follow(self, dataset: Dataset, url: str, headers: dict[str, str]) -> requests.Response:
        """The answer after redirects, every step of them https and on a host of the catalogue."""
        asked = url
        for _ in range(REDIRECTS):
            split = urlsplit(url)
            if split.scheme != "https" or split.netloc not in self.hosts:
                found = f"een adres op {split.scheme}://{split.netloc}"
                raise WrongBody(
                    dataset.id,
                    asked,
                    found,
                    f"https op een van {', '.join(sorted(self.hosts))}",
                    "Het is niet gevolgd. Voeg de host toe aan de catalogus als de uitgever daarheen verhuisde.",
                    shape=found,
                )
            response = self.session.get(url, headers=headers, stream=True, timeout=self.timeout, allow_redirects=False)
            location = response.headers.get("Location") if response.is_redirect else None
            if location is None:
                return response
            response.close()
            url = self.canonical(urljoin(url, location))
        found = f"{REDIRECTS} doorverwijzingen"
        raise WrongBody(dataset.id, asked, found, "de dataset", "Verbeter het adres in de catalogus.", shape=found)


class Edges:
    """Iterates over a response's bytes, all or the `first`, and remembers both ends. Raises TookTooLong where the deadline
    cut them off."""

    def __init__(self, response: requests.Response, deadline: Deadline, first: int | None = None) -> None:
        self.response, self.deadline, self.first, self.head, self.tail = response, deadline, first, b"", b""

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks():
            if len(self.head) < shapes.EDGE:
                self.head = (self.head + chunk)[: shapes.EDGE]
            self.tail = (self.tail + chunk)[-shapes.EDGE :] if len(chunk) < shapes.EDGE else chunk[-shapes.EDGE :]
            self.deadline.received += len(chunk)
            yield chunk
        self.deadline.check()  # a body without a length ends where its connection does

    def _chunks(self) -> Iterator[bytes]:
        left = self.first
        for chunk in self.response.iter_content(min(CHUNK, left or CHUNK)):
            yield chunk if left is None else chunk[:left]
            if left is not None and (left := left - len(chunk)) <= 0:
                return


def said(response: requests.Response) -> str:
    """What the publisher said with a refusal, shortened."""
    try:
        text = response.raw.read(300, decode_content=True) or b""
    except HTTPError:  # it broke off; that it refused is known
        text = b""
    return re.sub(r"\s+", " ", text.decode("utf-8", "replace")).strip()[:200] or response.reason or "geen tekst"


def in_words(error: Exception) -> str:
    """What a library says of an error, shortened and without addresses in memory: the same fault reads the same."""
    return re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>:? ?", "", str(error))[:400]


def http_date(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value).astimezone(UTC) if value else None
    except ValueError:
        return None


def link(reply: Reply, name: str) -> str | None:
    """The absolute link that stands under `name` at either end of a JSON body, such as `@odata.nextLink`."""
    for edge in (reply.tail, reply.head):
        found = re.search(rb'"%s"\s*:\s*("(?:[^"\\]|\\.)*")' % re.escape(name.encode()), edge)
        if found:
            return str(json.loads(found[1]))
    return None
