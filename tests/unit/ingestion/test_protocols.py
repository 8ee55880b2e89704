"""Each protocol against answers in the publisher's form: paging, change detection, and what moves."""

import gzip
import json
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from ingestion.dataset import Dataset, Eurostat
from ingestion.protocols import eurostat
from ingestion.protocols.registry import PROTOCOLS
from ingestion.result import Result
from tests.unit.ingestion.datasets import (
    BULK,
    CKAN,
    DATA,
    EUROSTAT,
    SDMX,
    TABLE,
    TITLE,
    bulk_zip,
    cbs_bodies,
    cbs_dataset,
    ckan_dataset,
    eurostat_dataset,
    observation,
    package,
    register,
    register_dataset,
    requote,
    titled_bodies,
    titled_dataset,
    v3_bodies,
    v3_dataset,
)
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


def test_cbs_pages_are_followed_verbatim_and_every_mark_is_kept(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies = dict(
        cbs_bodies(
            [
                observation(0),
                observation(1, ValueAttribute="Impossible", Value=None),
                observation(2, StringValue='a},{"Id b', Value=None),
                observation(3, "A2", ValueAttribute="NotAvailable", Value=None),
                observation(4, "A2"),
            ]
        )
    )
    assert build(cbs_dataset()).status == "current"
    assert table("select Id, ValueAttribute, Value, StringValue, Beroep from raw.cbs__1ned order by Id") == [
        (0, "None", 0.0, None, "A1"),
        (1, "Impossible", None, None, "A1"),
        (2, "None", None, 'a},{"Id b', "A1"),
        (3, "NotAvailable", None, None, "A2"),
        (4, "None", 4.0, None, "A2"),
    ]
    asked = [unquote(str(r.url)) for r in publisher.asked if "Observations" in str(r.url)]
    assert asked == [
        f"{TABLE}/Observations",
        f"{TABLE}/Observations?$skiptoken=2",
        f"{TABLE}/Observations?$skiptoken=4",
    ]


def test_cbs_is_asked_for_one_entity_when_its_version_is_the_same(build: Build, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    build(cbs_dataset())
    publisher.asked.clear()
    assert build(cbs_dataset()).outcome == "unchanged"
    assert [str(r.url) for r in publisher.asked] == [f"{TABLE}/Properties"]


def test_cbs_filters_on_titles_use_the_publishers_own_codes(build: Build, publisher: Publisher) -> None:
    filters = [{"dimension": "Beroep", "titles": ["Totaal"]}, {"dimension": "Perioden", "from_code": "2020JJ00"}]
    filtered = f"{TABLE}/Observations?$filter=Beroep eq 'A2' and Perioden ge '2020JJ00'"
    bodies = cbs_bodies([observation(0, "A2")])
    publisher.bodies = bodies | {requote(filtered): bodies[f"{TABLE}/Observations"]}
    assert build(cbs_dataset(filters=filters)).status == "current"
    assert filtered in [unquote(str(r.url)) for r in publisher.asked]


def test_cbs_filter_on_a_title_that_is_gone_says_which_titles_there_are(build: Build, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    reason = build(cbs_dataset(filters=[{"dimension": "Beroep", "titles": ["Alles"]}])).reason
    assert "bij BeroepCodes: gevonden 0111 Docenten (A1), Totaal (A2); verwacht de titels Alles" in reason


def test_ckan_finds_the_file_by_name_when_its_id_changed(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = {
        f"{CKAN}/api/3/action/package_show?id=p04": package("id-2", "graduates.csv"),
        f"{CKAN}/dataset/x/graduates.csv": b"JAAR,AANTAL\n2024,007\n",
    }
    assert build(ckan_dataset()).status == "current"
    assert table("select JAAR, AANTAL from raw.duo__p04") == [("2024", "007")]


def test_ckan_asks_under_the_etag_and_hears_that_nothing_changed(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {
        f"{CKAN}/api/3/action/package_show?id=p04": package("id-1", "graduates.csv"),
        f"{CKAN}/dataset/x/graduates.csv": b"JAAR,AANTAL\n2024,7\n",
    }
    first = build(ckan_dataset())
    again = build(ckan_dataset())
    assert (first.outcome, again.outcome, again.reloaded) == ("new", "unchanged", False)
    assert publisher.asked[-1].headers["If-None-Match"]


def test_ckan_names_what_it_found_when_the_resource_is_gone(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {f"{CKAN}/api/3/action/package_show?id=p04": package("id-9", "other.csv")}
    assert (
        "gevonden id-9 other.csv; verwacht bestand id-1 of een met de naam graduates.csv"
        in build(ckan_dataset()).reason
    )


TICKET = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped without saying so"])
@pytest.mark.parametrize("ticket", [False, True], ids=["at once", "asynchronous"])
def test_eurostat(
    ticket: bool, packed: bool, build: Build, publisher: Publisher, table: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = gzip.compress(SDMX) if packed else SDMX
    publisher.bodies = {DATA: TICKET.encode() if ticket else body, f"{EUROSTAT}/1.0/async/data/{TICKET}": body}
    answers = iter([b"PROCESSING", b"<status>AVAILABLE</status>"])
    send = publisher.send

    def status(request, *args, **kwargs):  # type: ignore[no-untyped-def]
        if "/async/status/" in request.url:
            publisher.bodies[request.url] = next(answers)
        return send(request, *args, **kwargs)

    monkeypatch.setattr(publisher, "send", status)
    monkeypatch.setattr(eurostat, "PAUSE", 0.0)
    quick = PROTOCOLS["eurostat"]._replace(fetch=lambda d, w, p: eurostat.fetch(d, w, p, pause=0.0))
    monkeypatch.setitem(PROTOCOLS, "eurostat", quick)
    assert build(eurostat_dataset()).status == "current"
    assert table("select reason, TIME_PERIOD, OBS_VALUE from raw.eurostat__first") == [
        ("EMP", "2024", "12"),
        ("EMP", "2023", None),
    ]


STRUCTURE = f"{EUROSTAT}/sdmx/2.1/datastructure/ESTAT/MIGR_RESVALID"


def picked_dataset(**picks: str) -> Dataset:
    access = Eurostat(protocol="eurostat", flow="MIGR_RESVALID", picks=picks)
    return eurostat_dataset().model_copy(update={"access": access})


def structure(*names: str) -> bytes:
    """The dimensions in another order in the document than in the key, as a schema allows."""
    found = "".join(f'<s:Dimension id="{n}" position="{i}"/>' for i, n in reversed(list(enumerate(names, 1))))
    return f'<m:S xmlns:m="m" xmlns:s="s"><s:DimensionList>{found}<s:TimeDimension id="T"/></s:DimensionList></m:S>'.encode()


def test_eurostat_key_follows_the_positions_of_the_data_structure(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies = {
        STRUCTURE: structure("freq", "reason", "citizen", "geo"),
        f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESVALID/A..TOTAL.NL?format=SDMX-CSV": SDMX,
    }
    assert build(picked_dataset(geo="NL", freq="A", citizen="TOTAL")).status == "current"
    assert table("select count(*) from raw.eurostat__first") == [(2,)]


def test_eurostat_without_a_picked_dimension_says_which_there_are(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {STRUCTURE: structure("freq", "geo")}
    assert "gevonden dimensies freq, geo; verwacht ook citizen" in build(picked_dataset(citizen="TOTAL")).reason
    publisher.bodies = {STRUCTURE: b"<html>busy"}
    assert "verwacht een datastructuur in SDMX-ML" in build(picked_dataset(citizen="TOTAL")).reason


def test_register_keeps_leading_zeros_and_the_pages_own_date(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = {"https://ind.nl/r": register(("A &amp; B&nbsp;B.V.", "02076358"), ("C", ""))}
    result = build(register_dataset())
    assert result.snapshot is not None
    assert f"{result.snapshot.publisher_modified_at:%Y-%m-%d}" == "2026-09-03"
    assert table('select Organisation, "KvK number", register_date::varchar from raw.ind__register') == [
        ("A & B B.V.", "02076358", "2026-09-03"),
        ("C", "", "2026-09-03"),
    ]


def test_register_without_a_date_is_refused(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {"https://ind.nl/r": register(("A", "1")).replace(b"last updated", b"bijgewerkt")}
    assert "gevonden geen datum van de laatste wijziging" in build(register_dataset()).reason


def test_cbs_v3_keeps_padding_in_raw_and_describes_itself(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = dict(v3_bodies())
    assert build(v3_dataset()).status == "current"
    assert table("select ID, SBI, Banen_1 from raw.cbs__2ned order by ID") == [
        (0, "301000 ", 1.5),
        (1, "301000 ", None),
    ]
    assert table("select Dimension, Identifier, Title from raw.cbs__code") == [("SBI", "301000 ", "A Landbouw")]
    assert table("select Identifier, Unit, Decimals from raw.cbs__measure") == [("Banen_1", "x 1 000", 1)]


def test_a_third_party_table_is_found_by_title_and_its_cells_are_rows(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies = dict(titled_bodies(a9="AZW: iets anders"))
    assert build(titled_dataset()).status == "current"
    assert table("select ID, Measure, Value, Perioden, Codes from raw.cbs__azw order by ID, Measure") == [
        (0, "Nieuw_2", None, "2026KW01", '{"Branche":"A1  ","RegioS":"NL01  "}'),
        (0, "Open_1", 1.5, "2026KW01", '{"Branche":"A1  ","RegioS":"NL01  "}'),
        (1, "Nieuw_2", None, "2026KW01", '{"Branche":"A1  ","RegioS":"NL01  "}'),
        (1, "Open_1", 2.5, "2026KW01", '{"Branche":"A1  ","RegioS":"NL01  "}'),
    ]
    assert table("select Dimension, Identifier, Status from raw.cbs__code order by all") == [
        ("Branche", "A1  ", None),
        ("Perioden", "2026KW01", "Voorlopig"),  # whatever the table calls its time dimension
        ("RegioS", "NL01  ", None),
        ("RegioS", "PV26  ", None),
    ]
    assert build(titled_dataset()).outcome == "unchanged"


def test_a_successor_under_the_same_title_is_taken_and_a_lost_title_is_named(
    build: Build, publisher: Publisher
) -> None:
    publisher.bodies = dict(titled_bodies("7NED"))
    build(titled_dataset())
    publisher.bodies = dict(titled_bodies("8NED"))
    assert build(titled_dataset()).outcome == "new"  # same dates, another id
    publisher.bodies = {
        a: b.replace(TITLE.upper().encode(), b"AZW: HERNOEMD") for a, b in titled_bodies("8NED").items()
    }
    lost = build(titled_dataset())
    assert lost.status == "stale"
    assert "AZW: HERNOEMD" in str(lost.reason)
    assert TITLE in str(lost.reason)


def test_a_third_party_table_without_periods_is_refused_by_name(build: Build, publisher: Publisher) -> None:
    publisher.bodies = dict(titled_bodies(time="Dimension"))
    refused = build(titled_dataset())
    assert refused.status == "missing"
    assert "een tijddimensie" in str(refused.reason)


def test_cbs_bulk_zip_loads_what_the_pages_say(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = cbs_bodies([observation(0), observation(1)]) | {BULK: bulk_zip()}
    dataset = cbs_dataset(protocol="cbs_bulk")
    assert build(dataset).status == "current"
    assert table("select Id, Value, ValueAttribute, Beroep from raw.cbs__1ned order by Id") == [
        (0, 1234.5, "None", "A1"),
        (1, None, "Impossible", "A2"),
    ]
    assert table("select Status from raw.cbs__code where Dimension = 'Perioden'") == [("Definitief",)]


SURPRISES: dict[str, tuple[str, bytes]] = {
    "ckan says no": ("ckan", b'{"success":false}'),
    "ckan half-way JSON": ("ckan", b"{oops}"),
    "cbs error with status 200": ("cbs", b'{"error":{"code":"500"}}'),
    "cbs names that are no words": ("cbs", b'{"value":[{"Identifier":"../x","Kind":"Dimension"}]}'),
    "eurostat torn gzip": ("eurostat", gzip.compress(SDMX)[:-12]),
    "eurostat gzip of nothing": ("eurostat", gzip.compress(b"")),
    "ind without a table": ("ind", register().replace(b"<table>", b"<p>").replace(b"</table>", b"</p>")),
}


@pytest.mark.parametrize("case", SURPRISES)
def test_a_surprise_makes_one_dataset_missing_with_a_reason(case: str, build: Build, publisher: Publisher) -> None:
    kind, body = SURPRISES[case]
    dataset, url = {
        "ckan": (ckan_dataset(), f"{CKAN}/api/3/action/package_show?id=p04"),
        "cbs": (cbs_dataset(), f"{TABLE}/Dimensions"),
        "eurostat": (eurostat_dataset(), DATA),
        "ind": (register_dataset(), "https://ind.nl/r"),
    }[kind]
    publisher.bodies = cbs_bodies([observation(0)]) | {url: body}
    result = build(dataset)
    assert result.status == "missing"
    assert result.reason.startswith(f"{dataset.id}: bij ")


def test_a_new_dimension_is_loaded_and_reported(build: Build, publisher: Publisher, table: Rows) -> None:
    records = [observation(0, Nieuw="x"), observation(1, Nieuw=None)]
    publisher.bodies = dict(cbs_bodies(records))
    result = build(cbs_dataset())
    assert result.loaded is not None
    assert result.loaded.added_columns == ("Nieuw",)
    assert table("select Nieuw from raw.cbs__1ned order by Id") == [("x",), (None,)]


def grouped(publisher: Publisher, title: str | None) -> None:
    """A table that titles its measure by how it was treated; what it counts stands in the group, where that is told."""
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    measure = {"Identifier": "M1", "Index": 1, "Title": "Seizoengecorrigeerd", "Unit": "x 1000", "MeasureGroupId": "G1"}
    publisher.bodies[f"{TABLE}/MeasureCodes"] = json.dumps({"value": [measure]}).encode()
    if title:
        groups = [{"Id": "G1", "Index": 1, "Title": title, "Description": "", "ParentId": None}]
        publisher.bodies[f"{TABLE}/MeasureGroups"] = json.dumps({"value": groups}).encode()


@pytest.mark.parametrize("title", ["Werkloze beroepsbevolking", None])
def test_a_measure_has_the_title_of_its_group_where_cbs_tells_it(
    build: Build, publisher: Publisher, table: Rows, title: str | None
) -> None:
    grouped(publisher, title)
    assert build(cbs_dataset()).status == "current"
    assert table("select Title, MeasureGroupId, MeasureGroupTitle from raw.cbs__measure") == [
        ("Seizoengecorrigeerd", "G1", title)
    ]


def test_a_home_of_before_gets_the_columns_that_came_since(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    assert build(cbs_dataset()).status == "current"
    table("alter table raw.cbs__measure drop column MeasureGroupTitle")
    grouped(publisher, "Banen")
    publisher.bodies |= {k: v for k, v in cbs_bodies([observation(0)], "2").items() if k.endswith("Properties")}
    assert build(cbs_dataset()).status == "current"
    assert table("select MeasureGroupTitle from raw.cbs__measure") == [("Banen",)]
