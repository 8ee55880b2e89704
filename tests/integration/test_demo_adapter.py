"""The transport: honest HTTP, the same bytes in every process, and an answer to all that the clients ask."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from ingestion.archive import Archive
from ingestion.catalogue import hosts, load_catalogue
from ingestion.dataset import Dataset
from ingestion.demo import DemoAdapter, landing_file
from ingestion.protocols.registry import PROTOCOLS
from ingestion.web import Web
from tests.unit.demo.asking import IND, ROA, STATIC, addresses, ask, base, body, package

DIGESTS = """import json; from hashlib import sha256; from tests.unit.demo.asking import addresses, body
print(json.dumps({url: sha256(body(url)).hexdigest() for url in addresses()}))"""


def test_every_address_answers_with_a_body_that_its_headers_describe() -> None:
    for url in addresses():
        answer = ask(url, Accept_Encoding="identity")
        content = answer.raw.read(decode_content=True)
        assert answer.status_code == 200, url
        assert content, url
        assert int(answer.headers["Content-Length"]) == len(content), url
        assert answer.headers["ETag"] == f'"{sha256(content).hexdigest()}"', url
        assert answer.headers["Content-Type"], url
    assert sum(len(body(url)) for url in addresses()) < 35_000_000  # 31 MB (2026-11)


@pytest.mark.parametrize("dataset", load_catalogue().values(), ids=lambda d: str(d.id))
def test_the_live_clients_get_every_dataset_of_the_catalogue(dataset: Dataset, tmp_path: Path) -> None:
    if dataset.access.protocol == "landing":
        assert landing_file(dataset.id)[1]
    else:
        web = Web(Archive(tmp_path, "demo"), hosts(), DemoAdapter())
        fetched = PROTOCOLS[dataset.access.protocol].fetch(dataset, web, None)
        assert fetched is not None
        assert all(part.byte_count for part in fetched.parts)


def test_fresh_processes_give_the_same_bytes() -> None:
    """With another hash seed, because nothing may hang on the order of a set."""
    run = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        cwd=Path(__file__).parents[2], env={"PYTHONHASHSEED": "1", "PATH": ""}, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert json.loads(run.stdout) == {url: sha256(body(url)).hexdigest() for url in addresses()}


def test_a_known_body_is_not_sent_again_and_last_modified_is_the_publishers_own_time() -> None:
    first = ask(STATIC["hbo"])
    again = ask(STATIC["hbo"], If_None_Match=f'"another", {first.headers["ETag"]}')
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert ask(STATIC["hbo"], If_None_Match='"another"').status_code == 200
    assert ask(IND).headers["Last-Modified"] == "Wed, 01 Jul 2026 00:00:00 GMT"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        base("99999NED") + "/Properties",
        base("80472NED") + "/Properties",  # ids are case-sensitive: CBS calls it 80472ned
        base("85224NED") + "/GeenDimensieCodes",
        package("p05bestaatniet"),
        "https://opendata.cbs.nl/ODataFeed/odata/83583NED/TypedDataSet",  # Atom without $format: not served
        "https://ec.europa.eu/eurostat/api/dissemination/1.0/async/data/00000000-0000-0000-0000-000000000000",
        "http://ind.nl/en/public-register-recognised-sponsors/public-register-work",
    ],
)
def test_an_unknown_address_is_a_404_with_a_reason(url: str) -> None:
    answer = ask(url)
    assert answer.status_code == 404
    assert url.split("?")[0] in answer.json()["error"]["message"]


def test_streaming_head_and_post() -> None:
    pieces = list(ask(IND).iter_content(1 << 16))
    assert len(pieces) > 1
    assert b"".join(pieces) == body(IND)
    head = ask(ROA, method="HEAD")
    assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", str(len(body(ROA))))
    assert ask(ROA, method="POST").status_code == 405
