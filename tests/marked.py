"""Does a file of a publication say by itself that it is a demo? Asked of whatever lies in the folder, not of a list."""

import csv
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
from lxml import etree, html
from pyarrow import parquet

from orchestration.publication.marks import DEMO_MARK, DEMO_NOTE
from orchestration.publication.site import english


def walked(publication: Path) -> Iterator[Path]:
    """Every file of a publication, with those behind its links, and those of the history."""
    for path in sorted(publication.iterdir()):
        if path.is_dir():
            yield from walked(path)
        else:
            yield path


def says_demo(path: Path) -> bool:
    """By the kind of the file; one of a kind that is not known here has no mark that a test knows."""
    return path.suffix in HOW and HOW[path.suffix](path)


def of_database(path: Path) -> bool:
    """Every row of the scorecard as BI sees it, whichever of its views it stands in, and the file's own header."""
    with duckdb.connect(str(path), read_only=True) as con:
        views = con.execute(
            "select view_name from duckdb_views() where schema_name = 'bi' and starts_with(view_name, 'cijfers')"
        ).fetchall()
        figures = " union all ".join(f"select is_demo, note_nl from bi.{name}" for (name,) in views)
        rows = con.execute(
            "select count(*), count(*) filter (where is_demo and note_nl = $1), (select count(*) from marts.opgave_scorecard), "
            f"(select bool_and(is_demo and note_nl = $1) from meta.publication) from ({figures})",
            [DEMO_NOTE],
        ).fetchone()
    assert rows is not None
    shown, told, figures, header = rows
    return shown == told == figures > 0 and header is True


def of_parquet(path: Path) -> bool:
    """As a reader without DuckDB sees it."""
    said = {key.decode(): text.decode() for key, text in (parquet.read_schema(path).metadata or {}).items()}
    schema, table = path.parts[-3:-1] if LAKE in path.parts else (path.parent.name, path.stem)
    return (
        said.get("is_demo") == "true"
        and said.get("note_nl") == DEMO_NOTE
        and said.get("title", "").startswith(f"{DEMO_MARK}. {schema}.{table}")
    )


def of_page(path: Path) -> bool:
    """Above everything else on the page."""
    page = html.fromstring(path.read_text(encoding="utf-8"))
    first, note = page.xpath("/html/body/*[1]"), DEMO_NOTE
    if page.get("lang") == "en":
        note = f"{english.DEMO_NOTE} {DEMO_NOTE}"
    return bool(first) and first[0].text_content().strip() == note


def of_markdown(path: Path) -> bool:
    title, _, note = path.read_text(encoding="utf-8").splitlines()[:3]
    return title.startswith(f"# {DEMO_MARK}. ") and note == DEMO_NOTE


def of_json(path: Path) -> bool:
    """The manifest, the data package with each of its resources, or a commit of a Delta table."""
    if path.parent.name == "_delta_log":
        commit = json.loads(path.read_text(encoding="utf-8").splitlines()[0])["commitInfo"]
        return bool(commit["is_demo"] is True and commit["note_nl"] == DEMO_NOTE)
    told = json.loads(path.read_text(encoding="utf-8"))
    if "resources" not in told:
        return bool(told["is_demo"] is True and told["note_nl"] == DEMO_NOTE)
    package = told["is_demo"] is True and has_words(told["title"], told["description"])
    return package and all(
        resource["is_demo"] is True and has_words(resource["title"], resource["description"])
        for resource in told["resources"]
    )


def of_catalogue(path: Path) -> bool:
    """The catalogue, and each of its datasets."""
    graph: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    nodes = [node for node in graph if node["@type"] in ("dcat:Catalog", "dcat:Dataset")]
    named = {entry["@id"] for node in nodes for entry in node.get("dcat:dataset", [])}
    assert named == {node["@id"] for node in nodes if node["@type"] == "dcat:Dataset"}
    return len(nodes) > 1 and all(
        has_words(node["dct:title"]["@value"], node["dct:description"]["@value"]) for node in nodes
    )


def of_lake(path: Path) -> bool:
    """Every snapshot of DuckLake's catalogue that has data."""
    with duckdb.connect(str(path), read_only=True) as con:
        rows = con.execute("select commit_extra_info from ducklake_snapshot_changes where snapshot_id > 0").fetchall()
    said = [json.loads(extra) for (extra,) in rows]
    return bool(said) and all(each["is_demo"] is True and each["note_nl"] == DEMO_NOTE for each in said)


def of_picture(path: Path) -> bool:
    """In letters, in the picture."""
    return DEMO_MARK in etree.parse(path).xpath("//*[local-name() = 'text']/text()")


def of_style(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith(f"/* {DEMO_NOTE} */")


def of_rows(path: Path) -> bool:
    """In a column of its own, on every row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return bool(rows) and all(row.get(DEMO_MARK) == "ja" for row in rows)


def of_workbook(path: Path) -> bool:
    """At the head of the cover, and of every sheet after it."""
    book = fastexcel.read_excel(path)
    sheets = {
        name: book.load_sheet(name, header_row=None).to_arrow().column(0).to_pylist() for name in book.sheet_names
    }
    cover, *others = sheets.values()
    marked = all(str(column[0]).startswith(f"{DEMO_MARK}. ") for column in (cover, *others))
    return marked and bool(others) and DEMO_NOTE in cover


def of_archive(path: Path) -> bool:
    """In each file of it."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        return all(
            DEMO_NOTE in inside.read_text(encoding="utf-8") if inside.suffix == ".txt" else says_demo(inside)
            for inside in Path(folder).iterdir()
        )


def of_text(path: Path) -> bool:
    return path.read_text(encoding="utf-8") == f"{DEMO_NOTE}\n"


def has_words(title: str, description: str) -> bool:
    return title.startswith(f"{DEMO_MARK}. ") and description.startswith(DEMO_NOTE)


LAKE = "lake"
HOW: dict[str, Callable[[Path], bool]] = {
    ".duckdb": of_database,
    ".ducklake": of_lake,
    ".parquet": of_parquet,
    ".html": of_page,
    ".md": of_markdown,
    ".json": of_json,
    ".jsonld": of_catalogue,
    ".txt": of_text,
    ".svg": of_picture,
    ".css": of_style,
    ".csv": of_rows,
    ".xlsx": of_workbook,
    ".zip": of_archive,
}


def mentions_demo(path: Path) -> bool:
    """Stands the word anywhere in the file, or in a text of a table of it?"""
    if path.suffix == ".parquet":
        with duckdb.connect() as con:
            row = con.execute(f"select count(*) from '{path}' as t where contains(t::varchar, $1)", [WORD]).fetchone()
        assert row is not None
        if row[0]:
            return True
    return WORD.encode() in path.read_bytes() or WORD in path.name


WORD = DEMO_MARK.split(",")[0]
