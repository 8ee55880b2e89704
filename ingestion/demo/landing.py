"""The files that a person would have put in the landing folder; each module says what of it is published."""

from collections.abc import Callable, Sequence
from functools import cache

from ingestion.demo import uwv_permits, uwv_stap, uwv_tightness

Rows = Callable[[], Sequence[tuple[str, ...]]]
FILES: dict[str, tuple[str, tuple[str, ...], Rows]] = {  # dataset: name of the file, header, rows
    "uwv__spanningsindicator": ("spanningsindicator-2026Q1.csv", uwv_tightness.HEADER, uwv_tightness.rows),
    "uwv__stap": ("stap-2022-2023.csv", uwv_stap.HEADER, uwv_stap.rows),
    "uwv__twv": ("twv-en-gvva.csv", uwv_permits.HEADER, uwv_permits.rows),
}


@cache
def landing_file(dataset_id: str) -> tuple[str, bytes]:
    """Name and content (`;`, UTF-8, decimal comma) of the file for the landing folder. KeyError for another dataset."""
    if dataset_id not in FILES:
        raise KeyError(f"the demo has no landing file for {dataset_id}; it has one for {', '.join(FILES)}")
    name, header, rows = FILES[dataset_id]
    return name, ("\r\n".join(";".join(row) for row in (header, *rows())) + "\r\n").encode()
