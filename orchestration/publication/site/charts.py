"""Pictures of figures as SVG, each a file of its own: small, without scripts, readable on a phone at its own size.

A line per delineation (told apart by width, mark and a label at its end, never by colour alone) over the band of its
95 % interval; a line is broken where the series is, dashed where the figure is provisional. Drawn here and not by a
library: Vega (altair, vl-convert) took 72 ms and 23 kB a picture in November 2026, and there are 800.
"""

import math
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from orchestration.publication.marks import DEMO_MARK
from orchestration.publication.site import words
from orchestration.publication.site.content import Figure, Line, Point

WIDTH, HEIGHT = 340, 204
RIGHT, TOP, BOTTOM = 74, 42, 26  # room around a line chart for its texts; on the left it depends on the numbers
ROW = 42  # of a comparison
PANEL = (160, 74)  # of a small multiple
LABEL = 13  # pixels that labels keep from one another
MANY = 14  # more points than this get no mark each
STYLES = {
    "kern": ("k", "circle", 2.6),
    "breed": ("b", "diamond", 1.6),
    "nvt": ("k", "circle", 2.2),
}
OTHER = ("o", "square", 1.8)  # a delineation of somebody else
CSS = {
    "t": "font-weight:700;font-size:11.5px",
    "s": "font-size:10px;fill:#4a4a49",
    "m": "font-size:11px",
    "g": "stroke:#d5d9dd",
    "z": "stroke:#5b6066",
    "br": "stroke:#5b6066;stroke-dasharray:1 3",
    "k": "stroke:#154273",
    "b": "stroke:#a2410a",
    "o": "stroke:#37691b",
    "kf": "fill:#154273",
    "bf": "fill:#a2410a",
    "of": "fill:#37691b",
    "l": "fill:none;stroke-linejoin:round",
    "c": "stroke-linecap:round",
    "d": "stroke-dasharray:4 3",
    "a": "fill-opacity:.16",
    "h": "fill:#fff",
}  # by class, the later over the earlier
TEXT = "text{font:12px Verdana,'DejaVu Sans',sans-serif;fill:#1d1d1b}"
CLASSES = re.compile(r'class="([^"]*)"')


@dataclass(frozen=True)
class Drawn:
    """A picture: its SVG, what is to be seen in words, and its height in pixels."""

    svg: str
    described: str
    height: int


@dataclass(frozen=True)
class Scale:
    """From values to pixels, with ticks that a reader can count in."""

    low: float
    high: float
    ticks: tuple[float, ...]
    start: float  # pixel of `low`
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def begins_at_zero(self) -> bool:
        return self.low <= 0 <= self.high


def scale(values: Sequence[float], start: float, end: float, *, zero: bool, wanted: int = 4) -> Scale:
    """A scale over the values on round ticks. It holds zero, unless `zero` is False and all lie far from it."""
    low, high = min(values), max(values)
    if zero or low < 0.6 * high or high <= 0:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / wanted
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, start, end)


def line_chart(figure: Figure, notes: Sequence[str], *, is_demo: bool) -> Drawn:
    """The values over time; for a figure of one period a comparison of its delineations."""
    periods = sorted({point.period_start for line in figure.lines for point in line.points})
    if len(periods) < 2:
        rows = [(figure.opgave.name, [(line, line.newest) for line in figure.lines])]
        return comparison(
            figure.indicator.name, periods_of(figure), figure.indicator.unit, rows, notes, is_demo=is_demo
        )
    values = bounds(point for line in figure.lines for point in line.points)
    y = scale(values, HEIGHT - BOTTOM, TOP, zero=False)
    first, last = periods[0].toordinal(), periods[-1].toordinal()
    left = 14 + 6 * max(len(words.number(tick)) for tick in y.ticks)

    def x(day: date) -> float:
        return left + (day.toordinal() - first) / (last - first) * (WIDTH - left - RIGHT)

    drawn = grid(y, lambda at: f"M{left} {px(at)}H{WIDTH - RIGHT + 6}")
    drawn += [
        f'<text class="s" text-anchor="end" x="{left - 5}" y="{px(y(tick) + 3.5)}">{words.number(tick)}</text>'
        for tick in y.ticks
    ]
    frequency = figure.lines[0].newest.frequency
    drawn += time_axis(periods, frequency, x)
    breaks = sorted({middle for line in figure.lines for middle in broken(line)})
    drawn += [
        f'<line class="br" x1="{px(x(day))}" x2="{px(x(day))}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        f'<text class="s" text-anchor="middle" x="{px(x(day))}" y="{TOP - 3}">andere reeks</text>'
        for day in breaks
    ]
    for line in sorted(figure.lines, key=lambda each: each.delineation != "breed"):
        drawn += path(line, x, y, marks=len(line.points) <= MANY)
    drawn += end_labels(figure.lines, x, y)
    axis = [] if y.begins_at_zero else ["De as begint niet bij nul."]
    subtitle = f"{figure.opgave.name}; {figure.indicator.unit}"
    return whole(HEIGHT, figure.indicator.name, subtitle, drawn, [*axis, *notes], alt(figure), is_demo=is_demo)


