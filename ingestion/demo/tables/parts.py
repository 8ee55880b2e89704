"""The parts of a CBS table: categories, dimensions and measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Category:
    """A category: the whole (no share, no `of`), a part with its share, or the sum of others. `status`: of a period."""

    title: str
    share: float | None = None
    of: tuple[str, ...] = ()
    description: str = ""
    status: str | None = None


@dataclass(frozen=True, eq=False)
class Dimension:
    identifier: str
    title: str
    codes: Mapping[str, Category]
    kind: str = "Dimension"

    @cached_property
    def whole(self) -> str:
        """The code that stands for everyone: the first."""
        return next(iter(self.codes))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return tuple(code for code, c in self.codes.items() if c.share is not None)

    def above(self, code: str) -> list[str]:
        """The category itself, the sums that hold it, and the whole: whose published figures it follows, nearest first."""
        if self.codes[code].share is None and not self.codes[code].of:
            return [code]
        return [code, *(c for c, category in self.codes.items() if code in category.of), self.whole]


@dataclass(frozen=True, eq=False)
class Measure:
    """A measure: what CBS says of it, then how the demo makes it (see `observe`)."""

    identifier: str
    title: str
    unit: str
    decimals: int = 0
    group: str | None = None
    kind: str = "count"  # or rate (not added up) or change (added to a base, may be negative)
    level: Any = None  # the course of the whole: a number, {period or year: value}, {dimension: {code: course}} or like
    share: float = 1.0  # of the level, where the categories of one list are measures
    season: Sequence[float] | Mapping[str, Sequence[float]] = ()  # per quarter; or {code: those}
    flow: bool = False  # the level is a year's; a quarter holds a fourth of it
    step: float | None = None  # rounded to; else by decimals
    printed_only: bool = False  # a category without a published figure has none
    few: float = 0.0  # less than this is not shown
    wobble: float = 0.0  # of a rate (part of itself) or a change (points), a fixed one per cell
    sum: Sequence[Any] = ()  # of other measures, `-` for less
    ratio: Sequence[Any] = ()  # two measures (or like) and what one is expressed per
    weight: str | None = None  # the measure that weighs a rate where categories are put together
    shares: Mapping[str, Any] = field(default_factory=dict)  # for this measure, over those of the table
