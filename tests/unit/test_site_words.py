"""What a page says of a number: in Dutch, and never more than its interval allows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.publication.site import words


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.0, "0"),
        (-0.001, "0"),
        (2.5, "2,5"),
        (35.01, "35"),
        (5.01, "5,01"),
        (99.996, "100"),
        (7759.55, "7.760"),
        (-1155.05, "\u22121.155"),
        (1234567.0, "1.234.567"),
        (0.125, "0,13"),
        (None, ""),
    ],
)
def test_a_number_is_told_in_dutch(value: float | None, told: str) -> None:
    assert words.number(value) == told


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1.02, "diploma's", "1"),
        (57.2, "personen", "57"),
        (0.4, "vacatures", "0"),
        (57.2, "procent", "57,2"),
        (1.02, "vacatures per kortdurend werkzoekende", "1,02"),
        (None, "personen", ""),
    ],
)
def test_persons_and_things_are_told_whole(value: float | None, unit: str, told: str) -> None:
    assert words.number(words.counted(value, unit)) == told


def test_a_change_of_persons_is_told_whole() -> None:
    by, margin = words.counted(11.9, "personen"), words.counted(14.4, "personen")
    change = words.change(by, margin, False)
    assert change is not None
    assert change.short == "+12 ± 14, niet aantoonbaar"
    fallen = words.change(words.counted(-11.9, "personen"), None, True)
    assert fallen is not None
    assert fallen.text == "gedaald met 12 in een jaar"


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_a_number_is_read_back_as_it_was_rounded(value: float) -> None:
    read = words.plain(words.number(value))
    assert read == words.shown(value)
    assert abs(read - Decimal(str(value))) <= (Decimal("0.5") if abs(value) >= words.WHOLE else Decimal("0.005"))


@pytest.mark.parametrize(
    ("by", "margin", "significant", "said", "unsaid"),
    [
        (98.0, 20.0, True, "gestegen met 98", "aantoonbare"),
        (-98.0, 20.0, True, "gedaald met 98", "gestegen"),
        (27.0, 50.0, False, words.NO_CHANGE, "gestegen"),
        (-27.0, 50.0, False, words.NO_CHANGE, "gedaald"),
        (27.0, None, None, "27 hoger dan een jaar eerder", "gestegen"),
        (0.0, None, None, "niet te zeggen", words.NO_CHANGE),
    ],
)
def test_a_change_is_one_only_beyond_its_margin(
    by: float, margin: float | None, significant: bool | None, said: str, unsaid: str
) -> None:
    change = words.change(by, margin, significant)
    assert change is not None
    assert said in change.text
    assert unsaid not in change.text
    assert bool(change.sign in "▲▼" and change.sign) == bool(significant)


def test_a_trend_is_told_with_what_is_known_of_it() -> None:
    assert words.trend(None, None, None) == ""
    assert words.trend(12.5, 3.0, True) == "over drie jaar gemiddeld +12,5 per jaar, marge ± 3: aantoonbaar"
    assert words.NO_CHANGE in words.trend(1.0, 3.0, False)


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ((3.0, 5.0, 4.0), "3 tot 5"),
        ((4.0, 4.0, 4.0), words.COUNTED),
        ((None, None, 4.0), words.NOT_KNOWN),
        ((4.46, None, None), "4,46 of meer"),
        ((None, 2.0, None), "2 of minder"),
        ((5.0, 5.0, None), "5 tot 5"),
        ((2.353, 14.0, None), "2,4 tot 14,0"),
        ((2.0, 4.25, None), "2,00 tot 4,25"),
        ((-3.21, 120.4, None), "\u22123 tot 120"),
        ((9.998, 10.02, None), "10,00 tot 10,02"),
        ((1234.4, 5678.0, None), "1.234 tot 5.678"),
        ((words.Count(0.7), words.Count(3.2), None), "1 tot 3"),
    ],
)
def test_an_interval_says_what_is_known(bounds: tuple[float | None, float | None, float | None], told: str) -> None:
    assert words.interval(*bounds) == told


@pytest.mark.parametrize(
    ("frequency", "day", "told"),
    [
        ("year", date(2024, 1, 1), "2024"),
        ("study_year", date(1999, 8, 1), "1999/00"),
        ("quarter", date(2026, 10, 1), "2026, kwartaal 4"),
        ("month", date(2026, 5, 1), "mei 2026"),
        ("register", date(2026, 7, 1), "1 juli 2026"),
        ("forecast", date(2030, 1, 1), "tot 2030"),
    ],
)
def test_a_period_has_the_name_that_readers_know(frequency: str, day: date, told: str) -> None:
    assert words.period(day, frequency) == told


def test_a_range_of_one_group_is_one_number() -> None:
    assert words.span(1.8, 1.8) == "1,8"
    assert words.span(1.8, 4) == "1,8 tot 4,0"
    assert words.span(3.1, None) == "3,1 of meer"
