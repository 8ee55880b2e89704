"""The one table of a web page (IND's register), as text, with the date that the page itself names as its last update."""

import re
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from lxml import html

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.dataset import Dataset, HtmlTable
from ingestion.errors import WrongBody
from ingestion.protocols import Fetched, Loadable
from ingestion.snapshot import Snapshot
from ingestion.sql import literal
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, HtmlTable)
    since = previous.part("page") if previous else None
    reply = web.get(dataset, access.url, "page", body_shape.html_page, accept="text/html", since=since)
    if reply is None:
        return None
    shown = visible(web.archive.read(reply.receipt.sha256)).text_content()
    return Fetched((reply.receipt,), page_date(dataset, access, " ".join(shown.split())))


def visible(page: bytes) -> html.HtmlElement:
    """A page without what a browser does not show: that is no part of a name, nor of a date."""
    tree = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for unseen in tree.xpath("//script | //style | //template"):
        unseen.drop_tree()
    return tree


def page_date(dataset: Dataset, access: HtmlTable, text: str) -> datetime:
    """The date of the last update as the page shows it, white space of any kind as one blank, in English (`1 July 2026`)."""
    found = re.search(access.updated, text)
    try:
        return datetime.strptime(found[1] if found else "", "%d %B %Y").replace(tzinfo=UTC)
    except ValueError as error:
        raise WrongBody(
            dataset.id,
            access.url,
            repr(found[0]) if found else "geen datum van de laatste wijziging",
            f"tekst als {access.updated!r}",
            "Verbeter access.updated in de catalogus naar de nieuwe woorden van de pagina.",
            shape="een datum van de laatste wijziging in een andere vorm"
            if found
            else "geen datum van de laatste wijziging",
        ) from error


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    page = snapshot.part("page")
    tree = visible(archive.read(page.sha256))
    tables = [t for t in tree.iter("table") if len(t.xpath(".//tr")) > 1]
    if len(tables) != 1:
        found = f"{len(tables)} tabellen"
        raise WrongBody(dataset.id, page.url, found, "een tabel", "Bekijk de pagina in een browser.", shape=found)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in tables[0].xpath(".//tr")
    ]
    header, body = rows[0], rows[1:]
    uneven = next((n for n, row in enumerate(body, 2) if len(row) != len(header)), None)
    if uneven:
        found = f"{len(body[uneven - 2])} cellen"
        raise WrongBody(
            dataset.id,
            f"rij {uneven} van de tabel",
            found,
            f"{len(header)}",
            "Bekijk de bron van de pagina.",
            shape=found,
        )
    columns = [list(column) for column in zip(*body, strict=True)] or [[] for _ in header]
    con.register("html_rows", pa.table([pa.array(c, pa.string()) for c in columns], names=header))
    date = snapshot.publisher_modified_at
    stamp = f"{literal(date.date().isoformat())}::date" if date else "null::date"
    return Loadable(f"select *, {stamp} as register_date from html_rows", (*header, "register_date"), page.part)
