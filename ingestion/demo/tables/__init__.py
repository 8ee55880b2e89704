"""The statistical tables of the demo, described in `cbs/*.yml` and `eurostat.yml`, with their cells made by one routine.

To add a table: an entry of its dimensions, its measures with a level, its periods, and what is published of it. Title and
frequency come from the catalogue; a table without an entry is made of its catalogue entry alone (`from_catalogue`).

A dimension is a list of `lists.yml` or of `lists.py`, several of them (each a whole by itself), or written out in place.
A category is a title (the whole, or a view of everyone), `[title, share]` (a part) or `[title, [codes]]` (the sum of
others; with `-` before a code, what is left of them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ingestion.catalogue import load_catalogue
from ingestion.dataset import CbsOData3, CbsOData4, Dataset
from ingestion.demo import files
from ingestion.demo.body import utc
from ingestion.demo.tables import lists, periods
from ingestion.demo.tables.observe import Cell, Observer
from ingestion.demo.tables.parts import Category, Dimension, Measure
from ingestion.vocabulary import TOTAL, titles_of

FOLDER = Path(__file__).parent
FREQUENCY = {"yearly": "Per jaar", "quarterly": "Per kwartaal", "monthly": "Per maand", "frozen": "Stopgezet"}
MODIFIED = utc(2026, 11, 27, 4)  # of every table


@dataclass(frozen=True)
class DemoTable:
    """A table with all that the observer and the bodies need. The last dimension is time."""

    identifier: str
    title: str
    frequency: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    spec: Mapping[str, Any] = field(repr=False)

    @property
    def shown(self) -> tuple[Dimension, ...]:
        """The dimensions that CBS would give: without time where a survey was held once."""
        return self.dimensions[:-1] if self.spec.get("held_once") else self.dimensions

    @property
    def coverage(self) -> str:
        years = [code[:4] for code in self.dimensions[-1].codes]
        return years[0] if years[0] == years[-1] else f"{years[0]}-{years[-1]}"

    @cached_property
    def observer(self) -> Observer:
        return Observer(self, others=lambda name: tables()[name])

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self.observer.cells())


@cache
def tables() -> dict[str, DemoTable]:
    """The tables by id, as CBS spells it; one of the catalogue without an entry here is made of its catalogue entry."""
    specs: dict[str, Any] = {}
    for path in sorted(FOLDER.rglob("*.yml")):
        if path.name != "lists.yml":  # a name with a dot before it: parts that entries share
            specs |= {name: spec for name, spec in files.document(path).items() if not name.startswith(".")}
    read = [(d.access, d) for d in load_catalogue().values()]
    listed = {access.table: d for access, d in read if isinstance(access, CbsOData4 | CbsOData3)}
    specs = {name: from_catalogue(dataset) for name, dataset in listed.items() if name not in specs} | specs
    known = {name: {"title": d.title, "frequency": FREQUENCY.get(d.cadence, "")} for name, d in listed.items()}
    return {name: made(name, known.get(name, {}) | spec) for name, spec in specs.items()}


def made(name: str, spec: Mapping[str, Any]) -> DemoTable:
    """The table of an entry. Raises KeyError with the table's name where it lacks something."""
    try:
        named = [_dimension(key, listed, spec.get("titles", {})) for key, listed in spec["dimensions"].items()]
        time = periods.dimension(spec["periods"], **spec.get("time", {}))
        measures = {m.identifier: m for key, entry in spec["measures"].items() for m in _measures(str(key), entry)}
        return DemoTable(name, spec["title"], spec["frequency"], (*named, time), tuple(measures.values()), spec)
    except KeyError as missing:
        raise KeyError(f"the demo's entry of {name} lacks {missing}") from missing


def _dimension(key: str, listed: Any, titles: Mapping[Any, str]) -> Dimension:
    """A dimension of one list or several; `titles` are of categories that are called otherwise here."""
    found: dict[str, Category] = {}
    for part in listed if isinstance(listed, list) else [listed]:
        categories = lists.named(part) if isinstance(part, str) else lists.categories(part)
        found |= {code: c for code, c in categories.items() if code not in found}
    found |= {str(c): replace(found[str(c)], title=title) for c, title in titles.items() if str(c) in found}
    kind = "GeoDimension" if key.startswith("Regio") else "Dimension"
    return Dimension(key, lists.title_of(key), found, kind)


def _measures(key: str, entry: Mapping[str, Any]) -> list[Measure]:
    """The measure of an entry; of `@list` one for each of its categories, with its share of the level."""
    if not key.startswith("@"):
        return [Measure(key, **entry)]
    every = lists.named(key[1:]).items()
    return [Measure(code, title=c.title, share=c.share or 1.0, **entry) for code, c in every]


def from_catalogue(dataset: Dataset) -> dict[str, Any]:
    """An entry for a table that nobody described here: each dimension a whole and two parts, one count, recent years.

    What the catalogue filters on is there, by code or title. The words are made up: only the form is CBS's.
    """
    *names, time = [c for c in dataset.contract.columns if c not in ("Measure", "Value", "ValueAttribute")]
    parts = {"D900001": ["Demodeel 1", 0.5], "D900002": ["Demodeel 2", 0.5]}
    dimensions: dict[str, dict[str, Any]] = {name: {"D900000": "Totaal"} | parts for name in names}
    for pick in getattr(dataset.access, "filters", ()):
        if pick.dimension in names and not pick.from_code:
            titles = (
                [titles_of(pick.dimension, TOTAL)[0].capitalize()] if pick.total and not pick.codes else pick.titles
            )
            asked = dict.fromkeys(pick.codes, "Totaal") | {f"D90001{n}": t for n, t in enumerate(titles)}
            dimensions[pick.dimension] = asked | parts
    spans = {"monthly": "2024MM01..2025MM12", "quarterly": "2022KW01..2025KW04+JJ"}
    return {
        "periods": spans.get(dataset.cadence, "2016JJ00..2025JJ00"),
        "time": {"identifier": time, "name": time}, "dimensions": dimensions,
        "measures": {"D900001": {"title": dataset.title, "unit": "aantal", "level": {2016: 1_000, 2025: 1_500}}},
    }  # fmt: skip
