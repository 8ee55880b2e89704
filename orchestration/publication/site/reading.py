"""What the pages tell, read from the published file and from nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import duckdb

from orchestration.publication.site import words

NATIONAL = "nederland"
WITHOUT = "nvt"  # the delineation of national figures
NO_DATA = (
    "geen eigen cijfer: de bron geeft voor de codes van deze afbakening niets volledigs, of alleen het gemiddelde van een "
    "grotere groep"
)
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


POINT = tuple(Point.__dataclass_fields__)
IN_UNIT = frozenset(POINT[POINT.index("value") : POINT.index("trend_3y_margin") + 1]) - {
    "margin_basis",
    "change_1y_significant",
}
# every order ends in columns(*): no two rows are alike, and a page that tells the same is the same page
TABLES = {
    "criteria": "select * from marts.opgave_criteria order by criterion, opgave_id, delineation desc, columns(*)",
    "coverage": "select * from marts.opgave_coverage order by opgave_id, code_system, edition, code_level, delineation, columns(*)",
    "bridge": """
        with names as (
            select code_system, edition, code, name_nl from marts.dim_programme
            union all select code_system, edition, code, name_nl from marts.dim_occupation
            union all select code_system, edition, code, name_nl from marts.dim_industry
            union all select code_system, edition, code, name_nl from marts.dim_field
        )
        select b.*, n.name_nl from marts.bridge_opgave as b left join names as n using (code_system, edition, code)
        order by b.opgave_id, b.code_system, b.delineation desc, b.edition, b.code, columns(*)""",
    "deelopgaven": "select * from marts.dim_deelopgave order by opgave_id, sort_order, columns(*)",
    "revised": "select * from meta.revision where previous_published_at is not null and value is distinct from previous_value "
    "order by published_at desc, indicator_id, opgave_id, delineation, period_start desc, breakdown, columns(*)",
    "regions": "select * from marts.fct_labour_market_region where region_kind = 'arbeidsmarktregio' "
    "qualify period_start = max(period_start) over (partition by measure) order by measure, region_nl, opgave_id, delineation, columns(*)",
    "sensitivity": "select * from marts.opgave_sensitivity "
    "qualify period_start = max(period_start) over (partition by opgave_id, indicator_id, delineation) "
    "order by opgave_id, indicator_id, delineation, columns(*)",
    "shortage_sectors": "select * from marts.motion_shortage_sectors order by sector, sort_order, delineation desc, columns(*)",
    "digital_skills": "select * from marts.motion_digital_skills "
    "qualify period_start = max(period_start) over (partition by skill, aspect, opgave_id, delineation, measure, group_nl, level) "
    "order by skill, aspect, measure, group_nl, level, opgave_id, delineation desc, columns(*)",
    "productive_work": "select * from marts.motion_productive_work "
    "qualify year = max(year) over (partition by kind, group_id, delineation) order by kind, group_id, delineation desc, columns(*)",
}  # fmt: skip


def read(con: duckdb.DuckDBPyConnection) -> Site:
    """Everything from the open publication. Raises duckdb.Error where a table or column is not there."""
    (header,) = rows(
        con, "select publication_id, published_at, is_demo, note_nl, project_version from meta.publication"
    )
    vocabulary = rows(con, "select list, code, label_nl, label_en from meta.vocabulary order by list, sort_order")
    labels = {(row["list"], row["code"]): row["label_nl"] for row in vocabulary}
    opgaven = tuple(
        Opgave(*row.values())
        for row in rows(
            con, "select opgave_id, name_nl, kind, description_nl, name_en from marts.dim_opgave order by sort_order"
        )
    )
    datasets = {
        row["dataset_id"]: dataset(row, labels) for row in rows(con, "from marts.dim_dataset order by dataset_id")
    }
    indicators = tuple(
        indicator(row, datasets) for row in rows(con, "from marts.dim_indicator order by line nulls last, sort_order")
    )
    lines = {
        code: f"Lijn {code}: {text.removeprefix(code).strip()}" for (of, code), text in labels.items() if of == "line"
    }
    why = reasons(con)
    return Site(
        publication=Publication(**header),
        opgaven=opgaven,
        lines=lines | {LABOUR_MARKET: "Arbeidsmarkt: vraag, aanbod en tekort"},
        indicators=indicators,
        datasets=datasets,
        figures=figures(con, opgaven, indicators, why),
        reasons=why,
        labels=labels,
        labels_en={(row["list"], row["code"]): row["label_en"] for row in vocabulary},
        delineations={
            row["delineation"]: (row["name_nl"], row["description_nl"])
            for row in rows(
                con,
                "select delineation, name_nl, description_nl from marts.dim_delineation "
                "where delineation <> 'nvt' order by sort_order",
            )
        },
        tables={name: [with_counts(row) for row in rows(con, query)] for name, query in TABLES.items()},
    )


AMOUNTS = IN_UNIT | {
    *("previous_value", "value_kern", "value_breed", "difference", "persons", "total_persons", "jobs", "jobs_moved_1y")
}


def with_counts(row: dict[str, Any]) -> dict[str, Any]:
    """A row in which what is counted is a count: by its unit, or where its column says persons or jobs."""
    unit = row.get("unit") or ("personen" if row.keys() & {"persons", "jobs"} else "")
    return {name: words.counted(value, unit) if name in AMOUNTS else value for name, value in row.items()}


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = con.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def dataset(row: dict[str, Any], labels: dict[tuple[str, str], str]) -> Dataset:
    return Dataset(
        dataset_id=row["dataset_id"],
        publisher=row["publisher_name"],
        title=row["title"],
        licence=row["licence"],
        attribution=row["attribution"],
        homepage=row["homepage"],
        cadence=row["cadence"],
        period_first=row["period_first"],
        period_last=row["period_last"],
        retrieved_at=row["retrieved_at"],
        modified_at=row["publisher_modified_at"],
        status=row["status"],
        status_nl=labels["dataset_status", row["status"]],
        reason=row["status_reason"],
    )


def indicator(row: dict[str, Any], datasets: dict[str, Dataset]) -> Indicator:
    return Indicator(
        indicator_id=row["indicator_id"],
        topic=row["topic"],
        name=row["name_nl"],
        definition=row["definition_nl"],
        unit=row["unit"],
        line=str(row["line"]) if row["line"] is not None else LABOUR_MARKET,
        direction=row["direction"],
        frequency=row["frequency"],
        fact=row["fact"],
        filter_nl=row["filter_nl"],
        datasets=tuple(datasets[each] for each in (row["dataset_ids"] or "").split()),
        caveat=row["caveat_nl"],
        name_en=row["name_en"],
        unit_en=row["unit_en"],
    )


def figures(
    con: duckdb.DuckDBPyConnection,
    opgaven: tuple[Opgave, ...],
    indicators: tuple[Indicator, ...],
    why: dict[tuple[str, str, str], str],
) -> dict[tuple[str, str], Figure]:
    """Per opgave and indicator, the default delineations before those of others."""
    found: dict[tuple[str, str], dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    query = (
        f"select opgave_id, indicator_id, delineation, {', '.join(POINT)} from marts.opgave_scorecard "
        "left join marts.dim_delineation as d using (delineation) "
        "order by opgave_id, indicator_id, d.sort_order nulls last, delineation, period_start"
    )
    of_opgave, of_indicator = {o.opgave_id: o for o in opgaven}, {i.indicator_id: i for i in indicators}
    for opgave_id, indicator_id, delineation, *values in con.execute(query).fetchall():
        unit = of_indicator[indicator_id].unit
        told: list[Any] = [
            words.counted(v, unit) if name in IN_UNIT else v for name, v in zip(POINT, values, strict=True)
        ]
        found[opgave_id, indicator_id][delineation].append(Point(*told))
    made = {}
    for (opgave_id, indicator_id), parts in found.items():
        lines = tuple(Line(delineation, tuple(points)) for delineation, points in parts.items())
        without = missing(opgave_id, indicator_id, parts, why, methods_of(lines))
        made[opgave_id, indicator_id] = Figure(of_opgave[opgave_id], of_indicator[indicator_id], lines, without)
    return made


SYSTEMS = {"via_field": "ISCED-F", "via_occupation": "BRC2014", "via_industry": "SBI"}  # of which codes a method rests


def system(method: str, indicator_id: str) -> str | None:
    """The code system on which a method rests; programmes have one for mbo and one for higher education."""
    if method == "via_programme":
        return "CREBO" if "mbo" in indicator_id else "CROHO"
    return SYSTEMS.get(method)


def reasons(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], str]:
    """Per opgave, code system and delineation why there are no codes, where there are none in any edition."""
    found = con.execute(
        "select opgave_id, code_system, delineation, max(reason_nl) from marts.opgave_coverage "
        "group by all having max(codes) = 0 and max(reason_nl) is not null"
    ).fetchall()
    return {(opgave, system, delineation): reason for opgave, system, delineation, reason in found}


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
