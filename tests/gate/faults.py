"""What can be wrong with a well-formed body. Each fault changes a Body in place and says what it did; None: not here."""

import random
from collections.abc import Callable
from typing import Any

from tests.gate.bodies import YEAR, Body, like, number

Fault = Callable[[Body, random.Random], str | None]


def scaled(factor: float) -> Fault:
    def fault(body: Body, _: random.Random) -> str | None:
        changed = 0
        for record, column in body.cells():
            value = number(record[column])
            if value and value != -1:
                record[column] = like(record[column], value * factor)
                changed += 1
        return f"every figure times {factor:g}" if changed else None

    return fault


def counts_scaled(body: Body, _: random.Random) -> str | None:
    """Every series of whole numbers: a rate or a quotient beside them stays as it was."""
    told = [(record, column, body.series(record, column)) for record, column in body.cells()]
    broken = {name for record, column, name in told if (number(record[column]) or 0) % 1}
    counts = {name for _, _, name in told} - broken
    if not counts or not broken:
        return None  # all alike: that is another fault
    for record, column, name in told:
        value = number(record[column])
        if name in counts and value and value != -1:
            record[column] = like(record[column], value * 1000)
    return f"counts times 1000: {', '.join(sorted(counts))}"


def series_scaled(body: Body, rng: random.Random) -> str | None:
    """One series of several."""
    names = sorted({body.series(record, column) for record, column in body.cells()})
    if len(names) < 2:
        return None
    chosen = rng.choice(names)
    for record, column in body.cells():
        value = number(record[column])
        if body.series(record, column) == chosen and value and value != -1:
            record[column] = like(record[column], value * 1000)
    return f"{chosen} times 1000"


def newest_scaled(body: Body, _: random.Random) -> str | None:
    if len(body.periods()) < 2:
        return None
    newest = body.periods()[-1]
    for record, column in body.in_period(newest):
        value = number(record[column])
        if value and value != -1:
            record[column] = like(record[column], value * 1.24)
    return f"{newest} times 1.24"


def by_cell(body: Body, period: str) -> dict[tuple[Any, ...], tuple[dict[str, Any], str]]:
    apart = {*body.values, body.period, "Id", "ID"}
    found = {}
    for record, column in body.in_period(period):
        name = tuple(v for k, v in record.items() if k not in apart)
        found[(*name, YEAR.sub("", column) if body.period is None else column)] = (record, column)
    return found


def move(body: Body, source: str, target: str, *, swap: bool) -> int:
    """Figures of one period into another, cell by cell; how many differ."""
    left, right, changed = by_cell(body, source), by_cell(body, target), 0
    for name in left.keys() & right.keys():
        (a, x), (b, y) = left[name], right[name]
        if a[x] != b[y]:
            changed += 1
            a[x], b[y] = (b[y], a[x]) if swap else (a[x], a[x])
    return changed


def year_copied(body: Body, rng: random.Random) -> str | None:
    periods = body.periods()
    if len(periods) < 2:
        return None
    at = rng.randrange(1, len(periods))
    return (
        f"{periods[at]} is a copy of {periods[at - 1]}"
        if move(body, periods[at - 1], periods[at], swap=False)
        else None
    )


def newest_copied(body: Body, _: random.Random) -> str | None:
    periods = body.periods()
    told = len(periods) > 1 and move(body, periods[-2], periods[-1], swap=False)
    return f"{periods[-1]} is a copy of {periods[-2]}" if told else None


def years_swapped(body: Body, rng: random.Random) -> str | None:
    periods = body.periods()
    if len(periods) < 2:
        return None
    a, b = rng.sample(periods, 2)
    return f"{a} and {b} swapped" if move(body, a, b, swap=True) else None


def newest_gone(body: Body, _: random.Random) -> str | None:
    """The file of last year."""
    periods = body.periods()
    if len(periods) < 2:
        return None
    if body.period:
        body.records = [r for r in body.records if str(r[body.period]) != periods[-1]]
    else:
        for record in body.records:
            for column in [c for c in record if periods[-1] in c and c in body.values]:
                del record[column]
        body.values = [c for c in body.values if periods[-1] not in c]
    return f"without {periods[-1]}"


