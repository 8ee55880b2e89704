"""Reads a workbook in a process of its own: `python -m ingestion.bodies.workbook_reader WORKBOOK FOLDER`.

The reader gives room to every cell that a sheet claims to have, and ends its process where there is no such room: no
exception, no message. So it has a bound, and nothing of the build is in that process. Each sheet becomes `<number>.arrow` in
the folder, as text; on standard output stand, as JSON, the names of the sheets or why the workbook cannot be read.
"""

import json
import resource
import sys
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

MEMORY = 4 << 30  # bytes of address space: some thirty million cells, more than any file of the catalogue has by far


def main(workbook: str, folder: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        book = fastexcel.read_excel(workbook)
        for number, name in enumerate(book.sheet_names):
            table = text_of(book, name)
            with (
                pa.OSFile(str(Path(folder) / f"{number}.arrow"), "wb") as file,
                pa.ipc.new_file(file, table.schema) as out,
            ):
                out.write_table(table)
        print(json.dumps({"sheets": book.sheet_names}))
    except fastexcel.FastExcelError as error:
        print(json.dumps({"error": str(error)}))


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


if __name__ == "__main__":
    main(*sys.argv[1:])
