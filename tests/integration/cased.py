"""What came in besides the first recordings: tables, files and landed files as they really are (../shared/cases,
../shared/recordings-added). None answers for an address of another, so one build takes them all."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import SHARED, absent

ADDED = SHARED / "recordings-added"
TABLES = {
    "85124ned": "cbs-85124-without-onderwijssoort",
    "85357ned": "cbs-85357-mbo-entreeopleiding",
    "85424ned": "cbs-85424-hbo-masters-under-vervolgopleidingen",
    "85700ned": "cbs-85700-five-totals-of-benefits",
    "85777ned": "cbs-85777-kinds-of-job-of-all-leavers",
    "85778ned": "cbs-85778-real-dimensions",
    "85987ned": "cbs-85987-one-vintage-without-perioden",
}
LANDED = ("landing-xlsx-decimal-times-thousand", "landing-csv-more-commas-than-semicolons")


def present(folder: Path) -> Path:
    if not (folder / "index.json").exists():
        absent(f"../shared/{folder.relative_to(SHARED)} is not there")
    return folder


def of_table(table: str) -> Path:
    return present(SHARED / "cases" / TABLES[table])


def bodies() -> Sequence[Path]:
    """The folders of recordings: those added later, and of each case that has any."""
    return [present(ADDED), *sorted(index.parent for index in present(ADDED).parent.glob("cases/*/index.json"))]


def land(home: Path) -> None:
    for case in LANDED:
        shutil.copytree(SHARED / "cases" / case / "landing", home / "landing", dirs_exist_ok=True)
