"""How a row of an explanation reads."""

from decimal import Decimal

import pytest

from orchestration.explain.telling import summary, text, wrapped
from orchestration.explain.trace import split


@pytest.mark.parametrize(
    ("value", "expected"),
    [(24400.0, "24400"), (733441.25, "733441.2"), (Decimal("0.0300"), "0.03"), (1e6 + 0.5, "1000000.5"), (True, "ja"), (None, "niets")],
)  # fmt: skip
def test_a_value(value: object, expected: str) -> None:
    assert text(value) == expected


def test_a_figure_comes_first_with_its_bounds() -> None:
    row = {
        "opgave_id": "zorg",
        "weight_lower": 681.0,
        "weight_upper": 769.0,
        "value": 727.0,
        "value_lower": 727.0,
        "value_upper": 727.0,
    }
    assert summary(row, is_leaf=False) == "value 727, opgave_id zorg, met kruistabel 681 tot 769"


def test_a_row_on_the_way_says_a_word_once_and_a_leaf_says_all() -> None:
    row = {"persons": 142.0, "count_text": "x", "place": "x", "moment_2": 0.1, "rationale": "bij naam"}
    assert summary(row, is_leaf=False) == "persons 142, count_text x"
    assert summary(row, is_leaf=True) == "persons 142, count_text x, place x, moment_2 0.1, rationale bij naam"


def test_a_weight_says_what_it_rests_on() -> None:
    row = {"weight": Decimal("0.5400"), "weight_lower": 0.5381, "weight_upper": 0.5409, "weight_basis": "count"}
    assert summary(row, is_leaf=True) == "weight 0.54 (0.5381 tot 0.5409), gewicht door telling van personen"


def test_lines_keep_to_80_columns_and_addresses_whole() -> None:
    lines = wrapped("woord " * 40, "    ", "    ")
    assert max(map(len, lines)) <= 80
    assert all(line.startswith("    ") for line in lines)


def test_rows_that_acted_together() -> None:
    assert split([]) == []
    assert split([7, 8, 7]) == [[7, 8]]
    assert split([0, 7, 8, 0, 0, 9, 0, 8, 7, 0, 9]) == [[7, 8], [9], [8, 7]]
