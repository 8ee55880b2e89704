"""What is published of a table: the entry `published` as values under (measure, codes)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingestion.demo.files import DATA, rows
from ingestion.demo.tables.parts import Codes, Dimension


def cells(
    dimensions: Sequence[Dimension], measures: Sequence[str], entry: Mapping[Any, Any]
) -> dict[tuple[str, Codes], float]:
    """Published values of a CBS table under (measure, codes).

    The entry is nested by code of a category, period or measure, in any order; what is not named is the whole. A list
    holds consecutive periods from the one it stands under; `@file` holds a line per category, {column: code}; lines of
    categories that the table does not have are left out.
    """
    return dict(_walk(dimensions, tuple(measures), entry, {}))


def _walk(
    dimensions: Sequence[Dimension], measures: Codes, entry: Any, chosen: dict[str, str]
) -> Iterator[tuple[tuple[str, Codes], float]]:
    if isinstance(entry, Mapping):
        for key, below in entry.items():
            if str(key).startswith("@"):
                for row in (r for r in rows(DATA / f"{key[1:]}.csv") if any(r["code"] in d.codes for d in dimensions)):
                    below_row = {str(code): float(row[column]) for column, code in below.items() if row[column]}
                    yield from _walk(
                        dimensions, measures, below_row, chosen | _named(dimensions, measures, row["code"])
                    )
            else:
                yield from _walk(dimensions, measures, below, chosen | _named(dimensions, measures, str(key)))
        return
    time = dimensions[-1]
    start = list(time.codes).index(chosen[time.identifier])
    for n, value in enumerate(entry if isinstance(entry, list) else [entry]):
        place = (*(chosen.get(d.identifier, d.whole) for d in dimensions[:-1]), list(time.codes)[start + n])
        yield (chosen.get("", measures[0]), place), value


def _named(dimensions: Sequence[Dimension], measures: Codes, code: str) -> dict[str, str]:
    """The one dimension (or the measure, under the empty name) that a code belongs to. Raises KeyError with the code."""
    if code in measures:
        return {"": code}
    found = [d.identifier for d in dimensions if code in d.codes]
    if len(found) != 1:
        raise KeyError(f"{code}, published, is a category of {' and of '.join(found) or 'no dimension'}")
    return {found[0]: code}
