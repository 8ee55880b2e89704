"""A workbook as tables of text, one a sheet. A cell that is a number stays that number: it is written with a decimal comma
and without a mark for thousands, so that whoever reads Dutch text reads the same. `123.456` in a text cell stays as it is.
"""

import json
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa

from ingestion.dataset import Dataset
from ingestion.dutch import whole
from ingestion.errors import WrongBody
from ingestion.home import CHECKOUT
from ingestion.snapshot import Receipt

UNPACKED = 20  # times the most bytes the dataset may be: what the workbook may unpack to
LONGEST = 300  # seconds that reading may take
CLAIM = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:]{1,30})[\"']")
HEAD = 1 << 16  # bytes at the beginning of a sheet in which it tells its dimension


def sheets(dataset: Dataset, part: Receipt, path: Path) -> dict[str, pa.Table]:
    """Every sheet by its name, its first row included. Raises WrongBody."""
    try:
        with zipfile.ZipFile(path) as bundle:
            unpacked = sum(entry.file_size for entry in bundle.infolist())
            if unpacked > dataset.size.max_bytes * UNPACKED:
                raise WrongBody(
                    dataset.id,
                    part.part,
                    f"{whole(unpacked)} bytes uitgepakt",
                    "een blad van gewone omvang",
                    "Het is niet geopend: bekijk waarom het zo groot is.",
                )
            claims = claimed(bundle)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise unreadable(dataset, part, str(error)) from error
    names, wrong = read(path)
    if wrong:
        raise unreadable(dataset, part, wrong + (f"; de bladen zeggen de cellen {claims} te hebben" if claims else ""))
    tables = {}
    for number, name in enumerate(names):
        with pa.memory_map(str(path.with_name(f"{number}.arrow"))) as file:
            tables[name] = pa.ipc.open_file(file).read_all()
    return tables


def read(path: Path) -> tuple[list[str], str]:
    """The names of the sheets, read beside the workbook; or why they cannot be."""
    command = [sys.executable, "-m", "ingestion.bodies.workbook_reader", str(path), str(path.parent)]
    try:
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return [], f"geen eind na {LONGEST} s"
    if done.returncode:
        how = signal.Signals(-done.returncode).name if done.returncode < 0 else f"status {done.returncode}"
        return [], f"de lezer eindigde met {how}, door te weinig geheugen of een eigen fout"
    told = json.loads(done.stdout)
    return told.get("sheets", []), told.get("error", "")


def claimed(bundle: zipfile.ZipFile) -> str:
    """The cells that the sheets claim to have, as they tell it themselves."""
    found = []
    for entry in bundle.infolist():
        if entry.filename.startswith("xl/worksheets/"):
            with bundle.open(entry) as sheet:
                claim = CLAIM.search(sheet.read(HEAD))
            found += [claim[1].decode()] if claim else []
    return ", ".join(found[:10])


def unreadable(dataset: Dataset, part: Receipt, told: str) -> WrongBody:
    return WrongBody(dataset.id, part.part, told[:400], "een xlsx-werkmap", "Haal het bestand opnieuw op.")
