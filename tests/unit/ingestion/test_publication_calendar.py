"""Late or not: the last day of every form of period, and a publisher that silently stopped."""

from collections.abc import Callable
from datetime import date

import pytest

from ingestion import provenance
from ingestion.dataset import Dataset
from ingestion.home import Home
from ingestion.publication_calendar import end_of, late, newest_end
from ingestion.result import Result
from ingestion.warehouse import writing
from tests.unit.ingestion.datasets import FILE, cbs_bodies, cbs_dataset, csv_dataset, observation
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("2026KW02", date(2026, 6, 30)), ("2026MM02", date(2026, 2, 28)), ("2024MM02", date(2024, 2, 29)),
        ("2025HJ01", date(2025, 6, 30)), ("2025JJ00", date(2025, 12, 31)), ("2024SJ00", date(2024, 12, 31)),
        ("2025", date(2025, 12, 31)), ("2026-Q3", date(2026, 9, 30)), ("2026-07-01", date(2026, 7, 1)),
        ("20260701", date(2026, 7, 1)), ("2024X000", date(2024, 12, 31)), ("20261399", None), ("Totaal", None), ("", None),
        ("2026MM13", None),
    ],
)  # fmt: skip
def test_every_form_of_period_has_a_last_day(code: str, end: date | None) -> None:
    assert end_of(code) == end


def test_a_publisher_that_silently_stopped_is_seen_on_the_day_the_calendar_says(
    build: Build, publisher: Publisher, home: Home
) -> None:
    dataset = cbs_dataset()
    publisher.bodies = dict(cbs_bodies([observation(0)]))  # 2023JJ00
    build(dataset)
    quarterly = dataset.model_copy(update={"cadence": "quarterly", "late_after_days": 230})
    with writing(home, "test") as con:
        assert newest_end(con, dataset) == date(2023, 12, 31)
        assert late(con, quarterly, date(2024, 8, 17)) == ""
        assert "de nieuwste periode eindigt op 2023-12-31, meer dan 230 dagen geleden" in late(
            con, quarterly, date(2024, 8, 18)
        )
        assert late(con, quarterly, date(2026, 8, 18)) == late(con, quarterly, date(2024, 8, 18))
        assert late(con, dataset.model_copy(update={"late_after_days": None}), date(2030, 1, 1)) == ""
        patient = quarterly.model_copy(update={"late_after_days": 1000})
        assert late(con, patient, date(2024, 8, 18)) == ""


def test_years_in_the_names_of_columns_count(build: Build, publisher: Publisher, home: Home) -> None:
    dataset = csv_dataset(years={"pattern": r"DIP(20\d\d)", "example": ["DIP2024"], "rule": {}})
    publisher.bodies[FILE] = b"BRIN;LEERWEG;CODE;AANTAL;DIP2023;DIP2025\r\n25BE;BOL;01234;10;1;2\r\n"
    assert build(dataset).status == "current"
    with writing(home, "test") as con:
        assert newest_end(con, dataset) == date(2025, 12, 31)


def test_late_is_a_state_of_the_dataset_that_stays_the_same_day_after_day(
    build: Build, publisher: Publisher, home: Home
) -> None:
    dataset = cbs_dataset().model_copy(update={"cadence": "quarterly", "late_after_days": 230})
    publisher.bodies = dict(cbs_bodies([observation(0)]))  # 2023JJ00
    result = build(dataset)
    assert result.status == "current"
    assert "de nieuwste periode eindigt op 2023-12-31" in result.late
    with writing(home, "test") as con:
        found = con.execute("select status, status_reason from raw.catalogue__dataset").fetchall()
    assert found == [("late", result.late)]
    assert provenance.state(None, None, result.late)[0] == "missing", "what is not there is missing, not late"