def newest_empty(body: Body, _: random.Random) -> str | None:
    periods = body.periods()
    if len(periods) < 2:
        return None
    for record, column in body.in_period(periods[-1]):
        record[column] = None if not isinstance(record[column], str) else "0"
    return f"nothing in {periods[-1]}"


def dimension(body: Body, rng: random.Random) -> tuple[str, list[Any]] | None:
    choice = body.dimensions()
    if not choice:
        return None
    column = rng.choice(choice)
    return column, sorted({r[column] for r in body.records}, key=str)


def categories_swapped(body: Body, rng: random.Random) -> str | None:
    chosen = dimension(body, rng)
    if chosen is None:
        return None
    column, values = chosen
    a, b = rng.sample(values, 2)
    other = {a: b, b: a}
    for record in body.records:
        record[column] = other.get(record[column], record[column])
    return f"{column}: {a!r} and {b!r} swapped"


def category_dropped(body: Body, rng: random.Random) -> str | None:
    chosen = dimension(body, rng)
    if chosen is None:
        return None
    column, values = chosen
    gone = rng.choice(values)
    body.records = [r for r in body.records if r[column] != gone]
    return f"{column}: {gone!r} dropped" if body.records else None


def category_doubled(body: Body, rng: random.Random) -> str | None:
    chosen = dimension(body, rng)
    if chosen is None:
        return None
    column, values = chosen
    twice = rng.choice(values)
    more = [dict(r) for r in body.records if r[column] == twice]
    top = max((r.get("Id") or r.get("ID") or 0 for r in body.records), default=0)
    for n, record in enumerate(more, 1):
        for name in {"Id", "ID"} & record.keys():
            record[name] = top + n
    body.records += more
    return f"{column}: rows of {twice!r} twice"


def category_renamed(body: Body, rng: random.Random) -> str | None:
    """CBS: another title for a code; elsewhere another word in the rows."""
    if body.lists:
        name = rng.choice(sorted(body.lists))
        listed = body.lists[name]["value"]
        if not listed:
            return None
        entry = rng.choice(listed)
        before, entry["Title"] = entry["Title"], f"{entry['Title']} (nieuw)"
        return f"{name}: {before!r} renamed"
    chosen = dimension(body, rng)
    if chosen is None:
        return None
    column, values = chosen
    before = rng.choice(values)
    for record in body.records:
        if record[column] == before:
            record[column] = f"{before}X"
    return f"{column}: {before!r} renamed"


def codes_reused(body: Body, rng: random.Random) -> str | None:
    """CBS: the titles of two codes exchanged; elsewhere the figures of all rows one row on."""
    if body.lists:
        listed = body.lists[rng.choice(sorted(body.lists))]["value"]
        if len(listed) < 2:
            return None
        a, b = rng.sample(listed, 2)
        a["Title"], b["Title"] = b["Title"], a["Title"]
        return f"titles of {a['Title']!r} and {b['Title']!r} exchanged"
    if len(body.records) < 2 or not body.values:
        return None
    told = [{c: r[c] for c in body.values} for r in body.records]
    for record, other in zip(body.records, [*told[1:], told[0]], strict=True):
        record.update(other)
    return "every figure with the row before it"


def columns_reordered(body: Body, rng: random.Random) -> str | None:
    if not body.records:
        return None
    names = list(body.records[0])
    rest = [n for n in names if n not in ("Id", "ID")]  # the first key of CBS's records is theirs
    rng.shuffle(rest)
    order = [n for n in names if n in ("Id", "ID")] + rest
    body.records = [{n: r[n] for n in order} for r in body.records]
    return "columns in another order"


def rewritten(form: Callable[[float], str], what: str) -> Fault:
    """Figures of a text file in another notation."""

    def fault(body: Body, _: random.Random) -> str | None:
        changed = 0
        for record, column in body.cells():
            value = number(record[column])
            if isinstance(record[column], str) and value is not None and value >= 1000:
                record[column] = form(value)
                changed += 1
        return what if changed else None

    return fault


def hidden_as(text: str) -> Fault:
    def fault(body: Body, _: random.Random) -> str | None:
        changed = 0
        for record, column in body.cells():
            if record[column] == "-1":
                record[column] = text
                changed += 1
        return f"-1 written as {text} ({changed} cells)" if changed else None

    return fault


