"""What a person reads when a publisher sends something else, and that the last good snapshot stays in use."""

from collections.abc import Callable
from typing import Any

import pytest

from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.result import Result
from tests.unit.ingestion.datasets import FILE, GOOD, HEADER, TABLE, cbs_bodies, cbs_dataset, csv_dataset, observation
from tests.unit.ingestion.publisher import Answer, Publisher

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]

ROW = "25BE;BOL;01234;10\r\n"

BAD_CSV: dict[str, tuple[Answer, list[str]]] = {
    "missing column": (
        b"BRIN;LEERWEG;AANTAL\r\n25BE;BOL;10\r\n",
        ["data, header", "found 3 columns: BRIN, LEERWEG, AANTAL", "also CODE", "renamed a column"],
    ),
    "another delimiter": (
        GOOD.replace(b";", b","),
        ["data, header", "found 1 columns: BRIN,LEERWEG,CODE,AANTAL", "also BRIN, LEERWEG", "changed the delimiter"],
    ),
    "another encoding": (
        f"{HEADER}\r\n25BE;BOL;01234;10\r\nPrivé\r\n".encode("latin-1"),
        [FILE, "text that is not utf-8", r"Priv\xe9", "expected utf-8", "access.format.encodings"],
    ),
    "two bytes a letter": (GOOD.decode().encode("utf-16"), [FILE, "a body that begins", "expected delimited text"]),
    "truncated row": (GOOD + b"25BE;BOL", [FILE, "Line: 4", "expected download as the catalogue describes it"]),
    "html page": (
        b"<!DOCTYPE html><html><body>Fout</body></html>",
        [FILE, "found an HTML page that begins", "expected delimited text", "in a browser"],
    ),
    "empty file": (b"", [FILE, "found an empty body", "expected delimited text"]),
    "header only": (f"{HEADER}\r\n".encode(), ["at data", "found 0 rows", "between 1 and 1,000"]),
    "negative count": (
        f"{HEADER}\r\n{ROW}25BE;BOL;01234;-3\r\n".encode(),
        ["column AANTAL", "'-3' in row 2", "a whole number of 0 or more, or -1 for suppressed", "Ask the publisher"],
    ),
    "unknown code": (
        f"{HEADER}\r\n{ROW}25BE;XYZ;01234;3\r\n".encode(),
        ["column LEERWEG", "'XYZ' in row 2", "one of BOL, BBL"],
    ),
    "lost leading zero": (
        f"{HEADER}\r\n25BE;BOL;1234;3\r\n".encode(),
        ["column CODE", "'1234' in row 1", r"text like \d{5}"],
    ),
    "empty key": (f"{HEADER}\r\n;BOL;01234;3\r\n".encode(), ["column BRIN", "in row 1", "not empty"]),
    "twice the same column": (b"BRIN;BRIN\r\n1;2\r\n", ["at header", "BRIN more than once"]),
    "too large": (GOOD + b"25BE;BOL;01234;10\r\n" * 10_000, [FILE, "found more than", "at most 100,000"]),
    "gone": ((404, {}, b"Not found"), [FILE, "HTTP 404 (Not found)", "renamed or withdrew"]),
    "refused": ((403, {}, b"Forbidden"), [FILE, "HTTP 403 (Forbidden)", "expected HTTP 200", "stays in use"]),
}


@pytest.mark.parametrize("case", BAD_CSV)
def test_bad_csv_keeps_the_last_good_snapshot(
    case: str, build: Build, publisher: Publisher, table: Rows, home: Home
) -> None:
    dataset = csv_dataset()
    publisher.bodies[FILE] = GOOD
    good = build(dataset)
    assert good.status == "current"
    before = table("from raw.duo__graduates")

    body, words = BAD_CSV[case]
    publisher.bodies[FILE] = body
    result = build(dataset)

    assert result.status == "stale"
    assert result.reason.startswith("duo__graduates: at ")
    for word in words:
        assert word in result.reason
    assert table("from raw.duo__graduates") == before
    current = Archive(home.archive, "live").current(dataset.id)
    assert current is not None
    assert current.snapshot_id == good.snapshot.snapshot_id  # type: ignore[union-attr]
    status, reason = table("select status, status_reason from raw.catalogue__dataset")[0]
    assert (status, reason) == ("stale", result.reason)


