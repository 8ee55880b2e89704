"""Halves go up for every reader alike: the macro on the halves that engines disagree about, and that nothing goes round it."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import jinja2
import pytest

DBT = Path(__file__).resolve().parents[2] / "dbt_project"
MACRO = DBT / "macros" / "figures" / "rounded.sql"
COMMENT = re.compile(r"\{#.*?#\}|--[^\n]*|/\*.*?\*/", re.DOTALL)
# what the engines of a figure understand differently: round() of a double, and DuckDB's arrow, gone in 2.0
ENGINE_OWN = re.compile(r"\bround(_even)?\s*\(|\bcolumns\(\s*\w+\s*->", re.IGNORECASE)


def rounded(number: str, digits: int) -> str:
    """The SQL that dbt makes of a call."""
    template = jinja2.Environment().from_string(MACRO.read_text(encoding="utf-8") + "{{ rounded(number, digits) }}")
    return template.render(number=number, digits=digits).strip()


def value(sql: str) -> object:
    row = duckdb.execute(f"select {sql}").fetchone()
    assert row
    return row[0]


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        ("cast(44.15 as double)", 1, 44.2),  # DuckDB 2.0.1: round() gives 44.1
        ("cast(6.515 as double)", 2, 6.52),  # 6.51
        ("cast(1.005 as double)", 2, 1.01),  # 1.0 on every DuckDB
        ("cast(-44.15 as double)", 1, -44.2),
        ("cast(-1.005 as double)", 2, -1.01),
        ("cast(97000 as double) / 160000 * 100", 2, 60.63),  # 60.625, a double just under it
        ("cast(0.1 as double) + 0.2 - 0.25", 1, 0.1),  # 0.05 and what the sum added
        ("cast(-0.5 as double)", 0, -1.0),
        ("cast(2.5 as double)", 0, 3.0),
        ("cast(44.149999 as double)", 1, 44.1),  # no half: it stays under
        ("cast(12345678901.5 as double)", 0, 12345678902.0),
        ("cast(1e15 as double)", 6, 1e15),
        ("cast(2.675 as decimal(9, 3))", 2, 2.68),
        ("cast(7 as bigint) / 2", 0, 4.0),
        ("cast(null as double)", 1, None),
    ],
)
def test_a_half_goes_away_from_zero(number: str, digits: int, expected: float | None) -> None:
    assert value(rounded(number, digits)) == expected
    assert value(f"typeof({rounded(number, digits)})") == "DOUBLE"


@pytest.mark.parametrize("digits", [0, 1, 2, 3, 4, 6])
def test_every_half_of_a_quotient_is_what_decimal_arithmetic_says(digits: int) -> None:
    """Ten thousand halves at each number of digits, as a double comes to them: by division."""
    column = rounded(f"halves / {2 * 10**digits}", digits)
    found = duckdb.execute(f"select halves, {column} from (select 2.0::double * range + 1 as halves from range(10000))")
    step = Decimal(1).scaleb(-digits)
    for halves, figure in found.fetchall():
        exact = Decimal(int(halves)) / (2 * 10**digits)
        assert figure == float(exact.quantize(step, ROUND_HALF_UP)), exact


def test_what_is_no_number_is_not_published() -> None:
    with pytest.raises(duckdb.ConversionException, match="nan"):
        value(rounded("cast(0 as double) / 0", 1))


def test_nothing_rounds_but_the_macro() -> None:
    files = [f for folder in ("models", "macros") for f in (DBT / folder).rglob("*.sql") if f != MACRO]
    assert len(files) > 100
    found = {str(f.relative_to(DBT)): ENGINE_OWN.findall(COMMENT.sub("", f.read_text(encoding="utf-8"))) for f in files}
    assert {name for name, uses in found.items() if uses} == set()
    assert ENGINE_OWN.search(COMMENT.sub("", MACRO.read_text(encoding="utf-8"))), "the rule sees what it forbids"
