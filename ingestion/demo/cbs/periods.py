"""Periods in CBS notation, with titles and status as StatLine gives them."""

from collections.abc import Iterable, Sequence

from ingestion.demo.cbs.odata4 import Code, Dimension


def years(first: int, last: int) -> list[str]:
    return [f"{y}JJ00" for y in range(first, last + 1)]


def quarters(first: str, last: str) -> list[str]:
    """From `2017KW01` to `2026KW02`."""
    start, end = (int(p[:4]) * 4 + int(p[-1]) - 1 for p in (first, last))
    return [f"{n // 4}KW0{n % 4 + 1}" for n in range(start, end + 1)]


def with_years(periods: Iterable[str]) -> list[str]:
    """Quarters, each fourth one followed by its year, as StatLine orders them."""
    found = []
    for period in periods:
        found.append(period)
        if period.endswith("KW04"):
            found.append(f"{period[:4]}JJ00")
    return found


def when(period: str) -> float:
    """The middle of a period in years, for a line through years: 2023.5 for 2023."""
    return int(period[:4]) + (0.5 if period.endswith("JJ00") else (int(period[-1]) - 0.5) / 4)


def time_dimension(
    periods: Sequence[str],
    provisional: int,
    identifier: str = "Perioden",
    title: str = "Perioden",
    year_title: str = "{year}",
) -> Dimension:
    """The time dimension; the last `provisional` periods are Voorlopig."""
    codes = []
    for left, period in zip(range(len(periods), 0, -1), periods, strict=True):
        status = "Voorlopig" if left <= provisional else "Definitief"
        year = period[:4]
        name = year_title.format(year=year) if period.endswith("JJ00") else f"{year} {period[-1]}e kwartaal"
        codes.append(Code(period, name, status=status))
    return Dimension(identifier, title, tuple(codes), "TimeDimension")
