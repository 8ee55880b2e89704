"""Loading: an archived csv against hand-written SQL, and CBS pages against the fastest hand-written way known."""

import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, Queue
from pathlib import Path
from typing import Any

import duckdb
import requests

from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.load import create_metadata_tables, load
from ingestion.protocols import cbs_odata4
from ingestion.snapshot import Receipt, Snapshot
from ingestion.web import Web
from tests.bench.measure import ratio
from tests.unit.ingestion.datasets import ENTRY, FILE, cbs_bodies, cbs_dataset

ROWS, PAGE = 1_000_000, 100_000


def csv_body(rows: int) -> bytes:
    lines = "".join(
        f"{2020 + n % 5},Noord-Holland,0363,Amsterdam,reguliere inst.,{10 + n % 89}AB,Hogeschool {n % 40},TECHNIEK,"
        f"n.v.t. (techniek),{30000 + n % 900},B Opleiding {n % 900},hbo bachelor,{n % 400 - 1}\n"
        for n in range(rows)
    )
    return (",".join(CSV_COLUMNS) + "\n" + lines).encode()


CSV_COLUMNS = {
    "DIPLOMAJAAR": {"required": True, "pattern": r"\d{4}"}, "PROVINCIENAAM": {}, "GEMEENTENUMMER": {}, "GEMEENTENAAM": {},
    "SOORT_INSTELLING": {}, "INSTELLINGSCODE_ACTUEEL": {"required": True, "pattern": r"\d{2}[A-Z]{2}"},
    "INSTELLINGSNAAM_ACTUEEL": {}, "ONDERDEEL": {"values": ["TECHNIEK", "ECONOMIE"]}, "SUBONDERDEEL": {},
    "OPLEIDINGSCODE_ACTUEEL": {"required": True, "pattern": r"\d{1,5}"}, "OPLEIDINGSNAAM_ACTUEEL": {}, "SOORT_DIPLOMA": {},
    "AANTAL_GEDIPLOMEERDEN": {"required": True, "count": True, "suppressed": ["-1"]},
}  # fmt: skip


def archived_csv(folder: Path, rows: int = ROWS) -> None:
    """A csv of DUO's form already in the archive: `load` against `create table as select * from read_csv`."""
    archive = Archive(folder, "live")
    sha256, size = archive.receive([csv_body(rows)], 1 << 30)
    moment = datetime.now(UTC)
    receipt = Receipt(
        part="data", url=FILE, retrieved_at=moment, publisher_modified_at=None, etag=None, http_status=200,
        content_type="text/csv", byte_count=size, sha256=sha256,
    )  # fmt: skip
    snapshot = Snapshot(
        snapshot_id="s", dataset_id="duo__x", title="", publisher="duo", licence="", attribution="", retrieved_at=moment,
        publisher_modified_at=None, stamp=None, parts=(receipt,),
    )  # fmt: skip
    access = {"protocol": "download", "url": FILE, "format": {"delimiter": ",", "encodings": ["utf-8", "cp1252"]}}
    entry = {"id": "duo__x", "publisher": "duo", "access": access, "contract": {"columns": CSV_COLUMNS}}
    dataset = Dataset.model_validate(ENTRY | entry | {"size": {"max_bytes": 1 << 30, "max_rows": 10_000_000}})
    con = duckdb.connect(str(folder / "bench.duckdb"))
    con.execute("create schema raw")
    columns = ", ".join(f"'{c}': 'varchar'" for c in CSV_COLUMNS)
    by_hand = (
        f"create or replace table raw.by_hand as select *, 's' as _snapshot_id from read_csv('{archive.body(sha256)}', "
        f"delim = ',', quote = '\"', header = true, auto_detect = false, columns = {{{columns}}}, compression = 'zstd')"
    )
    ratio(
        f"load of an archived csv of {rows:,} rows ({size >> 20} MiB), against hand-written SQL",
        1.3,
        lambda: load(con, dataset, snapshot, archive),
        lambda: con.execute(by_hand),
    )
    con.close()


