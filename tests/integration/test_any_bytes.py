"""Whatever a publisher sends: rows or a reason in words, never a traceback, never a hang, never other rows than it had.

Each protocol has an answer that is good; hypothesis spoils one body of it (any bytes, a cut, a flipped, doubled or
inserted piece) and the whole way is walked: HTTP, archive, reader, contract, load. `make soak` runs 1,000 of each.
"""

import gzip
import threading
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.result import Result
from ingestion.web import Web
from tests.unit.ingestion import datasets
from tests.unit.ingestion.publisher import Publisher

# each is a build: five of each body here, as many as the profile says in `make soak`
EXAMPLES = 5 if settings.get_current_profile_name() == "suite" else settings().max_examples
WITHIN = 60  # seconds; a build of one small dataset takes a tenth of one


@dataclass(frozen=True)
class Good:
    """A dataset, its sound answer, and the one body of it that is spoiled."""

    dataset: Dataset
    bodies: dict[str, bytes]
    spoiled: str
    whole: bool = False  # the body carries its own checksum: what is read from a spoiled one is what it had, or nothing


PAGES = datasets.cbs_bodies([datasets.observation(n) for n in range(3)])
ZIPPED = datasets.cbs_bodies([datasets.observation(n) for n in range(2)])
V3 = datasets.v3_bodies()
TITLED = datasets.titled_bodies()
MATCH = datasets.match_bodies()
REGISTER = {"https://ind.nl/r": datasets.register(("A &amp; B", "02076358"), ("C", "12345678"))}
CKAN = {
    f"{datasets.CKAN}/api/3/action/package_show?id=p04": datasets.package("id-1", "graduates.csv"),
    f"{datasets.CKAN}/dataset/x/graduates.csv": b"JAAR,AANTAL\n2024,007\n2023,-1\n",
}
GOOD = {
    "csv": Good(datasets.csv_dataset(), {datasets.FILE: datasets.GOOD}, datasets.FILE),
    "cbs page": Good(datasets.cbs_dataset(), PAGES, f"{datasets.TABLE}/Observations"),
    "cbs properties": Good(datasets.cbs_dataset(), PAGES, f"{datasets.TABLE}/Properties"),
    "cbs dimensions": Good(datasets.cbs_dataset(), PAGES, f"{datasets.TABLE}/Dimensions"),
    "cbs codes": Good(datasets.cbs_dataset(), PAGES, f"{datasets.TABLE}/BeroepCodes"),
    "cbs bulk zip": Good(
        datasets.cbs_dataset(protocol="cbs_bulk"),
        ZIPPED | {datasets.BULK: datasets.bulk_zip()},
        datasets.BULK,
        whole=True,
    ),
    "v3 properties": Good(datasets.v3_dataset(), V3, sorted(V3)[0]),
    "titled catalogue": Good(datasets.titled_dataset(), TITLED, sorted(TITLED)[0]),
    "titled data": Good(datasets.titled_dataset(), TITLED, sorted(TITLED)[-1]),
    "zipped editions": Good(datasets.match_dataset(), MATCH, sorted(MATCH)[-1]),
    "list of editions": Good(datasets.match_dataset(), MATCH, sorted(MATCH)[0]),
    "v3 data": Good(datasets.v3_dataset(), V3, sorted(V3)[-2]),
    "ckan package": Good(datasets.ckan_dataset(), CKAN, sorted(CKAN)[0]),
    "ckan file": Good(datasets.ckan_dataset(), CKAN, sorted(CKAN)[1]),
    "eurostat gzip": Good(
        datasets.eurostat_dataset(), {datasets.DATA: gzip.compress(datasets.SDMX)}, datasets.DATA, whole=True
    ),
    "html": Good(datasets.register_dataset(), REGISTER, "https://ind.nl/r"),
}


@st.composite
def spoiled(draw: st.DrawFn, body: bytes) -> bytes:
    """The body, damaged in one of the ways of the world; or nothing like it."""
    start = draw(st.integers(0, len(body)))
    end = draw(st.integers(start, min(len(body), start + 64)))
    piece = draw(
        st.one_of(
            st.binary(max_size=12), st.sampled_from([b"\0", b'"', b"\r", b"=1+1", b"null", b"{}", b"[]", b"\xff"])
        )
    )
    return draw(
        st.sampled_from(
            [
                body[:start],  # cut off
                body[:start] + body[end:],  # a hole
                body[:start] + piece + body[end:],  # something else there
                body[:start] + body[start:end] * 3 + body[end:],  # a piece three times
                body + piece,
                piece * draw(st.integers(0, 400)),
                bytes(reversed(body)),
            ]
        )
    )


def walked(good: Good, body: bytes) -> tuple[Result, list[tuple[object, ...]]]:
    """The outcome of one build from nothing, and the rows that came in."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home").create()
        publisher = Publisher(bodies={**good.bodies, good.spoiled: body})
        web = Web(Archive(home.archive, "live"), frozenset({good.dataset.access.host}), publisher)
        found: list[Result | BaseException] = []

        def build() -> None:
            try:
                found.extend(Ingestion(home, "live", web=web).run([good.dataset], "test"))
            except BaseException as error:  # handed to the test, which fails on it
                found.append(error)

        thread = threading.Thread(target=build, daemon=True)
        with patch.object(ingest, "load_catalogue", lambda: {good.dataset.id: good.dataset}):
            thread.start()
            thread.join(WITHIN)
        assert found, f"no end after {WITHIN} s"
        if isinstance(found[0], BaseException):
            raise found[0]
        with duckdb.connect(str(home.warehouse), read_only=True) as con:
            rows = con.execute(f'select * exclude (_snapshot_id) from raw."{good.dataset.id}" order by all').fetchall()
        return found[0], rows


@pytest.fixture(scope="module", params=GOOD)
def sound(request: pytest.FixtureRequest) -> tuple[Good, list[tuple[object, ...]]]:
    good = GOOD[request.param]
    result, rows = walked(good, good.bodies[good.spoiled])
    assert result.status == "current", result.reason
    assert rows
    return good, rows


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_give_rows_or_a_reason(sound: tuple[Good, list[tuple[object, ...]]], data: st.DataObject) -> None:
    good, rows = sound
    body = data.draw(spoiled(good.bodies[good.spoiled]))
    result, found = walked(good, body)
    if result.status == "current":
        assert found
        if good.whole:
            assert found == rows
        return
    assert result.status == "missing"
    assert found == []
    assert result.reason.startswith(f"{good.dataset.id}: bij ")
    assert ": gevonden " in result.reason
    assert "; verwacht " in result.reason
    assert result.reason.isprintable(), "a line on a console"
    assert len(result.reason) < 2_000
