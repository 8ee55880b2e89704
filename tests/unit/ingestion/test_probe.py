"""`talent probe` against answers in the publishers' forms: what it finds, and whether its proposals put it right."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from ingestion.catalogue import publishers
from ingestion.dataset import Dataset
from ingestion.probe import Finding
from ingestion.probe.glance import HEAD, first_member, whole_lines
from ingestion.probe.run import Probed, probe_all
from ingestion.probe.successor import likeness
from ingestion.probe.words import unit
from ingestion.result import Result
from tests.unit.ingestion.datasets import (
    CKAN,
    OVERHEID,
    TABLE,
    cbs_bodies,
    match_bodies,
    observation,
    package,
    register,
    requote,
    titled_bodies,
    zipped,
)
from tests.unit.ingestion.publisher import Answer, Publisher

ROWS = [observation(0), observation(1, "A2")]
LIST = requote(
    "https://datasets.cbs.nl/odata/v1/CBS/Datasets?$select=Identifier,Title,Description,Status,DatasetType,Language,Modified"
)


@dataclass
class Asked:
    """A catalogue of one entry, and a publisher that is probed for it."""

    publisher: Publisher
    folder: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def entry(self, name: str, publisher: str, **entry: Any) -> Dataset:
        common = {"title": "Werkenden; beroep", "description": "d", "cadence": "yearly", "homepage": "https://x.nl/"}
        said = common | entry
        dataset = publishers()[publisher].dataset(name, said)
        self.entries[dataset.id] = said
        return dataset

    def probed(self, *datasets: Dataset) -> Probed:
        return probe_all(
            datasets, self.folder, lambda con, dataset: [], adapter=self.publisher, entries=lambda d: self.entries[d.id],
            landing=self.folder / "landing",
        )  # fmt: skip

    def finding(self, dataset: Dataset) -> Finding:
        (found,) = self.probed(dataset).findings
        return found

    def pasted(self, dataset: Dataset, finding: Finding) -> Dataset:
        """The dataset after its first proposal was pasted over the keys of its file."""
        said = self.entries[dataset.id] | yaml.safe_load(finding.proposals[0].lines)
        name = dataset.id.removeprefix(f"{dataset.publisher}__")
        return publishers()[dataset.publisher].dataset(name, said)


@pytest.fixture
def asked(publisher: Publisher, tmp_path: Path) -> Asked:
    return Asked(publisher, tmp_path)


@pytest.fixture
def table(asked: Asked) -> Callable[..., Dataset]:
    """The entry of the table of `cbs_bodies`."""

    def made(columns: Any = ("Beroep", "Perioden"), optional: tuple[str, ...] = (), **access: Any) -> Dataset:
        contract = {"columns": list(columns) if isinstance(columns, tuple) else columns}
        return asked.entry("1ned", "cbs", access={"table": "1NED"} | access, contract=contract)

    return made


Table = Callable[..., Dataset]
Build = Callable[[Dataset], Result]


def test_what_agrees_is_found_without_asking_for_a_single_row(asked: Asked, table: Table, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies(ROWS))
    probed = asked.probed(table())
    assert [f.verdict for f in probed.findings] == ["agrees"]
    assert probed.requests == 5
    assert not [r.url for r in publisher.asked if "Observations" in str(r.url)]
    assert {p.part for p in probed.bodies["cbs__1ned"]} == {
        "Properties", "Dimensions", "MeasureCodes", "BeroepCodes", "PeriodenCodes",
    }  # fmt: skip


def test_a_dimension_under_another_name_and_a_lost_one_are_put_right(
    asked: Asked, table: Table, publisher: Publisher, build: Build
) -> None:
    """Each correction uncovers the next thing: the lost dimension had a filter, so that nothing else could be asked."""
    filters = [{"dimension": "Leeftijd", "codes": ["10000"]}, {"dimension": "Perioden", "from_code": "2020JJ00"}]
    dataset = table(("Leeftijd", "Beroepsgroep", "Perioden"), filters=filters)
    bodies = cbs_bodies(ROWS)
    publisher.bodies = bodies | {
        requote(f"{TABLE}/Observations?$filter=Perioden ge '2020JJ00'"): bodies[f"{TABLE}/Observations"]
    }
    found = asked.finding(dataset)
    assert (found.verdict, found.mended) == ("differs", True)
    assert [(d.place, d.expected) for d in found.differences] == [
        ("Dimensions", "a dimension Leeftijd"),
        ("Observations, header", "also Leeftijd, Beroepsgroep"),
    ]
    (proposal,) = found.proposals
    assert proposal.file == "ingestion/catalogue/cbs/1ned.yml"
    assert yaml.safe_load(proposal.lines)["contract"] == {
        "columns": {"Leeftijd": None, "Beroepsgroep": {"synonyms": ["Beroep"]}, "Perioden": None},
        "optional": ["Leeftijd"],
    }
    assert build(dataset).status == "missing"
    assert build(asked.pasted(dataset, found)).status == "current"


def test_a_new_dimension_is_filtered_on_its_total(
    asked: Asked, table: Table, publisher: Publisher, build: Build
) -> None:
    """It would repeat every cell; a build takes it in, and the models would count double."""
    publisher.bodies = dict(cbs_bodies(ROWS))
    dataset = table(("Perioden",))
    found = asked.finding(dataset)
    assert [d.found for d in found.differences] == ["also Beroep: 0111 Docenten, Totaal"]
    assert yaml.safe_load(found.proposals[0].lines)["access"]["filters"] == [
        {"dimension": "Beroep", "titles": ["Totaal"]}
    ]
    filtered = cbs_bodies([observation(1, "A2")])[f"{TABLE}/Observations"]
    publisher.bodies[requote(f"{TABLE}/Observations?$filter=Beroep eq 'A2'")] = filtered
    assert build(asked.pasted(dataset, found)).rows == 1


def test_a_filter_on_what_is_not_in_the_list_gets_the_total_or_the_nearest_title(
    asked: Asked, table: Table, publisher: Publisher
) -> None:
    publisher.bodies = dict(cbs_bodies(ROWS))
    by_code = asked.finding(table(filters=[{"dimension": "Beroep", "codes": ["T001"]}]))
    assert yaml.safe_load(by_code.proposals[0].lines)["access"]["filters"] == [
        {"dimension": "Beroep", "titles": ["Totaal"]}
    ]
    by_title = asked.finding(table(filters=[{"dimension": "Beroep", "titles": ["0111 docent"]}]))
    assert yaml.safe_load(by_title.proposals[0].lines)["access"]["filters"][0]["titles"] == ["0111 Docenten"]
    assert by_code.mended
    assert by_title.mended


def test_unknown_words_come_with_rows_for_their_seeds(asked: Asked, table: Table, publisher: Publisher) -> None:
    bodies = cbs_bodies(ROWS)
    publisher.bodies = bodies | {
        f"{TABLE}/MeasureCodes": bodies[f"{TABLE}/MeasureCodes"].replace(b"x 1 000", b"x 1 mln euro"),
        f"{TABLE}/PeriodenCodes": bodies[f"{TABLE}/PeriodenCodes"].replace(b"Definitief", b"Definitieve"),
    }
    found = asked.finding(table())
    assert (found.verdict, found.mended) == ("differs", True)
    assert {p.file.rsplit("/", 1)[-1]: p.lines.rsplit(",", 1)[0] for p in found.proposals} == {
        "unit.csv": "x 1 mln euro,1000000,euro,miljoen euro,million euro",
        "period_status.csv": "Definitieve,definite,definitief,definite",
    }


@pytest.mark.parametrize(
    ("word", "factor", "noun"),
    [
        ("x 1 mln", "1000000", ""),
        ("x 100 000", "100000", ""),
        ("1 000 euro", "1000", "euro"),
        ("mld euro", "1000000000", "euro"),
        ("x 10 mln uren", "10000000", "uren"),
        ("kilometers", "1", "kilometers"),
    ],
)
def test_a_unit_is_read_and_never_taken_for_one_that_looks_like_it(word: str, factor: str, noun: str) -> None:
    row, _ = unit(word, [{"word": "x 1 000", "factor": "1000", "noun": "", "label_nl": "", "label_en": ""}])
    assert (row["factor"], row["noun"]) == (factor, noun)


def test_a_unit_in_other_white_space_is_the_same_unit() -> None:
    row, _ = unit("x\u00a01000", [{"word": "x 1 000", "factor": "1000", "noun": ""}])
    assert row["factor"] == "1000"


def listed(*tables: tuple[str, str, str]) -> bytes:
    rows = [{"Identifier": i, "Title": t, "Status": s, "Modified": "2026-05-01T02:00:00"} for i, t, s in tables]
    return json.dumps({"value": rows}).encode()


def test_a_table_that_is_gone_comes_with_its_successors_and_none_is_taken(
    asked: Asked, table: Table, publisher: Publisher
) -> None:
    publisher.bodies = {
        LIST: listed(
            ("2NED", "Werkenden; beroep (indeling 2025)", "Regulier"),
            ("3NED", "Werkenden; beroep", "Gediscontinueerd"),
            ("4NED", "Woningen; eigendom", "Regulier"),
        )
    }
    found = asked.finding(table(filters=[{"dimension": "Beroep", "titles": ["Totaal"]}]))
    assert (found.verdict, found.mended) == ("gone", False)
    (proposal,) = found.proposals
    assert yaml.safe_load(proposal.lines)["access"] == {
        "table": "2NED", "filters": [{"dimension": "Beroep", "titles": ["Totaal"]}],
    }  # fmt: skip
    assert "Werkenden; beroep (indeling 2025)" in proposal.reason


@pytest.mark.parametrize(("cadence", "verdict"), [("yearly", "gone"), ("frozen", "agrees")])
def test_a_table_that_ended_is_gone_unless_we_know_it(
    cadence: str, verdict: str, asked: Asked, publisher: Publisher
) -> None:
    bodies = cbs_bodies(ROWS)
    said = json.loads(bodies[f"{TABLE}/Properties"]) | {"Status": "Gediscontinueerd", "Title": "Werkenden; beroep"}
    publisher.bodies = bodies | {f"{TABLE}/Properties": json.dumps(said).encode()}
    publisher.bodies[LIST] = listed(("2NED", "Werkenden; beroep", "Regulier"))
    contract = {"columns": ["Beroep", "Perioden"]}
    found = asked.finding(asked.entry("1ned", "cbs", cadence=cadence, access={"table": "1NED"}, contract=contract))
    assert found.verdict == verdict
    assert len(found.proposals) == (verdict == "gone")


def test_titles_are_compared_by_their_words() -> None:
    one, other = (
        "Werkzame beroepsbevolking; beroep en regio's (indeling 2024)",
        "Werkzame beroepsbevolking; beroep, regio's",
    )
    assert likeness(one, other) == pytest.approx(4 / 5)
    assert likeness("Vacatures", "Bevolking; geslacht") == 0


def test_a_table_of_a_third_party_under_another_title_is_proposed(asked: Asked, publisher: Publisher) -> None:
    publisher.bodies = dict(titled_bodies())
    access = {"protocol": "cbs_titled", "catalogue": "AZW", "title": "AZW: vacatures en banen"}
    dataset = asked.entry(
        "azw", "cbs", title="AZW: vacatures", access=access, contract={"columns": ["Perioden", "Codes"]}
    )
    found = asked.finding(dataset)
    assert found.verdict == "gone"
    assert yaml.safe_load(found.proposals[0].lines)["access"]["title"] == "AZW: VACATURES"


HEADER = "JAAR,SOORT,AANTAL\n"


def csv_entry(asked: Asked, **contract: Any) -> Dataset:
    access = {"package": "p04", "resource_id": "id-1", "file": "graduates-2025.csv"}
    columns = {"JAAR": {"pattern": r"\d{4}"}, "SOORT": {"values": ["hbo"]}, "AANTAL": {"count": True}}
    return asked.entry("p04", "duo", access=access, contract={"columns": columns} | contract)


def ckan(file: Answer, name: str = "graduates-2025.csv") -> dict[str, Answer]:
    return {
        f"{CKAN}/api/3/action/package_show?id=p04": package("id-1" if "2025" in name else "id-2", name),
        f"{CKAN}/dataset/x/{name}": file,
    }


def test_of_a_file_only_the_first_lines_are_read(asked: Asked, publisher: Publisher) -> None:
    body = (HEADER + '2024,hbo,7\n2024,"h\nbo",7\n' * 20_000).encode()
    publisher.bodies = ckan(body)
    found = asked.probed(dataset := csv_entry(asked))
    assert [(d.place, d.expected) for d in found.findings[0].differences] == [("column SOORT", "one of hbo")]
    (data,) = [p for p in found.bodies[dataset.id] if p.part == "data"]
    assert HEAD - 20 < data.byte_count <= HEAD
    assert publisher.asked[-1].headers["Range"] == f"bytes=0-{HEAD - 1}"


def test_header_value_and_delimiter_of_a_file_are_put_right(asked: Asked, publisher: Publisher, build: Build) -> None:
    dataset = csv_entry(asked)
    publisher.bodies = ckan(b"JAAR;SOORTEN;AANTAL\n2024;hbo;7\n2024;wo;9\n")
    found = asked.finding(dataset)
    said = yaml.safe_load(found.proposals[0].lines)
    assert said["access"]["format"]["delimiter"] == ";"
    assert said["contract"]["columns"]["SOORT"] == {"values": ["hbo", "wo"], "synonyms": ["SOORTEN"]}
    assert found.mended
    assert build(asked.pasted(dataset, found)).rows == 2


def test_the_file_of_another_year_is_found_in_its_package(asked: Asked, publisher: Publisher, build: Build) -> None:
    dataset = csv_entry(asked)
    publisher.bodies = ckan(f"{HEADER}2024,hbo,7\n".encode(), "graduates-2026.csv")
    found = asked.finding(dataset)
    assert yaml.safe_load(found.proposals[0].lines)["access"] | {"package": ""} == {
        "package": "", "resource_id": "id-2", "file": "graduates-2026.csv",
    }  # fmt: skip
    assert build(asked.pasted(dataset, found)).status == "current"


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
    assert "2 of 3 files of match have a name" in found.differences[0].found
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
    assert len(publisher.asked) <= 4


def test_what_nobody_foresaw_is_a_difference_of_one_dataset(asked: Asked, table: Table, publisher: Publisher) -> None:
    publisher.bodies = cbs_bodies(ROWS) | {f"{TABLE}/MeasureCodes": b'{"value":3}'}
    found = asked.finding(table())
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
