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
        ["data, kop", "gevonden 3 kolommen: BRIN, LEERWEG, AANTAL", "ook CODE", "een kolom hernoemde"],
    ),
    "another delimiter": (
        GOOD.replace(b";", b","),
        ["data, kop", "gevonden 1 kolommen: BRIN,LEERWEG,CODE,AANTAL", "ook BRIN, LEERWEG", "scheidingsteken wijzigde"],
    ),
    "another encoding": (
        f"{HEADER}\r\n25BE;BOL;01234;10\r\nPrivé\r\n".encode("latin-1"),
        [FILE, "tekst die geen utf-8 is", r"Priv\xe9", "verwacht utf-8", "access.format.encodings"],
    ),
    "two bytes a letter": (
        GOOD.decode().encode("utf-16"),
        [FILE, "een body die begint", "verwacht tekst met scheidingstekens"],
    ),
    "truncated row": (GOOD + b"25BE;BOL", [FILE, "Line: 4", "verwacht download zoals de catalogus het beschrijft"]),
    "html page": (
        b"<!DOCTYPE html><html><body>Fout</body></html>",
        [FILE, "gevonden een HTML-pagina die begint", "verwacht tekst met scheidingstekens", "in een browser"],
    ),
    "empty file": (b"", [FILE, "gevonden een lege body", "verwacht tekst met scheidingstekens"]),
    "header only": (f"{HEADER}\r\n".encode(), ["bij data", "gevonden 0 rijen", "van 1 tot en met 1.000"]),
    "negative count": (
        f"{HEADER}\r\n{ROW}25BE;BOL;01234;-3\r\n".encode(),
        [
            "kolom AANTAL",
            "'-3' in rij 2",
            "een geheel getal van 0 of meer, of -1 voor afgeschermd",
            "Vraag de uitgever",
        ],
    ),
    "unknown code": (
        f"{HEADER}\r\n{ROW}25BE;XYZ;01234;3\r\n".encode(),
        ["kolom LEERWEG", "'XYZ' in rij 2", "een van BOL, BBL"],
    ),
    "lost leading zero": (
        f"{HEADER}\r\n25BE;BOL;1234;3\r\n".encode(),
        ["kolom CODE", "'1234' in rij 1", r"tekst als \d{5}"],
    ),
    "empty key": (f"{HEADER}\r\n;BOL;01234;3\r\n".encode(), ["kolom BRIN", "in rij 1", "niet leeg"]),
    "twice the same column": (b"BRIN;BRIN\r\n1;2\r\n", ["bij kop", "BRIN meer dan een keer"]),
    "too large": (GOOD + b"25BE;BOL;01234;10\r\n" * 10_000, [FILE, "gevonden meer dan", "hoogstens 100.000"]),
    "gone": ((404, {}, b"Not found"), [FILE, "HTTP 404 (Not found)", "hernoemde of introk"]),
    "refused": ((403, {}, b"Forbidden"), [FILE, "HTTP 403 (Forbidden)", "verwacht HTTP 200", "blijft in gebruik"]),
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
    assert result.reason.startswith("duo__graduates: bij ")
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
    assert "gevonden nieuwe kolom NIEUW; verwacht alleen AANTAL, BRIN, CODE, LEERWEG" in result.reason


def test_a_new_column_is_left_out_with_discard(build: Build, publisher: Publisher, table: Rows) -> None:
    publisher.bodies[FILE] = WIDER
    result = build(csv_dataset(new_columns="discard"))
    assert result.loaded is not None
    assert (result.loaded.added_columns, result.loaded.discarded_columns) == ((), ("NIEUW",))
    assert [c[0] for c in table("describe raw.duo__graduates")] == [*HEADER.split(";"), "_snapshot_id"]


BAD_CBS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "unknown code": (
        cbs_bodies([observation(0, "ZZ")], "2"),
        ["kolom Beroep", "gevonden onbekende code 'ZZ'", "de eigen codelijst van de uitgever"],
    ),
    "unknown measure": (cbs_bodies([observation(0, Measure="M9")], "2"), ["kolom Measure", "'M9'"]),
    "a page too few": (cbs_bodies([observation(0)], "2", count=5), ["Observations", "gevonden 1 rijen; verwacht 5"]),
    "renamed dimension": (
        {k: v.replace(b"Beroep", b"Functie") for k, v in cbs_bodies([observation(0)], "2").items()}
        | {f"{TABLE}/FunctieCodes": cbs_bodies([])[f"{TABLE}/BeroepCodes"]},
        ["Observations, kop", "Functie", "ook Beroep"],
    ),
    "text for a number": (
        cbs_bodies([observation(0, Value="veel")], "2"),
        ["cbs_odata4 zoals de catalogus het beschrijft"],
    ),
    "html page": (
        cbs_bodies([observation(0)], "2") | {f"{TABLE}/Observations": b"<html>Fout</html>"},
        [f"{TABLE}/Observations", "een HTML-pagina", "verwacht een JSON-object"],
    ),
    "half a page": (
        cbs_bodies([observation(0)], "2")
        | {f"{TABLE}/Observations": cbs_bodies([observation(0)], "2")[f"{TABLE}/Observations"][:-30]},
        [f"{TABLE}/Observations", "(afgebroken)"],
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
    assert f"kolom {column}: gevonden 1 waarden: '1,5' in rij 2" in build(dataset).reason
