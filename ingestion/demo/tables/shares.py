"""The shares of a dimension's categories where they differ from those of its list, and how shares move over the years."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from functools import cache
from typing import Any

from ingestion.demo.model import between
from ingestion.demo.tables import lists
from ingestion.demo.tables.parts import Codes, Dimension

DRIFT = 0.01  # a share grows or shrinks by at most this a year
REFERENCE = 2022.5


class Shares:
    """Shares from an entry: {code: share}, a list in the order of the parts, or the name of a rule of `lists.joint`.

    `given` names the dimensions that they depend on; `rows` then holds shares per pattern of their codes, the first that
    fits. With `counts` a row is made to add up to one. Parts that a row does not name have none, wholes all.
    """

    def __init__(self, dimensions: Sequence[Dimension], name: str, entry: Any) -> None:
        entry = lists.joint(entry) if isinstance(entry, str) else entry
        full = entry if isinstance(entry, Mapping) and "rows" in entry else {"rows": {"*": entry}}
        self.position = {d.identifier: n for n, d in enumerate(dimensions)}
        self.dimension = dimensions[self.position[name]]
        self.given: list[str] = full.get("given", "").split()
        self.rows = {str(pattern): self._row(row, full.get("counts", False)) for pattern, row in full["rows"].items()}
        self._found: dict[str, Mapping[str, float]] = {}

    def _row(self, row: Any, counts: bool) -> Mapping[str, float]:
        listed = row.values() if isinstance(row, Mapping) else row if isinstance(row, list) else [row]
        codes = map(str, row) if isinstance(row, Mapping) else self.dimension.parts
        whole = sum(listed) if counts else 1
        return {code: share / whole for code, share in zip(codes, listed, strict=True)}

    def of(self, codes: Codes) -> float:
        key = " ".join(codes[self.position[name]] for name in self.given)
        if key not in self._found:
            self._found[key] = next((row for pattern, row in self.rows.items() if fnmatch(key, pattern)), {})
        code = codes[self.position[self.dimension.identifier]]
        return self._found[key].get(code, 1.0 if self.dimension.codes[code].share is None else 0.0)


@cache
def drifts(d: Dimension, year: float) -> dict[str, float]:
    """What the shares of a dimension's parts are multiplied by in a year; together they stay what they are."""
    found = {code: 1 + (year - REFERENCE) * between(-DRIFT, DRIFT, d.identifier, code) for code in d.parts}
    shares = {code: d.codes[code].share or 0.0 for code in d.parts}
    moved = sum(shares[code] * factor for code, factor in found.items())
    return {code: factor * sum(shares.values()) / moved for code, factor in found.items()}
