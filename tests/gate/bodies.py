"""An archived snapshot as records that can be spoiled, and back into bodies of the publisher's own form."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ingestion.archive import Archive
from ingestion.dataset import CbsOData3, CbsOData4, CbsTitled, Ckan, Dataset, Download, Eurostat, Landing
from ingestion.snapshot import Snapshot

YEAR = re.compile(r"\d{4}")
Record = dict[str, Any]


class NotSpoilable(Exception):
    """A form of body that is not written here: zips and workbooks."""


@dataclass
class Body:
    """The table of one snapshot. `values` are its columns of figures; `period` the column of periods, None where the
    years stand in the names of the columns of figures, or where there are none."""

    dataset: Dataset
    records: list[Record]
    values: list[str]
    period: str | None
    parts: dict[str, bytes]
    write: Callable[["Body"], dict[str, bytes]]
    lists: dict[str, Record] = field(default_factory=dict)  # CBS: MeasureCodes and the code lists, as received

    def periods(self) -> list[str]:
        """In order, oldest first."""
        if self.period:
            return sorted({str(r[self.period]) for r in self.records})
        return sorted({m[0] for c in self.values if (m := YEAR.search(c))})

    def in_period(self, period: str) -> list[tuple[Record, str]]:
        """The cells (record, column) of one period."""
        if self.period:
            return [(r, c) for r in self.records if str(r[self.period]) == period for c in self.values]
        return [(r, c) for r in self.records for c in self.values if (m := YEAR.search(c)) and m[0] == period]

    def cells(self) -> list[tuple[Record, str]]:
        return [(r, c) for r in self.records for c in self.values]

    def series(self, record: Record, column: str) -> str:
        """What a figure is of: CBS's measure, or the column without its year."""
        return str(record["Measure"]).strip() if "Measure" in record else YEAR.sub("", column)

    def dimensions(self) -> list[str]:
        """Columns of a few to some hundreds of categories, that are no figure and no period."""
        apart = {*self.values, self.period, "Id", "ID", "ValueAttribute", "StringValue"}
        found = []
        for column in self.records[0] if self.records else ():
            if column not in apart and 2 <= len({r[column] for r in self.records}) <= 300:
                found.append(column)
        return found

    def spoiled(self) -> dict[str, bytes]:
        """The parts as they would have come in; those that were not touched as they were."""
        return self.write(self)


def number(value: Any) -> float | None:
    """A figure, from a number or from text in Dutch or English notation; None for what is none."""
    if isinstance(value, int | float):
        return float(value)
    text = str(value or "").strip().replace("€", "").strip()
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "")
    text = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        return float(text)
    except ValueError:
        return None


def like(before: Any, value: float) -> Any:
    """A new figure in the notation of the old one."""
    if isinstance(before, int | float):
        return round(value) if isinstance(before, int) else value
    text = str(before)
    if "," in text:
        return f"{value:.{len(text.rsplit(',', 1)[1])}f}".replace(".", ",")
    decimals = len(text.rsplit(".", 1)[1]) if re.fullmatch(r"-?\d+\.\d{1,2}", text) else 0
    return f"{value:.{decimals}f}"


def opened(dataset: Dataset, snapshot: Snapshot, archive: Archive) -> Body:
    """Raises NotSpoilable."""
    parts = {part.part: archive.read(part.sha256) for part in snapshot.parts}
    access = dataset.access
    if isinstance(access, CbsOData4):
        return cbs(dataset, parts, "Observations/", ["Value"])
    if isinstance(access, CbsOData3):
        return cbs(dataset, parts, "TypedDataSet/", list(access.measures))
    if isinstance(access, CbsTitled):
        described = json.loads(parts["DataProperties"])["value"]
        return cbs(dataset, parts, "TypedDataSet/", [d["Key"] for d in described if d["Type"] == "Topic"])
    if isinstance(access, Ckan | Download | Eurostat):
        return delimited(dataset, parts, "data", access.format.delimiter, access.format.encodings)
    if isinstance(access, Landing) and len(parts) == 1 and next(iter(parts)).endswith(".csv"):
        return delimited(dataset, parts, next(iter(parts)), ";", access.format.encodings)
    raise NotSpoilable(f"{dataset.id}: {access.protocol}")


def cbs(dataset: Dataset, parts: dict[str, bytes], pages: str, values: list[str]) -> Body:
    named = sorted(p for p in parts if p.startswith(pages))
    records = [r for p in named for r in json.loads(parts[p])["value"]]
    period = dataset.period if records and dataset.period in records[0] else None
    lists = {p: json.loads(body) for p, body in parts.items() if p.endswith("Codes")}

    def write(body: Body) -> dict[str, bytes]:
        first, *others = named
        written = {**body.parts, first: dumped({**json.loads(parts[first]), "value": body.records})}
        written |= {p: dumped({**json.loads(parts[p]), "value": []}) for p in others}
        written = {p: strip_link(b) if p.startswith(pages) else b for p, b in written.items()}
        written |= {p: dumped(listed) for p, listed in body.lists.items()}
        if "Properties" in written:  # what is well-formed agrees with its own count
            said = json.loads(written["Properties"])
            if said.get("ObservationCount") is not None:
                written["Properties"] = dumped(said | {"ObservationCount": len(body.records)})
        return written

    return Body(dataset, records, values, period, parts, write, lists)


def strip_link(page: bytes) -> bytes:
    return dumped({k: v for k, v in json.loads(page).items() if not k.endswith("nextLink")})


def dumped(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def delimited(dataset: Dataset, parts: dict[str, bytes], part: str, delimiter: str, encodings: tuple[str, ...]) -> Body:
    for encoding in encodings:
        try:
            text = parts[part].decode(encoding).lstrip("\ufeff")
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NotSpoilable(f"{dataset.id}: no encoding")
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    records = [r for r in reader if any(str(v or "").strip() for v in r.values())]
    header = list(reader.fieldnames or ())
    contract = dataset.contract
    values = [c for c in header if contract.rule(c).is_figure]
    if isinstance(dataset.access, Landing):
        known = {word: ours for ours, words in dataset.access.synonyms.items() for word in words}
        values = [c for c in header if (ours := known.get(c.lower())) and contract.rule(ours).is_figure]

    def write(body: Body) -> dict[str, bytes]:
        out = io.StringIO(newline="")
        columns = list(body.records[0]) if body.records else header
        writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\r\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(body.records)
        return {**body.parts, part: out.getvalue().encode(encoding)}

    return Body(dataset, records, values, dataset.period if dataset.period in header else None, parts, write)
