"""Figures, periods and changes in Dutch words: what a page says of a number, and never more than its interval allows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WHOLE, TENTHS = 100, 10  # from here on a number is shown without decimals, or with one
FINEST = Decimal("0.0001")
THINGS = frozenset(
    {
        *("personen", "personen, gemiddelde van weken", "personen tot de horizon", "studenten", "inschrijvingen"),
        *("diploma's", "promoties", "vacatures", "vacatures, gemiddelde van weken", "banen", "fte", "organisaties"),
        *("vergunningen", "adviezen", "toekenningen"),
    }
)  # units in which a number is a count of persons or things
MINUS = "\u2212"
NOT_KNOWN = "niet bekend"
COUNTED = "geteld"
NO_CHANGE = "geen aantoonbare verandering"


class Count(float):
    """A number of persons or things: shown whole, whatever the weights that made it."""


def counted(value: float | None, unit: str) -> float | None:
    """The number as a count, if that is what its unit says."""
    return Count(value) if value is not None and unit in THINGS else value


@dataclass(frozen=True)
class Change:
    """A change as a reader may say it."""

    sign: str  # ▲, ▼, = or nothing; never without words
    text: str  # a sentence's part
    short: str  # for a table: the difference with its margin, and whether it is shown to be one


def shown(value: float | Decimal) -> Decimal:
    """The number as it is shown: a count and any from 100 on whole, a decimal from 10 on, else at most two; half away from
    zero."""
    return to_step(value, step(value))


def step(value: float | Decimal) -> Decimal:
    """To what a number is rounded where it is shown."""
    size = abs(Decimal(str(value)))
    whole = isinstance(value, Count) or size >= WHOLE
    return Decimal(1) if whole else Decimal("0.1") if size >= TENTHS else Decimal("0.01")


def to_step(value: float | Decimal, to: Decimal) -> Decimal:
    rounded = Decimal(str(value)).quantize(to, rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def bounds(lower: float, upper: float) -> tuple[Decimal, Decimal]:
    """Two ends as they are shown beside one another: both to the coarser of their steps, so that 2,35 and 14 are 2,4 and
    14,0; finer where they would be one number then, unless they are counts."""
    to = max(step(lower), step(upper))
    while True:
        both = to_step(lower, to), to_step(upper, to)
        if both[0] != both[1] or lower == upper or isinstance(lower, Count) or to <= FINEST:
            return both
        to /= 10


def pair(lower: float, upper: float, mark: str = ",") -> tuple[str, str]:
    """The ends in writing, with as many decimals as one another. `mark`: the decimal mark, a comma or a point."""
    ends = bounds(lower, upper)
    digits = max(max(0, -int(end.normalize().as_tuple().exponent)) for end in ends)
    texts = [f"{end:,.{digits}f}".replace("-", MINUS) for end in ends]
    if mark == ",":
        texts = [text.translate(str.maketrans(",.", ".,")) for text in texts]
    return texts[0], texts[1]


def number(value: float | Decimal | None) -> str:
    """A number in Dutch: 1.234 and 5,67; nothing where there is none."""
    if value is None:
        return ""
    text = f"{shown(value):,f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    told = whole.replace(",", ".") + (f",{decimals}" if decimals else "")
    return told.replace("-", MINUS)


def plain(text: str) -> Decimal:
    """The number that `number` wrote."""
    return Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))


def interval(lower: float | None, upper: float | None, value: float | None) -> str:
    """What is known of the whole uncertainty, in words."""
    if lower is None and upper is None:
        return NOT_KNOWN
    if lower is not None and upper is not None:
        return COUNTED if lower == upper == value else " tot ".join(pair(lower, upper))
    return f"{number(lower)} of meer" if lower is not None else f"{number(upper)} of minder"


def span(lowest: float | None, highest: float | None) -> str:
    """The range over groups, in words; of a single group its value."""
    return number(lowest) if lowest is not None and lowest == highest else interval(lowest, highest, None)


def period(start: date, frequency: str) -> str:
    """The name of a period, as readers know it."""
    year = start.year
    names = {
        "year": f"{year}",
        "study_year": f"{year}/{(year + 1) % 100:02d}",
        "quarter": f"{year}, kwartaal {(start.month + 2) // 3}",
        "month": f"{MONTHS[start.month - 1]} {year}",
        "register": day(start),
        "forecast": f"tot {year}",
    }
    return names[frequency]


def short_period(start: date, frequency: str) -> str:
    """The name of a period where there is little room: on an axis."""
    names = {
        "year": f"{start.year}",
        "study_year": f"{start.year}/{(start.year + 1) % 100:02d}",
        "quarter": f"{start.year} k{(start.month + 2) // 3}",
        "month": f"{MONTHS[start.month - 1][:3]} {start.year}",
    }
    return names.get(frequency) or period(start, frequency)


def day(moment: date) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def moment(at: datetime) -> str:
    """A day with the time, in UTC."""
    return f"{day(at)}, {at:%H.%M} uur (UTC)"


def change(by: float | None, margin: float | None, significant: bool | None) -> Change | None:
    """The difference with a year earlier. Without a margin it is told as a difference of two figures, and as no more."""
    if by is None:
        return None
    size, signed = number(by).removeprefix(MINUS), with_sign(by)
    if significant is None:
        way = "hetzelfde getal als" if by == 0 else f"{size} {'hoger' if by > 0 else 'lager'} dan"
        unsure = "zonder marge is niet te zeggen of dat toeval is"
        return Change("", f"{way} een jaar eerder; {unsure}", f"{signed}, marge niet bekend")
    around = f"marge ± {number(margin)}" if margin else ""
    if not significant:
        told = f"{NO_CHANGE} in een jaar ({signed}{f', {around}' if around else ''})"
        return Change("=", told, f"{signed}{f' ± {number(margin)}' if margin else ''}, niet aantoonbaar")
    way, sign = ("gestegen", "▲") if by > 0 else ("gedaald", "▼")
    told = f"{way} met {size} in een jaar{f' ({around})' if around else ''}"
    return Change(sign, told, f"{signed}{f' ± {number(margin)}' if margin else ''}, aantoonbaar")


def trend(by: float | None, margin: float | None, significant: bool | None) -> str:
    """The mean change per year over three years; empty where there is none."""
    if by is None:
        return ""
    around = f", marge ± {number(margin)}" if margin else ""
    sure = {None: "; zonder marge is niet te zeggen of dat toeval is", False: f": {NO_CHANGE}", True: ": aantoonbaar"}
    return f"over drie jaar gemiddeld {with_sign(by)} per jaar{around}{sure[significant]}"


def with_sign(by: float) -> str:
    return f"+{number(by)}" if shown(by) > 0 else number(by)


def joined(parts: list[str]) -> str:
    """A list in a sentence."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}" if parts else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