def periods_of(figure: Figure) -> str:
    """The periods of the newest values, in words."""
    return words.joined(list(dict.fromkeys(line.newest.period for line in figure.lines)))


def grid(of: Scale, stroke: Callable[[float], str]) -> list[str]:
    """A thin line at each tick, a darker one at zero."""
    lines = {"g": [t for t in of.ticks if t], "z": [t for t in of.ticks if not t]}
    return [
        f'<path class="{kind}" d="{"".join(stroke(of(t)) for t in ticks)}"/>' for kind, ticks in lines.items() if ticks
    ]


def bounds(points: Iterable[Point]) -> list[float]:
    """All that is drawn of the points."""
    found = []
    for point in points:
        if point.value is None:
            found += [each for each in (point.range_lowest, point.range_highest) if each is not None]
        else:
            found += [each for each in (point.value, point.total_lower, point.total_upper) if each is not None]
    return found or [0.0]


def time_axis(periods: Sequence[date], frequency: str, x: Callable[[date], float]) -> list[str]:
    """The first and the last period, and those between for which there is room."""
    room = 62
    chosen = [periods[0], periods[-1]]
    for day in periods[1:-1]:
        if all(abs(x(day) - x(other)) >= room for other in chosen):
            chosen.append(day)
    return [
        f'<text class="s" text-anchor="middle" x="{px(x(day))}" y="{HEIGHT - BOTTOM + 14}">'
        f"{words.short_period(day, frequency)}</text>"
        for day in sorted(chosen)
    ]


