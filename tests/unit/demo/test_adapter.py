"""The transport: honest HTTP, the same bytes in every process, and an answer to all that the clients ask."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ingestion.archive import Archive
from ingestion.catalogue import hosts, load_catalogue
from ingestion.demo import DemoAdapter, landing_file
from ingestion.ingest import FETCHERS
from ingestion.web import Web
from tests.unit.demo.asking import IND, ROA, STATIC, addresses, ask, base, body

PROJECT = Path(__file__).parents[3]


def test_every_address_answers_with_a_body_that_its_headers_describe() -> None:
    for url in addresses():
        answer = ask(url, Accept_Encoding="identity")
        content = answer.raw.read(decode_content=True)
        assert answer.status_code == 200, url
        assert content, url
        assert int(answer.headers["Content-Length"]) == len(content), url
        assert answer.headers["ETag"] == f'"{sha256(content).hexdigest()}"', url
        assert answer.headers["Content-Type"], url


def test_the_live_clients_get_every_dataset_of_the_catalogue(tmp_path: Path) -> None:
    web = Web(Archive(tmp_path, "demo"), hosts(), DemoAdapter())
    for dataset in load_catalogue().values():
        if dataset.access.protocol == "landing":
            assert landing_file(dataset.id)[1]
        else:
            fetched = FETCHERS[dataset.access.protocol](dataset, web, None)
            assert fetched is not None, dataset.id
            assert all(part.byte_count for part in fetched.parts), dataset.id


def in_a_fresh_process(seed: str) -> dict[str, Any]:
    """What `digest` says; with another hash seed each time, because nothing may hang on the order of a set."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.demo.digest"],
        cwd=PROJECT, env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return dict(json.loads(run.stdout))


def test_two_fresh_processes_give_the_same_bytes_and_are_quick() -> None:
    first, second = in_a_fresh_process("1"), in_a_fresh_process("2")
    assert first["digests"] == second["digests"]
    assert first["digests"] == {url: sha256(body(url)).hexdigest() for url in addresses()}
    # 0.8 s on two cores shared by four people (2026-11); the bar leaves room for a slow machine
    assert min(first["seconds"], second["seconds"]) < 3


def test_all_bodies_together_are_small() -> None:
    assert sum(len(body(url)) for url in addresses()) < 30_000_000  # 19 MB (2026-11)


def test_a_known_body_is_not_sent_again() -> None:
    first = ask(STATIC["hbo"])
    again = ask(STATIC["hbo"], If_None_Match=first.headers["ETag"])
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert ask(STATIC["hbo"], If_None_Match='"another"').status_code == 200


def test_last_modified_is_the_publishers_own_time() -> None:
    assert ask(IND).headers["Last-Modified"] == "Wed, 01 Jul 2026 00:00:00 GMT"
    assert ask(ROA).headers["Last-Modified"] == "Tue, 01 Sep 2026 00:00:00 GMT"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        base("99999NED") + "/Properties",
        base("80472NED") + "/Properties",  # ids are case-sensitive: CBS calls it 80472ned
        base("85224NED") + "/GeenDimensieCodes",
        "https://onderwijsdata.duo.nl/api/3/action/package_show?id=p05bestaatniet",
        "https://opendata.cbs.nl/ODataFeed/odata/83583NED/TypedDataSet",  # Atom without $format: not served
        "https://ec.europa.eu/eurostat/api/dissemination/1.0/async/data/00000000-0000-0000-0000-000000000000",
        "http://ind.nl/en/public-register-recognised-sponsors/public-register-work",
    ],
)
def test_an_unknown_address_is_a_404_with_a_reason(url: str) -> None:
    answer = ask(url)
    assert answer.status_code == 404
    assert url.split("?")[0] in answer.json()["error"]["message"]


def test_streaming_gives_the_body_in_pieces() -> None:
    answer = ask(IND)
    pieces = list(answer.iter_content(1 << 16))
    assert len(pieces) > 1
    assert b"".join(pieces) == body(IND)


def test_head_has_headers_and_no_body_and_post_is_refused() -> None:
    head = ask(ROA, method="HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert int(head.headers["Content-Length"]) == len(body(ROA))
    assert ask(ROA, method="POST").status_code == 405
