"""`talent new`: what a publisher says of a table or file, written as a catalogue entry and a staging model to begin with.

The entry is right as it stands: dimensions, periods, rhythm and size are the publisher's own. The model gives every cell
under plain names; what a word or a unit means is for a person to decide, and stands above the model as the publisher says it.
"""

import csv
import io
import json
import math
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.catalogue import hosts, publishers
from ingestion.dataset import Dataset
from ingestion.errors import NotPublished, WrongBody
from ingestion.home import CHECKOUT
from ingestion.web import Web

CATALOGUE, STAGING = CHECKOUT / "ingestion" / "catalogue", CHECKOUT / "dbt_project" / "models" / "staging"
YEAR = r"\d{4}"
DELIMITERS = ";,\t|"
ENCODINGS = ("utf-8", "cp1252")
RHYTHMS = {
    "MM": "monthly",
    "KW": "quarterly",
    "JJ": "yearly",
    "SJ": "yearly",
    "HJ": "yearly",
}  # CBS's marks, finest first


class NotWritten(Exception):
    """Nothing was written, and why."""


@dataclass(frozen=True)
class Scaffold:
    """The files of one new dataset: the catalogue entry, the model and its description."""

    publisher: str
    name: str
    entry: Mapping[str, Any]
    sql: str
    columns: Mapping[str, str]  # columns of the model and their descriptions

    @property
    def dataset(self) -> Dataset:
        return publishers()[self.publisher].dataset(self.name, dict(self.entry))

    def files(self) -> dict[Path, str]:
        model = f"stg_{self.publisher}__{self.name}"
        described = {
            "models": [
                {
                    "name": model,
                    "description": f"{self.entry['title']}. Een rij per gepubliceerde cel.",
                    "columns": [{"name": n, "description": text} for n, text in self.columns.items()],
                }
            ]
        }
        staging = STAGING / self.publisher
        return {
            CATALOGUE / self.publisher / f"{self.name}.yml": dumped(self.entry),
            staging / f"{model}.sql": self.sql,
            staging / f"{model}.yml": dumped(described),
        }


