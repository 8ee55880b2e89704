"""A workbook as tables of text, one a sheet. A cell that is a number stays that number: it is written with a decimal comma
and without a mark for thousands, so that whoever reads Dutch text reads the same. `123.456` in a text cell stays as it is.
"""

import zipfile
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from ingestion.dataset import Dataset
from ingestion.errors import WrongBody
from ingestion.snapshot import Receipt

UNPACKED = 20  # times the most bytes the dataset may be: what the workbook may unpack to


def sheets(dataset: Dataset, part: Receipt, path: Path) -> dict[str, pa.Table]:
    """Every sheet by its name, its first row included. Raises WrongBody."""
    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(path).infolist())
        if unpacked > dataset.size.max_bytes * UNPACKED:
            raise WrongBody(
                dataset.id, part.part, f"{unpacked:,} bytes unpacked", "a sheet of normal size", "Not opened."
            )
        book = fastexcel.read_excel(path)
        return {name: text_of(book, name) for name in book.sheet_names}
    except (zipfile.BadZipFile, fastexcel.FastExcelError) as error:
        raise WrongBody(
            dataset.id, part.part, str(error)[:200], "an xlsx workbook", "Download the file again."
        ) from error


def text_of(book: fastexcel.ExcelReader, name: str) -> pa.Table:
    """The cells of a sheet as text. The reader gives a number as text with a point, and as true or false where a truth is
    asked for; of a text it gives no truth."""
    written = book.load_sheet(name, header_row=None, dtypes="string").to_arrow()
    truths = book.load_sheet(name, header_row=None, dtypes="boolean").to_arrow()
    columns = [
        pc.if_else(pc.is_valid(truth), pc.replace_substring(text, ".", ","), text)
        for text, truth in zip(written.columns, truths.columns, strict=True)
    ]
    return pa.table(columns, names=written.schema.names)
