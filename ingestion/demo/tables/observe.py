"""The one routine that makes the cells of a CBS table.

A cell is the level of its measure times the share of each of its categories. Shares may depend on other dimensions
(`given`) and move a little over the years. A series goes through its published figures: between and beyond them it
follows the model, and a cell without any follows those of the nearest category above it. What is the sum of others is
added up, of the figures as they are printed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product
from typing import TYPE_CHECKING, Any

from ingestion.demo.model import along, between
from ingestion.demo.tables import lists, periods, published
from ingestion.demo.tables.parts import Codes, Measure
from ingestion.demo.tables.shares import Shares, drifts

if TYPE_CHECKING:
    from ingestion.demo.tables import DemoTable

Key = tuple[str, Codes]  # identifier of the measure, codes in the order of the dimensions


@dataclass(frozen=True)
class Cell:
    """One observation. No value: `attribute` says why (`NotAvailable` for '.', `Impossible` for a blank)."""

    measure: str
    value: float | None
    codes: Codes
    attribute: str = "None"


class Observer:
    """Makes the cells of one table and remembers what it made; `others` gives the tables that it is like."""

    def __init__(self, table: "DemoTable", others: Callable[[str], "DemoTable"]) -> None:
        self.table, self.others = table, others
        self.measures = {m.identifier: m for m in table.measures}
        self.position = {d.identifier: n for n, d in enumerate(table.dimensions)}
        self.published = published.cells(table.dimensions, tuple(self.measures), table.spec.get("published", {}))
        self.series: dict[Key, dict[str, float]] = {}
        for (measure, codes), value in self.published.items():
            self.series.setdefault((measure, codes[:-1]), {})[codes[-1]] = value
        shares: Mapping[str, Any] = table.spec.get("shares", {})
        own = {m.identifier: {**shares, **m.shares} for m in table.measures}
        self.shares = {m: {name: Shares(table.dimensions, name, e) for name, e in of.items()} for m, of in own.items()}
        self._values: dict[Key, float | None] = {}
        self._points: dict[Key, dict[float, float]] = {}

    def cells(self) -> Iterator[Cell]:
        """The cells in the order of their ids."""
        return (self.cell(measure, place) for measure, place in self.places())

    def places(self) -> Iterator[tuple[Measure, Codes]]:
        """Where the table has a cell: by measure, by category, by period."""
        *others, time = self.table.dimensions
        crossed = self.table.spec.get("crossed", len(others))
        for measure in self.table.measures:
            for codes in product(*(d.codes for d in others)):
                off = sum(code != d.whole and bool(d.parts) for code, d in zip(codes, others, strict=True))
                places = [(*codes, period) for period in time.codes] if off <= crossed else []
                yield from ((measure, p) for p in places if not self.matches("leave_out", measure, p))

    def cell(self, measure: Measure, codes: Codes) -> Cell:
        value = self.value(measure, codes)
        printed = (measure.identifier, codes) in self.published
        few = value is None or (not printed and 0 < value < measure.few)
        if self.matches("impossible", measure, codes):
            return Cell(measure.identifier, None, codes, "Impossible")
        if few or self.matches("hidden", measure, codes):
            return Cell(measure.identifier, None, codes, "NotAvailable")
        return Cell(measure.identifier, value, codes)

    def matches(self, rule: str, measure: Measure, codes: Codes) -> bool:
        """Whether one of the places of a rule holds this cell: patterns per dimension, any of them, `!` for not."""
        named = {"Measure": measure.identifier} | dict(zip(self.position, codes, strict=True))
        places = self.table.spec.get(rule, ())
        return any(all(_fits(named[name], str(p)) for name, p in place.items()) for place in places)

    def value(self, measure: Measure, codes: Codes) -> float | None:
        """The value as it is printed; None where nothing is known of it."""
        key = (measure.identifier, codes)
        if key in self.published:
            return self.published[key]
        if key not in self._values:
            made, step = self._made(measure, codes), measure.step or 10**-measure.decimals
            self._values[key] = None if made is None else round(round(made / step) * step, measure.decimals)
        return self._values[key]

    def _operand(self, operand: Any, measure: Measure, codes: Codes) -> float | None:
        like = isinstance(operand, Mapping)
        return self.elsewhere(operand, measure, codes) if like else self.value(self.measures[str(operand)], codes)

    def _made(self, measure: Measure, codes: Codes) -> float | None:
        if measure.ratio:
            top, bottom = (self._operand(o, measure, codes) for o in measure.ratio[:2])
            return None if top is None or not bottom else float(measure.ratio[2] * top / bottom)
        signed = [(str(m), (self.measures[str(m).lstrip("-")], codes)) for m in measure.sum]
        if parts := self._below(measure, codes) or signed:
            known = [(v, sign, place) for sign, (m, place) in parts if (v := self.value(m, place)) is not None]
            if measure.kind != "rate":
                return sum(-v if sign.startswith("-") else v for v, sign, _ in known) if known else None
            weigh = self.measures[str(measure.weight)]
            weights = [self.value(weigh, place) or 0.0 for _, _, place in known]
            return sum(v * w for (v, _, _), w in zip(known, weights, strict=True)) / sum(weights) if known else None
        if measure.printed_only and (measure.identifier, codes[:-1]) not in self.series:
            return None
        value = self.model(measure, codes)
        return value if value is None or measure.kind == "change" else value * self.through(measure, codes)

    def _below(self, measure: Measure, codes: Codes) -> list[tuple[str, tuple[Measure, Codes]]]:
        """The places that make up this one, where one of its categories is the sum of others."""
        for n, d in enumerate(self.table.dimensions):
            if of := d.codes[codes[n]].of:
                return [(code, (measure, (*codes[:n], code.lstrip("-"), *codes[n + 1 :]))) for code in of]
        return []

    def model(self, measure: Measure, codes: Codes) -> float | None:
        """Level times shares; a sum is added up, and a whole that shares depend on is made of its parts."""
        shares = self.shares[measure.identifier]
        below = self._below(measure, codes)
        for n in sorted({self.position[name] for s in shares.values() for name in s.given} if not below else ()):
            d = self.table.dimensions[n]
            if d.parts and d.codes[codes[n]].share is None:
                below = [(part, (measure, (*codes[:n], part, *codes[n + 1 :]))) for part in d.parts]
                break
        if below:
            known = [(sign, value) for sign, (m, place) in below if (value := self.model(m, place)) is not None]
            return sum(-value if sign.startswith("-") else value for sign, value in known) if known else None
        value = self.level(measure, codes)
        if value is None:
            return None
        if measure.kind == "change":
            wobble = self.table.spec.get("wobble", measure.wobble)
            return value + float(between(-wobble, wobble, self.table.identifier, measure.identifier, *codes))
        for n, d in enumerate(self.table.dimensions[:-1]):
            if d.identifier in shares:
                value *= shares[d.identifier].of(codes)
            elif measure.kind != "rate":
                value *= (d.codes[codes[n]].share or 1.0) * drifts(d, periods.when(codes[-1])).get(codes[n], 1.0)
        return value * (1 + between(-measure.wobble, measure.wobble, measure.identifier, *codes[:-1]))

    def through(self, measure: Measure, codes: Codes) -> float:
        """What the model is multiplied by to go through the published figures nearest to the cell."""
        key = (measure.identifier, codes[:-1])
        if key not in self._points:
            self._points[key] = self._nearest(measure, codes[:-1])
        return along(self._points[key], periods.when(codes[-1])) if self._points[key] else 1.0

    def _nearest(self, measure: Measure, place: Codes) -> dict[float, float]:
        chains = [enumerate(d.above(code)) for d, code in zip(self.table.dimensions, place, strict=False)]
        for steps in sorted(product(*chains), key=lambda chosen: sum(n for n, _ in chosen)):
            above = tuple(code for _, code in steps)
            known = self.series.get((measure.identifier, above), {})
            models = {period: self.model(measure, (*above, period)) for period in known}
            if points := {periods.when(p): known[p] / model for p, model in models.items() if model}:
                return points
        return {}

    def level(self, measure: Measure, codes: Codes) -> float | None:
        """The course of the whole in a period; without one 1, for a change what is published of the whole."""
        course, period = lists.course(measure.level or self.table.spec.get("like")), codes[-1]
        while isinstance(course, Mapping) and (name := next(iter(course))) in self.position:
            course = lists.course({str(c): made for c, made in course[name].items()}.get(codes[self.position[name]]))
        if course is None and measure.kind == "change":
            course = dict(self.series[measure.identifier, tuple(d.whole for d in self.table.dimensions[:-1])])
        if course is None:
            return 1.0
        if isinstance(course, Mapping) and "table" in course:
            named = zip(self.table.dimensions, codes, strict=True)
            wholes = tuple(c for d, c in named if d.codes[c].share is None or measure.kind == "change")
            value = self.elsewhere(course, measure, wholes)
        else:
            value = periods.course(course, period) if isinstance(course, Mapping) else float(course)
            value *= measure.share / (4 if measure.flow and "KW" in period else 1)
        if value is None or "KW" not in period or not measure.season:
            return value
        season = measure.season
        if isinstance(season, Mapping):  # of some categories only
            season = next((factors for code, factors in season.items() if code in codes), (1.0,) * 4)
        return value * season[int(period[-1]) - 1]

    def elsewhere(self, like: Mapping[str, Any], measure: Measure, codes: Codes) -> float | None:
        """A value of another table at the same categories, those of `at`, or the whole.

        A year that is not there is the mean of its quarters (`flow`: their sum), any other period the nearest one.
        """
        table, at = self.others(like["table"]), {name: str(code) for name, code in like.get("at", {}).items()}
        measure = table.observer.measures.get(like.get("measure", measure.identifier), table.measures[0])
        *others, time = table.dimensions
        place = [at.get(d.identifier) or next((c for c in codes if c in d.codes), d.whole) for d in others]
        period = codes[-1]
        quarters = [p for p in time.codes if p[:4] == period[:4] and "KW" in p and "JJ" in period]
        wanted = (
            quarters
            if quarters and period not in time.codes
            else [min(time.codes, key=lambda p: abs(periods.when(p) - periods.when(period)))]
        )
        values = [v for p in wanted if (v := table.observer.value(measure, (*place, p))) is not None]
        if len(values) < len(wanted):
            return None
        return float(like.get("times", 1.0) * sum(values) / (1 if like.get("flow") else len(values)))


def _fits(code: str, patterns: str) -> bool:
    """Whether a code is one of the patterns: `D9*`, `!D9*`, `<2022` or `>2022`."""
    rules: dict[str, Callable[[str, str], bool]] = {
        "<": str.__lt__,
        ">": str.__gt__,
        "!": lambda c, p: not fnmatch(c, p),
    }
    return any(rules.get(p[0], fnmatch)(code, p[p[0] in rules :]) for p in patterns.split())
