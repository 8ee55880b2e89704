"""Eurostat SDMX-CSV: one request, or, where Eurostat answers with a ticket, waiting for the prepared file.

A body may arrive gzipped although nothing says so; the reader looks at its first bytes. Where the catalogue picks by
dimension, their order is asked of Eurostat first (the data structure), because the key of a request is positional.
"""

import re
import time

from lxml import etree

from ingestion import body_shape
from ingestion.dataset import Dataset, Eurostat
from ingestion.errors import ContractBroken, Unreachable, WrongBody
from ingestion.protocols import Fetched
from ingestion.snapshot import Snapshot
from ingestion.web import Reply, Web

TICKET = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MARKUP = re.compile(rb"<[^>]*>")
UNDER_WAY = (
    "SUBMITTED",
    "PROCESSING",
)  # Eurostat's words for the states of an extraction, as it describes them (2026-11)
STATES = {
    "ERROR": "Eurostat meldt een fout bij dit uittreksel",
    "EXPIRED": "een uittreksel dat Eurostat niet meer bewaart",
    "UNKNOWN_REQUEST": "een ticket dat Eurostat niet kent",
}
POLLS, PAUSE = 60, 5.0  # at most five minutes


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None, pause: float = PAUSE) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, Eurostat)
    api = f"https://{access.host}/eurostat/api/dissemination"
    since = previous.part("data") if previous else None
    key = access.key or key_from_structure(dataset, access, web, api)
    url = f"{api}/sdmx/2.1/data/{access.flow}/{key}?format=SDMX-CSV"
    reply = web.get(dataset, url, "data", body_shape.anything, encoding="identity", since=since)
    if reply is None:
        return None
    if not reply.head.startswith(b"\x1f\x8b") and (ticket := ticket_in(reply)):
        wait(dataset, web, f"{api}/1.0/async/status/{ticket}", pause)
        reply = get(dataset, web, f"{api}/1.0/async/data/{ticket}", "data", body_shape.compressed_or_delimited)
    wrong = body_shape.compressed_or_delimited(reply.head, reply.tail)
    if wrong:
        raise Unreachable(
            dataset.id,
            url,
            wrong,
            body_shape.NAMES[body_shape.compressed_or_delimited],
            "De laatste goede stand blijft in gebruik; probeer het later opnieuw.",
        )
    return Fetched((reply.receipt,), None)


def key_from_structure(dataset: Dataset, access: Eurostat, web: Web, api: str) -> str:
    """The picks in the order of the flow's dimensions; a dimension that is not picked stays empty, which means all."""
    url = f"{api}/sdmx/2.1/datastructure/ESTAT/{access.flow}"
    reply = get(dataset, web, url, "structure", body_shape.anything)
    try:
        # whatever the document says, nothing outside it is opened
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        structure = etree.fromstring(web.archive.read(reply.receipt.sha256), parser)
    except etree.XMLSyntaxError as error:
        raise WrongBody(
            dataset.id,
            url,
            body_shape.describe(reply.head),
            "een datastructuur in SDMX-ML",
            "Probeer het later opnieuw.",
        ) from error
    found = structure.xpath("//*[local-name() = 'DimensionList']/*[local-name() = 'Dimension'][@id and @position]")
    names = [str(d.get("id")) for d in sorted(found, key=lambda d: int(d.get("position")))]
    absent = [name for name in access.picks if name.lower() not in [n.lower() for n in names]]
    if absent:
        raise ContractBroken(
            dataset.id,
            url,
            f"dimensies {', '.join(names) or 'geen'}",
            f"ook {', '.join(absent)}",
            "Verbeter access.picks in de catalogus naar de dimensies van Eurostat.",
        )
    picks = {name.lower(): code for name, code in access.picks.items()}
    return ".".join(picks.get(name.lower(), "") for name in names)


def ticket_in(reply: Reply) -> str | None:
    """The ticket of an asynchronous answer: a small body that holds a UUID and no data."""
    found = TICKET.search(reply.head)
    return found[0].decode() if found and reply.receipt.byte_count < 2_000 and b"OBS_VALUE" not in reply.head else None


def wait(dataset: Dataset, web: Web, url: str, pause: float) -> None:
    for _ in range(POLLS):
        reply = get(dataset, web, url, "status", body_shape.anything)
        said = TICKET.sub(b"", MARKUP.sub(b" ", reply.head)).decode("utf-8", "replace").split()
        if said == ["AVAILABLE"]:
            return
        if len(said) != 1 or said[0] not in UNDER_WAY:
            state = STATES.get(said[0], "een toestand die niemand kent") if said else "geen toestand"
            raise Unreachable(
                dataset.id,
                url,
                f"{state}: {reply.head[:200].decode('utf-8', 'replace')}",
                f"AVAILABLE, of {' of '.join(UNDER_WAY)}",
                "De laatste goede stand blijft in gebruik; probeer het later opnieuw.",
            )
        time.sleep(pause)
    raise Unreachable(dataset.id, url, f"geen bestand na {POLLS} vragen", "AVAILABLE", "Probeer het later opnieuw.")


def get(dataset: Dataset, web: Web, url: str, part: str, form: body_shape.Shape) -> Reply:
    reply = web.get(dataset, url, part, form, encoding="identity")
    assert reply is not None
    return reply
