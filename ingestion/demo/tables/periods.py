"""Periods in CBS notation (2023JJ00, 2023KW01, 2023MM01, 2023SJ00), with titles and status as StatLine gives them."""

from collections.abc import Mapping
from typing import Any

from ingestion.demo.model import along
from ingestion.demo.tables.parts import Category, Dimension

PARTS = {"JJ": 1, "SJ": 1, "KW": 4, "MM": 12}
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def expand(text: str) -> list[str]:
    """`2015JJ00..2023JJ00 2024KW01..2025KW04+JJ`: ranges one after another, `+JJ` with each year after its last part."""
    found = []
    for span in text.split():
        first, _, last = span.removesuffix("+JJ").partition("..")
        kind, last = first[4:6], last or first
        parts = PARTS[kind]
        start, end = (int(p[:4]) * parts + max(0, int(p[6:]) - 1) for p in (first, last))
        for n in range(start, end + 1):
            found.append(f"{n // parts}{kind}{n % parts + 1:02d}" if parts > 1 else f"{n}{kind}00")
            if span.endswith("+JJ") and n % parts == parts - 1:
                found.append(f"{n // parts}JJ00")
    return found


def when(period: str) -> float:
    """The middle of a period in years: 2023.5 for 2023."""
    parts = PARTS[period[4:6]]
    return int(period[:4]) + (max(1, int(period[6:])) - 0.5) / parts


def course(points: Mapping[int | str, Any], period: str) -> float:
    """The line through points per year or period; a list holds the years from its key on, `grow` goes on after the last."""
    line: dict[float, float] = {}
    for start, values in points.items():
        if start != "grow":
            first = start + 0.5 if isinstance(start, int) else when(start)
            step = 1 if isinstance(start, int) else 1 / PARTS[start[4:6]]
            line |= {first + n * step: v for n, v in enumerate(values if isinstance(values, list) else [values])}
    return float(along(line, when(period)) * (1 + points.get("grow", 0)) ** max(0, when(period) - max(line)))


def title(period: str, pattern: str = "") -> str:
    year, kind, number = int(period[:4]), period[4:6], int(period[6:])
    if kind == "KW":
        return f"{year} {number}e kwartaal"
    if kind == "MM":
        return f"{year} {MONTHS[number - 1]}"
    pattern = pattern or ("{year}/'{next:02d}" if kind == "SJ" else "{year}")
    return pattern.format(year=year, next=(year + 1) % 100)


def dimension(
    text: str, provisional: int = 0, identifier: str = "Perioden", name: str = "", pattern: str = ""
) -> Dimension:
    """The time dimension; the last `provisional` periods are Voorlopig: by default one, or two where there are quarters."""
    every = expand(text)
    final = len(every) - (provisional or (2 if "KW" in text else 1))
    codes = {
        p: Category(title(p, pattern), status="Definitief" if n < final else "Voorlopig") for n, p in enumerate(every)
    }
    return Dimension(identifier, name or identifier, codes, "TimeDimension")
