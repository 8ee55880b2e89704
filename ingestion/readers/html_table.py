"""The one table of a web page, as text. Numbers such as KvK keep their leading zeros."""

from pathlib import Path

import duckdb
import pyarrow as pa
from lxml import html

from ingestion.archive import Archive, Snapshot
from ingestion.dataset import Dataset
from ingestion.errors import WrongBody
from ingestion.readers import Loadable, literal


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    page = snapshot.part("page")
    tree = html.fromstring(archive.read(page.sha256), parser=html.HTMLParser(encoding="utf-8"))
    for unseen in tree.xpath("//script | //style | //template"):
        unseen.drop_tree()  # what a browser does not show is no part of a name
    tables = [t for t in tree.iter("table") if len(t.xpath(".//tr")) > 1]
    if len(tables) != 1:
        found = f"{len(tables)} tables"
        raise WrongBody(dataset.id, page.url, found, "one table", "See what the page shows in a browser.", shape=found)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in tables[0].xpath(".//tr")
    ]
    header, body = rows[0], rows[1:]
    uneven = next((n for n, row in enumerate(body, 2) if len(row) != len(header)), None)
    if uneven:
        found = f"{len(body[uneven - 2])} cells"
        raise WrongBody(
            dataset.id,
            f"row {uneven} of the table",
            found,
            f"{len(header)}",
            "See the page's source.",
            shape=found,
        )
    columns = [list(column) for column in zip(*body, strict=True)] or [[] for _ in header]
    con.register("html_rows", pa.table([pa.array(c, pa.string()) for c in columns], names=header))
    date = snapshot.publisher_modified_at
    stamp = f"{literal(date.date().isoformat())}::date" if date else "null::date"
    return Loadable(f"select *, {stamp} as register_date from html_rows", (*header, "register_date"), page.part)