def write(scaffold: Scaffold) -> list[Path]:
    """Writes the files and what is made from the catalogue. Raises NotWritten where one is there already."""
    scaffold.dataset  # noqa: B018  a wrong entry is told before anything is written
    files = scaffold.files()
    there = [p for p in [*files, *STAGING.rglob(f"stg_{scaffold.publisher}__{scaffold.name}.sql")] if p.exists()]
    if there:
        raise NotWritten(f"{there[0].relative_to(CHECKOUT)} bestaat al")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def cbs(table: str) -> Scaffold:
    """A table of CBS's OData v4, from its own description. Raises IngestionError or NotWritten."""
    name = table.lower()
    asked = publishers()["cbs"].dataset(name, {
        "title": table, "description": table, "cadence": "frozen", "period": None, "access": {"table": table},
        "contract": {"columns": []},
    })  # fmt: skip
    base = f"https://{asked.access.host}/odata/v1/CBS/{table}"
    with small_bodies(asked) as ask:
        said = json.loads(ask(f"{base}/Properties"))
        dimensions = json.loads(ask(f"{base}/Dimensions"))["value"]
        measures = json.loads(ask(f"{base}/MeasureCodes"))["value"]
        groups = titles_of_groups(ask, base, measures)
        times = [d["Identifier"] for d in dimensions if d["Kind"] == "TimeDimension"]
        periods = [c["Identifier"] for t in times for c in json.loads(ask(f"{base}/{t}Codes"))["value"]]
    rows = int(said.get("ObservationCount") or 0)
    entry: dict[str, Any] = {
        "title": " ".join(said["Title"].split()),
        "description": first_sentence(said.get("Summary") or said["Title"]),
        "cadence": next((r for mark, r in RHYTHMS.items() if any(mark in p[4:6] for p in periods)), "frozen"),
        "period": times[0] if times else None,
        "access": {"table": table},
        "contract": {"columns": [d["Identifier"] for d in dimensions]},
        "size": {"min_rows": max(rows // 2, 1), "max_rows": max(rows * 3, 100)},
        "serves": [],
    }
    if times == [publishers()["cbs"].datasets["period"]]:
        del entry["period"]
    others = {d["Identifier"]: plain(d["Title"] or d["Identifier"]) for d in dimensions if d["Identifier"] not in times}
    told = [
        f"-- {m['Identifier']}: {' / '.join(filter(None, (groups.get(m.get('MeasureGroupId')), m['Title'])))} ({m['Unit']})"
        for m in measures
    ]
    return Scaffold("cbs", name, entry, cbs_model(name, others, times, told), cbs_columns(others))


def titles_of_groups(ask: Any, base: str, measures: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The titles of the groups of measures, where the table has them."""
    if not any(m.get("MeasureGroupId") for m in measures):
        return {}
    try:
        groups = json.loads(ask(f"{base}/MeasureGroups"))["value"]
    except NotPublished:
        return {}
    return {g["Id"]: " ".join(str(g["Title"]).split()) for g in groups}


def cbs_model(name: str, others: Mapping[str, str], times: Sequence[str], told: Sequence[str]) -> str:
    called = ", ".join(f'"{dimension}": "{column}"' for dimension, column in others.items())
    period = f', period="{times[0]}"' if times and times[0] != "Perioden" else ""
    listed = "".join(f"        {c}_code,\n        {c},\n\n" for c in others.values())
    return (
        "-- Measures, with their unit as CBS writes it:\n" + "\n".join(told) + "\n"
        f'with source as (\n    {{{{ cbs_cells("cbs__{name}", {{{called}}}{period}) }}}}\n),\n\n'
        "renamed as (\n    select\n        dataset_id,\n        snapshot_id,\n\n" + listed
        + "        measure_code,\n        measure_group_title,\n        measure,\n        unit,\n        value,\n"
        "        value_attribute,\n\n        period_start,\n        frequency,\n        status\n    from source\n)\n\n"
        "select * from renamed\n"
    )  # fmt: skip


def cbs_columns(others: Mapping[str, str]) -> dict[str, str]:
    known = {
        "dataset_id": "{{ doc('dataset_id') }}",
        "measure": "{{ doc('measure_cbs') }}",
        "value": "{{ doc('value') }}",
        "period_start": "{{ doc('period_start') }}",
        "status": "{{ doc('status') }}",
    }
    return known | {column: f"{dimension}, zoals CBS het noemt." for dimension, column in others.items()}


def delimited(publisher: str, name: str, address: str, *, package: str = "") -> Scaffold:
    """A csv file, from its header and lines: by its address, or as a file of a CKAN package.

    Raises IngestionError or NotWritten.
    """
    known = publishers().get(publisher)
    if known is None:
        raise NotWritten(f"{publisher} is geen uitgever van de catalogus: {', '.join(publishers())}")
    access: dict[str, Any] = {"protocol": "download", "url": address}
    if package:
        access = {"protocol": "ckan", "package": package, "resource_id": "", "file": address}
    asked = known.dataset(name, {
        "title": name, "description": name, "cadence": "frozen", "homepage": known.home, "access": access,
        "contract": {"columns": []},
    })  # fmt: skip
    with small_bodies(asked) as ask:
        if package:
            shown = json.loads(ask(f"https://{asked.access.host}/api/3/action/package_show?id={package}"))["result"]
            files = {r["url"].rsplit("/", 1)[-1]: r for r in shown["resources"]}
            if address not in files:
                raise NotWritten(f"{package} heeft geen bestand {address}; wel {', '.join(files) or 'geen'}")
            access["resource_id"], url = files[address]["id"], files[address]["url"]
        else:
            url = address
        body = ask(url, body_shape.compressed_or_delimited)
    encodings = [e for e in ENCODINGS if decodes(body, e)]
    if not encodings:
        raise NotWritten(f"{url} is geen tekst in {' of '.join(ENCODINGS)}")
    text = body.decode(encodings[0]).lstrip("\ufeff")
    delimiter = max(DELIMITERS, key=text.splitlines()[0].count)
    header, *lines = csv.reader(io.StringIO(text), delimiter=delimiter)
    form: dict[str, Any] = {"delimiter": delimiter, "encodings": encodings if body.isascii() else encodings[:1]}
    if any(len(line) < len(header) for line in lines):
        form["blank_rows"] = True
    years = [column for column in header if re.fullmatch(YEAR, column)]
    contract: dict[str, Any] = {"columns": [column for column in header if column not in years]}
    if years:
        contract["years"] = {"pattern": YEAR, "example": years, "rule": {"count": True}}
    entry = {
        "title": name.replace("_", " "),
        "description": f"Bestand {url.rsplit('/', 1)[-1]}.",
        "cadence": "frozen",
        "homepage": known.home,
        "access": access | {"format": form},
        "contract": contract,
        "size": {"min_rows": max(len(lines) // 2, 1), "max_rows": max(len(lines) * 3, 100)},
        "serves": [],
    }
    columns = {column: plain(column) for column in contract["columns"]}
    return Scaffold(publisher, name, entry, csv_model(f"{publisher}__{name}", columns, bool(years)), {
        "dataset_id": "{{ doc('dataset_id') }}",
        **{ours: f"Kolom {theirs} van het bestand." for theirs, ours in columns.items()},
    })  # fmt: skip


def csv_model(dataset_id: str, columns: Mapping[str, str], years: bool) -> str:
    listed = "".join(f'        trim("{theirs}") as {ours},\n' for theirs, ours in columns.items())
    source = f'{{{{ source("raw", "{dataset_id}") }}}}'
    if years:
        source = f"(\n        unpivot {source}\n        on columns('^{YEAR}$') into name year value persons\n    )"
        listed += "        cast(year as integer) as year,\n        cast(trim(persons) as bigint) as persons,\n"
    last = ",\n"
    return (
        f"with source as (\n    select * from {source}\n),\n\nrenamed as (\n    select\n"
        f"        '{dataset_id}' as dataset_id,\n        _snapshot_id as snapshot_id,\n\n{listed.removesuffix(last)}\n"
        "    from source\n)\n\nselect * from renamed\n"
    )


class small_bodies:  # noqa: N801  used as a with-statement
    """Asks a publisher for small bodies, through the mirror where one is set; they are kept nowhere."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.folder = dataset, tempfile.TemporaryDirectory(prefix="talent-new-")

    def __enter__(self) -> Any:
        self.web = Web.from_env(Archive(Path(self.folder.name), "live"), hosts())
        return self.ask

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()

    def ask(self, url: str, form: body_shape.Shape = body_shape.json_object) -> bytes:
        reply = self.web.get(self.dataset, url, "new", form)
        if reply is None:
            raise WrongBody(self.dataset.id, url, "HTTP 304", "a body", "Nothing was asked for on a condition.")
        return self.web.archive.read(reply.receipt.sha256)


def decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def first_sentence(text: str) -> str:
    """The beginning of a text on one line."""
    return re.split(r"(?<=\.)\s", " ".join(text.split()))[0]


def plain(name: str) -> str:
    """A name as a column: lower case, words joined by _."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"\(.*?\)", "", letters)).strip("_") or "column"


def dumped(content: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=math.inf, default_flow_style=None)
