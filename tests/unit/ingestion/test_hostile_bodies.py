"""Bodies that are well-formed and mean harm, or are only odd: text stays text."""

from collections.abc import Callable

from ingestion.dataset import Dataset
from ingestion.result import Result
from tests.unit.ingestion.datasets import (
    FILE,
    GOOD,
    HEADER,
    TABLE,
    cbs_bodies,
    cbs_dataset,
    csv_dataset,
    observation,
    register,
    register_dataset,
)
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


def free_text() -> Dataset:
    return csv_dataset(columns={"BRIN": {}, "LEERWEG": {}, "CODE": {}, "AANTAL": {"required": True}})


def test_quotes_delimiters_breaks_and_formulas_stay_in_their_cells(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    lines = [
        HEADER,
        '"a;b";"say ""no""";"two\r\nlines";1',
        "=cmd|' /C calc'!A0;+1;@SUM(A1);2",
        '"\'; drop table raw.duo__graduates; --";x;y;3',
    ]
    publisher.bodies[FILE] = ("\r\n".join(lines) + "\r\n").encode()
    assert build(free_text()).status == "current"
    assert table("select BRIN, LEERWEG, CODE, AANTAL from raw.duo__graduates order by AANTAL") == [
        ("a;b", 'say "no"', "two\r\nlines", "1"),
        ("=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "2"),
        ("'; drop table raw.duo__graduates; --", "x", "y", "3"),
    ]


def test_a_zero_byte_is_refused_or_is_text(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = GOOD
    build(free_text())
    publisher.bodies[FILE] = f"{HEADER}\r\na\x00b;x;y;1\r\n".encode()
    refused = build(free_text())
    assert refused.status == "stale"
    assert "verwacht tekst met scheidingstekens" in refused.reason
    publisher.bodies[FILE] = f"{HEADER}\r\n{'a;x;y;1' * 1}\r\n".encode() + b"z;x;y;1\r\n" * 200 + b"a\x00b;x;y;2\r\n"
    late = build(free_text())
    held = table("select BRIN from raw.duo__graduates where AANTAL = '2'")
    assert (late.status, held) in (("current", [("a\x00b",)]), ("stale", []))


def test_a_page_with_scripts_gives_its_text(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies["https://ind.nl/r"] = register(
        ("<script>alert(1)</script>Naam <b onclick='x()'>B.V.</b>", "01234567"), ("&lt;script&gt;", "12345678")
    )
    assert build(register_dataset()).status == "current"
    names = {str(name) for (name,) in table("select Organisation from raw.ind__register")}
    assert any("Naam" in name and "B.V." in name for name in names)
    assert not any("onclick" in name or "alert" in name for name in names), names
    assert "<script>" in names, "what was written as text is that text"


def test_a_table_that_cbs_withdrew_is_named_and_the_last_one_stays(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    build(cbs_dataset())
    publisher.bodies.clear()
    withdrawn = build(cbs_dataset())
    assert (withdrawn.outcome, withdrawn.status) == ("missing", "stale")
    assert f"{TABLE}/Properties" in withdrawn.reason
    assert "HTTP 404" in withdrawn.reason
    assert table("select count(*) from raw.cbs__1ned") == [(1,)]


def test_codes_that_were_replaced_with_hindsight_are_read_with_their_own_list(
    build: Build, publisher: Publisher, table: Rows
) -> None:
    """A whole table under new codes is sound when its lists are new too: models join on titles. A mixture is refused."""
    publisher.bodies = dict(cbs_bodies([observation(0, "A1"), observation(1, "A2")]))
    build(cbs_dataset())
    recoded = {a: b.replace(b'"A1"', b'"Z1"').replace(b'"A2"', b'"Z2"') if isinstance(b, bytes) else b
               for a, b in cbs_bodies([observation(0, "A1"), observation(1, "A2")], "2").items()}  # fmt: skip
    publisher.bodies = dict(recoded)
    assert build(cbs_dataset()).outcome == "new"
    assert table("select distinct Beroep from raw.cbs__1ned order by 1") == [("Z1",), ("Z2",)]
    assert {code for (code,) in table("select Identifier from raw.cbs__code where Dimension = 'Beroep'")} >= {
        "Z1",
        "Z2",
    }
    assert table("select count(*) from raw.cbs__code where Identifier in ('A1', 'A2')") == [(0,)]
