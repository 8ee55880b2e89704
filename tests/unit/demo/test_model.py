"""Spreading: nothing is lost, nothing is negative, and a name always weighs the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.demo.model import along, between, chance, spread


@given(st.integers(0, 10**6), st.lists(st.floats(0.001, 1e6), min_size=1, max_size=60))
def test_parts_add_up_and_lie_within_one_of_their_share(total: int, weights: list[float]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    assert all(abs(p - total * w / sum(weights)) < 1 + 1e-6 for p, w in zip(parts, weights, strict=True))


def test_whole_weights_come_back_and_nothing_to_spread_over_is_an_error() -> None:
    assert spread(10, [3.0, 5.0, 2.0]) == [3, 5, 2]
    with pytest.raises(ValueError, match="nothing to spread 5 over"):
        spread(5, [])


def test_a_name_has_one_chance_for_ever_and_a_line_is_level_outside_its_points() -> None:
    assert round(chance("hbo", "34267"), 6) == 0.311346
    assert 2 <= between(2, 3, "x") < 3
    assert chance("a", "b") != chance("ab")
    assert [along({2020: 10, 2022: 20}, y) for y in (2010, 2020, 2021, 2022, 2030)] == [10, 10, 15, 20, 20]
