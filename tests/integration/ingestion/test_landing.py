"""Files that a person put in the landing folder: layouts that are known, refused, repeated."""

import os
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.protocols import landing
from ingestion.result import Result
from ingestion.web import Web
from orchestration.triggers import folder_states
from tests.unit.ingestion.datasets import ENTRY

Build = Callable[[Dataset], Result]
Rows = Callable[[str], list[tuple[object, ...]]]


def landing_dataset() -> Dataset:
    access = {
        "protocol": "landing",
        "synonyms": {
            "period": ["kwartaal"],
            "region": ["regio"],
            "occupation": ["beroepsgroep"],
            "ratio": ["spanning"],
        },
        "needed": [["period"], ["occupation"], ["ratio"]],
        "row": "occupation",
        "key": ["period", "region", "occupation"],
    }
    columns = {"period": {"required": True}, "region": {}, "occupation": {}, "ratio": {"pattern": r"\d+(,\d+)?"}}
    entry = {"id": "uwv__s", "publisher": "uwv", "access": access, "contract": {"columns": columns}}
    return Dataset.model_validate(ENTRY | entry)


def land(home: Home, name: str, content: bytes, seconds: int) -> Path:
    path = home.landing / "uwv__s" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (seconds, seconds))
    return path


def workbook(path: Path, *sheets: list[list[object]]) -> None:
    """A minimal xlsx, written by hand: no library of the project writes them. A number is a cell with a number."""
    from xml.sax.saxutils import escape

    def cell(value: object) -> str:
        if isinstance(value, int | float):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'

    kind = "http://schemas.openxmlformats.org"
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{kind}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kind}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{kind}/spreadsheetml/2006/main" '
        f'xmlns:r="{kind}/officeDocument/2006/relationships"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}/package/2006/relationships">{related}</Relationships>',
    }
    for number, rows in zip(numbers, sheets, strict=True):
        cells = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{kind}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in files.items():
            bundle.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')


OLD = "Spanningsindicator UWV;;;\r\n;;;\r\nKwartaal;Regio;Beroepsgroep;Spanning\r\n2026Q1;Nederland;Bakkers;2,5\r\n"


def test_landing_reads_csv_and_xlsx_and_the_later_file_holds(build: Build, home: Home, table: Rows) -> None:
    land(home, "oud.csv", OLD.encode("cp1252"), 1_000)
    path = land(home, "nieuw.xlsx", b"", 2_000)
    rows = [["Downloaddatum: 1 juli"], ["Beroepsgroep", "Kwartaal", "Regio", "Spanning"]]
    workbook(path, [*rows, ["Bakkers", "2026Q1", "Nederland", "3,5"], ["Koks", "2026Q1", "Nederland", "4"]])
    os.utime(path, (2_000, 2_000))
    assert build(landing_dataset()).status == "current"
    assert table("select period, region, occupation, ratio from raw.uwv__s order by occupation") == [
        ("2026Q1", "Nederland", "Bakkers", "3,5"),
        ("2026Q1", "Nederland", "Koks", "4"),
    ]
    assert build(landing_dataset()).outcome == "unchanged"


def test_landing_refuses_an_unknown_layout_with_found_and_expected(build: Build, home: Home) -> None:
    land(home, "x.csv", b"Maand;Vak;Getal\r\n1;2;3\r\n", 1_000)
    reason = build(landing_dataset()).reason
    for words in ("x.csv", "Maand | Vak | Getal", "period (kwartaal)", "ratio (spanning)", "access.synonyms"):
        assert words in reason


HEAD: list[object] = ["Kwartaal (jaar)", "REGIO", "Beroeps groep", "Spanning"]


def test_a_number_in_a_column_of_texts_stays_that_number(build: Build, home: Home, table: Rows) -> None:
    rows = [
        HEAD,
        ["2026Q1", "A", "Bakkers", 1.234],
        ["2026Q1", "B", "Bakkers", "1,234"],
        ["2026Q1", "C", "Bakkers", 1234.5],
    ]
    workbook(land(home, "x.xlsx", b"", 1_000), rows)
    assert build(landing_dataset()).reason == ""
    assert table("select ratio from raw.uwv__s order by region") == [("1,234",), ("1,234",), ("1234,5",)]


