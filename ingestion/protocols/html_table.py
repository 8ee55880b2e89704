"""A table on a web page (IND's register), with the date that the page itself names as its last update."""

import re
from datetime import UTC, datetime

from ingestion import shape
from ingestion.archive import Snapshot
from ingestion.dataset import Dataset, HtmlTable
from ingestion.errors import WrongBody
from ingestion.protocols import Fetched
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, HtmlTable)
    since = previous.part("page") if previous else None
    reply = web.get(dataset, access.url, "page", shape.html_page, accept="text/html", since=since)
    if reply is None:
        return None
    text = web.archive.read(reply.receipt.sha256).decode("utf-8", "replace")
    return Fetched((reply.receipt,), page_date(dataset, access, text))


def page_date(dataset: Dataset, access: HtmlTable, text: str) -> datetime:
    """The date of the last update as the page gives it, in English (`1 July 2026`)."""
    found = re.search(access.updated, text)
    try:
        return datetime.strptime(found[1] if found else "", "%d %B %Y").replace(tzinfo=UTC)
    except ValueError as error:
        raise WrongBody(
            dataset.id,
            access.url,
            repr(found[0]) if found else "no date of last update",
            f"text like {access.updated!r}",
            "Correct access.updated in the catalogue after the page's new wording.",
            shape="a date of last update in another form" if found else "no date of last update",
        ) from error
