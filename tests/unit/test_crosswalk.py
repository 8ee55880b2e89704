"""The interval of a weight follows from its note, so that whoever corrects the one corrects the other by the rule of the crosswalk's page."""

import csv
import math
import re

import pytest

from ingestion.home import CHECKOUT

SEEDS = CHECKOUT / "dbt_project" / "seeds" / "crosswalk"
NAMES = ("opgave_programme", "opgave_field", "opgave_occupation", "opgave_industry", "opgave_care_branch")
CODES = ("isco_unit_share", "group_share")  # counts of codes, each of unknown size
PERSONS = ("ho_graduates_2018", "azw_employees_2018", "defence_personnel_2017")
# bounds are written in four decimals
WRITTEN = 0.00005


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by Lentz's continued fraction (Abramowitz and Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x) - math.log(a)
    )
    tiny, c, d = 1e-300, 1.0, 1 / max(1 - (a + b) * x / (a + 1), 1e-300)
    total = d
    for m in range(1, 10_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d or tiny)
            c = 1 + term / c or tiny
            total *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * total


def beta_quantile(p: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if beta_cdf(middle, a, b) < p else (low, middle)
    return (low + high) / 2


def interval(weight: float, note: str) -> tuple[float, float]:
    """The 95 % interval that the rule of the crosswalk's page gives a weight with this note."""
    if note in ("kern", "uitgesloten"):
        return weight, weight
    counted = re.fullmatch(r"(\w+) ([\d.]+)/([\d.]+)", note)
    if not counted:
        assert note == "oordeel", f"a note says what was counted, or oordeel: {note}"
        a, b = 4 * weight, 4 * (1 - weight)
    else:
        what, part, whole = counted[1], float(counted[2]), float(counted[3])
        assert what in CODES + PERSONS, f"is {what} a count of persons or of codes?"
        a, b = (part, whole - part) if what in CODES else (part + 0.5, whole - part + 0.5)
    return min(beta_quantile(0.025, a, b), weight), max(beta_quantile(0.975, a, b), weight)


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_quantile_is_the_known_one() -> None:
    """Of Beta(1, 2) it is 1 - sqrt(1 - p); of Beta(2, 2) the median is a half; Beta(21.5, 54.5) is tabulated."""
    assert beta_quantile(0.025, 1, 2) == pytest.approx(1 - math.sqrt(0.975), abs=1e-8)
    assert beta_quantile(0.5, 2, 2) == pytest.approx(0.5, abs=1e-8)
    assert beta_quantile(0.025, 21.5, 54.5) == pytest.approx(0.1881, abs=WRITTEN)


@pytest.mark.parametrize("name", NAMES)
def test_the_interval_follows_the_note(name: str) -> None:
    wrong = []
    for row in rows(name):
        lower, upper = interval(float(row["weight"]), row["weight_note"])
        written = float(row["weight_lower"]), float(row["weight_upper"])
        if abs(written[0] - lower) > 2 * WRITTEN or abs(written[1] - upper) > 2 * WRITTEN:
            wrong.append((row["opgave_id"], row["code"], row["weight"], row["weight_note"], written, (lower, upper)))
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_the_basis_is_that_of_the_note(name: str) -> None:
    """A count is of persons; a count of codes is a judgement; only a delineation that is followed whole is official."""
    for row in rows(name):
        kind = row["weight_note"].split(" ")[0]
        if kind in PERSONS:
            assert row["weight_basis"] == "count", row
        elif kind == "kern":
            assert row["weight_basis"] in ("official", "judgement"), row
        else:
            assert row["weight_basis"] == "judgement", row


def test_docs_tell_of_every_kind_of_count() -> None:
    text = (CHECKOUT / "docs/crosswalk.md").read_text(encoding="utf-8")
    used = {row["weight_note"].split(" ")[0] for name in NAMES for row in rows(name) if "/" in row["weight_note"]}
    assert used == set(CODES + PERSONS)
    assert [kind for kind in used if f"`{kind}`" not in text] == []