def test_two_sheets_that_both_have_the_figures_are_refused_by_name(build: Build, home: Home) -> None:
    rows = [HEAD, ["2026Q1", "A", "Bakkers", 2]]
    workbook(land(home, "x.xlsx", b"", 1_000), [["Leeswijzer"]], rows, rows)
    assert "gevonden 2 tabellen: blad S2, blad S3; verwacht een blad" in build(landing_dataset()).reason


def test_a_refusal_names_every_sheet_and_what_is_missing(build: Build, home: Home) -> None:
    workbook(land(home, "x.xlsx", b"", 1_000), [["Leeswijzer"]], [HEAD[:3], ["2026Q1", "A", "Bakkers"]])
    reason = build(landing_dataset()).reason
    assert "(blad S1, blad S2)" in reason
    assert "de naaste (blad S2): Kwartaal (jaar) | REGIO | Beroeps groep; verwacht ook ratio (spanning)" in reason


def test_two_columns_that_could_be_the_same_one_are_named(build: Build, home: Home) -> None:
    land(
        home, "x.csv", b"Kwartaal;Regio;Beroepsgroep;Spanning (oud);Spanning (nieuw)\r\n2026Q1;A;Bakkers;1;2\r\n", 1_000
    )
    assert "meer dan een kolom kan ratio zijn: Spanning (oud), Spanning (nieuw)" in build(landing_dataset()).reason


def test_a_file_of_another_kind_in_the_folder_is_named(build: Build, home: Home) -> None:
    land(home, "oud.xls", b"x", 1_000)
    assert "geen csv of xlsx, wel oud.xls" in build(landing_dataset()).reason
    land(home, "x.csv", OLD.encode(), 1_000)
    result = build(landing_dataset())
    assert (result.status, result.notes) == ("current", ("landing/uwv__s/: 1 niet gelezen, geen csv of xlsx: oud.xls",))


def test_landing_refuses_a_workbook_that_is_none(build: Build, home: Home) -> None:
    land(home, "x.xlsx", b"<html>log in</html>", 1_000)
    assert "verwacht een xlsx-werkmap" in build(landing_dataset()).reason


def test_an_empty_landing_folder_says_what_to_download(build: Build) -> None:
    result = build(landing_dataset())
    assert (result.status, "Haal het op van https://duo.nl/" in result.reason) == ("missing", True)


def test_no_host_is_asked_for_landing(home: Home) -> None:
    land(home, "x.csv", b"kwartaal;regio;beroepsgroep;spanning\n", 1_000)
    fetched = landing.fetch(
        landing_dataset(), Web(Archive(home.archive, "live"), frozenset(), landing=home.landing), None
    )
    assert fetched is not None
    assert [part.url for part in fetched.parts] == ["landing:uwv__s/x.csv"]


def register_dataset() -> Dataset:
    """A register of one line an award: no line overrules another."""
    access = {
        "protocol": "landing",
        "synonyms": {"course": ["naam scholing"], "amount": ["bedrag"]},
        "needed": [["course"]],
        "row": "course",
        "file_name": "file",
    }
    columns = {"course": {"required": True}, "amount": {}, "file": {"required": True}}
    entry = {"id": "uwv__s", "publisher": "uwv", "access": access, "contract": {"columns": columns}}
    return Dataset.model_validate(ENTRY | entry)


def test_every_line_of_a_register_counts_with_the_name_of_its_file(build: Build, home: Home, table: Rows) -> None:
    body = b"Naam scholing;Bedrag\r\nLassen;1000\r\nLassen;1000\r\n;\r\n"
    land(home, "stap-2022-1.csv", body, 1_000)
    land(home, "stap-2022-1 (1).csv", body, 1_500)
    land(home, "stap-2023-1.csv", b"Bedrag;Naam scholing\r\n480;Excel\r\n", 2_000)
    assert build(register_dataset()).status == "current"
    assert table("select course, amount, left(file, 9), count(*) from raw.uwv__s group by all order by all") == [
        ("Excel", "480", "stap-2023", 1),
        ("Lassen", "1000", "stap-2022", 2),
    ]


