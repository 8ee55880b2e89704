"""What pages tell: opgaven, figures with their points, datasets, and what is said where a figure is not there."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from orchestration.publication.site import words

NATIONAL = "nederland"
WITHOUT = "nvt"  # the delineation of national figures
NO_DATA = (
    "geen eigen cijfer: de bron geeft voor de codes van deze afbakening niets volledigs, of alleen het gemiddelde van een "
    "grotere groep"
)
SYSTEMS = {"via_field": "ISCED-F", "via_occupation": "BRC2014", "via_industry": "SBI"}  # of which codes a method rests
LABOUR_MARKET = "arbeidsmarkt"  # where figures stand that belong to no line of the strategy


@dataclass(frozen=True)
class Publication:
    publication_id: str
    published_at: datetime
    is_demo: bool
    note_nl: str
    project_version: str


@dataclass(frozen=True)
class Opgave:
    opgave_id: str
    name: str
    kind: str
    description: str
    name_en: str

    @property
    def page(self) -> str:
        return f"opgave/{self.opgave_id}.html"

    @property
    def is_national(self) -> bool:
        return self.opgave_id == NATIONAL


@dataclass(frozen=True)
class Dataset:
    dataset_id: str
    publisher: str
    title: str
    licence: str
    attribution: str
    homepage: str
    cadence: str
    period_first: str | None
    period_last: str | None
    retrieved_at: datetime | None
    modified_at: datetime | None
    status: str
    status_nl: str
    reason: str | None

    @property
    def is_fresh(self) -> bool:
        return self.status == "current"

    @property
    def dated(self) -> str:
        """When it was fetched, and when the publisher last changed it, in words."""
        if self.retrieved_at is None:
            return "nooit opgehaald"
        changed = f", door de bron gewijzigd op {words.day(self.modified_at)}" if self.modified_at else ""
        return f"opgehaald op {words.day(self.retrieved_at)}{changed}"


@dataclass(frozen=True)
class Indicator:
    indicator_id: str
    topic: str
    name: str
    definition: str
    unit: str
    line: str  # of the strategy, as `lines` names them
    direction: str
    frequency: str
    fact: str
    filter_nl: str
    datasets: tuple[Dataset, ...]
    caveat: str | None
    name_en: str
    unit_en: str

    @property
    def page(self) -> str:
        return f"cijfer/{self.indicator_id}.html"

    @property
    def anchor(self) -> str:
        return self.indicator_id.replace(".", "-")


@dataclass(frozen=True)
class Point:
    """One value of the scorecard. Bounds and margins in the unit of the figure, None where they are not known."""

    period_start: date
    frequency: str
    value: float | None
    value_lower: float | None
    value_upper: float | None
    margin_95: float | None
    margin_basis: str | None
    weight_lower: float | None
    weight_upper: float | None
    total_lower: float | None
    total_upper: float | None
    range_lowest: float | None
    range_highest: float | None
    change_1y: float | None
    change_1y_margin: float | None
    change_1y_significant: bool | None
    trend_3y: float | None
    trend_3y_margin: float | None
    trend_3y_significant: bool | None
    method: str | None
    share_count_pct: float | None
    share_official_pct: float | None
    share_judgement_pct: float | None
    series: str | None
    status: str
    dataset_id: str
    lateness_nl: str | None
    caveat_nl: str | None

    @property
    def period(self) -> str:
        return words.period(self.period_start, self.frequency)

    @property
    def is_provisional(self) -> bool:
        return self.status in ("provisional", "revised_provisional")

    @property
    def is_range(self) -> bool:
        """Only the span over groups is known, no value."""
        return self.value is None and not (self.range_lowest is None and self.range_highest is None)

    @property
    def interval(self) -> str:
        return words.interval(self.total_lower, self.total_upper, self.value) if self.value is not None else ""

    @property
    def span(self) -> str:
        """The lowest and highest group, in words; empty where that does not apply."""
        if self.range_lowest is None and self.range_highest is None:
            return ""
        return words.span(self.range_lowest, self.range_highest)

    @property
    def change(self) -> words.Change | None:
        return words.change(self.change_1y, self.change_1y_margin, self.change_1y_significant)

    @property
    def trend(self) -> str:
        return words.trend(self.trend_3y, self.trend_3y_margin, self.trend_3y_significant)


@dataclass(frozen=True)
class Line:
    """The values of one delineation, oldest first."""

    delineation: str
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point:
        return self.points[-1]

    @cached_property
    def _breaks(self) -> set[date]:
        return {b.period_start for a, b in zip(self.points, self.points[1:], strict=False) if a.series != b.series}

    def breaks_at(self, point: Point) -> bool:
        """Does another series begin here? It is not comparable with what was before."""
        return point.period_start in self._breaks


@dataclass(frozen=True)
class Figure:
    """An indicator of one opgave: a line for each of its delineations."""

    opgave: Opgave
    indicator: Indicator
    lines: tuple[Line, ...]
    reasons: dict[str, str]  # per delineation without a line, why

    @property
    def caveats(self) -> list[str]:
        """Those of the newest values, each once."""
        found = [line.newest.caveat_nl for line in self.lines] + [self.indicator.caveat]
        return list(dict.fromkeys(text for text in found if text))

    @property
    def lateness(self) -> list[str]:
        return list(dict.fromkeys(line.newest.lateness_nl for line in self.lines if line.newest.lateness_nl))

    @property
    def has_span(self) -> bool:
        return any(point.span for line in self.lines for point in line.points)

    @property
    def dataset_ids(self) -> list[str]:
        """The sources of what is shown here, that of the newest value first."""
        newest_first = [point.dataset_id for line in self.lines for point in reversed(line.points)]
        return list(dict.fromkeys(each for ids in newest_first for each in ids.split()))

    @property
    def told(self) -> list[tuple[str, Line | None, str]]:
        """Each delineation with its line, or with why it has none; kern first."""
        lines = {line.delineation: line for line in self.lines}
        codes = sorted({*lines, *self.reasons}, key=lambda code: (code != "kern", code != "breed", code))
        return [(code, lines.get(code), self.reasons.get(code, "")) for code in codes]

    @property
    def picture(self) -> str:
        return f"beeld/{self.opgave.opgave_id}/{self.indicator.indicator_id}.svg"


@dataclass(frozen=True)
class Site:
    """All that is told, in the order in which it is told."""

    publication: Publication
    opgaven: tuple[Opgave, ...]
    lines: dict[str, str]  # code: what it is called
    indicators: tuple[Indicator, ...]
    datasets: dict[str, Dataset]
    figures: dict[tuple[str, str], Figure]  # by opgave and indicator
    labels: dict[tuple[str, str], str]  # by list and code
    labels_en: dict[tuple[str, str], str]
    delineations: dict[str, tuple[str, str]]  # code: name, what it is
    reasons: dict[tuple[str, str, str], str]  # why an opgave has no codes of a system in a delineation
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @cached_property
    def by_opgave(self) -> dict[str, dict[str, list[Figure]]]:
        """Per opgave, per line of the strategy."""
        found: dict[str, dict[str, list[Figure]]] = {
            o.opgave_id: {line: [] for line in self.lines} for o in self.opgaven
        }
        for indicator in self.indicators:
            for opgave in self.opgaven:
                if (opgave.opgave_id, indicator.indicator_id) in self.figures:
                    found[opgave.opgave_id][indicator.line].append(
                        self.figures[opgave.opgave_id, indicator.indicator_id]
                    )
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """Of each opgave."""
        return {o.opgave_id: o.name for o in self.opgaven}

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        return {i.indicator_id: i for i in self.indicators}

    def of_indicator(self, indicator: Indicator) -> Iterator[Figure]:
        for opgave in self.opgaven:
            if figure := self.figures.get((opgave.opgave_id, indicator.indicator_id)):
                yield figure

    def why_missing(self, opgave_id: str, like: Figure) -> str:
        """Why an opgave has no figure that others do have, made as `like` is."""
        told = missing(opgave_id, like.indicator.indicator_id, {}, self.reasons, methods_of(like.lines))
        return words.joined(list(dict.fromkeys(told.values())))

    def label(self, of: str, code: str | None) -> str:
        """What a code means, or several with a space between. Raises KeyError for one that the file does not explain."""
        return words.joined([self.labels[of, one] for one in code.split()]) if code else ""


def system(method: str, indicator_id: str) -> str | None:
    """The code system on which a method rests; programmes have one for mbo and one for higher education."""
    if method == "via_programme":
        return "CREBO" if "mbo" in indicator_id else "CROHO"
    return SYSTEMS.get(method)


def methods_of(lines: Iterable[Line]) -> set[str]:
    return {point.method for line in lines for point in line.points if point.method}


def missing(
    opgave_id: str, indicator_id: str, there: Collection[str], why: dict[tuple[str, str, str], str], methods: set[str]
) -> dict[str, str]:
    """Of kern and breed those that are not there, each with the reason."""
    if opgave_id == NATIONAL:
        return {}
    systems = [system(method, indicator_id) for method in sorted(methods)]
    told = {}
    for delineation in ("kern", "breed"):
        if delineation not in there:
            texts = [why[opgave_id, s, delineation] for s in systems if s and (opgave_id, s, delineation) in why]
            told[delineation] = words.joined(list(dict.fromkeys(texts))) or NO_DATA
    return told
