"""The recorded bodies read a second way: json, csv and lxml, nothing of the project's own readers."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

MARKS = {"-1": (1, 4)}


@dataclass(frozen=True)
class Table:
    """A recorded CBS v4 table: each observation with titles in place of codes."""

    folder: Path

    def values(self, entity: str) -> list[dict[str, Any]]:
        return listed(self.folder / f"{entity}.json")

    def cells(self) -> Iterator[dict[str, Any]]:
        """Observations; `Measure` and every dimension but the time hold their title, its `Description` under `<dim>+`.

        `MeasureCode` is what `Measure` was: CBS gives one title to many measures.
        """
        kinds = {d["Identifier"]: d["Kind"] for d in self.values("Dimensions")}
        titles = {name: {c["Identifier"]: c for c in self.values(f"{name}Codes")} for name in kinds}
        measures = {m["Identifier"]: m["Title"] for m in self.values("MeasureCodes")}
        for observation in self.values("Observations"):
            cell = dict(observation, Measure=measures[observation["Measure"]], MeasureCode=observation["Measure"])
            for name, kind in kinds.items():
                if kind == "TimeDimension":
                    cell["Period"] = observation[name]
                else:
                    cell[name] = " ".join(titles[name][observation[name]]["Title"].split())
                    cell[f"{name}+"] = titles[name][observation[name]].get("Description") or ""
            yield cell


def index(recordings: Path) -> list[dict[str, str]]:
    """Every recorded url with its file."""
    entries: list[dict[str, str]] = json.loads((recordings / "index.json").read_text(encoding="utf-8"))
    return entries


def listed(path: Path) -> list[dict[str, Any]]:
    """The rows of an OData answer."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["value"]
    return rows


def times(cell: dict[str, Any], scale: int) -> float | None:
    """The value of a cell in units: CBS publishes thousands."""
    return None if cell["Value"] is None else round(cell["Value"] * scale, 2)


def same(rows: list[tuple[object, ...]], expected: Mapping[Any, float | None]) -> int:
    """Rows (key ..., value) are the expected cells, no more and no fewer, each once; returns how many."""
    found = {row[:-1]: None if row[-1] is None else round(float(str(row[-1])), 6) for row in rows}
    assert len(found) == len(rows), "a key occurs twice"
    missing, foreign = expected.keys() - found.keys(), found.keys() - expected.keys()
    assert (sorted(map(str, missing))[:5], sorted(map(str, foreign))[:5]) == ([], [])
    assert [(key, value, found[key]) for key, value in expected.items() if found[key] != value][:5] == []
    return len(expected)


def cbs(recordings: Path, table: str) -> Table:
    return Table(recordings / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / table)


def static_graduates(recordings: Path, sector: str) -> list[dict[str, str]]:
    """DUO's unsuppressed file of 2014-2018; separators left out."""
    path = recordings / "duo.nl" / "open_onderwijsdata" / "images" / f"05-gediplomeerden-{sector}-2019.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if row.get("BRIN NUMMER ACTUEEL")]


def ckan(recordings: Path, name: str) -> list[dict[str, str]]:
    """A recorded csv of DUO's portal by its file name."""
    path = next((recordings / "onderwijsdata.duo.nl").rglob(name))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bounds(cells: list[str]) -> tuple[int, int]:
    """The least and the most that a sum of published counts can be."""
    pairs = [MARKS.get(c, (int(c), int(c))) if c else (0, 0) for c in cells]
    return sum(low for low, _ in pairs), sum(high for _, high in pairs)


def roa(recordings: Path) -> list[dict[str, str]]:
    path = recordings / "dataverse.nl" / "api" / "access" / "datafile" / "674144.csv"
    with path.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def sponsors(recordings: Path) -> int:
    """The number of organisations in the register of work."""
    page = recordings / "ind.nl" / "en" / "public-register-recognised-sponsors" / "public-register-work.html"
    return len(html.fromstring(page.read_bytes()).xpath("//tbody/tr"))


def period(code: str) -> tuple[str, str]:
    """(first day, frequency) of a CBS period of a year or a quarter."""
    year, kind, number = code[:4], code[4:6], int(code[6:])
    return (f"{year}-01-01", "year") if kind == "JJ" else (f"{year}-{number * 3 - 2:02d}-01", "quarter")
