"""The generator of the tables: shares, sums, published figures, a table without an entry, and spreading by names."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.catalogue import load_catalogue
from ingestion.demo.model import along, between, chance, spread
from ingestion.demo.tables import DemoTable, from_catalogue, made, periods

SEX = {"T": "Totaal", "M": ["Mannen", ["T", "-V"]], "V": ["Vrouwen", 0.4]}
KIND = {"A": "Alle", "B": ["Een", 0.25], "C": ["Twee", 0.75]}


def table(**more: Any) -> DemoTable:
    spec: dict[str, Any] = {
        "title": "Proef", "frequency": "Per jaar", "periods": "2020JJ00..2023JJ00",
        "dimensions": {"Geslacht": SEX, "Soort": KIND},
        "measures": {"N": {"title": "Aantal", "unit": "aantal", "level": {2020: 1000, 2023: 1300}}},
    }  # fmt: skip
    return made("1TEST", spec | more)


def values(made_of: DemoTable) -> dict[tuple[str, ...], float]:
    return {(c.measure, *c.codes): c.value for c in made_of.cells if c.value is not None}


def test_level_times_shares_and_parts_add_up() -> None:
    found = values(table())
    assert [found["N", "T", "A", f"{y}JJ00"] for y in range(2020, 2024)] == [1000, 1100, 1200, 1300]
    for kind in KIND:
        men, women, both = (found["N", sex, kind, "2022JJ00"] for sex in "MVT")
        assert men + women == both
    assert found["N", "T", "B", "2022JJ00"] == pytest.approx(300, rel=0.02)  # moved a little by its drift
    assert found["N", "T", "B", "2022JJ00"] + found["N", "T", "C", "2022JJ00"] == 1200
    tens = table(measures={"N": {"title": "Aantal", "unit": "aantal", "level": 1234, "step": 10}})
    assert {value % 10 for value in values(tens).values()} == {0}


def test_shares_that_depend_on_another_dimension_make_up_the_whole() -> None:
    found = values(table(shares={"Geslacht": {"given": "Soort", "rows": {"B": 0.9, "*": 0.1}}}))
    assert found["N", "V", "B", "2023JJ00"] == pytest.approx(0.9 * found["N", "T", "B", "2023JJ00"], abs=1)
    assert found["N", "V", "A", "2023JJ00"] == found["N", "V", "B", "2023JJ00"] + found["N", "V", "C", "2023JJ00"]


def test_a_series_goes_through_its_published_figures_and_what_lies_below_follows() -> None:
    found = values(table(published={"2021JJ00": {"B": 550}, "A": {"2020JJ00": [1001, 1102]}}))
    assert found["N", "T", "B", "2021JJ00"] == 550
    assert [found["N", "T", "A", f"{y}JJ00"] for y in (2020, 2021)] == [1001, 1102]
    assert found["N", "T", "B", "2023JJ00"] == pytest.approx(650, rel=0.02)  # the course of the whole, from there
    assert found["N", "V", "B", "2023JJ00"] == pytest.approx(0.4 * 650, rel=0.02)


def test_marks_ratios_and_places_left_out() -> None:
    measures = {
        "N": {"title": "Aantal", "unit": "aantal", "level": 100, "few": 20},
        "P": {"title": "Deel", "unit": "%", "decimals": 1, "ratio": ["N", "N", 100]},
    }
    made_of = table(
        measures=measures,
        leave_out=[{"Geslacht": "!T", "Soort": "A"}, {"Measure": "P", "Geslacht": "M V"}],
        impossible=[{"Soort": "C", "Perioden": "<2021"}],
    )
    marks = {(c.measure, *c.codes): c.attribute for c in made_of.cells}
    assert marks["N", "V", "B", "2020JJ00"] == "NotAvailable"  # ten of a hundred
    assert marks["N", "T", "C", "2020JJ00"] == "Impossible"
    assert ("N", "V", "A", "2020JJ00") not in marks
    assert ("P", "M", "B", "2020JJ00") not in marks
    assert values(made_of)["P", "T", "B", "2022JJ00"] == 100


def test_periods_are_spelled_out_titled_and_joined_by_a_line() -> None:
    assert periods.expand("2022JJ00..2023JJ00 2022KW04..2023KW01+JJ") == [
        "2022JJ00", "2023JJ00", "2022KW04", "2022JJ00", "2023KW01",
    ]  # fmt: skip
    assert periods.expand("2022MM12..2023MM01 2021SJ00") == ["2022MM12", "2023MM01", "2021SJ00"]
    titles = ["2023", "2023/'24", "2023 2e kwartaal", "2023 mei"]
    assert [periods.title(p) for p in ("2023JJ00", "2023SJ00", "2023KW02", "2023MM05")] == titles
    assert periods.course({2020: [10, 20], "grow": 0.1}, "2022JJ00") == pytest.approx(22)


def test_an_entry_that_is_wrong_says_where() -> None:
    with pytest.raises(KeyError, match="nergens, published, is a category of no dimension"):
        table(published={"2021JJ00": {"nergens": 1}}).observer  # noqa: B018
    with pytest.raises(KeyError, match="1TEST lacks 'geen_lijst'"):
        table(dimensions={"Soort": "geen_lijst"})


@pytest.mark.parametrize("name", ["cbs__85276ned", "cbs__84809ned", "cbs__85574ned"])
def test_a_table_without_an_entry_is_made_of_its_catalogue_entry(name: str) -> None:
    dataset = load_catalogue()[name]
    made_of = made("1TEST", {"title": dataset.title, "frequency": "", **from_catalogue(dataset)})
    assert [d.identifier for d in made_of.dimensions] == list(dataset.contract.columns)
    for f in dataset.access.filters:  # type: ignore[union-attr]
        codes = next(d.codes for d in made_of.dimensions if d.identifier == f.dimension)
        assert set(f.codes) <= set(codes)
        assert set(f.titles or ()) <= {c.title for c in codes.values()}
    assert all(c.value is not None for c in made_of.cells)


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