def total_unlabelled(body: Body, _: random.Random) -> str | None:
    """A row of sums with nothing before it."""
    if body.lists or not body.values or not body.records:
        return None
    row: dict[str, Any] = dict.fromkeys(body.records[0], "")
    for column in body.values:
        row[column] = str(round(sum(max(number(r[column]) or 0, 0) for r in body.records)))
    if body.period:
        row[body.period] = body.periods()[-1]
    body.records.append(row)
    return "a row of totals without a label"


def unit_reworded(body: Body, rng: random.Random) -> str | None:
    measures = body.lists.get("MeasureCodes")
    if not measures:
        return None
    entry = rng.choice(measures["value"])
    before, entry["Unit"] = entry.get("Unit"), rng.choice(["mln", "duizendtallen", "x 100", "aantal (x 1 000)"])
    return f"{entry['Title']}: unit {before!r} is now {entry['Unit']!r}" if before != entry["Unit"] else None


def fractions(body: Body, _: random.Random) -> str | None:
    """Percentages as fractions: of the measures in per cent, else nothing."""
    per_cent = {m["Identifier"] for m in body.lists.get("MeasureCodes", {}).get("value", ()) if m.get("Unit") == "%"}
    changed = 0
    for record, column in body.cells():
        value = number(record[column])
        if value is not None and record.get("Measure") in per_cent:
            record[column] = value / 100
            changed += 1
    return "per cents as fractions" if changed else None


def cut(body: Body, _: random.Random) -> str | None:
    keep = len(body.records) * 9 // 10
    body.records = body.records[:keep]
    return "cut at nine tenths" if keep else None


def years_later(body: Body, _: random.Random) -> str | None:
    """Every year one later."""
    if body.period is None:
        return None
    for record in body.records:
        record[body.period] = YEAR.sub(lambda m: str(int(m[0]) + 1), str(record[body.period]), count=1)
    if f"{body.period}Codes" in body.lists:
        for entry in body.lists[f"{body.period}Codes"]["value"]:
            key = "Identifier" if "Identifier" in entry else "Key"
            for name in (key, "Title"):
                entry[name] = YEAR.sub(lambda m: str(int(m[0]) + 1), entry[name], count=1)
    return "every year one later"


def rounded_to(base: int) -> Fault:
    def fault(body: Body, _: random.Random) -> str | None:
        changed = 0
        for record, column in body.cells():
            value = number(record[column])
            if value and value > 0 and value != -1 and value == round(value):
                record[column] = like(record[column], base * round(value / base))
                changed += 1
        return f"rounded to {base}" if changed else None

    return fault


def thousands(mark: str) -> Callable[[float], str]:
    return lambda value: f"{value:,.0f}".replace(",", mark)


FAULTS: dict[str, Fault] = {
    "figures x10": scaled(10),
    "figures x1000": scaled(1000),
    "figures :10": scaled(0.1),
    "figures of another sign": scaled(-1),
    "counts x1000": counts_scaled,
    "one series x1000": series_scaled,
    "newest period x1.24": newest_scaled,
    "one period copied into the next": year_copied,
    "newest period is a copy": newest_copied,
    "two periods swapped": years_swapped,
    "file of last year": newest_gone,
    "newest period empty": newest_empty,
    "two categories swapped": categories_swapped,
    "category dropped": category_dropped,
    "category doubled": category_doubled,
    "category renamed": category_renamed,
    "code re-used": codes_reused,
    "columns in another order": columns_reordered,
    "thousands separator": rewritten(thousands("."), "1234 as 1.234"),
    "thousands comma": rewritten(thousands(","), "1234 as 1,234"),
    "decimals": rewritten(lambda value: f"{value:.1f}".replace(".", ","), "1234 as 1234,0"),
    "<5 for -1": hidden_as("<5"),
    "hidden count as 4": hidden_as("4"),
    "hidden count as 0": hidden_as("0"),
    "total without a label": total_unlabelled,
    "unit in other words": unit_reworded,
    "percentage as a fraction": fractions,
    "cut at nine tenths": cut,
    "every year one later": years_later,
    "rounded to 5": rounded_to(5),
    "rounded to 100": rounded_to(100),
}
