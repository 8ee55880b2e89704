"""`make compare`: each way in which two publications can differ is told, and what only tells when they ran is not."""

from pathlib import Path

import duckdb
import pytest

from tests.compare import main

ROWS = "values ('zorg', 2024, 1.0, timestamp '2026-01-01'), ('zorg', 2025, 2.0, timestamp '2026-01-01')"


def publication(
    folder: Path, name: str, rows: str = ROWS, columns: str = "opgave_id, year, value, retrieved_at"
) -> Path:
    home = folder / name
    home.mkdir()
    with duckdb.connect(str(home / "talentstrategie.duckdb")) as con:
        con.execute("create schema marts")
        con.execute(f"create table marts.fct_llo_uptake as from ({rows}) t({columns})")
    return home


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return publication(tmp_path, "before")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rows": ROWS.replace("2.0", "2.1")}, "1 row(s) gone, 1 new; columns value"),
        ({"rows": f"{ROWS}, ('zorg', 2025, 2.0, timestamp '2026-01-01')"}, "0 row(s) gone, 1 new"),
        ({"rows": ROWS.replace("2.0", "null")}, "columns value"),
        ({"rows": ROWS.replace("1.0", "1").replace("2.0", "2")}, "value is INTEGER, was DECIMAL(2,1)"),
        ({"columns": "opgave_id, jaar, value, retrieved_at"}, "column year only before; column jaar only after"),
    ],
)
def test_a_difference_is_told(
    before: Path, tmp_path: Path, change: dict[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(before), str(publication(tmp_path, "after", **change))]) == 1
    assert told in capsys.readouterr().out


def test_when_it_ran_is_no_difference(before: Path, tmp_path: Path) -> None:
    assert main([str(before), str(publication(tmp_path, "after", ROWS.replace("2026", "2025")))]) == 0


def test_a_table_that_is_gone_is_told(before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after = publication(tmp_path, "after")
    with duckdb.connect(str(after / "talentstrategie.duckdb")) as con:
        con.execute("drop table marts.fct_llo_uptake")
    assert main([str(before), str(after)]) == 1
    assert "marts.fct_llo_uptake: only before" in capsys.readouterr().out


def test_what_cannot_be_read_is_no_verdict(before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(before), str(tmp_path / "nowhere")]) == 2
    assert "cannot compare" in capsys.readouterr().err
