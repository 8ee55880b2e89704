"""A web that gives only what is small: descriptions and lists whole, of a file or zip the first lines, of records none."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from requests.adapters import BaseAdapter

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.body_shape import Shape
from ingestion.clock import now
from ingestion.dataset import Dataset
from ingestion.errors import IngestionError, Unreachable, WrongBody
from ingestion.snapshot import Receipt
from ingestion.transport import MirrorAdapter, polite_adapter
from ingestion.web import Reply, Web

HEAD = 1 << 16  # bytes of a file: its header and some hundreds of lines
TIMEOUT, PATIENCE = (5.0, 15.0), 30.0  # seconds to connect, without a byte; for a whole answer, and more for many bytes
RECORDS = ("Observations", "TypedDataSet")  # parts that come in pages
NO_RECORDS = b'{"value":[]}'
STATUS, POLLS = "status", 3  # the part that tells how far an ordered file is, and how often it is asked
SILENT_HOST = 3  # requests on end that a host did not answer, after which it is not asked again
LOCAL_HEADER = struct.Struct("<IHHHHHIIIHH")  # of a zip: what stands before each member
STORED, DEFLATED, ENCRYPTED = 0, 8, 1


class Glance(Web):
    """Asks each address once. `seen` has the bodies of each dataset by part, also where a later request failed."""

    def __init__(
        self,
        archive: Archive,
        hosts: frozenset[str],
        adapter: BaseAdapter | None = None,
        mirror: str | None = None,
        landing: Path | None = None,
    ) -> None:
        way = adapter or (MirrorAdapter(mirror, brief=True) if mirror else polite_adapter(brief=True))
        super().__init__(archive, hosts, way, mirror, TIMEOUT, landing, PATIENCE)
        self.seen: dict[str, dict[str, Receipt]] = {}
        self.requests = 0
        self._replies: dict[str, Reply] = {}
        self._refusals: dict[tuple[str, str], IngestionError] = {}
        self._silent: dict[str, int] = {}
        self._tickets: dict[str, int] = {}

    def get(
        self,
        dataset: Dataset,
        url: str,
        part: str,
        shape: Shape,
        *,
        accept: str = "*/*",
        encoding: str = "gzip",
        since: Receipt | None = None,
        first: int | None = None,
    ) -> Reply | None:
        """As of Web, never None: nothing is asked for on a condition."""
        kind, _, rest = part.partition("/")
        if kind in RECORDS and rest:
            reply = self.instead(part, url, NO_RECORDS)
        elif kind == STATUS:
            reply = self._status(dataset, url, part, shape, accept, encoding)
        elif url in self._replies:
            reply = self._replies[url]
        elif refusal := self._refusals.get((dataset.id, url)):
            raise refusal
        else:
            try:
                reply = self._replies[url] = self._small(dataset, url, part, kind, shape, accept, encoding)
            except IngestionError as error:
                self._refusals[dataset.id, url] = error
                raise
        reply = replace(reply, receipt=reply.receipt.model_copy(update={"part": part}))
        self.seen.setdefault(dataset.id, {})[part] = reply.receipt
        return reply

    def _small(
        self, dataset: Dataset, url: str, part: str, kind: str, shape: Shape, accept: str, encoding: str
    ) -> Reply:
        host = urlsplit(self.canonical(url)).netloc
        if self._silent.get(host, 0) >= SILENT_HOST:
            raise Unreachable(
                dataset.id, url, f"al eerder geen antwoord van {host}", "een antwoord", "Probeer het later opnieuw."
            )
        self.requests += 1
        try:
            if kind == "data":
                reply = self._lines(dataset, url, part, shape, accept)
            elif kind == "zip":
                reply = self._zipped_lines(dataset, url, part)
            else:
                reply = self._whole(dataset, url, part, shape, accept, encoding)
        except Unreachable:
            self._silent[host] = self._silent.get(host, 0) + 1
            raise
        except IngestionError:
            self._silent[host] = 0  # an answer, if not the one expected
            raise
        self._silent[host] = 0
        return reply

    def _whole(self, dataset: Dataset, url: str, part: str, shape: Shape, accept: str, encoding: str) -> Reply:
        reply = super().get(dataset, url, part, shape, accept=accept, encoding=encoding)
        assert reply is not None  # no condition was asked for
        return reply

    def _status(self, dataset: Dataset, url: str, part: str, shape: Shape, accept: str, encoding: str) -> Reply:
        """Whether a file that was ordered is ready: asked a few times, for a probe does not wait as a build does."""
        self._tickets[url] = self._tickets.get(url, 0) + 1
        if self._tickets[url] > POLLS:
            told = f"een ticket: na {POLLS} vragen wordt het bestand nog gemaakt"
            raise Unreachable(
                dataset.id, url, told, "het bestand", "Vraag het over enkele minuten opnieuw; een build wacht langer."
            )
        self.requests += 1
        return self._whole(dataset, url, part, shape, accept, encoding)

    def _lines(self, dataset: Dataset, url: str, part: str, shape: Shape, accept: str) -> Reply:
        """The first lines of a text, unpacked where it came gzipped without saying so."""
        reply = super().get(dataset, url, part, shape, accept=accept, encoding="identity", first=HEAD)
        assert reply is not None
        body = self.archive.read(reply.receipt.sha256)
        if body.startswith(b"\x1f\x8b"):
            body = whole_lines(zlib.decompressobj(wbits=31).decompress(body), b"")
        elif len(body) == HEAD:
            body = whole_lines(body, b'"')
        else:
            return reply
        return self.instead(part, url, body, reply.receipt)

    def _zipped_lines(self, dataset: Dataset, url: str, part: str) -> Reply:
        """The first lines of the first member of a zip, as a zip of its own."""
        reply = super().get(dataset, url, part, body_shape.zip_head, encoding="identity", first=HEAD)
        assert reply is not None
        name, text = first_member(self.archive.read(reply.receipt.sha256))
        if text is None:
            raise WrongBody(dataset.id, url, f"{name}, versleuteld of anders ingepakt", "een csv", "Bekijk de zip.")
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr(name, whole_lines(text, b'"'))
        return self.instead(part, url, held.getvalue(), reply.receipt)

    def instead(self, part: str, url: str, body: bytes, asked: Receipt | None = None) -> Reply:
        """A body of our own making in the place of the publisher's."""
        sha256, size = self.archive.receive([body], len(body))
        receipt = asked or Receipt(
            part=part, url=url, retrieved_at=now(), publisher_modified_at=None, etag=None, http_status=0,
            content_type="", byte_count=size, sha256=sha256,
        )  # fmt: skip
        return Reply(receipt.model_copy(update={"byte_count": size, "sha256": sha256}), body[:HEAD], body[-HEAD:])


def whole_lines(text: bytes, quote: bytes) -> bytes:
    """Without the line that was cut off, and without the record whose quotes are not closed, where quotes pair at all."""
    end = last = text.rfind(b"\n") + 1
    while quote and end and text.count(quote, 0, end) % 2:
        end = text.rfind(b"\n", 0, end - 1) + 1
    return text[: end or last]


def first_member(head: bytes) -> tuple[str, bytes | None]:
    """Name and first bytes of the first member of a zip, from the zip's own first bytes; None where they cannot be read."""
    _, _, flags, method, _, _, _, size, _, named, extra = LOCAL_HEADER.unpack_from(head)
    packed, name = head[LOCAL_HEADER.size + named + extra :], head[LOCAL_HEADER.size :][:named].decode("cp437")
    if flags & ENCRYPTED or method not in (STORED, DEFLATED):
        return name, None
    return name, packed[:size] if method == STORED else zlib.decompressobj(wbits=-15).decompress(packed)
