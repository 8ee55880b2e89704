"""What came in the place of a table that ended: by its title, from CBS's own lists of tables. Proposed, never taken."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from ingestion import body_shape
from ingestion.dataset import CbsBulk, CbsOData3, CbsOData4, CbsTitled, Dataset
from ingestion.errors import IngestionError
from ingestion.probe import Proposal
from ingestion.probe.corrections import bare, file_of, lines
from ingestion.probe.glance import Glance

FIELDS = "Identifier,Title,Description,Status,DatasetType,Language,Modified"
MOST, LIKE = 3, 0.5
ENDED = ("Gediscontinueerd", "Vervallen", "Stopgezet")  # as v4 and v3 say it of a table


@dataclass(frozen=True)
class Table:
    """A table as a list of CBS tells it."""

    identifier: str
    title: str
    modified: str


class Lists:
    """The lists of tables, each asked once and only when a table is gone."""

    def __init__(self) -> None:
        self._lock, self._lists = Lock(), dict[str, Sequence[Table]]()

    def of(self, dataset: Dataset, address: str, glance: Glance) -> Sequence[Table]:
        """The tables that go on. Raises IngestionError where the list itself cannot be had."""
        with self._lock:
            if address not in self._lists:
                generous = dataset.model_copy(
                    update={"size": dataset.size.model_copy(update={"max_bytes": 50_000_000})}
                )
                reply = glance.get(generous, address, "Tables", body_shape.json_object, accept="application/json")
                assert reply is not None
                listed = json.loads(glance.archive.read(reply.receipt.sha256))["value"]
                self._lists[address] = [
                    Table(t["Identifier"], " ".join(t["Title"].split()), str(t.get("Modified") or ""))
                    for t in listed
                    if not {t.get("Status"), t.get("Frequency")} & set(ENDED)
                ]
            return self._lists[address]


def proposed(dataset: Dataset, entry: Mapping[str, Any], glance: Glance, lists: Lists) -> list[Proposal]:
    """Up to three tables with a title like that of the dataset, the likest first; none where the list cannot be had."""
    access = dataset.access
    if isinstance(access, CbsOData4 | CbsBulk):
        address, key = f"https://{access.host}/odata/v1/CBS/Datasets?$select={FIELDS}", "table"
    elif isinstance(access, CbsOData3):
        address, key = f"https://{access.host}/ODataCatalog/Tables?$format=json", "table"
    elif isinstance(access, CbsTitled):
        address = f"https://{access.host}/ODataCatalog/Tables?$format=json&$filter=Catalog eq '{access.catalogue}'"
        key = "title"
    else:
        return []
    try:
        listed = lists.of(dataset, address, glance)
    except IngestionError:
        return []
    now = getattr(access, key)
    likest = sorted(
        (
            (likeness(dataset.title, t.title), t.modified, t.identifier, t)
            for t in listed
            if now not in (t.identifier, t.title)
        ),
        reverse=True,
    )
    return [
        Proposal(
            file_of(dataset),
            lines(entry, {**entry, "access": {**entry["access"], key: t.title if key == "title" else t.identifier}}),
            f"{t.identifier}, {t.title!r}, van {t.modified[:10]}: {share:.0%} van de woorden van beide titels",
        )
        for share, _, _, t in likest[:MOST]
        if share >= LIKE
    ]


def likeness(ours: str, theirs: str) -> float:
    """The share of words that two titles have in common, years and what stands in brackets left out."""
    one, other = (set(words(title)) for title in (ours, theirs))
    return len(one & other) / len(one | other) if one | other else 0.0


def words(title: str) -> list[str]:
    plain = re.sub(r"\([^)]*\)|\b(?:19|20)\d\d\b", " ", title)
    return [bare(word) for word in re.split(r"[\s;,:/-]+", plain) if bare(word)]
