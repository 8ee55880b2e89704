"""The attack of `tests.disclosure` finds what can be found, and no model of a mart reads counts that may not be told."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from tests.disclosure import possible, whole

MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models"


@pytest.mark.parametrize(
    ("equations", "lower", "upper", "known"),
    [
        ([[1, 0], [0, 1]], [3, 1], [3, 4], [True, False]),  # one subtraction
        ([[1, 1]], [8], [8], [True, True]),  # all fours
        ([[1, 1]], [7], [8], [False, False]),
        ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [4, 5, 5], [4, 5, 5], [True, True, True]),  # no single figure tells one
        ([[1, 1, 0], [0, 1, 1]], [5, 5], [5, 5], [False, False, False]),
        ([[1, 0.3]], [2.59], [2.61], [True, False]),  # 1.39 to 2.31: 2 is the only whole number of the first
    ],
)
def test_a_cell_is_known_where_one_whole_number_is_left(
    equations: list[list[float]], lower: list[float], upper: list[float], known: list[bool]
) -> None:
    spans = possible(csr_array(np.array(equations)), np.array(lower, float), np.array(upper, float))
    assert (whole(spans) < 2).tolist() == known


def test_figures_that_cannot_be_true_together_are_told() -> None:
    with pytest.raises(ValueError, match="cannot be true together"):
        possible(csr_array(np.array([[1.0, 1.0]])), np.array([9.0]), np.array([9.0]))


def readers(of: str) -> set[str]:
    return {p.stem for p in MODELS.rglob("*.sql") if f'ref("{of}")' in p.read_text(encoding="utf-8")}


def test_counts_that_may_not_be_told_are_read_where_they_are_hidden_and_nowhere_else() -> None:
    assert readers("int_education_count") == {
        "int_education_estimated",
        "int_education_gender",
        "int_education_withheld",
    }
    assert readers("int_education_withheld") == {"int_education_cell", "int_education_gender"}
    text = (MODELS / "shaped" / "education" / "int_education_count.sql").read_text(encoding="utf-8")
    files = re.findall(r'"(stg_duo__\w+)"', text)
    assert len(files) == 15
    assert {reader for file in files for reader in readers(file)} == set()
