"""`talent probe` against answers in the publishers' forms: what it asks for, and what it finds."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
import yaml
from urllib3.response import HTTPResponse

from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.probe import workplace
from ingestion.probe.glance import HEAD, first_member, whole_lines
from ingestion.result import Result
from ingestion.transport import polite_adapter
from tests.unit.ingestion.datasets import (
    OVERHEID,
    TABLE,
    cbs_bodies,
    match_bodies,
    register,
    requote,
    zipped,
)
from tests.unit.ingestion.probing import HEADER, ROWS, Asked, ckan, csv_entry
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]


def test_what_agrees_is_found_without_asking_for_a_single_row(asked: Asked, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies(ROWS))
    probed = asked.probed(asked.table())
    assert [f.verdict for f in probed.findings] == ["agrees"]
    assert probed.requests == 5
    assert not [r.url for r in publisher.asked if "Observations" in str(r.url)]
    assert {p.part for p in probed.bodies["cbs__1ned"]} == {
        "Properties", "Dimensions", "MeasureCodes", "BeroepCodes", "PeriodenCodes",
    }  # fmt: skip


def test_of_a_file_only_the_first_lines_are_read(asked: Asked, publisher: Publisher) -> None:
    body = (HEADER + '2024,hbo,7\n2024,"h\nbo",7\n' * 20_000).encode()
    publisher.bodies = ckan(body)
    found = asked.probed(dataset := csv_entry(asked))
    assert [(d.place, d.expected) for d in found.findings[0].differences] == [("kolom SOORT", "een van hbo")]
    (data,) = [p for p in found.bodies[dataset.id] if p.part == "data"]
    assert HEAD - 20 < data.byte_count <= HEAD
    assert publisher.asked[-1].headers["Range"] == f"bytes=0-{HEAD - 1}"


def zips(asked: Asked, pattern: str) -> Dataset:
    access = {
        "protocol": "ckan_zips", "host": "data.overheid.nl", "package": "match", "file": pattern, "every": "quarter",
        "format": {"delimiter": ";", "encodings": ["utf-8", "cp1252"]},
    }  # fmt: skip
    contract = {"new_columns": "discard", "columns": ["PEILDATUM", "BEROEP", "AANTAL"]}
    return asked.entry("match", "uwv", access=access, contract=contract)


def test_zips_are_looked_into_by_their_first_bytes_and_other_names_are_seen(
    asked: Asked, publisher: Publisher, build: Build
) -> None:
    long = "PEILDATUM;MEER;BEROEP;AANTAL\r\n" + "".join(f"{n};x;y{n * 7919 % 65537};12\r\n" for n in range(60_000))
    bodies = match_bodies(d20210105=zipped(week_csv=long.encode()))
    resources = json.loads(bodies[f"{OVERHEID}/api/3/action/package_show?id=match"])["result"]["resources"]
    zips_only = [r for r in resources if r["url"].endswith(".zip")]
    bodies[f"{OVERHEID}/api/3/action/package_show?id=match"] = json.dumps({"result": {"resources": zips_only}}).encode()
    publisher.bodies = dict(bodies)
    assert asked.finding(zips(asked, r"match(\d{8})\.zip")).verdict == "agrees"
    assert all(r.headers.get("Range") for r in publisher.asked if str(r.url).endswith(".zip"))
    for resource in zips_only[1:]:
        renamed = resource["url"].replace("/match", "/match data ")
        publisher.bodies[requote(renamed)] = publisher.bodies[resource["url"]]
        resource["url"] = renamed
    publisher.bodies[f"{OVERHEID}/api/3/action/package_show?id=match"] = json.dumps(
        {"result": {"resources": zips_only}}
    ).encode()
    dataset = zips(asked, r"match(\d{8})\.zip")
    found = Asked(publisher, asked.folder / "again", asked.entries).finding(dataset)
    assert "2 van 3 bestanden van match hebben een naam" in found.differences[0].found
    file = yaml.safe_load(found.proposals[0].lines)["access"]["file"]
    assert file == r"(?:match|match data )(\d{8})(?:\.zip)"
    assert build(asked.pasted(dataset, found)).rows > 60_000


def test_a_register_is_told_by_its_shape_only(asked: Asked, publisher: Publisher) -> None:
    page = (
        register(("Jansen", "02076358")).replace(b"KvK number", b"Registration").replace(b"Organisation", b"Jansen BV")
    )
    publisher.bodies = {"https://ind.nl/r": page}
    dataset = asked.entry(
        "register", "ind", cadence="monthly", access={"url": "https://ind.nl/r"}, size={"min_rows": 1}
    )
    found = asked.finding(dataset)
    assert found.verdict == "differs"
    assert "Jansen" not in json.dumps([vars(d) for d in found.differences])
    assert "Jansen" not in json.dumps([vars(p) for p in found.proposals])


def test_a_host_that_is_silent_is_not_asked_for_ever(asked: Asked, publisher: Publisher) -> None:
    def silence(request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        publisher.asked.append(request)
        raise requests.ConnectTimeout("no answer")

    publisher.send = silence  # type: ignore[method-assign]
    columns = {"columns": ["Beroep", "Perioden"]}
    datasets = [asked.entry(f"{n}ned", "cbs", access={"table": f"{n}NED"}, contract=columns) for n in range(12)]
    assert {f.verdict for f in asked.probed(*datasets).findings} == {"unreachable"}
    assert len(publisher.asked) <= 4, "three on end, and one that was under way"


def test_a_host_that_answers_in_between_is_asked_on(asked: Asked, publisher: Publisher) -> None:
    """One table that fails for good is no reason to leave the others."""
    columns = {"columns": ["Beroep", "Perioden"]}
    bad = [asked.entry(f"bad{n}", "cbs", access={"table": f"BAD{n}"}, contract=columns) for n in range(2)]
    publisher.bodies = {f"https://datasets.cbs.nl/odata/v1/CBS/BAD{n}/Properties": (500, {}, b"busy") for n in range(2)}
    publisher.bodies |= cbs_bodies(ROWS)
    findings = asked.probed(bad[0], asked.table(), bad[1]).findings
    assert [f.verdict for f in findings] == ["unreachable", "agrees", "unreachable"]


def test_a_probe_tries_once_more_and_waits_for_no_hour() -> None:
    retry = polite_adapter(brief=True).max_retries
    assert (retry.total, retry.read) == (1, 0)
    assert retry.new().get_retry_after(HTTPResponse(headers={"Retry-After": "3600"}, status=503)) == 1.0


def test_a_build_sweeps_what_a_killed_probe_left(
    asked: Asked, publisher: Publisher, build: Callable[[Dataset], Result], home: Home
) -> None:
    publisher.bodies = dict(cbs_bodies(ROWS))
    left = home.root / workplace.FOLDER / "killed"
    left.mkdir(parents=True)
    (left / "names").write_text("Jansen", encoding="utf-8")
    assert build(asked.table()).status == "current"
    assert not left.exists()


def test_what_nobody_foresaw_is_a_difference_of_one_dataset(asked: Asked, publisher: Publisher) -> None:
    publisher.bodies = cbs_bodies(ROWS) | {f"{TABLE}/MeasureCodes": b'{"value":3}'}
    found = asked.finding(asked.table())
    assert found.verdict == "differs"
    assert found.differences


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (b"a\nb\nc", b"a\nb\n"),
        (b'a\n"b\nc', b"a\n"),
        (b'a\n"b\nc"\nd', b'a\n"b\nc"\n'),
        (b'a "\nb', b'a "\n'),
        (b"abc", b""),
    ],
)
def test_lines_are_whole(text: bytes, whole: bytes) -> None:
    assert whole_lines(text, b'"') == whole


def test_an_encrypted_zip_is_not_read() -> None:
    plain = zipped(week_csv=b"a;b\n")
    assert first_member(plain) == ("week.csv", b"a;b\n")
    assert first_member(plain[:6] + b"\x01" + plain[7:]) == ("week.csv", None)


def test_a_refusal_is_told_to_each_dataset_in_its_own_name(asked: Asked, publisher: Publisher) -> None:
    columns = {"columns": ["Beroep", "Perioden"]}
    datasets = [asked.entry(name, "cbs", access={"table": "1NED"}, contract=columns) for name in ("1ned", "other")]
    publisher.bodies = {f"{TABLE}/Properties": (500, {}, b"busy")}
    found = asked.probed(*datasets).findings
    assert [f.verdict for f in found] == ["unreachable", "unreachable"]
