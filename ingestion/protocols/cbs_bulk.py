"""CBS v4 bulk zip, for tables too large to page through: one zip with observations and code lists as csv.

`Observations.csv` is read by DuckDB through a pipe while it is unzipped; nothing touches the disk.
"""

import csv
import json
import os
import threading
import zipfile
from pathlib import Path
from typing import IO

import duckdb

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.bodies.cbs_tables import CODE, DIMENSION, FIXED, MEASURE, PROPERTY, many, one, typed
from ingestion.dataset import CbsBulk, Dataset
from ingestion.dutch import whole
from ingestion.errors import WrongBody
from ingestion.protocols import Fetched, Loadable
from ingestion.protocols.cbs_odata4 import get_entity, timestamp
from ingestion.protocols.one_moment import of_one_moment
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import literal, struct
from ingestion.web import Web

BLOCK = 1 << 20


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CbsBulk)
    base = f"https://{access.host}/odata/v1/CBS/{access.table}"

    def stamped() -> tuple[Receipt, str]:
        receipt = get_entity(dataset, web, base, "Properties")
        said = json.loads(web.archive.read(receipt.sha256))
        told = "|".join(str(said.get(k)) for k in ("Version", "ObservationsModified", "ObservationCount"))
        return receipt, f"{told}|zip"

    return of_one_moment(
        dataset, "bulk.zip", lambda: taken(dataset, web, previous, base, *stamped()), lambda: stamped()[1]
    )


def taken(
    dataset: Dataset, web: Web, previous: Snapshot | None, base: str, properties: Receipt, stamp: str
) -> Fetched | None:
    """The table as it comes in once."""
    access = dataset.access
    assert isinstance(access, CbsBulk)
    if previous and previous.stamp == stamp:
        return None
    dimensions = get_entity(dataset, web, base, "Dimensions")
    bulk = web.get(
        dataset,
        f"https://{access.host}/csv/CBS/nl/{access.table}",
        "bulk.zip",
        body_shape.zip_file,
        encoding="identity",
    )
    assert bulk is not None
    said = json.loads(web.archive.read(properties.sha256))
    return Fetched((properties, dimensions, bulk.receipt), timestamp(said.get("Modified")), stamp)


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    assert isinstance(dataset.access, CbsBulk)
    packed = folder / "bulk.zip"
    with archive.open(snapshot.part("bulk.zip").sha256) as stream, packed.open("wb") as file:
        while block := stream.read(BLOCK):
            file.write(block)
    bundle = zipfile.ZipFile(packed)
    check(dataset, bundle)
    with bundle.open("Observations.csv") as member:
        header = next(csv.reader([member.readline().decode("utf-8-sig")], delimiter=";"))
    pipe = folder / "Observations.csv"
    os.mkfifo(pipe)
    threading.Thread(target=pour, args=(bundle, pipe), daemon=True).start()
    described = json.loads(archive.read(snapshot.part("Dimensions").sha256))["value"]
    for name in ["MeasureCodes", *(f"{d['Identifier']}Codes" for d in described)]:
        (folder / f"{name}.csv").write_bytes(bundle.read(f"{name}.csv"))
    types = {column: FIXED.get(column, "varchar") for column in header}
    return Loadable(
        f"select * from read_csv({literal(pipe)}, delim = ';', quote = '\"', header = true, auto_detect = false, "
        f"decimal_separator = ',', columns = {struct(types)})",
        tuple(header),
        "Observations.csv",
        {
            "cbs__property": one(archive.body(snapshot.part("Properties").sha256), PROPERTY),
            "cbs__dimension": many([(archive.body(snapshot.part("Dimensions").sha256), "")], DIMENSION),
            "cbs__measure": listed(folder / "MeasureCodes.csv", MEASURE, ""),
            "cbs__code": " union all by name ".join(
                listed(folder / f"{d['Identifier']}Codes.csv", CODE, f"{literal(d['Identifier'])} as Dimension, ")
                for d in described
            ),
        },
        json.loads(archive.read(snapshot.part("Properties").sha256)).get("ObservationCount"),
    )


def check(dataset: Dataset, bundle: zipfile.ZipFile) -> None:
    """Refuses a zip that unpacks to more than the dataset may be, or that lacks the observations."""
    names = bundle.namelist()
    size = sum(entry.file_size for entry in bundle.infolist())
    most = dataset.size.max_bytes * 40
    if "Observations.csv" not in names:
        raise WrongBody(dataset.id, "bulk.zip", ", ".join(names[:10]), "Observations.csv", "Ga na wat CBS wijzigde.")
    if size > most:
        raise WrongBody(
            dataset.id,
            "bulk.zip",
            f"{whole(size)} bytes uitgepakt",
            f"hoogstens {whole(most)}",
            "Hij is niet uitgepakt: bekijk waarom hij zo groot is.",
        )


def pour(bundle: zipfile.ZipFile, pipe: Path) -> None:
    """Writes the member into the pipe; a reader that goes away ends it."""
    try:
        with bundle.open("Observations.csv") as member, pipe.open("wb") as out:
            strip_mark(member, out)
            while block := member.read(BLOCK):
                out.write(block)
    except BrokenPipeError:
        pass


def strip_mark(member: IO[bytes], out: IO[bytes]) -> None:
    out.write(member.read(3).removeprefix(b"\xef\xbb\xbf"))


def listed(path: Path, columns: tuple[str, ...], extra: str) -> str:
    """A select of a code list in the zip; columns it lacks are null."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file, delimiter=";"))
    chosen = ", ".join(
        f'"{c}"::{kind} as "{c}"' if c in header else f'null::{kind} as "{c}"' for c, kind in typed(columns).items()
    )
    return f"select {extra}{chosen} from read_csv({literal(path)}, delim = ';', header = true, all_varchar = true)"