def serve(bodies: dict[str, bytes], port: "Queue[int]") -> None:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = bodies.get(self.path.lstrip("/"), b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.put(server.server_port)
    threading.Thread(target=server.serve_forever).start()


@contextmanager
def publisher(bodies: dict[str, bytes]) -> Iterator[str]:
    """A server in a process of its own, so that it does not slow down either side."""
    port: Queue[int] = Queue()
    process = Process(target=serve, args=(bodies, port), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{port.get()}"
    finally:
        process.terminate()


TABLE = "datasets.cbs.nl/odata/v1/CBS/1NED"


def pages(rows: int) -> dict[str, bytes]:
    """The table's answers by path; observations in pages, linked with absolute addresses filled in by the client side."""
    answers = {k.removeprefix("https://"): v for k, v in cbs_bodies([], count=rows).items()}
    for start in range(0, rows, PAGE):
        records = [
            {"Id": n, "Measure": "M1", "ValueAttribute": "None", "Value": n * 7 % 1000, "StringValue": None,
             "Beroep": "A1" if n % 3 else "A2", "Perioden": "2023JJ00"}
            for n in range(start, min(start + PAGE, rows))
        ]  # fmt: skip
        page: dict[str, Any] = {"@odata.context": "x", "value": records}
        if start + PAGE < rows:
            page["@odata.nextLink"] = f"https://{TABLE}/Observations/{start + PAGE}"
        name = f"{TABLE}/Observations" + (f"/{start}" if start else "")
        answers[name] = json.dumps(page, separators=(",", ":")).encode()
    return answers


def cbs_pages(folder: Path, rows: int = ROWS) -> None:
    """CBS v4 pages to raw rows, download and archive included, against requests + cutting into lines + read_json."""
    dataset = cbs_dataset().model_copy(update={"size": cbs_dataset().size.model_copy(update={"max_bytes": 1 << 30})})
    con = duckdb.connect(str(folder / "cbs.duckdb"))
    con.execute("create schema raw")
    create_metadata_tables(con)
    with publisher(pages(rows)) as mirror:

        def ours() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as fresh:
                archive = Archive(Home(Path(fresh)).archive, "live")
                web = Web(archive, frozenset({"datasets.cbs.nl"}), mirror=mirror)
                fetched = cbs_odata4.fetch(dataset, web, None)
                assert fetched is not None
                moment = datetime.now(UTC)
                snapshot = Snapshot(
                    snapshot_id="s", dataset_id=dataset.id, title="", publisher="cbs", licence="", attribution="",
                    retrieved_at=moment, publisher_modified_at=None, stamp=None, parts=fetched.parts,
                )  # fmt: skip
                assert load(con, dataset, snapshot, archive).rows == rows

        def by_hand() -> None:
            lines = folder / "lines.ndjson"
            url: str | None = f"{mirror}/{TABLE}/Observations"
            with requests.Session() as session, lines.open("wb") as out:
                while url:
                    body = session.get(url, timeout=60).content
                    start, end = body.index(b"[") + 1, body.rindex(b"]")
                    out.write(body[start:end].replace(b"},{", b"}\n{") + b"\n")
                    link = body[end:].partition(b'"@odata.nextLink":"')[2].partition(b'"')[0].decode()
                    url = link.replace("https:/", mirror) if link else None
            con.execute(
                f"create or replace table raw.by_hand as select * from read_json('{lines}', format = 'newline_delimited', "
                "columns = {Id: 'bigint', Measure: 'varchar', ValueAttribute: 'varchar', Value: 'double', "
                "StringValue: 'varchar', Beroep: 'varchar', Perioden: 'varchar'})"
            )

        ratio(
            f"CBS v4 pages of {rows:,} rows to raw, download and archive included, against by hand", 1.5, ours, by_hand
        )
    con.close()
