"""No cell of a register leaves `raw`: every refusal of every register, and every place where a reason is kept or told."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations.runner import CheckResult
from ingestion import ingest
from ingestion.archive import Archive
from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset, Size
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.protocols import html_table
from ingestion.warehouse import writing
from ingestion.web import Web
from orchestration import build_records
from orchestration.assets import ingestion as assets
from tests.unit.ingestion.publisher import Answer, Publisher

NAME, NUMBER = "Geheimzinnig Jansen", "04711042"
REGISTERS = [d for d in load_catalogue().values() if d.publisher == "ind"]
HEADER = "<tr><th>Organisation</th><th>KvK number</th></tr>"
ROW = f"<tr><td>{NAME}</td><td>{NUMBER}</td></tr>"
SOUND = "".join(f"<tr><td>{NAME} {n}</td><td>{n:08d}</td></tr>" for n in range(20_001, 32_000))


def page(table: str, date: str = "last updated on 3 September 2026") -> bytes:
    return f"<html><body><p>Register, {date}.</p><table>{table}</table></body></html>".encode()


REFUSED: dict[str, Answer] = {
    "no header row": page(ROW * 3),
    "a name in the header": page(f"<tr><th>{NAME}</th><th>KvK number</th></tr>{ROW}"),
    "a third column": page(HEADER.replace("</tr>", f"<th>{NAME}</th></tr>") + ROW.replace("</tr>", "<td></td></tr>")),
    "the same header twice": page(f"<tr><th>{NAME}</th><th>{NAME}</th></tr>{ROW}"),
    "a row of three cells": page(HEADER + ROW.replace("</tr>", f"<td>{NAME}</td></tr>")),
    "a row of one cell": page(f"{HEADER}<tr><td>{NAME}</td></tr>"),
    "a number of nine digits": page(HEADER + ROW.replace(NUMBER, f"9{NUMBER}")),
    "a name where a number belongs": page(HEADER + ROW.replace(NUMBER, NAME)),
    "a name that is empty": page(HEADER + ROW.replace(NAME, " ")),
    "two tables": page(f"{HEADER}{ROW}</table><table>{HEADER}{ROW}"),
    "no table": page("").replace(b"<table></table>", NAME.encode()),
    "too few rows": page(HEADER),
    "no date": page(HEADER + ROW, f"last updated by {NAME}"),
    "a date in other words": page(HEADER + ROW, f"last updated on 3 Jansen{NUMBER[:4]}"),
    "a date that is none": page(HEADER + ROW, "last updated on 31 June 2026"),
    "cut off": page(HEADER + ROW).removesuffix(b"</table></body></html>"),
    "no page": f"{NAME};{NUMBER}\n".encode(),
    "an empty body": b"",
    "gone, with a page": (404, {}, page(ROW)),
    "refused, with a page": (403, {}, page(ROW)),
    "another host": (302, {"Location": f"https://elsewhere.nl/{NUMBER}"}, page(ROW)),
    "a body that breaks off": (200, {"Content-Length": "999999"}, page(ROW)),
}


def told(home: Home) -> str:
    """Everything that is said of a build outside `raw` and the archived bodies."""
    with writing(home, "test") as con:
        tables = (
            con.execute("from raw.catalogue__dataset").fetchall() + con.execute("from raw.archive__snapshot").fetchall()
        )
    kept = [p for p in home.root.rglob("*.json") if not p.name.startswith(".")]
    return repr(tables) + "".join(p.read_text(encoding="utf-8") for p in kept)


def ask(home: Home, dataset: Dataset, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> str:
    """One build of one register: every word that came out of it."""
    monkeypatch.setattr(ingest, "load_catalogue", lambda: {dataset.id: dataset})
    archive = Archive(home.archive, "live")
    publisher = Publisher({dataset.access.url: answer})  # type: ignore[union-attr]
    web = Web(archive, frozenset({dataset.access.host}), publisher)
    result = Ingestion(home, "live", web=web, gate=assets.RawGate(archive)).run([dataset], "test")[0]
    events = repr([str(e) + repr(getattr(e, "metadata", "")) for e in assets.events(result, [], "-", archive)])
    return "\n".join([result.reason, assets.summary(result), events, told(home)])


def test_every_register_of_names_is_confidential() -> None:
    assert len(REGISTERS) == 4
    assert {d.id for d in load_catalogue().values() if d.confidential} == {d.id for d in REGISTERS}


@pytest.mark.parametrize("dataset", REGISTERS, ids=lambda d: d.id)
@pytest.mark.parametrize("answer", REFUSED.values(), ids=REFUSED)
def test_no_refusal_quotes_a_cell(
    dataset: Dataset, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ask(Home(tmp_path).create(), dataset.model_copy(update={"size": Size()}), answer, monkeypatch)
    for secret in (NAME, NUMBER, "Jansen", "Geheimzinnig"):
        assert secret not in said
    assert "expected" in said or f"{dataset.id}: new, 1 rows" in said, "a refusal says what was expected"


@pytest.mark.parametrize("dataset", REGISTERS, ids=lambda d: d.id)
def test_what_a_library_says_of_a_body_is_not_told(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(text: object, parser: object) -> None:
        raise ValueError(f"cannot make sense of {text!r}")

    monkeypatch.setattr(html_table.html, "fromstring", stumbles)
    said = ask(Home(tmp_path).create(), dataset, page(HEADER + ROW), monkeypatch)
    assert NAME not in said
    assert "ValueError" in said


@pytest.mark.parametrize("dataset", REGISTERS, ids=lambda d: d.id)
def test_a_verdict_of_the_gate_quotes_no_cell(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a check would tell: a failing row, or an error of the database that quotes the value."""
    run: Callable[..., list[CheckResult]] = assets.run

    def indiscreet(suite: object, con: duckdb.DuckDBPyConnection) -> list[CheckResult]:
        results = run(suite, con)
        bad = results[0].__class__(
            **vars(results[0])
            | {
                "status": "broken",
                "severity": "critical",
                "observed": f"Conversion Error: {NAME}",
                "failing_rows": [{"Organisation": NAME}],
            }
        )
        return [bad, *results[1:]]

    monkeypatch.setattr(assets, "run", indiscreet)
    home = Home(tmp_path).create()
    said = ask(home, dataset.model_copy(update={"size": Size()}), page(HEADER + SOUND), monkeypatch)
    assert "quarantine" in said
    assert NAME not in said


def test_what_the_gate_found_is_kept_without_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = REGISTERS[0].model_copy(update={"size": Size()})
    home = Home(tmp_path).create()
    archive = Archive(home.archive, "live")
    monkeypatch.setattr(ingest, "load_catalogue", lambda: {dataset.id: dataset})
    gate = assets.RawGate(archive)
    web = Web(archive, frozenset({dataset.access.host}), Publisher({dataset.access.url: page(HEADER + ROW * 2)}))  # type: ignore[union-attr]
    Ingestion(home, "live", web=web, gate=gate).run([dataset], "test")
    with writing(home, "test") as con:
        build_records.create_tables(con)
        build_records.keep_quality(con, gate.quality())
        kept = repr(con.execute("from ops.quality_result").fetchall())
    assert dataset.id in kept
    assert NAME not in kept
    assert NUMBER not in kept