def test_a_cell_is_not_a_formula_and_a_name_is_not_a_path(build: Build, home: Home, table: Rows) -> None:
    land(home, "'; drop table x; --.csv", b'Naam scholing;Bedrag\r\n"=cmd|calc";1\r\n', 1_000)
    assert build(register_dataset()).status == "current"
    assert table("select course, file from raw.uwv__s") == [("=cmd|calc", "'; drop table x; --.csv")]


def test_a_file_that_links_out_of_the_folder_is_not_read(build: Build, home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(b"Naam scholing;Bedrag\r\nGeheim;1\r\n")
    folder = home.landing / "uwv__s"
    folder.mkdir(parents=True)
    (folder / "link.csv").symlink_to(secret)
    result = build(register_dataset())
    assert result.status == "missing"
    assert result.reason is not None
    assert "geen csv of xlsx" in result.reason


def test_a_workbook_that_unpacks_to_far_more_than_its_limit_is_not_opened(build: Build, home: Home) -> None:
    path = land(home, "bom.xlsx", b"", 1_000)
    workbook(path, [["Naam scholing", "Bedrag"]] + [["Lassen" * 30, "1"]] * 30_000)
    os.utime(path, (1_000, 1_000))
    dataset = register_dataset()
    small = dataset.model_copy(update={"size": dataset.size.model_copy(update={"max_bytes": 60_000})})
    result = build(small)
    assert result.status == "missing"
    assert result.reason is not None
    assert "bytes uitgepakt" in result.reason


def test_a_million_empty_rows_are_no_rows(build: Build, home: Home, table: Rows) -> None:
    path = land(home, "leeg.xlsx", b"", 1_000)
    workbook(path, [["Naam scholing", "Bedrag"], ["Lassen", "1"], *([["", ""]] * 100_000)])
    assert build(register_dataset()).status == "current"
    assert table("select count(*) from raw.uwv__s") == [(1,)]


TITLES = "Kwartaal;Regio;Beroepsgroep;Spanning\r\n"
WHOLE = f"{TITLES}2026 kw1;Nederland;Elektriciens;4,2\r\n".encode()
COUNT = "select count(*) from raw.uwv__s"
BAD = {
    "empty.csv": b"",
    "half.xlsx": b"PK\x03\x04 half of a workbook",
    "other layout.csv": b"a;b\r\n1;2\r\n",
    "a value that is none.csv": f"{TITLES}2026 kw2;Nederland;Elektriciens;veel\r\n".encode(),
    "bytes.csv": bytes(range(256)) * 4,
    "too large.csv": WHOLE + b"x" * 200_000,
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_does_not_take_the_good_ones_with_it(build: Build, home: Home, table: Rows, name: str) -> None:
    dataset = landing_dataset()
    dataset = dataset.model_copy(update={"size": dataset.size.model_copy(update={"max_bytes": 100_000})})
    land(home, "good.csv", WHOLE, 1_000)
    land(home, name, BAD[name], 2_000)
    result = build(dataset)
    assert (result.status, result.rows) == ("current", 1)
    (note,) = result.notes
    assert name in note or "ratio" in note
    assert "verwacht" in note
    assert "(niet gebruikt)" in note
    land(
        home, "good.csv", BAD[name] if name.endswith("csv") else b"", 3_000
    )  # and the good one itself is replaced by a bad
    result = build(dataset)
    assert (result.status, result.rows) == ("current", 1)
    assert sum("zijn laatste goede versie is gebruikt" in note for note in result.notes) == 1
    for path in (home.landing / "uwv__s").iterdir():
        path.unlink()
    land(home, name, BAD[name], 2_000)
    assert build(dataset).status == "stale", "nothing to go on with"


def test_a_file_that_is_still_being_copied_waits(
    build: Build, home: Home, table: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a copier of its own time: each look finds a line more, until it is done."""
    path = land(home, "copied.csv", WHOLE[:-10], 1_000)
    lines, moment = iter([WHOLE[-10:], b"2026 kw2;Nederland;Elektriciens;4,3\r\n"]), [10_000.0]

    def another_look(seconds: float) -> None:
        with path.open("ab") as file:
            file.write(more := next(lines, b""))
        moment[0] += seconds
        os.utime(path, (moment[0], moment[0])) if more else None

    os.utime(path, (moment[0], moment[0]))
    monkeypatch.setattr(landing, "YOUNG", 3)
    monkeypatch.setattr("time.sleep", another_look)
    monkeypatch.setattr("time.time", lambda: moment[0])
    assert build(landing_dataset()).rows == 2
    assert moment[0] >= 10_000 + landing.YOUNG, "as long as it was young"


def test_a_file_that_never_settles_is_told_and_waits_for_the_next_build(
    build: Build, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(home, "good.csv", WHOLE, 1_000)
    path = land(home, "growing.csv", WHOLE, 2_000)
    real = Archive.receive

    def grows(self: Archive, chunks: Iterable[bytes], most: int) -> tuple[str, int]:
        done = real(self, chunks, most)
        if done[1] != len(WHOLE) or path.stat().st_mtime == 2_000:
            path.write_bytes(path.read_bytes() + b"x")
        return done

    monkeypatch.setattr(Archive, "receive", grows)
    result = build(landing_dataset())
    assert result.rows == 1
    assert any("growing.csv: gevonden een bestand dat nog verandert" in note for note in result.notes)


def test_a_name_that_is_not_utf8_is_told(build: Build, home: Home) -> None:
    land(home, "good.csv", WHOLE, 1_000)
    folder = os.fsencode(home.landing / "uwv__s")
    try:
        for name in (b"caf\xe9.csv", b"caf\xe9.pdf"):
            with open(folder + b"/" + name, "wb") as file:
                file.write(WHOLE)
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    os.utime(folder + b"/caf\xe9.csv", (2_000, 2_000))
    result = build(landing_dataset())
    assert (result.status, result.rows) == ("current", 1)
    assert any("een naam die geen UTF-8 is: caf\\xe9.csv" in note for note in result.notes)
    assert any("caf\\xe9.pdf" in note for note in result.notes)
    assert folder_states(home, [landing_dataset().id])
    "\n".join(result.notes).encode()


SHEET = "xl/worksheets/sheet1.xml"


def claiming(sheet: str, column: str) -> str:
    """With a cell in the last row, and a dimension that says so."""
    last = f'<row r="1048576"><c r="{column}1048576"><v>1</v></c></row></sheetData>'
    return sheet.replace("</sheetData>", last).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')


@pytest.mark.parametrize("column", ["XFD", "DAA"])  # seventeen billion cells, three billion
def test_a_workbook_with_a_claim_of_too_many_cells_does_not_end_the_build(
    build: Build, home: Home, tmp_path: Path, column: str
) -> None:
    """The reader gives room to all cells up to the last, and ends its process where there is none, without a word."""
    plain, path = tmp_path / "plain.xlsx", land(home, "claim.xlsx", b"", 2_000)
    workbook(plain, [["Kwartaal", "Regio", "Beroepsgroep", "Spanning"], ["2026Q1", "Nederland", "Bakkers", "2,5"]])
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, claiming(text, column) if name == SHEET else text)
    os.utime(path, (2_000, 2_000))
    result = build(landing_dataset())
    assert result.status == "missing"
    assert "claim.xlsx: gevonden de lezer eindigde met " in result.reason
    assert "de bladen zeggen de cellen A1:XFD1048576" in result.reason
    land(home, "good.csv", WHOLE, 1_000)
    result = build(landing_dataset())
    assert (result.status, result.rows) == ("current", 1)