def test_a_dataset_that_was_never_good_is_missing_and_empty(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = b"<html></html>"
    assert build(csv_dataset()).status == "missing"
    assert table("select count(*) from raw.duo__graduates") == [(0,)]
    assert table("select BRIN, LEERWEG, CODE, AANTAL, _snapshot_id from raw.duo__graduates") == []


WIDER = f"{HEADER};NIEUW\r\n25BE;BOL;01234;10;x\r\n".encode()


def test_a_new_column_is_loaded_and_reported_with_evolve(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = WIDER
    result = build(csv_dataset(new_columns="evolve"))
    assert result.loaded is not None
    assert (result.status, result.loaded.added_columns) == ("current", ("NIEUW",))
    assert table("select NIEUW from raw.duo__graduates") == [("x",)]


def test_a_new_column_is_refused_with_freeze(build: Build, publisher: Publisher) -> None:
    publisher.bodies[FILE] = WIDER
    result = build(csv_dataset(new_columns="freeze"))
    assert result.status == "missing"
    assert "found new column NIEUW; expected only AANTAL, BRIN, CODE, LEERWEG" in result.reason


def test_a_new_column_is_left_out_with_discard(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = WIDER
    result = build(csv_dataset(new_columns="discard"))
    assert result.loaded is not None
    assert (result.loaded.added_columns, result.loaded.discarded_columns) == ((), ("NIEUW",))
    assert [c[0] for c in table("describe raw.duo__graduates")] == [*HEADER.split(";"), "_snapshot_id"]


BAD_CBS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "unknown code": (
        cbs_bodies([observation(0, "ZZ")], "2"),
        ["column Beroep", "found unknown code 'ZZ'", "the publisher's own code list"],
    ),
    "unknown measure": (cbs_bodies([observation(0, Measure="M9")], "2"), ["column Measure", "'M9'"]),
    "a page too few": (cbs_bodies([observation(0)], "2", count=5), ["Observations", "found 1 rows; expected 5"]),
    "renamed dimension": (
        {k: v.replace(b"Beroep", b"Functie") for k, v in cbs_bodies([observation(0)], "2").items()}
        | {f"{TABLE}/FunctieCodes": cbs_bodies([])[f"{TABLE}/BeroepCodes"]},
        ["Observations, header", "Functie", "also Beroep"],
    ),
    "text for a number": (
        cbs_bodies([observation(0, Value="veel")], "2"),
        ["cbs_odata4 as the catalogue describes it"],
    ),
    "html page": (
        cbs_bodies([observation(0)], "2") | {f"{TABLE}/Observations": b"<html>Fout</html>"},
        [f"{TABLE}/Observations", "an HTML page", "expected a JSON object"],
    ),
    "half a page": (
        cbs_bodies([observation(0)], "2")
        | {f"{TABLE}/Observations": cbs_bodies([observation(0)], "2")[f"{TABLE}/Observations"][:-30]},
        [f"{TABLE}/Observations", "(cut off)"],
    ),
}


@pytest.mark.parametrize("case", BAD_CBS)
def test_bad_cbs_table_keeps_the_last_good_snapshot(case: str, build: Build, publisher: Publisher, table: Rows) -> None:
    dataset = cbs_dataset()
    publisher.bodies = dict(cbs_bodies([observation(0), observation(1), observation(2, "A2")]))
    assert build(dataset).status == "current"
    before = table("from raw.cbs__1ned"), table("from raw.cbs__code"), table("from raw.cbs__property")

    bodies, words = BAD_CBS[case]
    publisher.bodies = dict(bodies)
    result = build(dataset)

    assert result.status == "stale"
    for word in words:
        assert word in result.reason
    assert (table("from raw.cbs__1ned"), table("from raw.cbs__code"), table("from raw.cbs__property")) == before


@pytest.mark.parametrize("column", ["number", "_row", "value", "series", "name"])
def test_a_wrong_value_is_told_whatever_its_column_is_called(build: Build, publisher: Publisher, column: str) -> None:
    """`number` was the name of our own row number too: the refusal spoke of types instead of the value."""
    dataset = csv_dataset(columns={"BRIN": {"required": True}, column: {"pattern": r"\d+"}})
    publisher.bodies[FILE] = f"BRIN;{column}\r\n25BE;1\r\n25BE;1,5\r\n".encode()
    assert f"column {column}: found 1 values: '1,5' in row 2" in build(dataset).reason