def broken(line: Line) -> list[date]:
    """The days halfway two points of different series."""
    return [
        date.fromordinal((a.period_start.toordinal() + b.period_start.toordinal()) // 2)
        for a, b in zip(line.points, line.points[1:], strict=False)
        if line.breaks_at(b)
    ]


def runs(points: Sequence[Point]) -> Iterable[list[Point]]:
    """Stretches of points with a value, of one series."""
    run: list[Point] = []
    for point in points:
        if run and (point.value is None or point.series != run[-1].series):
            yield run
            run = []
        if point.value is not None:
            run.append(point)
    if run:
        yield run


def path(line: Line, x: Callable[[date], float], y: Scale, *, marks: bool) -> list[str]:
    """Band, line and marks of a delineation; what is only a range is a bar from lowest to highest."""
    colour, mark, width = STYLES.get(line.delineation, OTHER)
    drawn = []
    for run in runs(line.points):
        for part in known(run):
            upper = " ".join(f"{px(x(p.period_start))},{px(y(p.total_upper or 0))}" for p in part)
            lower = " ".join(f"{px(x(p.period_start))},{px(y(p.total_lower or 0))}" for p in reversed(part))
            if len(part) > 1:
                drawn.append(f'<polygon class="a {colour}f" points="{upper} {lower}"/>')
            else:
                drawn.append(whisker(x(part[0].period_start), part[0], y, colour))
        for provisional, part in segments(run):
            stroke = " ".join(f"{px(x(p.period_start))},{px(y(p.value or 0))}" for p in part)
            drawn.append(
                f'<polyline class="l {colour}{" d" if provisional else ""}" stroke-width="{width}" points="{stroke}"/>'
            )
        marked = run if len(run) == 1 or marks else run[-1:]
        for hollow in (False, True):
            places = [(x(p.period_start), y(p.value or 0)) for p in marked if p.is_provisional == hollow]
            drawn += spots(mark, colour, places, hollow=hollow)
    for point in line.points:
        if point.is_range:
            drawn.append(bar(x(point.period_start) + (2 if line.delineation == "breed" else -2), point, y, colour))
    return drawn


def known(run: list[Point]) -> Iterable[list[Point]]:
    """Stretches of a run of which both bounds are known and which are wider than the line."""
    part: list[Point] = []
    for point in run:
        if point.total_lower is None or point.total_upper is None or point.total_lower == point.total_upper:
            if part:
                yield part
            part = []
        else:
            part.append(point)
    if part:
        yield part


def segments(run: list[Point]) -> Iterable[tuple[bool, list[Point]]]:
    """Parts of a run that are drawn in one stroke: a step to or from a provisional figure is dashed."""
    part: list[Point] = run[:1]
    dashed = False
    for before, after in pairwise(run):
        this = before.is_provisional or after.is_provisional
        if len(part) > 1 and this != dashed:
            yield dashed, part
            part = [before]
        dashed = this
        part.append(after)
    if len(part) > 1:
        yield dashed, part


def spots(mark: str, colour: str, places: Sequence[tuple[float, float]], *, hollow: bool) -> list[str]:
    """Marks of one kind as one path; a circle is a stroke without length and with round ends."""
    if not places:
        return []
    if mark == "circle":
        at = "".join(f"M{px(x)} {px(y)}h0" for x, y in places)
        inner = [f'<path class="c" stroke="#fff" stroke-width="4" d="{at}"/>'] if hollow else []
        return [f'<path class="c {colour}" stroke-width="7.4" d="{at}"/>', *inner]
    shapes = {"diamond": (0, -4.2, "l4.2 4.2-4.2 4.2-4.2-4.2z"), "square": (-3, -3, "h6v6h-6z")}
    dx, dy, shape = shapes[mark]
    at = "".join(f"M{px(x + dx)} {px(y + dy)}{shape}" for x, y in places)
    return [f'<path class="{colour} {"h" if hollow else f"{colour}f"}" stroke-width="1.5" d="{at}"/>']


def px(pixel: float) -> str:
    """A place in the picture, to a tenth of a pixel."""
    return f"{pixel:.1f}".removesuffix(".0")


def whisker(x: float, point: Point, y: Scale, colour: str) -> str:
    low, high = y(point.total_lower or 0), y(point.total_upper or 0)
    return f'<path class="l {colour}" d="M{px(x - 4)} {px(high)}h8m-4 0V{px(low)}m-4 0h8"/>'


def bar(x: float, point: Point, y: Scale, colour: str) -> str:
    """From the lowest group to the highest; open above where the highest is not known."""
    low = y(point.range_lowest if point.range_lowest is not None else y.low)
    high = y(point.range_highest if point.range_highest is not None else y.high)
    cap = "m-3 0h6" if point.range_highest is not None else "m-3 4l3-4 3 4"
    return f'<path class="l {colour}" stroke-width="1.6" d="M{px(x - 3)} {px(low)}h6m-3 0V{px(high)}{cap}"/>'


def end_labels(lines: Sequence[Line], x: Callable[[date], float], y: Scale) -> list[str]:
    """The name and the newest value of each line at its end, kept apart."""
    wanted = []
    for line in lines:
        newest = line.newest
        value = newest.value if newest.value is not None else newest.range_lowest
        if value is not None:
            told = words.number(newest.value) if newest.value is not None else "bereik"
            wanted.append((y(value), x(newest.period_start), line, told))
    wanted.sort(key=lambda each: each[0])
    heights: list[float] = []
    for at, *_ in wanted:
        heights.append(max(at, heights[-1] + 2 * LABEL) if heights else at)
    low = HEIGHT - BOTTOM - LABEL + 4
    if heights and heights[-1] > low:
        heights = [each - (heights[-1] - low) for each in heights]
    drawn = []
    for height, (_, at, line, told) in zip(heights, wanted, strict=True):
        colour = STYLES.get(line.delineation, OTHER)[0]
        name = name_of(line)
        first = f'<tspan class="{colour}f" font-weight="700">{escape(name)}</tspan>' if name else ""
        where = f'x="{px(at + 8)}"'
        second = f'<tspan {where} dy="{LABEL if name else 0}">{told}</tspan>'
        drawn.append(f'<text {where} y="{height + (0 if name else 4):.1f}" class="m">{first}{second}</text>')
    return drawn


def name_of(line: Line) -> str:
    return "" if line.delineation == "nvt" else line.delineation


def comparison(
    title: str,
    subtitle: str,
    unit: str,
    rows: Sequence[tuple[str, Sequence[tuple[Line, Point]]]],
    notes: Sequence[str],
    *,
    is_demo: bool,
) -> Drawn:
    """A row each with its newest values as marks on one scale from zero, the interval as a line with ends."""
    drawn: list[str] = []
    values = bounds(point for _, marks in rows for _, point in marks)
    x = scale(values, 12, WIDTH - 24, zero=True)
    height = TOP + 8 + ROW * sum(max(1, len(marks)) - 0.45 * max(0, len(marks) - 1) for _, marks in rows)
    drawn += grid(x, lambda at: f"M{px(at)} {TOP}V{px(height)}")
    drawn += [
        f'<text class="s" text-anchor="middle" x="{px(x(tick))}" y="{px(height + 14)}">{words.number(tick)}</text>'
        for tick in x.ticks
    ]
    y = float(TOP + 8)
    for name, marks in rows:
        drawn.append(
            f'<text x="12" y="{px(y + 6)}" style="paint-order:stroke" stroke="#fff" stroke-width="3">{escape(name)}</text>'
        )
        for nth, (line, point) in enumerate(marks):
            drawn += mark_of(line, point, x, y + 19 + nth * ROW * 0.55)
        y += ROW * (max(1, len(marks)) - 0.45 * max(0, len(marks) - 1))
    told = "; ".join(
        f"{name}: " + ", ".join(f"{name_of(line)} {said(point)}".strip() for line, point in marks)
        for name, marks in rows
    )
    described = f"{title}, {subtitle}: de nieuwste waarden naast elkaar, in {unit}. {told}."
    return whole(int(height + BOTTOM), title, f"{subtitle}; {unit}", drawn, notes, described, is_demo=is_demo)


def small_multiples(figures: Sequence[Figure], notes: Sequence[str], *, is_demo: bool) -> Drawn:
    """A panel for each opgave, all on one scale of values and of time."""
    indicator = figures[0].indicator
    values = bounds(point for figure in figures for line in figure.lines for point in line.points)
    days = sorted({p.period_start for figure in figures for line in figure.lines for p in line.points})
    first, last = days[0].toordinal(), days[-1].toordinal()
    wide, high = PANEL
    step = high + 52
    frequency = figures[0].lines[0].newest.frequency
    drawn = []
    for nth, figure in enumerate(figures):
        left, top = 4 + (nth % 2) * (wide + 12), TOP + (nth // 2) * step
        y = scale(values, top + 26 + high, top + 30, zero=True, wanted=3)

        def x(day: date, left: int = left) -> float:
            return left + 4 + (day.toordinal() - first) / (last - first) * (wide - 12)

        name = textwrap.wrap(figure.opgave.name, 24)
        drawn += [
            f'<text x="{left}" y="{top + 19 - 12 * (len(name) - 1 - i)}" class="m">{escape(part)}</text>'
            for i, part in enumerate(name)
        ]
        drawn += grid(y, lambda at, left=left: f"M{left} {px(at)}h{wide}")  # type: ignore[misc]
        drawn.append(
            f'<text class="s" text-anchor="end" x="{left + wide}" y="{top + 27}">{words.number(y.high)}</text>'
        )
        drawn += [
            f'<text class="s" text-anchor="{anchor}" x="{at}" y="{top + high + 38}">{words.short_period(day, frequency)}</text>'
            for day, anchor, at in ((days[0], "start", left), (days[-1], "end", left + wide))
        ]
        for line in sorted(figure.lines, key=lambda each: each.delineation != "breed"):
            drawn += path(line, x, y, marks=False)
    told = " ".join(
        f"{figure.opgave.name}: " + ", ".join(f"{name_of(line)} {trip(line)}".strip() for line in figure.lines) + "."
        for figure in figures
    )
    described = f"{indicator.name} door de tijd, een vak per opgave op één schaal, in {indicator.unit}. {told}"
    legend = "Kern: dikke lijn met rondje; breed: dunne lijn met ruit."
    height = TOP + math.ceil(len(figures) / 2) * step
    return whole(height, indicator.name, indicator.unit, drawn, [legend, *notes], described, is_demo=is_demo)


def trip(line: Line) -> str:
    """From the first value to the newest, short."""
    first, newest = line.points[0], line.newest
    start, end = (words.number(p.value) or p.span or "geen waarde" for p in (first, newest))
    return f"{start} ({first.period}) naar {end} ({newest.period})"


def mark_of(line: Line, point: Point, x: Scale, y: float) -> list[str]:
    """A value as a mark in its interval, or a bar over the groups where only their range is known; with its label."""
    colour, mark, _ = STYLES.get(line.delineation, OTHER)
    if point.value is None and not point.is_range:
        return [
            f'<text class="s" x="{px(x.start)}" y="{px(y + 4)}">{escape(f"{name_of(line)} geen waarde".strip())}</text>'
        ]
    if point.value is None:
        low = x(point.range_lowest if point.range_lowest is not None else x.low)
        high = x(point.range_highest if point.range_highest is not None else x.high)
        end = "m0-3v6" if point.range_highest is not None else "m-4-3l4 3-4 3"
        drawn = [f'<path class="l {colour}" stroke-width="1.6" d="M{px(low)} {px(y - 3)}v6m0-3H{px(high)}{end}"/>']
        told = f"{point.span}"
    else:
        low, high = (x(point.value if bound is None else bound) for bound in (point.total_lower, point.total_upper))
        drawn = spots(mark, colour, [(x(point.value), y)], hollow=point.is_provisional)
        if low < high:
            ends = f"M{px(low)} {px(y - 4)}v8m0-4H{px(high)}m0-4v8"
            drawn.insert(0, f'<path class="l {colour}" stroke-width="1.6" d="{ends}"/>')
        told = words.number(point.value)
    text = f"{name_of(line)} {told}".strip()
    room = len(text) * 6.4 + 8
    if high + room < WIDTH:
        where = f'x="{px(high + 7)}"'
    elif low - room > 0:
        where = f'x="{px(low - 7)}" text-anchor="end"'
    else:
        where = (
            f'x="{px((low + high) / 2)}" text-anchor="middle" stroke="#fff" stroke-width="5" style="paint-order:stroke"'
        )
    return [*drawn, f'<text {where} y="{px(y + 4)}" class="m {colour}f">{escape(text)}</text>']


def said(point: Point) -> str:
    """A value with its interval and period, as a person would say it."""
    if point.is_range:
        return f"alleen een bereik, {point.span} ({point.period})"
    if point.value is None:
        return f"geen waarde ({point.period})"
    around = "" if point.interval in (words.COUNTED, words.NOT_KNOWN) else f", {point.interval}"
    return f"{words.number(point.value)}{around} ({point.period})"


def alt(figure: Figure) -> str:
    """What is to be seen: from where to where each line goes, its interval, and what is drawn otherwise."""
    told = []
    for line in figure.lines:
        first, newest = line.points[0], line.newest
        name = f"{words.capital(name_of(line))}: " if name_of(line) else ""
        told.append(f"{name}van {said(first)} naar {said(newest)}.")
        if breaks := [point for point in line.points if line.breaks_at(point)]:
            told.append(f"De lijn is onderbroken voor {words.joined([p.period for p in breaks])}: andere reeks.")
        if any(point.is_provisional for point in line.points):
            told.append("Voorlopige cijfers zijn gestippeld.")
    return f"Lijngrafiek van {figure.indicator.name}, {figure.opgave.name}, in {figure.indicator.unit}. " + " ".join(
        dict.fromkeys(told)
    )


def whole(
    height: int, title: str, subtitle: str, drawn: Sequence[str], notes: Sequence[str], described: str, *, is_demo: bool
) -> Drawn:
    """The picture with its heading, its source, and in a demo the mark: it says what it is wherever it is put."""
    marks = [DEMO_MARK] if is_demo else []
    lines = [line for note in [*marks, *notes] for line in textwrap.wrap(note, 62)]
    full = height + 12 * len(lines)
    below = "".join(
        f'<text class="s" x="4" y="{height + 7 + 12 * nth}">{escape(line)}</text>' for nth, line in enumerate(lines)
    )
    body = (
        f'<text class="t" x="4" y="13">{escape(wrapped(title, 46))}</text>'
        f'<text class="s" x="4" y="26">{escape(wrapped(subtitle, 60))}</text>{"".join(drawn)}{below}'
    )
    used = {name for names in CLASSES.findall(body) for name in names.split()}
    css = TEXT + "".join(f".{name}{{{look}}}" for name, look in CSS.items() if name in used)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {full}" width="{WIDTH}" height="{full}" role="img" '
        f"aria-label={quoteattr(wrapped(described, 300))}><style>{css}</style>"
        f'<path d="M0 0h{WIDTH}v{full}H0z" fill="#fff"/>{body}</svg>\n'
    )
    return Drawn(svg, described, full)


def wrapped(text: str, room: int) -> str:
    """As much of a text as fits on the line; the whole of it stands in the page."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
