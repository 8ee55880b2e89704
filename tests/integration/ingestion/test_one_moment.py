"""A table that comes in page by page is of one moment: all its rows, each once, and none that was not asked for."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest

from ingestion.dataset import Dataset
from ingestion.result import Result
from tests.unit.ingestion.datasets import (
    BULK,
    TABLE,
    THIRD,
    V3,
    bulk_zip,
    cbs_bodies,
    cbs_dataset,
    observation,
    requote,
    titled_bodies,
    titled_dataset,
    v3_bodies,
    v3_dataset,
)
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]
ROWS = [observation(0), observation(1, "A2"), observation(2, "A1", Measure="M1")]


def revised(publisher: Publisher, monkeypatch: pytest.MonkeyPatch, at: str, *editions: dict[str, bytes]) -> None:
    """The publisher's answers become those of the next edition each time that a page of this address was asked for."""
    following, send = iter(editions), publisher.send

    def then_revised(request, *args, **kwargs):  # type: ignore[no-untyped-def]
        response = send(request, *args, **kwargs)
        if unquote(str(request.url)) == at:
            publisher.bodies |= next(following, {})
        return response

    monkeypatch.setattr(publisher, "send", then_revised)


def asked(publisher: Publisher, address: str) -> int:
    return [unquote(str(r.url)) for r in publisher.asked].count(address)


def test_a_table_that_is_revised_while_it_comes_in_is_fetched_once_more(
    build: Build, publisher: Publisher, table: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = [row | {"Value": row["Value"] + 100} for row in ROWS]
    publisher.bodies = dict(cbs_bodies(ROWS, "1"))
    revised(publisher, monkeypatch, f"{TABLE}/Observations", cbs_bodies(later, "2"))
    assert build(cbs_dataset()).status == "current"
    assert table("select Value from raw.cbs__1ned order by Id") == [(100.0,), (101.0,), (102.0,)]
    assert asked(publisher, f"{TABLE}/Observations") == 2


def test_a_table_that_is_revised_again_and_again_keeps_what_is_in_use(
    build: Build, publisher: Publisher, table: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.bodies = dict(cbs_bodies(ROWS, "1"))
    assert build(cbs_dataset()).status == "current"
    publisher.bodies = dict(cbs_bodies(ROWS, "2"))
    revised(publisher, monkeypatch, f"{TABLE}/Observations", cbs_bodies(ROWS, "3"), cbs_bodies(ROWS, "4"))
    torn = build(cbs_dataset())
    assert (torn.status, torn.outcome) == ("stale", "failed")
    assert "found the stamp 3|3|3| before the pages and 4|4|3| after them, 2 times" in torn.reason
    assert table("select count(*) from raw.cbs__1ned") == [(3,)]


MOVES: dict[str, tuple[Dataset, dict[str, bytes], str, str, str]] = {
    "v3": (
        v3_dataset(),
        v3_bodies(),
        f"{V3}/TypedDataSet?$format=json&$skip=1",
        f"{V3}/TableInfos?$format=json",
        "2020",
    ),
    "of a third party": (
        titled_dataset(),
        titled_bodies(),
        f"{THIRD}/ODataFeed/odata/7NED/TypedDataSet?$filter=RegioS eq 'NL01  '&$format=json",
        f"{THIRD}/ODataFeed/odata/7NED/TableInfos?$format=json",
        "2026",
    ),
    "zip": (
        cbs_dataset(protocol="cbs_bulk"),
        cbs_bodies(ROWS[:2], "2025") | {BULK: bulk_zip()},
        BULK,
        f"{TABLE}/Properties",
        "2025",
    ),
}


@pytest.mark.parametrize("case", MOVES)
def test_every_protocol_of_cbs_asks_the_stamp_before_and_after(
    case: str, build: Build, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset, bodies, last, told, year = MOVES[case]
    editions = [
        {requote(told): bodies[requote(told)].replace(year.encode(), str(other).encode())} for other in (1998, 1999)
    ]
    publisher.bodies = dict(bodies)
    revised(publisher, monkeypatch, last, *editions)
    torn = build(dataset)
    assert torn.status == "missing"
    assert "one state of the table" in torn.reason
    assert (asked(publisher, last), asked(publisher, told)) == (2, 4)


def test_a_link_to_a_page_of_before_ends_at_once(build: Build, publisher: Publisher) -> None:
    bodies = cbs_bodies(ROWS)
    first = f"{TABLE}/Observations"
    publisher.bodies = bodies | {first: bodies[first].replace(b"?$skiptoken=2", b"")}
    assert f"found a link back to a page of before: {first}; expected the next page" in build(cbs_dataset()).reason
    assert asked(publisher, first) == 1


def test_pages_that_never_end_do(build: Build, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies([observation(n) for n in range(40)]))
    size = cbs_dataset().size.model_copy(update={"max_bytes": 1_000})
    refused = build(cbs_dataset().model_copy(update={"size": size}))
    assert "and no end; expected at most 2000 pages and 1,000 bytes" in refused.reason
    assert sum("Observations" in str(r.url) for r in publisher.asked) < 10


def test_a_row_that_comes_twice_is_refused_though_the_count_is_right(build: Build, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies([*ROWS[:2], ROWS[0]]))
    assert "found 1 rows of which Id was there before; expected every row once" in build(cbs_dataset()).reason


FILTER = [{"dimension": "Beroep", "codes": ["A2"]}, {"dimension": "Perioden", "from_code": "2020JJ00"}]
ASKED = "$filter=Beroep eq 'A2' and Perioden ge '2020JJ00'"


def filtered(*rows: dict[str, object], count: bytes | None = None) -> dict[str, bytes]:
    """The table, and these rows as the answer to the filter."""
    bodies = cbs_bodies(ROWS) | {
        requote(f"{TABLE}/Observations?{ASKED}"): cbs_bodies(list(rows))[f"{TABLE}/Observations"]
    }
    return bodies | ({requote(f"{TABLE}/Observations/$count?{ASKED}"): count} if count is not None else {})


def test_only_what_the_filter_lets_through_may_come(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies = filtered(observation(1, "A2"))
    assert build(cbs_dataset(filters=FILTER)).status == "current"
    assert table("select Beroep from raw.cbs__1ned") == [("A2",)]
    publisher.bodies = {
        **filtered(observation(1, "A2"), observation(0, "A1")),
        f"{TABLE}/Properties": cbs_bodies(ROWS, "2")[f"{TABLE}/Properties"],
    }
    refused = build(cbs_dataset(filters=FILTER))
    assert (refused.status, refused.outcome) == ("stale", "quarantined")
    assert "found 1 rows outside the filter; expected only rows with \"Beroep\" = 'A2' and" in refused.reason


@pytest.mark.parametrize(("count", "status"), [(b"\xef\xbb\xbf1", "current"), (b"2", "missing"), (None, "current")])
def test_part_of_a_table_is_counted_where_cbs_counts_it(
    count: bytes | None, status: str, build: Build, publisher: Publisher
) -> None:
    publisher.bodies = filtered(observation(1, "A2"), count=count)
    result = build(cbs_dataset(filters=FILTER))
    assert result.status == status
    assert status == "current" or "found 1 rows; expected 2, as the publisher counts them" in result.reason


def test_cells_of_another_region_than_asked_are_refused(build: Build, publisher: Publisher) -> None:
    bodies = titled_bodies()
    publisher.bodies = {a: b.replace(b'"RegioS":"NL01  "', b'"RegioS":"PV26  "') for a, b in bodies.items()}
    assert "rows outside the filter" in build(titled_dataset()).reason
